/** A person's way to talk to a running core. */
@NullMarked
package io.ringfence.ops.client;

import org.jspecify.annotations.NullMarked;

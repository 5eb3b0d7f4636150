/** Commit records as JSON lines. */
@NullMarked
package io.ringfence.ops.json;

import org.jspecify.annotations.NullMarked;

/** The composition root of a running core. */
@NullMarked
package io.ringfence.ops.run;

import org.jspecify.annotations.NullMarked;

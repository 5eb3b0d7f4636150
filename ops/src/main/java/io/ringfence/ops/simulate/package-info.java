/** Scenarios in virtual time through the same engine. */
@NullMarked
package io.ringfence.ops.simulate;

import org.jspecify.annotations.NullMarked;

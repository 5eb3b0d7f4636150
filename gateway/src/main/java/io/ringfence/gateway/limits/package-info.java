/** Limits as a risk officer reads and changes them: names, values, where each belongs, and what loosens. */
@NullMarked
package io.ringfence.gateway.limits;

import org.jspecify.annotations.NullMarked;

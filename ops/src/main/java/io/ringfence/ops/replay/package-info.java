/** A journal executed again, compared or looked into. */
@NullMarked
package io.ringfence.ops.replay;

import org.jspecify.annotations.NullMarked;

/** A whole core under the same load for a long time: what it takes must stay what it is. */
@NullMarked
package io.ringfence.bench.soak;

import org.jspecify.annotations.NullMarked;

/** Cores made ready for a measurement, through commands like every other core. */
@NullMarked
package io.ringfence.bench.setup;

import org.jspecify.annotations.NullMarked;

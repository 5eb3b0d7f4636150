/** Benchmarks and load generators. */
@NullMarked
package io.ringfence.bench;

import org.jspecify.annotations.NullMarked;

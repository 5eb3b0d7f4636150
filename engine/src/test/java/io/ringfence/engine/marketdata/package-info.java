/** Readers of recorded and generated market data. */
@NullMarked
package io.ringfence.engine.marketdata;

import org.jspecify.annotations.NullMarked;

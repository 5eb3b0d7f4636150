package io.ringfence.bench.micro;

import io.ringfence.engine.units.Fixed;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Products with a division behind them: fast where the product fits 64 bits, slow where it needs 128; by the constant 1e8
 * (price times quantity), by 1e4 (a share of equity) and by a number that is only known then (a ratio).
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FixedBenchmark {
    private static final int VALUES = 64;
    private static final long SMALL_PRICE = 123 * Fixed.SCALE;
    private static final long SMALL_QUANTITY = 7;
    private static final long PRICE = 60_123 * Fixed.SCALE;
    private static final long QUANTITY = 3 * Fixed.SCALE;
    private static final long EQUITY = 80_000_000 * Fixed.SCALE;

    private final long[] smallPrices = around(SMALL_PRICE);
    private final long[] prices = around(PRICE);
    private final long[] equities = around(EQUITY);
    private int next;

    private static long[] around(long value) {
        long[] values = new long[VALUES];
        for (int i = 0; i < VALUES; i++) {
            values[i] = value + i * 7_919L;
        }
        return values;
    }

    private int next() {
        next = (next + 1) & (VALUES - 1);
        return next;
    }

    @Benchmark
    public long mulCeilFast() {
        return Fixed.mulCeil(smallPrices[next()], SMALL_QUANTITY);
    }

    @Benchmark
    public long mulFloorFast() {
        return Fixed.mulFloor(smallPrices[next()], SMALL_QUANTITY);
    }

    @Benchmark
    public long mulCeilSlow() {
        return Fixed.mulCeil(prices[next()], QUANTITY);
    }

    @Benchmark
    public long mulFloorSlow() {
        return Fixed.mulFloor(prices[next()], QUANTITY);
    }

    @Benchmark
    public long mulFloorBpsSlow() {
        return Fixed.mulFloor(equities[next()], 30_000, Fixed.BPS);
    }

    @Benchmark
    public long mulCeilRatioFast() {
        return Fixed.mulCeil(SMALL_PRICE, Fixed.BPS, smallPrices[next()]);
    }

    @Benchmark
    public long mulCeilRatioSlow() {
        return Fixed.mulCeil(EQUITY, Fixed.BPS, equities[next()]);
    }
}

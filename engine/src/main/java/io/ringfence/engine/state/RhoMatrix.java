package io.ringfence.engine.state;

import io.ringfence.engine.units.Fixed;
import java.util.Arrays;

/**
 * Pairwise correlations in ppm: the configured matrix beside an online integer EWMA of mid returns (gates.md, G8).
 *
 * <p>Symmetric, one cell per pair of symbols, addressed by (larger id, smaller id). The estimate counts only after
 * {@code minSamples} samples of a pair; where both sources exist, the one with the larger magnitude is used.
 */
public final class RhoMatrix {
    private static final long CLIP_PPB = 50_000_000L;
    private static final long RETURN_SCALE = 1_000_000_000L;
    public static final int UNSET = Integer.MIN_VALUE;

    private int symbols;
    private long hash;
    private boolean hashStale = true;
    private int[] configured = new int[0];
    private int[] estimated = new int[0];
    private int[] samples = new int[0];
    private long[] covariance = new long[0];
    private long[] varianceFirst = new long[0];
    private long[] varianceSecond = new long[0];

    // Per symbol, of the last sampling instant.
    private long[] previousMidE8 = new long[0];
    private boolean[] previousGood = new boolean[0];
    private long[] returnPpb = new long[0];
    private boolean[] hasReturn = new boolean[0];

    /** Makes room for symbols 0 to {@code count} exclusive; existing cells keep their place. */
    public void grow(int count) {
        if (count <= symbols) {
            return;
        }
        int cells = count * (count - 1) / 2;
        int before = configured.length;
        configured = Arrays.copyOf(configured, cells);
        estimated = Arrays.copyOf(estimated, cells);
        Arrays.fill(configured, before, cells, UNSET);
        Arrays.fill(estimated, before, cells, UNSET);
        samples = Arrays.copyOf(samples, cells);
        covariance = Arrays.copyOf(covariance, cells);
        varianceFirst = Arrays.copyOf(varianceFirst, cells);
        varianceSecond = Arrays.copyOf(varianceSecond, cells);
        previousMidE8 = Arrays.copyOf(previousMidE8, count);
        previousGood = Arrays.copyOf(previousGood, count);
        returnPpb = Arrays.copyOf(returnPpb, count);
        hasReturn = Arrays.copyOf(hasReturn, count);
        symbols = count;
        hashStale = true;
    }

    private static int cell(int a, int b) {
        int high = Math.max(a, b);
        return high * (high - 1) / 2 + Math.min(a, b);
    }

    public void configure(int a, int b, int rhoPpm) {
        configured[cell(a, b)] = rhoPpm;
        hashStale = true;
    }

    /** Overwrites the estimate of a pair; for conformance vectors and snapshots. */
    public void estimate(int a, int b, int rhoPpm, int sampleCount) {
        int cell = cell(a, b);
        estimated[cell] = rhoPpm;
        samples[cell] = sampleCount;
        hashStale = true;
    }

    /** The correlation that gate 8 uses for a pair of different symbols. */
    public long rhoPpm(int a, int b, long minSamples, long defaultRhoPpm) {
        int cell = cell(a, b);
        int fixed = configured[cell];
        int online = samples[cell] >= minSamples ? estimated[cell] : UNSET;
        if (online == UNSET) {
            return fixed == UNSET ? defaultRhoPpm : fixed;
        }
        if (fixed == UNSET) {
            return online;
        }
        return Math.abs(online) > Math.abs(fixed) ? online : fixed;
    }

    public int samples(int a, int b) {
        return samples[cell(a, b)];
    }

    /** The configured correlation of a pair; {@link #UNSET} = none. */
    public int configuredPpm(int a, int b) {
        return configured[cell(a, b)];
    }

    /** Variance of the smaller symbol id's returns within the pair, ppb squared; the other one of the larger's. */
    public long varianceFirst(int a, int b) {
        return varianceFirst[cell(a, b)];
    }

    public long varianceSecond(int a, int b) {
        return varianceSecond[cell(a, b)];
    }

    public int estimatePpm(int a, int b) {
        return estimated[cell(a, b)];
    }

    public long covariance(int a, int b) {
        return covariance[cell(a, b)];
    }

    /** Pairs of symbols. */
    public int cells() {
        return configured.length;
    }

    /** One pair, to write it down. */
    public record Cell(
            int cell,
            int configuredPpm,
            int estimatedPpm,
            int sampleCount,
            long covariance,
            long varianceFirst,
            long varianceSecond) {
        /** Neither configured nor sampled. */
        public boolean isBlank() {
            return configuredPpm == UNSET && estimatedPpm == UNSET && sampleCount == 0;
        }
    }

    public Cell cellAt(int cell) {
        return new Cell(
                cell,
                configured[cell],
                estimated[cell],
                samples[cell],
                covariance[cell],
                varianceFirst[cell],
                varianceSecond[cell]);
    }

    public void restore(Cell from) {
        int cell = from.cell;
        configured[cell] = from.configuredPpm;
        estimated[cell] = from.estimatedPpm;
        samples[cell] = from.sampleCount;
        covariance[cell] = from.covariance;
        varianceFirst[cell] = from.varianceFirst;
        varianceSecond[cell] = from.varianceSecond;
        hashStale = true;
    }

    public long previousMidE8(int symbolId) {
        return previousMidE8[symbolId];
    }

    public boolean isPreviousGood(int symbolId) {
        return previousGood[symbolId];
    }

    public void restoreMid(int symbolId, long midE8, boolean good) {
        previousMidE8[symbolId] = midE8;
        previousGood[symbolId] = good;
        hashStale = true;
    }

    /** First half of a sampling instant: one symbol's mid, and whether its data are good enough to count. */
    public void sample(int symbolId, long midE8, boolean good) {
        hashStale = true;
        boolean counts = good && previousGood[symbolId];
        hasReturn[symbolId] = counts;
        if (counts) {
            long previous = previousMidE8[symbolId];
            returnPpb[symbolId] = returnPpb(previous, midE8);
        }
        previousGood[symbolId] = good;
        if (good) {
            previousMidE8[symbolId] = midE8;
        }
    }

    /** (mid - prev) * 1e9 / prev truncated toward zero, clipped to 5 %. */
    static long returnPpb(long previousE8, long midE8) {
        long change = midE8 - previousE8;
        long magnitude = Math.abs(change);
        long ppb = magnitude >= previousE8 ? CLIP_PPB : Fixed.mulFloor(magnitude, RETURN_SCALE, previousE8);
        ppb = Math.min(ppb, CLIP_PPB);
        return change < 0 ? -ppb : ppb;
    }

    /** Second half: every pair in which both symbols have a return. */
    public void update(int shift) {
        for (int high = 1; high < symbols; high++) {
            if (hasReturn[high]) {
                int base = high * (high - 1) / 2;
                for (int low = 0; low < high; low++) {
                    if (hasReturn[low]) {
                        updatePair(base + low, returnPpb[low], returnPpb[high], shift);
                    }
                }
            }
        }
    }

    private void updatePair(int cell, long first, long second, int shift) {
        if (samples[cell] == 0) {
            covariance[cell] = first * second;
            varianceFirst[cell] = first * first;
            varianceSecond[cell] = second * second;
        } else {
            covariance[cell] += (first * second - covariance[cell]) >> shift;
            varianceFirst[cell] += (first * first - varianceFirst[cell]) >> shift;
            varianceSecond[cell] += (second * second - varianceSecond[cell]) >> shift;
        }
        samples[cell]++;
        estimated[cell] = rhoPpm(covariance[cell], varianceFirst[cell], varianceSecond[cell]);
    }

    /** cov * 1e6 / (isqrt(v1) * isqrt(v2)) truncated and clamped; {@link #UNSET} when the denominator is 0. */
    static int rhoPpm(long covariance, long varianceFirst, long varianceSecond) {
        long denominator = Fixed.isqrt(varianceFirst) * Fixed.isqrt(varianceSecond);
        if (denominator == 0) {
            return UNSET;
        }
        long magnitude = Math.abs(covariance);
        long ppm = Math.min(Fixed.mulFloor(magnitude, Fixed.PPM, denominator), Fixed.PPM);
        return (int) (covariance < 0 ? -ppm : ppm);
    }

    /** A hash over all pairs and last mids; kept until something changes, which samples do once a minute. */
    long hash(boolean rescan) {
        if (hashStale || rescan) {
            long fresh = computeHash();
            hash = hashStale ? fresh : hash;
            hashStale = false;
            return fresh;
        }
        return hash;
    }

    private long computeHash() {
        long h = StateHash.mix(0, symbols);
        for (int i = 0; i < configured.length; i++) {
            if (configured[i] != UNSET || samples[i] != 0) {
                h = StateHash.add(StateHash.add(StateHash.add(h, i), configured[i]), samples[i]);
                h = StateHash.add(StateHash.add(h, covariance[i]), estimated[i]);
                h = StateHash.add(StateHash.add(h, varianceFirst[i]), varianceSecond[i]);
            }
        }
        for (int i = 0; i < symbols; i++) {
            h = StateHash.add(StateHash.add(h, previousMidE8[i]), previousGood[i]);
        }
        return h;
    }
}

package io.ringfence.bench.soak;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/**
 * Whether a core's footprint stayed what it was: the last quarter of a soak against its second one, medians of both. The
 * first quarter is the warm-up, in which the 100,000 ended orders that can still be asked for come together. An order leaves its client order id behind for the time of its retention, so heap and
 * memory may grow by that and no more.
 */
final class Verdict {
    /** An id with its hash, payload, order and place in the index, and the same of its cancel; tables grow in steps. */
    static final long BYTES_PER_ORDER = 600;

    private static final double NOISE = 0.05;
    private static final int MORE_DESCRIPTORS = 2;
    private static final int FEWEST = 8;

    private final List<Footprint> early;
    private final List<Footprint> late;

    Verdict(List<Footprint> samples) {
        if (samples.size() < FEWEST) {
            throw new IllegalArgumentException("a soak needs at least " + FEWEST + " samples");
        }
        int quarter = samples.size() / 4;
        early = samples.subList(quarter, 2 * quarter);
        late = samples.subList(samples.size() - quarter, samples.size());
    }

    private static long median(List<Footprint> samples, ToLongFunction<Footprint> of) {
        return samples.stream().mapToLong(of).sorted().toArray()[samples.size() / 2];
    }

    private long growth(ToLongFunction<Footprint> of) {
        return median(late, of) - median(early, of);
    }

    private boolean isFlat(ToLongFunction<Footprint> bytes) {
        return growth(bytes) <= median(early, bytes) * NOISE + growth(Footprint::orders) * BYTES_PER_ORDER;
    }

    boolean isFlat() {
        return isFlat(Footprint::heapBytes)
                && isFlat(Footprint::anonymousBytes)
                && growth(Footprint::descriptors) <= MORE_DESCRIPTORS
                && growth(Footprint::threads) <= MORE_DESCRIPTORS;
    }

    void print(PrintWriter out) {
        long orders = growth(Footprint::orders);
        bytes(out, "heap", Footprint::heapBytes, orders);
        bytes(out, "memory", Footprint::anonymousBytes, orders);
        out.printf(
                Locale.ROOT,
                "%-12s %+d, threads %+d%n",
                "descriptors",
                growth(Footprint::descriptors),
                growth(Footprint::threads));
        out.println(isFlat() ? "flat" : "NOT FLAT");
        out.flush();
    }

    private void bytes(PrintWriter out, String name, ToLongFunction<Footprint> of, long orders) {
        out.printf(
                Locale.ROOT,
                "%-12s %+.1f MB from the second to the last quarter, %+d bytes an order%n",
                name,
                growth(of) / 1e6,
                orders == 0 ? 0 : growth(of) / orders);
    }
}

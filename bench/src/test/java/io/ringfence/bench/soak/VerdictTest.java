package io.ringfence.bench.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What counts as flat. */
class VerdictTest {
    private static final long MB = 1_000_000;

    /** Samples of a core that takes so much more with each order or each sample. */
    private static List<Footprint> samples(long bytesAnOrder, int descriptorsASample, long warmUpBytes) {
        List<Footprint> samples = new ArrayList<>();
        for (int i = 1; i <= 16; i++) {
            long orders = 10_000L * i;
            long bytes = 50 * MB + orders * bytesAnOrder + (i > 4 ? warmUpBytes : 0);
            samples.add(new Footprint(i * 10L, orders, bytes, 4 * bytes, 100 + i * descriptorsASample, 40));
        }
        return samples;
    }

    @Test
    void idsThatAreKeptAreNoLeak() {
        assertThat(new Verdict(samples(100, 0, 0)).isFlat()).isTrue();
    }

    @Test
    void aKilobyteThatEachOrderLeavesIsOne() {
        assertThat(new Verdict(samples(1_000, 0, 0)).isFlat()).isFalse();
    }

    @Test
    void descriptorsMustNotGrow() {
        assertThat(new Verdict(samples(0, 1, 0)).isFlat()).isFalse();
    }

    @Test
    void theFirstQuarterIsTheWarmUp() {
        assertThat(new Verdict(samples(0, 0, 500 * MB)).isFlat()).isTrue();
    }

    @Test
    void tooFewSamplesSayNothing() {
        assertThatThrownBy(() -> new Verdict(samples(0, 0, 0).subList(0, 7)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

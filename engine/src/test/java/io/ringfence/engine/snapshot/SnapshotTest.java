package io.ringfence.engine.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.engine.core.CoreHarness;
import io.ringfence.engine.core.RandomStream;
import io.ringfence.engine.pipeline.CommandProcessor;
import io.ringfence.engine.snapshot.schema.SnapshotHeaderDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A core that was written down and read back cannot be told from the one that went on. The long form:
 * {@code -Dringfence.snapshot.commands=100000 -Dringfence.snapshot.cuts=2000}.
 */
class SnapshotTest {
    private static final int COMMANDS = Integer.getInteger("ringfence.snapshot.commands", 3_000);
    private static final int CUTS = Integer.getInteger("ringfence.snapshot.cuts", 60);
    private static final int[] CAPACITIES = {1, 16, 300, 5_000};

    /** What a snapshot was taken of, and where the tape goes on. */
    private record Cut(int record, List<byte[]> sections) {}

    @ParameterizedTest(name = "venue {0}, seed {1}")
    @CsvSource({"0, 31", "1, 32", "0, 33", "1, 34"})
    void goesOnFromAnyCommandAsIfNothingHadHappened(int venue, long seed) {
        RandomStream stream = RandomStream.of(venue, seed);
        CoreHarness core = stream.core();
        Random random = new Random(seed);
        List<Cut> cuts = new ArrayList<>();
        for (int i = 0; i < COMMANDS; i++) {
            if (random.nextInt(COMMANDS) < CUTS) {
                cuts.add(new Cut(core.tape.records(), Snapshots.write(core.core)));
            }
            stream.step();
        }
        List<byte[]> end = Snapshots.write(core.core);
        assertThat(cuts).hasSizeGreaterThan(CUTS / 2);
        for (Cut cut : cuts) {
            String label = "cut at record " + cut.record + " of seed " + seed;
            TapeFollower journal = new TapeFollower(core.tape, cut.record, label);
            int capacity = CAPACITIES[random.nextInt(CAPACITIES.length)];
            CommandProcessor restored = Snapshots.read(cut.sections, journal, capacity);
            assertThat(Snapshots.write(restored))
                    .as("written again, %s", label)
                    .containsExactlyElementsOf(cut.sections);
            journal.follow(restored);
            assertThat(restored.state().hash()).as("hash at the end, %s", label).isEqualTo(core.state.hash());
            assertThat(restored.state().rescan()).isEqualTo(core.state.hash());
            assertThat(Snapshots.write(restored))
                    .as("written at the end, %s", label)
                    .containsExactlyElementsOf(end);
        }
    }

    /** A stream that never sends an order or a mass cancel would prove nothing about them. */
    @ParameterizedTest(name = "venue {0}")
    @CsvSource({"0, 31", "1, 32"})
    void meetsEveryKindOfSection(int venue, long seed) {
        RandomStream stream = RandomStream.of(venue, seed);
        Map<Integer, Integer> seen = new TreeMap<>();
        for (int i = 0; i < COMMANDS; i++) {
            stream.step();
            for (byte[] section : i % 10 == 0 ? Snapshots.write(stream.core().core) : List.<byte[]>of()) {
                seen.merge(section[2] & 0xFF, 1, Integer::sum);
            }
        }
        assertThat(seen.keySet())
                .as("kinds of sections, by template id")
                .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 99)
                .contains(SnapshotHeaderDecoder.TEMPLATE_ID);
    }
}

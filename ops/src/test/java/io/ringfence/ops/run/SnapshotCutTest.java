package io.ringfence.ops.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.journal.JournalLayout;
import io.ringfence.journal.JournalScan;
import io.ringfence.journal.ScanProgress;
import io.ringfence.journal.snapshot.SnapshotFile;
import io.ringfence.ops.SeededJournal;
import io.ringfence.ops.StandbySnapshots;
import io.ringfence.ops.StandbySnapshots.At;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A snapshot and the records behind it give what all records give: engine, orders, executions, kills, configuration. */
class SnapshotCutTest {
    private static final int INPUTS = Integer.getInteger("ringfence.snapshot.inputs", 400);
    private static final int CUTS = Integer.getInteger("ringfence.snapshot.cuts", 25);
    private static final long SEED = Long.getLong("ringfence.seed", System.nanoTime());

    @TempDir
    private Path folder;

    @Test
    void snapshotAndTailGiveTheSameBytesAsAllRecords() throws Exception {
        Path data = folder.resolve("data");
        SeededJournal.write(data, SEED, INPUTS);
        long last = JournalScan.run(new JournalLayout(data), ScanProgress.NONE)
                .totals()
                .lastSequence();
        StandbySnapshots snapshots = new StandbySnapshots(data);
        At whole = snapshots.replay(null, last);
        byte[] expected = Files.readAllBytes(
                StandbySnapshots.write(whole, folder.resolve("whole")).path());
        for (int cut = 1; cut <= CUTS; cut++) {
            long sequence = 1 + (last - 1) * cut / CUTS;
            SnapshotFile snapshot =
                    StandbySnapshots.write(snapshots.replay(null, sequence), folder.resolve("cut-" + cut));

            At resumed = snapshots.replay(snapshot, last);

            assertThat(resumed.model().divergence())
                    .as("seed %d, cut at %d", SEED, sequence)
                    .isNull();
            assertThat(resumed.totals()).isEqualTo(whole.totals());
            assertThat(resumed.model().state().hash())
                    .isEqualTo(whole.model().state().hash());
            assertThat(Files.readAllBytes(StandbySnapshots.write(resumed, folder.resolve("resumed-" + cut))
                            .path()))
                    .as("seed %d, cut at %d", SEED, sequence)
                    .isEqualTo(expected);
        }
        System.out.printf(
                "%d cuts, seed %d: state hash %016x at sequence %d%n",
                CUTS, SEED, whole.model().state().hash(), last);
    }
}

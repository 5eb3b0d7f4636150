package io.ringfence.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real second processes: the lock, and the death of a writer at any instant. */
@Timeout(120)
class JournalProcessIT {
    private static final int KILLS = Integer.getInteger("ringfence.kills", 6);
    private static final long SEED = Long.getLong("ringfence.kill.seed", System.nanoTime());

    @TempDir
    Path data;

    private JournalLayout layout() {
        return new JournalLayout(data);
    }

    private ChronicleJournal open() {
        return ChronicleJournal.open(new JournalConfig(layout(), 1 << 20), ScanProgress.NONE);
    }

    private static BufferedReader output(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
    }

    @Test
    void secondProcessIsToldToGoAwayUntilTheFirstDies() throws Exception {
        Process holder = ChildJvm.start(CrashWriterMain.class, data.toString(), "hold");
        try (BufferedReader said = output(holder)) {
            assertThat(said.readLine()).isEqualTo("0");
            assertThatThrownBy(this::open)
                    .isInstanceOf(JournalLockedException.class)
                    .hasMessageContaining(data.toString())
                    .hasMessageContaining("--data");
            Process second = ChildJvm.start(CrashWriterMain.class, data.toString());
            assertThat(second.waitFor()).isEqualTo(7);
        } finally {
            holder.destroyForcibly().waitFor();
        }
        open().close();
    }

    @Test
    void everythingAcknowledgedSurvivesKill9() throws Exception {
        Random random = new Random(SEED);
        System.out.println("kill seed " + SEED);
        long recovered = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            long acknowledged = runAndKill(recovered, random);
            assertThat(acknowledged).isGreaterThan(recovered);
            MarkState mark = HighWaterMark.read(layout().markFile()).state();
            assertThat(mark).isNotNull();
            assertThat(mark.sequence()).isGreaterThanOrEqualTo(acknowledged);
            ScanReport report = JournalScan.run(layout(), ScanProgress.NONE);
            System.out.println("kill " + kill + ": acknowledged " + acknowledged + ", mark " + mark.sequence()
                    + ", there " + report.totals().lastSequence() + ", tails " + report.tails());
            recovered = assertEverythingThere(acknowledged);
        }
        // And on from there, in this process.
        try (ChronicleJournal journal = open()) {
            TestRecords records = new TestRecords(journal.chainCrc());
            for (long sequence = recovered + 1; sequence <= recovered + 1000; sequence++) {
                CrashWriterMain.append(records, journal, sequence);
            }
        }
        assertThat(assertEverythingThere(recovered + 1000)).isEqualTo(recovered + 1000);
    }

    private long runAndKill(long recovered, Random random) throws IOException, InterruptedException {
        Process writer = ChildJvm.start(CrashWriterMain.class, data.toString());
        try (BufferedReader said = output(writer)) {
            String first = said.readLine();
            assertThat(first).isEqualTo(Long.toString(recovered + 1));
            // Read on meanwhile, or the writer would wait for the pipe. The handle kills without closing the pipe,
            // which
            // holds what was said before the death, and a half line at most.
            Executor later = CompletableFuture.delayedExecutor(random.nextInt(250_000), TimeUnit.MICROSECONDS);
            later.execute(() -> writer.toHandle().destroyForcibly());
            long acknowledged = recovered + 1;
            StringBuilder line = new StringBuilder();
            for (int c = said.read(); c >= 0; c = said.read()) {
                if (c == '\n') {
                    acknowledged = Long.parseLong(line.toString());
                    line.setLength(0);
                } else {
                    line.append((char) c);
                }
            }
            return acknowledged;
        } finally {
            writer.destroyForcibly().waitFor();
        }
    }

    /** Opens (which cuts what is torn), and compares every byte with what the writer meant to write. */
    private long assertEverythingThere(long acknowledged) {
        try (ChronicleJournal journal = open()) {
            long last = journal.recovered().lastSequence();
            assertThat(last).isBetween(acknowledged, acknowledged + 2000);
            TestRecords expected = new TestRecords();
            try (JournalReader reader = JournalReader.open(layout(), journal)) {
                for (long sequence = 1; sequence <= last; sequence++) {
                    for (int fragment = 0; fragment < CrashWriterMain.fragmentsOf(sequence); fragment++) {
                        boolean end = fragment == CrashWriterMain.fragmentsOf(sequence) - 1;
                        int length = CrashWriterMain.lengthOf(sequence);
                        expected.record(sequence, CrashWriterMain.stampOf(sequence), fragment, end, length);
                        DirectBuffer record = reader.poll();
                        assertThat(record).isNotNull();
                        assertThat(record.capacity()).isEqualTo(length);
                        assertThat(reader.crc()).isEqualTo(expected.crc());
                    }
                }
                assertThat(reader.poll()).isNull();
            }
            return last;
        }
    }
}

package io.ringfence.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ringfence.journal.FaultyDisk.Call;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Durability power: nothing is released before it was forced, and nothing at all after the first error. */
@Timeout(30)
class PowerReleaseTest {
    @TempDir
    Path data;

    private final FaultyDisk disk = new FaultyDisk();

    private JournalConfig config() {
        return new JournalConfig(new JournalLayout(data), JournalConfig.MIN_BLOCK_SIZE)
                .with(Durability.POWER)
                .with(disk);
    }

    private ChronicleJournal open() {
        return ChronicleJournal.open(config(), ScanProgress.NONE);
    }

    private static void append(ChronicleJournal journal, TestRecords records, long sequence) {
        records.command(journal, sequence, TestRecords.START + sequence, 200);
    }

    private static void awaitReleased(ChronicleJournal journal, long sequence) {
        await().until(() -> journal.releasedSequence() == sequence);
    }

    private MarkState mark() {
        MarkState state = HighWaterMark.read(new JournalLayout(data).markFile()).state();
        assertThat(state).isNotNull();
        return state;
    }

    @Test
    void releasesOnlyWhatWasForced() {
        try (ChronicleJournal journal = open()) {
            Semaphore forces = disk.holdForces();
            TestRecords records = new TestRecords();
            append(journal, records, 1);
            await().until(forces::hasQueuedThreads);
            assertThat(journal.releasedSequence()).isZero();
            assertThat(mark().sequence()).isZero();
            assertThat(journal.appendedSequence()).isEqualTo(1);
            forces.release();
            awaitReleased(journal, 1);
            assertThat(mark().sequence()).isEqualTo(1);
            assertThat(mark().mode()).isEqualTo(MarkState.MODE_POWER);
            forces.release(100);
        }
    }

    @Test
    void everythingCommittedDuringAForceGoesWithTheNextOne() {
        try (ChronicleJournal journal = open()) {
            TestRecords records = new TestRecords();
            append(journal, records, 1);
            awaitReleased(journal, 1);
            Semaphore forces = disk.holdForces();
            append(journal, records, 2);
            await().until(forces::hasQueuedThreads);
            for (long sequence = 3; sequence <= 50; sequence++) {
                append(journal, records, sequence);
            }
            forces.release();
            await().until(() -> journal.releasedSequence() >= 2 && forces.hasQueuedThreads());
            assertThat(journal.releasedSequence()).isEqualTo(2);
            forces.release();
            awaitReleased(journal, 50);
            forces.release(100);
        }
    }

    @Test
    void onARollTheOldFileGoesFirstThenTheNewOneThenTheFolderThenTheMark() {
        try (ChronicleJournal journal = open()) {
            TestRecords records = new TestRecords();
            append(journal, records, 1);
            awaitReleased(journal, 1);
            await().until(() -> disk.calls.get(disk.calls.size() - 1).equals("FORCE high-water.mark"));
            disk.calls.clear();
            records.command(journal, 2, TestRecords.START + TestRecords.HOUR, 200);
            awaitReleased(journal, 2);
            assertThat(new ArrayList<>(disk.calls).subList(0, 6))
                    .containsExactly(
                            "FORCE 20260101-00F.cq4",
                            "OPEN 20260101-01F.cq4",
                            "FORCE 20260101-01F.cq4",
                            "FORCE_DIRECTORY journal",
                            "WRITE high-water.mark",
                            "FORCE high-water.mark");
        }
    }

    @Test
    void theMarkIsForcedSoonAfterTheLastCommand() {
        try (ChronicleJournal journal = open()) {
            disk.calls.clear();
            append(journal, new TestRecords(), 1);
            await().until(() -> disk.calls.contains("FORCE high-water.mark"));
            List<String> calls = new ArrayList<>(disk.calls);
            assertThat(calls.indexOf("FORCE 20260101-00F.cq4")).isLessThan(calls.indexOf("WRITE high-water.mark"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "FORCE,0,Input/output error",
        "FORCE,3,Input/output error",
        "FORCE,4,No space left on device",
        "WRITE,0,Input/output error",
        "WRITE,2,No space left on device",
        "OPEN,0,Input/output error",
        "FORCE_DIRECTORY,0,Input/output error",
    })
    void theFirstErrorOfAnyCallEndsAllReleases(Call call, int successes, String message) {
        List<Throwable> told = new CopyOnWriteArrayList<>();
        ChronicleJournal journal = open();
        journal.onFailure(told::add);
        disk.fail(call, successes, message);
        TestRecords records = new TestRecords();
        long sequence = 0;
        while (told.isEmpty() && sequence < 5000) {
            append(journal, records, ++sequence);
            long appended = sequence;
            await().until(() -> !told.isEmpty() || journal.releasedSequence() == appended);
        }
        assertThat(told).hasSize(1);
        assertThat(journal.problem()).contains(message);
        long released = journal.releasedSequence();
        assertThat(mark().sequence()).isLessThanOrEqualTo(sequence);
        List<String> before = List.copyOf(disk.calls);
        long refused = sequence + 1;
        assertThatThrownBy(() -> append(journal, records, refused))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining(message);
        assertThatThrownBy(() -> append(journal, records, refused + 1)).isInstanceOf(JournalException.class);
        journal.close();
        assertThat(journal.releasedSequence()).isEqualTo(released);
        assertThat(disk.calls).as("nothing is tried again").isEqualTo(before);
    }

    @Test
    void aFailureThatHappenedBeforeAnybodyListenedIsToldAtOnce() {
        ChronicleJournal journal = open();
        disk.fail(Call.FORCE, 0, "Input/output error");
        append(journal, new TestRecords(), 1);
        await().until(() -> journal.problem() != null);
        List<Throwable> told = new ArrayList<>();
        journal.onFailure(told::add);
        assertThat(told).hasSize(1);
        journal.close();
    }

    @Test
    void aStartThatCanNotForceRefuses() {
        disk.fail(Call.FORCE, 0, "Input/output error");
        assertThatThrownBy(this::open).isInstanceOf(JournalException.class).hasMessageContaining("Input/output error");
        disk.fail(Call.FORCE, Integer.MAX_VALUE, "");
        open().close();
    }

    @Test
    void shortWritesOfTheMarkAreFinished() {
        disk.shortWrites = true;
        try (ChronicleJournal journal = open()) {
            TestRecords records = new TestRecords();
            for (long sequence = 1; sequence <= 20; sequence++) {
                append(journal, records, sequence);
                awaitReleased(journal, sequence);
                assertThat(mark().sequence()).isEqualTo(sequence);
            }
        }
    }

    @Test
    void whatAnotherDurabilityLeftToTheKernelIsForcedAtTheStart() {
        Fixture written = Fixture.write(data);
        try (ChronicleJournal journal = open()) {
            assertThat(disk.calls)
                    .containsSubsequence(
                            "FORCE 20260101-00F.cq4",
                            "FORCE 20260101-01F.cq4",
                            "FORCE 20260101-02F.cq4",
                            "FORCE_DIRECTORY journal",
                            "WRITE high-water.mark",
                            "FORCE high-water.mark");
            assertThat(journal.releasedSequence()).isEqualTo(Fixture.SEQUENCES);
        }
        disk.calls.clear();
        open().close();
        assertThat(disk.calls).doesNotContain("FORCE 20260101-00F.cq4");
        assertThat(mark().sequence()).isEqualTo(Fixture.SEQUENCES);
        assertThat(written.readDigests(Fixture.SEQUENCES)).isEqualTo(written.digestAfter);
    }

    @Test
    void anOrderlyStopReleasesAndForcesTheRest() {
        ChronicleJournal journal = open();
        TestRecords records = new TestRecords();
        for (long sequence = 1; sequence <= 500; sequence++) {
            append(journal, records, sequence);
        }
        journal.close();
        assertThat(journal.releasedSequence()).isEqualTo(500);
        assertThat(mark().sequence()).isEqualTo(500);
    }
}

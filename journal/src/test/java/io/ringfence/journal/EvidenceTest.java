package io.ringfence.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringfence.journal.evidence.Checkpoint;
import io.ringfence.journal.evidence.CheckpointChain;
import io.ringfence.journal.evidence.CheckpointStore;
import io.ringfence.journal.evidence.CutCheckpoint;
import io.ringfence.journal.evidence.EvidenceReport;
import io.ringfence.journal.evidence.Sealer;
import io.ringfence.journal.evidence.SigningKey;
import io.ringfence.journal.evidence.TamperedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceTest {
    private static final long END = Fixture.SEQUENCES;

    @TempDir
    Path data;

    @TempDir
    Path keys;

    private Fixture journal;
    private SigningKey key;

    @BeforeEach
    void writeJournal() {
        journal = Fixture.write(data);
        key = Evidence.key(keys, "first");
    }

    private CheckpointChain chain() {
        return CheckpointChain.read(new CheckpointStore(journal.layout));
    }

    @Test
    void signsAllOfAJournalWithSegmentsThatStayWithinACycleFile() {
        Evidence.seal(journal.layout, END, key);
        EvidenceReport report = Evidence.check(journal.layout, key);
        assertThat(report.signedThrough()).isEqualTo(END);
        assertThat(report.tailCommands()).isZero();
        assertThat(report.notes()).isEmpty();
        // 300 commands an hour: nine full segments and a short one.
        assertThat(chain().all()).hasSize(30);
        assertThat(chain().all())
                .extracting(Checkpoint::cycle)
                .containsOnly("20260101-00F", "20260101-01F", "20260101-02F");
        assertThat(chain().all().get(9).last()).isEqualTo(300);
    }

    @Test
    void continuesBehindItsLastCheckpointAfterARestart() {
        Evidence.seal(journal.layout, 450, key);
        Evidence.seal(journal.layout, END, key);
        assertThat(Evidence.check(journal.layout, key).signedThrough()).isEqualTo(END);
        Fixture other = journal.copyTo(keys.resolve("other"));
        DurableFiles.deleteFolder(other.layout.checkpointsDirectory());
        Evidence.seal(other.layout, END, key);
        Checkpoint interrupted = chain().last();
        Checkpoint whole =
                CheckpointChain.read(new CheckpointStore(other.layout)).last();
        assertThat(interrupted).isNotNull();
        assertThat(whole).isNotNull();
        assertThat(interrupted.chain())
                .as("the chain does not depend on where segments end")
                .isEqualTo(whole.chain());
    }

    @Test
    void saysHowMuchIsNotSigned() {
        Evidence.seal(journal.layout, 450, key);
        EvidenceReport report = Evidence.check(journal.layout, key);
        assertThat(report.signedThrough()).isEqualTo(450);
        assertThat(report.tailCommands()).isEqualTo(450);
    }

    @Test
    void refusesAJournalThatNobodySignedAndOneThatAnotherSigned() {
        assertThatThrownBy(() -> Evidence.check(journal.layout, key))
                .hasMessageContaining("Nothing in this journal is signed");
        Evidence.seal(journal.layout, END, key);
        SigningKey other = Evidence.key(keys, "other");
        assertThatThrownBy(() -> Evidence.check(journal.layout, other))
                .isInstanceOf(TamperedException.class)
                .hasMessageContaining(other.verifyingKey().hex());
    }

    @Test
    void trimsALineThatWasNotWrittenToItsEnd() throws IOException {
        Evidence.seal(journal.layout, 450, key);
        Path file = journal.layout.checkpointsDirectory().resolve("20260101-01F.checkpoints");
        Files.writeString(file, "ringfence-checkpoint 1 num", StandardOpenOption.APPEND);
        assertThat(Evidence.check(journal.layout, key).notes())
                .singleElement()
                .asString()
                .contains("26 bytes");
        Evidence.seal(journal.layout, END, key);
        EvidenceReport report = Evidence.check(journal.layout, key);
        assertThat(report.signedThrough()).isEqualTo(END);
        assertThat(report.notes()).isEmpty();
    }

    /** Every possible death between the two writes of a checkpoint, byte by byte. */
    @Test
    void continuesAfterADeathAtAnyByteOfACheckpoint() throws IOException {
        Evidence.seal(journal.layout, 64, key);
        Path file = journal.layout.checkpointsDirectory().resolve("20260101-00F.checkpoints");
        Path locator = journal.layout.checkpointsDirectory().resolve("20260101-00F.locator");
        byte[] lines = Files.readAllBytes(file);
        byte[] entries = Files.readAllBytes(locator);
        Evidence.seal(journal.layout, 96, key);
        byte[] linesAfter = Files.readAllBytes(file);
        byte[] entriesAfter = Files.readAllBytes(locator);
        for (int cut = 0; cut < linesAfter.length - lines.length; cut += 61) {
            Files.write(locator, cut == 0 ? java.util.Arrays.copyOf(entriesAfter, entries.length + 5) : entriesAfter);
            Files.write(file, java.util.Arrays.copyOf(linesAfter, lines.length + cut));
            Evidence.seal(journal.layout, 96, key);
            EvidenceReport report = Evidence.check(journal.layout, key);
            assertThat(report.signedThrough()).as("cut %d", cut).isEqualTo(96);
            assertThat(report.notes()).as("cut %d", cut).isEmpty();
        }
    }

    @Test
    void handsOverToANewKeyAndVerifiesWithEither() {
        Evidence.seal(journal.layout, 450, key);
        SigningKey next = Evidence.key(keys, "second");
        assertThatThrownBy(() -> Evidence.seal(journal.layout, END, next)).hasMessageContaining("must be signed by");
        try (Sealer sealer = Evidence.sealer(journal.layout, 450, key)) {
            sealer.handOverTo(next.verifyingKey());
        }
        assertThatThrownBy(() -> Evidence.seal(journal.layout, END, key)).hasMessageContaining("must be signed by");
        Evidence.seal(journal.layout, END, next);
        for (SigningKey trusted : List.of(key, next)) {
            EvidenceReport report = Evidence.check(journal.layout, trusted);
            assertThat(report.signedThrough()).isEqualTo(END);
            assertThat(report.chain().keys())
                    .containsExactly(
                            key.verifyingKey().hex(), next.verifyingKey().hex());
        }
    }

    @Test
    void refusesToGoOnWhenTheJournalIsShorterThanWhatWasSigned() {
        Evidence.seal(journal.layout, END, key);
        assertThatThrownBy(() -> Evidence.seal(journal.layout, 880, key)).hasMessageContaining("--accept-cut");
    }

    @Test
    void ownsUpToALossAndReportsItForEver() {
        Evidence.seal(journal.layout, END, key);
        Fixture.truncate(journal.file(2), Fixture.recordOffsets(journal.file(2)).get(30));
        JournalRepair.cutAtLastVerified(journal.config, true, "test");
        long end = journal.scan().totals().lastSequence();
        assertThat(end).isBetween(600L, 700L);
        assertThatThrownBy(() -> Evidence.check(journal.layout, key)).hasMessageContaining("the end was cut off");
        assertThat(CutCheckpoint.write(journal.layout, key, end, () -> 1)).isTrue();
        assertThat(CutCheckpoint.write(journal.layout, key, end, () -> 1)).isFalse();
        long more = journal.appendMore(50);
        Evidence.seal(journal.layout, more, key);
        EvidenceReport report = Evidence.check(journal.layout, key);
        assertThat(report.signedThrough()).isEqualTo(more);
        assertThat(report.notes())
                .singleElement()
                .asString()
                .contains("a repair gave up sequences " + (end + 1) + " to 900");
    }

    @Test
    void keyFilesAreForTheOwnerOnlyAndNeverOverwritten() throws IOException {
        Path file = keys.resolve("first.pem");
        assertThatThrownBy(() -> SigningKey.create(file)).hasMessageContaining("exists already");
        assertThat(SigningKey.read(file).verifyingKey().hex())
                .isEqualTo(key.verifyingKey().hex());
        Files.setPosixFilePermissions(file, java.nio.file.attribute.PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> SigningKey.read(file)).hasMessageContaining("chmod 600");
        Files.setPosixFilePermissions(file, java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
        Evidence.key(keys, "other");
        Files.copy(
                keys.resolve("other.pub.pem"),
                keys.resolve("first.pub.pem"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertThatThrownBy(() -> SigningKey.read(file)).hasMessageContaining("is not the public key of");
    }
}

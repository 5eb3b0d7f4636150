package io.ringfence.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringfence.journal.archive.ArchiveRules;
import io.ringfence.journal.archive.ArchiveStep;
import io.ringfence.journal.archive.Archived;
import io.ringfence.journal.archive.JournalArchive;
import io.ringfence.journal.archive.JournalRestore;
import io.ringfence.journal.evidence.EvidenceReport;
import io.ringfence.journal.evidence.SigningKey;
import io.ringfence.journal.evidence.TamperedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The fixture's three hours: the first one may be archived, the two newest stay. */
class ArchiveTest {
    private static final String FIRST = "20260101-00F";

    @TempDir
    Path data;

    @TempDir
    Path keys;

    private Fixture journal;
    private SigningKey key;

    @BeforeEach
    void writeAndSeal() {
        journal = Fixture.write(data);
        key = Evidence.key(keys, "key");
        Evidence.seal(journal.layout, Fixture.SEQUENCES, key);
    }

    private List<Archived> archive(long snapshot) {
        return archive(snapshot, ArchiveRules.ALL);
    }

    private List<Archived> archive(long snapshot, ArchiveRules rules) {
        return JournalArchive.archive(
                journal.layout, key.verifyingKey(), () -> snapshot, rules, ArchiveStep.Listener.NONE);
    }

    /** Length and checksum of every file of the journal and its checkpoints. */
    private static Map<String, String> contents(JournalLayout layout) {
        Map<String, String> contents = new TreeMap<>();
        for (Path folder : List.of(layout.journalDirectory(), layout.checkpointsDirectory())) {
            for (Path file : DurableFiles.list(folder)) {
                contents.put(file.getFileName().toString(), digest(file));
            }
        }
        return contents;
    }

    private static String digest(Path file) {
        try {
            CRC32C crc = new CRC32C();
            crc.update(Files.readAllBytes(file));
            return Files.size(file) + " " + crc.getValue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void comesBackByteForByte() {
        Map<String, String> before = contents(journal.layout);
        List<Archived> archived = archive(Fixture.SEQUENCES);
        assertThat(archived).singleElement().satisfies(each -> {
            assertThat(each.cycle().cycle()).isEqualTo(FIRST);
            assertThat(each.cycle().first()).isEqualTo(1);
            assertThat(each.cycle().last()).isEqualTo(300);
            assertThat(each.packedBytes()).isLessThan(each.cycle().length());
        });
        assertThat(contents(journal.layout))
                .doesNotContainKeys(FIRST + ".cq4", FIRST + ".checkpoints", FIRST + ".locator");
        JournalRestore.restore(journal.layout, each -> true);
        assertThat(contents(journal.layout)).isEqualTo(before);
        assertThat(archive(Fixture.SEQUENCES))
                .as("it is only compared, and removed again")
                .hasSize(1);
        assertThat(contents(journal.layout)).doesNotContainKey(FIRST + ".cq4");
    }

    @Test
    void everybodyReadsArchivedFilesLikeAnyOther() {
        ScanReport before = journal.scan();
        archive(Fixture.SEQUENCES);
        assertThat(journal.scan().totals()).isEqualTo(before.totals());
        assertThat(journal.readDigests(Fixture.SEQUENCES)).isEqualTo(journal.digestAfter);
        EvidenceReport report = Evidence.check(journal.layout, key);
        assertThat(report.signedThrough()).isEqualTo(Fixture.SEQUENCES);
        assertThat(report.notes()).isEmpty();
        try (JournalReader reader =
                JournalReader.openAfter(journal.layout, ReleaseBarrier.upTo(Fixture.SEQUENCES), 123)) {
            DirectBuffer record = reader.poll();
            assertThat(record).isNotNull();
            assertThat(reader.sequence()).isEqualTo(124);
            assertThat(reader.file().toString()).endsWith(FIRST + ".zip");
        }
        assertThat(leftovers()).isEmpty();
    }

    private List<Path> leftovers() {
        return DurableFiles.list(journal.layout.archiveDirectory()).stream()
                .filter(path ->
                        !path.toString().endsWith(".zip") && !path.toString().endsWith(".lock"))
                .toList();
    }

    @Test
    void theJournalGoesOnBehindArchivedFiles() {
        archive(Fixture.SEQUENCES);
        long end = journal.appendMore(100);
        assertThat(journal.scan().totals().lastSequence()).isEqualTo(end);
        Evidence.seal(journal.layout, end, key);
        assertThat(Evidence.check(journal.layout, key).signedThrough()).isEqualTo(end);
    }

    @Test
    void archivesBesideALiveWriterThatRollsOn() {
        try (ChronicleJournal live = journal.open()) {
            archive(Fixture.SEQUENCES);
            TestRecords records = new TestRecords(live.chainCrc());
            long sequence = Fixture.SEQUENCES;
            for (int hour = 3; hour < 6; hour++) {
                for (int i = 0; i < 20; i++) {
                    sequence++;
                    records.command(live, sequence, TestRecords.START + hour * TestRecords.HOUR + sequence, 200);
                }
            }
            Evidence.seal(journal.layout, sequence, key);
            assertThat(archive(sequence)).hasSize(3);
            assertThat(journal.scan().totals().lastSequence()).isEqualTo(sequence);
        }
        assertThat(journal.scan().totals().lastSequence()).isEqualTo(Fixture.SEQUENCES + 60);
        assertThat(journal.appendMore(5)).isEqualTo(Fixture.SEQUENCES + 65);
    }

    @Test
    void packsOnlyWhatSnapshotSignatureAndRulesAllow() {
        assertThat(archive(299)).as("snapshot within the file").isEmpty();
        assertThat(archive(900, new ArchiveRules(300, Long.MAX_VALUE)))
                .as("before its last")
                .isEmpty();
        assertThat(archive(900, new ArchiveRules(Long.MAX_VALUE, TestRecords.START + 300)))
                .as("too young")
                .isEmpty();
        DurableFiles.deleteFolder(journal.layout.checkpointsDirectory());
        Evidence.seal(journal.layout, 299, key);
        assertThat(archive(900)).as("not signed to its end").isEmpty();
        Evidence.seal(journal.layout, 900, key);
        assertThat(archive(300, new ArchiveRules(301, TestRecords.START + 301))).hasSize(1);
    }

    @Test
    void doesNotPackWhatIsNotAsSigned() {
        Path file = journal.file(0);
        long offset = Fixture.recordOffsets(file).get(57);
        Fixture.flipBit(file, offset + 60, 3);
        assertThatThrownBy(() -> archive(900)).isInstanceOf(JournalDamagedException.class);
        assertThat(file).exists();
        assertThat(journal.layout.archiveDirectory().resolve(FIRST + ".zip")).doesNotExist();
        SigningKey other = Evidence.key(keys, "other");
        assertThatThrownBy(() -> JournalArchive.archive(
                        journal.layout, other.verifyingKey(), () -> 900, ArchiveRules.ALL, ArchiveStep.Listener.NONE))
                .isInstanceOf(TamperedException.class);
    }

    /**
     * Refused, or what is restored is what was packed: a ZIP file says names and sizes twice and uses them once, and in a
     * run of zeros a match further back unpacks to the same zeros.
     */
    @Test
    void aDamagedArchiveIsRefusedByReadersAndByRestore() throws IOException {
        Map<String, String> before = contents(journal.layout);
        archive(900);
        Path zip = journal.layout.archiveDirectory().resolve(FIRST + ".zip");
        byte[] content = Files.readAllBytes(zip);
        int refused = 0;
        int cases = 60;
        for (int i = 0; i < cases; i++) {
            byte[] damaged = content.clone();
            damaged[30 + (content.length - 40) * i / cases] ^= 0x10;
            Files.write(zip, damaged);
            try {
                Evidence.check(journal.layout, key);
                JournalRestore.restore(journal.layout, each -> true);
                assertThat(contents(journal.layout)).as("case %d", i).isEqualTo(before);
            } catch (JournalException e) {
                refused++;
            }
            for (Path each : List.of(
                    journal.layout.journalDirectory().resolve(FIRST + ".cq4"),
                    journal.layout.checkpointsDirectory().resolve(FIRST + ".checkpoints"),
                    journal.layout.checkpointsDirectory().resolve(FIRST + ".locator"))) {
                DurableFiles.delete(each);
            }
        }
        assertThat(refused).isGreaterThan(cases / 2);
        Files.write(zip, content);
        JournalRestore.restore(journal.layout, each -> true);
        assertThat(Evidence.check(journal.layout, key).signedThrough()).isEqualTo(900);
    }
}

package io.ringfence.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the death of the process may leave behind the last acknowledged command is cut, and writing goes on. */
@Timeout(20)
class TornTailTest {
    private static final byte[] END_MARK = {0, 0, 0, (byte) 0xC0, (byte) 0xB9, 3, 'E', 'O', 'F'};

    @TempDir
    Path data;

    private Fixture journal;
    private Path last;
    private long end;

    @BeforeEach
    void writeJournal() {
        journal = Fixture.write(data);
        last = journal.file(2);
        end = Fixture.endOf(last);
    }

    /** Every tail begins where the acknowledged records end, or is a whole file, and reaches to its last byte. */
    private void assertCutAndWritable(List<TornTail.Kind> kinds) {
        ScanReport found = journal.scan();
        assertThat(found.tails()).extracting(TornTail::kind).containsExactlyElementsOf(kinds);
        assertThat(found.totals().files()).isEqualTo(3);
        assertThat(found.totals().lastSequence()).isEqualTo(Fixture.SEQUENCES);
        boolean newFile = kinds.contains(TornTail.Kind.UNFINISHED_FILE);
        for (TornTail tail : found.tails()) {
            boolean whole = tail.kind() == TornTail.Kind.UNFINISHED_FILE;
            Path file = whole ? journal.file(3) : last;
            assertThat(tail)
                    .isEqualTo(new TornTail(
                            tail.kind(),
                            file,
                            whole ? 0 : end,
                            whole ? file.toFile().length() : usedBehind(file, end),
                            newFile ? Fixture.SEQUENCES : 600));
        }
        assertWritable(Fixture.SEQUENCES);
    }

    /** Bytes behind an offset up to the last one that is not zero, in words of eight. */
    private static long usedBehind(Path file, long offset) {
        byte[] bytes = Fixture.read(file, offset, (int) (file.toFile().length() - offset));
        int used = bytes.length;
        while (used > 0 && bytes[used - 1] == 0) {
            used--;
        }
        return (used + 7L) & -8;
    }

    private void assertWritable(long recovered) {
        assertThat(journal.appendMore(300)).isEqualTo(recovered + 300);
        assertThat(journal.appendMore(300)).isEqualTo(recovered + 600);
        ScanReport after = journal.scan();
        assertThat(after.totals().commands()).isEqualTo(recovered + 600);
        assertThat(after.tails()).isEmpty();
    }

    /** A write fills the content before the header: zero, then bytes. */
    @Test
    void unfinishedWrite() {
        byte[] record = Fixture.read(last, Fixture.recordOffsets(last).get(7) + 4, 100);
        Fixture.write(last, Fixture.endOf(last) + 4, record);
        assertCutAndWritable(List.of(TornTail.Kind.UNFINISHED_WRITE));
        assertThat(journal.layout.trimmedDirectory()).isNotEmptyDirectory();
    }

    @Test
    void writeThatFinishedButForItsHeader() {
        ChronicleJournal open = journal.open();
        TestRecords records = new TestRecords(open.chainCrc());
        long stamp = open.recovered().lastTimestampNanos();
        open.close();
        byte[] whole = new byte[500];
        records.record(Fixture.SEQUENCES + 1, stamp, 0, true, 500).getBytes(0, whole);
        Fixture.write(last, Fixture.endOf(last) + 4, whole);
        assertCutAndWritable(List.of(TornTail.Kind.UNFINISHED_WRITE));
    }

    @Test
    void wholeCommandBehindTheMarkCounts() {
        MarkState before = HighWaterMark.read(journal.layout.markFile()).state();
        journal.appendMore(1);
        HighWaterMark.reset(journal.layout.markFile(), Objects.requireNonNull(before));
        assertThat(journal.scan().totals().lastSequence()).isEqualTo(Fixture.SEQUENCES + 1);
        assertWritable(Fixture.SEQUENCES + 1);
    }

    @Test
    void unfinishedCommand() {
        try (ChronicleJournal open = journal.open()) {
            TestRecords records = new TestRecords(open.chainCrc());
            long stamp = open.recovered().lastTimestampNanos();
            for (int fragment = 0; fragment < 700; fragment++) {
                records.fragment(open, Fixture.SEQUENCES + 1, stamp, fragment, false, 64 * 1024);
            }
        }
        assertCutAndWritable(List.of(TornTail.Kind.UNFINISHED_COMMAND));
    }

    @Test
    void unfinishedCommandInAFileOfItsOwn() {
        try (ChronicleJournal open = journal.open()) {
            TestRecords records = new TestRecords(open.chainCrc());
            long stamp = open.recovered().lastTimestampNanos() + TestRecords.HOUR;
            records.fragment(open, Fixture.SEQUENCES + 1, stamp, 0, false, 1000);
        }
        // The end mark must go as well: the next stamp may still belong to the hour before.
        assertCutAndWritable(List.of(TornTail.Kind.UNFINISHED_FILE, TornTail.Kind.END_MARK));
    }

    @Test
    void endMarkWithoutANextFile() {
        Fixture.write(last, Fixture.endOf(last), END_MARK);
        assertCutAndWritable(List.of(TornTail.Kind.END_MARK));
        assertThat(journal.file(2)).isEqualTo(last);
    }

    @Test
    void nextFileThatWasOnlyBegun() throws Exception {
        Path next = last.resolveSibling("20260101-03F.cq4");
        Fixture.write(last, Fixture.endOf(last), END_MARK);
        Files.write(next, new byte[0]);
        assertCutAndWritable(List.of(TornTail.Kind.UNFINISHED_FILE, TornTail.Kind.END_MARK));
    }

    @Test
    void nextFileWhoseHeaderIsNotComplete() throws Exception {
        Path next = last.resolveSibling("20260101-03F.cq4");
        Fixture.write(last, Fixture.endOf(last), END_MARK);
        byte[] begun = Fixture.read(last, 0, 0x8200);
        Arrays.fill(begun, 0x8110, begun.length, (byte) 0);
        begun[3] = (byte) 0x80;
        Files.write(next, begun);
        assertCutAndWritable(List.of(TornTail.Kind.UNFINISHED_FILE, TornTail.Kind.END_MARK));
    }

    @Test
    void recordBehindTheMarkThatDidNotReachTheDiskWhole() {
        MarkState before = HighWaterMark.read(journal.layout.markFile()).state();
        journal.appendMore(1);
        HighWaterMark.reset(journal.layout.markFile(), Objects.requireNonNull(before));
        List<Long> offsets = Fixture.recordOffsets(last);
        Fixture.flipBit(last, offsets.get(offsets.size() - 1) + 80, 1);
        assertCutAndWritable(List.of(TornTail.Kind.UNFINISHED_COMMAND));
    }

    @Test
    void holeBehindTheMarkIsNoTornTail() {
        MarkState before = HighWaterMark.read(journal.layout.markFile()).state();
        journal.appendMore(3);
        HighWaterMark.reset(journal.layout.markFile(), Objects.requireNonNull(before));
        List<Long> offsets = Fixture.recordOffsets(last);
        long hole = offsets.get(offsets.size() - 2);
        Fixture.write(last, hole, new byte[200]);
        assertThatThrownBy(journal::open)
                .isInstanceOf(JournalDamagedException.class)
                .hasMessageContaining("hole")
                .hasMessageContaining("offset " + hole);
    }
}

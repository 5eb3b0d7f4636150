package io.ringfence.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ringfence.journal.Vouchers.Voucher;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scans that begin behind a place that a snapshot vouches for. */
class VouchedScanTest {
    /** 1 tries every place; a larger number fewer of them. */
    private static final int STEP = Integer.getInteger("ringfence.vouched.step", 7);

    private static final long INDEX_OF_INDEXES = 0xF0;
    private static final long INDEX_ENTRIES = 0x8110;

    @TempDir
    private static Path folder;

    @TempDir
    private Path other;

    private static Fixture fixture;
    /** What the journal holds up to each sequence. */
    private static List<JournalTotals> totalsAfter;

    @BeforeAll
    static void write() {
        fixture = Fixture.write(folder);
        totalsAfter = totals(fixture);
    }

    private static List<JournalTotals> totals(Fixture of) {
        List<JournalTotals> all = new ArrayList<>(List.of(JournalTotals.NONE));
        try (JournalReader reader = JournalReader.open(of.layout, ReleaseBarrier.upTo(Fixture.SEQUENCES))) {
            while (reader.poll() != null) {
                if (reader.isLastOfCommand()) {
                    all.add(reader.totals());
                }
            }
        }
        return all;
    }

    /** Vouchers as a store of snapshots would give them. */
    private static final class Given implements Vouchers {
        private final List<Voucher> left = new ArrayList<>();
        private final List<String> refused = new ArrayList<>();

        Given(JournalTotals... newestFirst) {
            for (JournalTotals totals : newestFirst) {
                left.add(new Voucher(Path.of("snapshot-" + totals.lastSequence()), totals));
            }
        }

        @Override
        public @Nullable Voucher next() {
            return left.isEmpty() ? null : left.remove(0);
        }

        @Override
        public void refuse(Voucher voucher, String why) {
            refused.add(why);
        }
    }

    private static ScanReport scan(Fixture of, long readBelow, Given vouchers) {
        return JournalScan.run(of.layout, vouchers, readBelow, ScanProgress.NONE);
    }

    @Test
    void endsLikeAScanFromTheFirstRecordWhereverItBegins() {
        ScanReport whole = fixture.scan();
        assertThat(totalsAfter.get((int) Fixture.SEQUENCES)).isEqualTo(whole.totals());
        for (int sequence = 1; sequence <= Fixture.SEQUENCES; sequence += STEP) {
            ScanReport behind = scan(fixture, 0, new Given(totalsAfter.get(sequence)));
            assertThat(behind.totals()).as("behind %d", sequence).isEqualTo(whole.totals());
            assertThat(behind.tails()).isEqualTo(whole.tails());
            assertThat(behind.unread()).isTrue();
            assertThat(behind.vouched()).isNotNull();
        }
    }

    @Test
    void readsTheFrontTooWhereItIsSmall() {
        JournalTotals vouched = totalsAfter.get(700);
        assertThat(scan(fixture, vouched.bytes(), new Given(vouched)).unread()).isFalse();
        assertThat(scan(fixture, vouched.bytes() - 1, new Given(vouched)).unread())
                .isTrue();
    }

    @Test
    void theJournalGoesOnBehindAVouchedScan() {
        Fixture copy = fixture.copyTo(other);
        Given vouchers = new Given(totalsAfter.get(777));
        try (ChronicleJournal journal = ChronicleJournal.open(copy.config, vouchers, 0, ScanProgress.NONE)) {
            assertThat(journal.scan().unread()).isTrue();
            TestRecords records = new TestRecords(journal.chainCrc());
            long stamp = journal.recovered().lastTimestampNanos();
            for (long sequence = Fixture.SEQUENCES + 1; sequence <= Fixture.SEQUENCES + 600; sequence++) {
                records.command(journal, sequence, stamp, 100);
            }
        }
        assertThat(copy.scan().totals().lastSequence()).isEqualTo(Fixture.SEQUENCES + 600);
    }

    @Test
    void aTornTailIsCutInTheSameWay() {
        Fixture copy = fixture.copyTo(other);
        Path last = copy.file(2);
        long end = Fixture.endOf(last);
        Fixture.write(last, end, new byte[4]);
        Fixture.write(last, end + 4, new byte[] {1, 2, 3, 4, 5, 6, 7});
        Given vouchers = new Given(totalsAfter.get(650));
        assertThat(scan(copy, 0, vouchers).tails())
                .isEqualTo(copy.scan().tails())
                .isNotEmpty();
        ChronicleJournal.open(copy.config, new Given(totalsAfter.get(650)), 0, ScanProgress.NONE)
                .close();
        assertThat(copy.appendMore(3)).isEqualTo(Fixture.SEQUENCES + 3);
    }

    /** Behind the voucher nothing changes; in front of it, what is not found at once is found by reading on. */
    @Test
    void damageIsFoundBehindAtOnceAndInFrontByReadingOn() {
        JournalTotals vouched = totalsAfter.get(450);
        int found = 0;
        int foundLater = 0;
        for (int file = 0; file < 3; file++) {
            List<Long> offsets = Fixture.recordOffsets(fixture.file(file));
            for (int i = 0; i < offsets.size(); i += 3 * STEP) {
                Fixture copy = fixture.copyTo(other);
                Fixture.flipBit(copy.file(file), offsets.get(i) + 21, i & 7);
                JournalDamagedException damage =
                        catchThrowableOfType(JournalDamagedException.class, () -> scan(copy, 0, new Given(vouched)));
                if (damage != null) {
                    found++;
                    assertThat(damage.file()).isEqualTo(copy.file(file));
                } else {
                    foundLater++;
                    assertThat(file).isLessThan(2);
                    Voucher voucher = new Voucher(Path.of("s"), vouched);
                    assertThatThrownBy(() -> JournalScan.readBelow(copy.layout, voucher, () -> true))
                            .isInstanceOf(JournalDamagedException.class)
                            .hasMessageContaining(copy.file(file).toString());
                }
                assertThatThrownBy(copy::scan).isInstanceOf(JournalDamagedException.class);
            }
        }
        assertThat(found).isGreaterThan(10);
        assertThat(foundLater).isGreaterThan(10);
    }

    /** What Chronicle keeps about its records is compared behind a voucher too, as far as it tells of what was read. */
    @Test
    void whatChronicleKeepsIsCheckedBehindAVoucherToo() {
        List<Long> records = Fixture.recordOffsets(fixture.file(2));
        long last = records.get(records.size() - 1);
        long numbered = (last << 32) + records.size() - 1;
        // behind record 59 of 360, then behind one whose index entries are all in front of the voucher
        refuses(650, CycleStructure.WRITE_POSITION, last + 4, last - 4, -1);
        refuses(650, CycleStructure.POSITION_AND_NUMBER, numbered + 1, numbered - 1, (records.get(59) << 32) + 60);
        refuses(650, CycleStructure.NEXT_TO_INDEX, 768, 257, -256);
        refuses(650, INDEX_OF_INDEXES, last, records.get(70));
        refuses(650, INDEX_OF_INDEXES + 8, last);
        refuses(650, INDEX_OF_INDEXES - 8, 2, -1);
        refuses(650, INDEX_ENTRIES, records.get(100), last);
        refuses(650, INDEX_ENTRIES + 8, 0, records.get(255), records.get(59));
        refuses(650, INDEX_ENTRIES + 16, records.get(300));
        refuses(650, INDEX_ENTRIES - 8, 3, 0);
        takes(650, CycleStructure.WRITE_POSITION, records.get(59), records.get(100), records.get(records.size() - 2));
        takes(650, CycleStructure.POSITION_AND_NUMBER, (records.get(59) << 32) + 59, (records.get(60) << 32) + 60);
        takes(650, CycleStructure.NEXT_TO_INDEX, 0, 256);
        takes(650, INDEX_ENTRIES - 8, 1);
        refuses(895, INDEX_ENTRIES + 8, records.get(0), last);
        refuses(895, INDEX_ENTRIES + 16, records.get(300), last);
        refuses(895, CycleStructure.NEXT_TO_INDEX, 768);
        takes(895, CycleStructure.NEXT_TO_INDEX, 512);
    }

    private Fixture changed(long field, long value) {
        Fixture copy = fixture.copyTo(other);
        byte[] bytes = java.nio.ByteBuffer.allocate(8)
                .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                .putLong(value)
                .array();
        Fixture.write(copy.file(2), field, bytes);
        return copy;
    }

    private void refuses(int vouched, long field, long... values) {
        for (long value : values) {
            Fixture copy = changed(field, value);
            assertThatThrownBy(() -> scan(copy, 0, new Given(totalsAfter.get(vouched))))
                    .as("behind %d, %#x = %#x", vouched, field, value)
                    .isInstanceOf(JournalDamagedException.class)
                    .hasMessageContaining(copy.file(2).toString());
        }
    }

    private void takes(int vouched, long field, long... values) {
        for (long value : values) {
            ScanReport report = scan(changed(field, value), 0, new Given(totalsAfter.get(vouched)));
            assertThat(report.unread()).isTrue();
            assertThat(report.totals())
                    .as("behind %d, %#x = %#x", vouched, field, value)
                    .isEqualTo(fixture.scan().totals());
        }
    }

    @Test
    void theSeamsOfUnreadFilesAreChecked() throws Exception {
        JournalTotals vouched = totalsAfter.get(899);
        List<java.util.function.Consumer<Fixture>> damages = List.of(
                copy -> Fixture.flipBit(copy.file(0), 3, 2),
                copy -> Fixture.flipBit(copy.file(0), CycleStructure.WRITE_POSITION, 3),
                copy -> Fixture.flipBit(copy.file(1), Fixture.endOf(copy.file(1)) - 20, 3),
                copy -> Fixture.flipBit(
                        copy.file(1), Fixture.recordOffsets(copy.file(1)).get(0) + 20, 1),
                copy -> Fixture.truncate(copy.file(0), Fixture.endOf(copy.file(0)) - 100),
                copy -> delete(copy.file(1)),
                copy -> copyOver(copy.file(0), copy.file(1)));
        for (int i = 0; i < damages.size(); i++) {
            Fixture copy = fixture.copyTo(other);
            damages.get(i).accept(copy);
            assertThatThrownBy(() -> scan(copy, 0, new Given(vouched)))
                    .as("damage %d", i)
                    .isInstanceOf(JournalDamagedException.class);
        }
    }

    private static void delete(Path file) {
        DurableFiles.delete(file);
    }

    private static void copyOver(Path from, Path to) {
        try {
            Files.copy(from, to, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void aForeignVoucherIsRefusedWithASentenceAndTheNextOneTaken() {
        JournalTotals right = totalsAfter.get(300);
        JournalTotals wrong = new JournalTotals(
                right.records(),
                right.commands(),
                1,
                400,
                right.firstTimestampNanos(),
                right.lastTimestampNanos(),
                right.bytes(),
                right.files(),
                right.chainCrc(),
                right.lastIndex());
        Given vouchers = new Given(wrong, right);
        ScanReport report = scan(fixture, 0, vouchers);
        assertThat(report.vouched()).isNotNull();
        assertThat(report.vouched().totals()).isEqualTo(right);
        assertThat(vouchers.refused).singleElement().asString().contains("snapshot-400", "another one");
    }

    @Test
    void aVoucherBeyondTheEndMeansThatTheEndWasLost() {
        Fixture copy = fixture.copyTo(other);
        long more = copy.appendMore(5);
        JournalTotals beyond = totalsOf(copy, more);
        assertThat(scan(copy, 0, new Given(beyond)).totals()).isEqualTo(beyond);

        assertThatThrownBy(() -> scan(fixture, 0, new Given(beyond, totalsAfter.get(800))))
                .isInstanceOf(JournalDamagedException.class)
                .hasMessageContaining("end at sequence 900")
                .hasMessageContaining("snapshot-905");
    }

    private static JournalTotals totalsOf(Fixture of, long last) {
        try (JournalReader reader = JournalReader.open(of.layout, ReleaseBarrier.upTo(last))) {
            while (reader.poll() != null) {
                // to the end
            }
            return reader.totals();
        }
    }

    @Test
    void aMarkThatDoesNotFitIsFoundAtTheVoucherToo() {
        Fixture copy = fixture.copyTo(other);
        JournalTotals last = totalsAfter.get((int) Fixture.SEQUENCES);
        MarkState right = last.asMark(MarkState.MODE_PROCESS);
        HighWaterMark.reset(
                copy.layout.markFile(),
                new MarkState(
                        right.sequence(),
                        right.chronicleIndex(),
                        right.records() + 1,
                        right.bytes(),
                        right.timestampNanos(),
                        right.chainCrc(),
                        right.mode()));
        assertThatThrownBy(() -> scan(copy, 0, new Given(last))).hasMessageContaining("high-water mark");
    }

    @Test
    void countsOnFromWhereItWasBefore() {
        for (int sequence : new int[] {1, 10, 299, 300, 301, 610, 900}) {
            try (JournalReader reader = JournalReader.openAfter(
                    fixture.layout, ReleaseBarrier.upTo(Fixture.SEQUENCES), totalsAfter.get(sequence))) {
                while (reader.poll() != null) {
                    // to the end
                }
                assertThat(reader.totals()).as("from %d", sequence).isEqualTo(totalsAfter.get(900));
            }
        }
    }
}

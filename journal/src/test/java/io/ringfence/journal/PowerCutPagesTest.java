package io.ringfence.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A power cut page by page: everything forced is there, and of what was written after it any page may be, or not. What
 * the mark says must be recovered whatever mix of old and new pages the files are, and writing must go on.
 */
@Timeout(120)
class PowerCutPagesTest {
    private static final int CASES = Integer.getInteger("ringfence.powercut.pages", 12);
    private static final int PAGE = 4096;

    @TempDir
    Path data;

    private JournalLayout layout;

    private ChronicleJournal open() {
        return ChronicleJournal.open(
                new JournalConfig(layout, JournalConfig.MIN_BLOCK_SIZE).with(Durability.POWER), ScanProgress.NONE);
    }

    @Test
    void anyMixOfPagesBehindTheLastForceRecoversWhatWasReleased() throws IOException {
        long seed = Long.getLong("ringfence.seed", 20_260_102L);
        System.out.println("PowerCutPagesTest: -Dringfence.seed=" + seed);
        for (int i = 0; i < CASES; i++) {
            layout = new JournalLayout(Files.createDirectory(data.resolve("case" + i)));
            oneCut(new Random(seed + i), "seed " + (seed + i));
            DurableFiles.list(layout.journalDirectory()).forEach(DurableFiles::delete);
        }
    }

    private void oneCut(Random random, String seed) throws IOException {
        ChronicleJournal journal = open();
        TestRecords records = new TestRecords();
        long forced = random.nextInt(400);
        long stamp = TestRecords.START + TestRecords.HOUR - 200;
        for (long sequence = 1; sequence <= forced; sequence++) {
            records.command(journal, sequence, stamp + sequence, 60 + random.nextInt(2000));
        }
        journal.awaitReleased();
        Map<Path, byte[]> old = copy();
        long more = random.nextInt(400);
        for (long sequence = forced + 1; sequence <= forced + more; sequence++) {
            records.command(journal, sequence, stamp + sequence, 60 + random.nextInt(2000));
        }
        Map<Path, byte[]> now = copy();
        journal.close();
        restore(old, now, random);
        try (ChronicleJournal again = open()) {
            long recovered = again.recovered().lastSequence();
            assertThat(recovered).as(seed).isBetween(forced, forced + more);
            TestRecords next = new TestRecords(again.chainCrc());
            for (long sequence = recovered + 1; sequence <= recovered + 300; sequence++) {
                next.command(again, sequence, stamp + 1000 + sequence, 200);
            }
            again.awaitReleased();
            assertThat(again.releasedSequence()).as(seed).isEqualTo(recovered + 300);
        }
        ScanReport report = JournalScan.run(layout, ScanProgress.NONE);
        assertThat(report.tails()).as(seed).isEmpty();
    }

    /** All files, the mark included, as they are in the page cache now. */
    private Map<Path, byte[]> copy() throws IOException {
        Map<Path, byte[]> files = new HashMap<>();
        for (CycleFile file : CycleFile.list(layout.journalDirectory())) {
            files.put(file.path(), Files.readAllBytes(file.path()));
        }
        files.put(layout.markFile(), Files.readAllBytes(layout.markFile()));
        return files;
    }

    /** Each page as it was at the last force, or as it was last written. The mark stays as it was forced. */
    private void restore(Map<Path, byte[]> old, Map<Path, byte[]> now, Random random) throws IOException {
        int share = random.nextInt(101);
        for (Map.Entry<Path, byte[]> each : now.entrySet()) {
            byte[] after = each.getValue();
            byte[] before = old.get(each.getKey());
            if (before == null && random.nextInt(4) == 0) {
                Files.delete(each.getKey());
                continue;
            }
            byte[] mixed = Arrays.copyOf(before == null ? new byte[0] : before, after.length);
            boolean isMark = each.getKey().equals(layout.markFile());
            for (int page = 0; page < after.length && !isMark; page += PAGE) {
                if (random.nextInt(100) < share) {
                    System.arraycopy(after, page, mixed, page, PAGE);
                }
            }
            Files.write(each.getKey(), mixed);
        }
    }
}

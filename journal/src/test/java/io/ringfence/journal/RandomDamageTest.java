package io.ringfence.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Seeded damage anywhere in the folder. Each case must be refused with file and offset, or be provably harmless: every
 * acknowledged record reads back the same, and records appended afterwards are all there too.
 */
class RandomDamageTest {
    private static final long SEED = Long.getLong("ringfence.damage.seed", 20260101L);
    private static final int FLIPS = Integer.getInteger("ringfence.damage.flips", 1700);
    private static final int BLOCKS = Integer.getInteger("ringfence.damage.blocks", 300);
    private static final int HEADER_AND_INDEX = 0x8300;

    private enum Outcome {
        REFUSED,
        HARMLESS
    }

    @TempDir
    Path data;

    @TempDir
    Path scratch;

    private int copies;

    @Test
    void singleBitFlips() {
        Fixture journal = Fixture.write(data);
        Random random = new Random(SEED);
        Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
        for (int i = 0; i < FLIPS; i++) {
            Path file = anyFile(journal, random);
            long offset = anyOffset(file, random);
            int bit = random.nextInt(8);
            Fixture.flipBit(file, offset, bit);
            String what = "seed " + SEED + " case " + i + ": bit " + bit + " at " + offset + " of " + file;
            outcomes.merge(judge(journal, what), 1, Integer::sum);
            Fixture.flipBit(file, offset, bit);
        }
        System.out.println("bit flips, seed " + SEED + ": " + outcomes);
        assertThat(outcomes.get(Outcome.REFUSED)).isGreaterThan(FLIPS / 3);
        assertThat(journal.scan().tails()).isEmpty();
    }

    /** Zeroed, random, swapped and stale stretches of any length up to two pages, and truncations. */
    @Test
    void damagedBlocks() {
        Fixture journal = Fixture.write(data);
        Random random = new Random(SEED);
        Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
        for (int i = 0; i < BLOCKS; i++) {
            Fixture copy = journal.copyTo(scratch.resolve("block" + i));
            Path file = anyFile(copy, random);
            String what = "seed " + SEED + " block case " + i + ": " + damageBlock(file, random) + " of " + file;
            outcomes.merge(judge(copy, what), 1, Integer::sum);
            DurableFiles.deleteFolder(copy.layout.journalDirectory());
        }
        System.out.println("blocks, seed " + SEED + ": " + outcomes);
        assertThat(outcomes.get(Outcome.REFUSED)).isGreaterThan(BLOCKS / 3);
    }

    private static String damageBlock(Path file, Random random) {
        long offset = anyOffset(file, random);
        boolean page = random.nextBoolean();
        if (page) {
            offset &= -4096;
        }
        int length = page ? 4096 : 1 + random.nextInt(8192);
        int kind = random.nextInt(5);
        switch (kind) {
            case 0 -> Fixture.write(file, offset, new byte[length]);
            case 1 -> {
                byte[] noise = new byte[length];
                random.nextBytes(noise);
                Fixture.write(file, offset, noise);
            }
            case 2 -> {
                long from = anyOffset(file, random) & -4096;
                byte[] other = Fixture.read(file, from, length);
                Fixture.write(file, from, Fixture.read(file, offset, length));
                Fixture.write(file, offset, other);
            }
            case 3 -> {
                // A page as it was before its last writes: an append-only file held zeros from somewhere on.
                long from = (offset & -4096) + random.nextInt(4096);
                Fixture.write(file, from, new byte[(int) (4096 - from % 4096)]);
            }
            default -> Fixture.truncate(file, offset);
        }
        return List.of("zeros", "noise", "swap", "stale page", "truncation").get(kind) + " of " + length + " at "
                + offset;
    }

    private static Path anyFile(Fixture journal, Random random) {
        if (random.nextInt(20) == 0) {
            return journal.layout.markFile();
        }
        return journal.file(random.nextInt(3));
    }

    private static long anyOffset(Path file, Random random) {
        long length = HighWaterMark.lengthOf(file);
        if (length <= MarkSlots.FILE_LENGTH) {
            return random.nextInt(256);
        }
        return switch (random.nextInt(8)) {
            case 0 -> random.nextInt(0x110); // header, start of the index of indexes
            case 1 -> 0x80F0 + random.nextInt(0x40); // start of the first index
            case 2 -> random.nextInt(HEADER_AND_INDEX);
            case 3 -> (long) (random.nextDouble() * length); // mostly nothing yet
            default -> 0x10110 + random.nextInt(85_000); // records
        };
    }

    /** Anything but the two outcomes is an assertion error or another exception, and fails the test. */
    private Outcome judge(Fixture journal, String what) {
        if (refused(journal, what)) {
            return Outcome.REFUSED;
        }
        Fixture copy = journal.copyTo(scratch.resolve("copy" + copies++));
        long end;
        try {
            end = copy.appendMore(300);
        } catch (JournalDamagedException e) {
            throw new AssertionError(what + ": the scan passed but the start did not", e);
        }
        assertThat(end).as(what).isGreaterThanOrEqualTo(Fixture.SEQUENCES + 300);
        List<Long> digests = copy.readDigests(end);
        assertThat(digests).as(what).hasSize((int) end + 1).startsWith(journal.digestAfter.toArray(Long[]::new));
        assertThat(copy.scan().totals().lastSequence()).as(what).isEqualTo(end);
        DurableFiles.deleteFolder(copy.layout.journalDirectory());
        return Outcome.HARMLESS;
    }

    private static boolean refused(Fixture journal, String what) {
        @Nullable JournalDamagedException refusal = null;
        try {
            journal.scan();
        } catch (JournalDamagedException e) {
            refusal = e;
        }
        if (refusal == null) {
            return false;
        }
        assertThat(refusal.file()).as(what).isNotNull();
        assertThat(refusal.offset()).as(what).isNotNegative();
        assertThat(refusal).as(what).hasMessageContaining(refusal.file().toString());
        return true;
    }
}

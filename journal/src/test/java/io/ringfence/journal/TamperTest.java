package io.ringfence.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringfence.engine.record.RecordFrame;
import io.ringfence.journal.evidence.Checkpoint;
import io.ringfence.journal.evidence.CheckpointChain;
import io.ringfence.journal.evidence.CheckpointStore;
import io.ringfence.journal.evidence.EvidenceReport;
import io.ringfence.journal.evidence.SealerConfig;
import io.ringfence.journal.evidence.SigningKey;
import io.ringfence.journal.evidence.TamperedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Seeded tamperings by somebody who can write every file, computes every checksum anew and lacks only the key. None may
 * pass as the journal that was signed: it is refused, or the report signs less than before and a checkpoint that was kept
 * elsewhere refuses it.
 */
class TamperTest {
    private static final long SEED = Long.getLong("ringfence.tamper.seed", 20260101L);
    private static final int CASES = Integer.getInteger("ringfence.tamper.cases", 2_000);
    /** Every so many cases the forgery is also written through Chronicle, to show that nothing but the signature tells. */
    private static final int THROUGH_CHRONICLE = 50;

    private static final int COMMANDS = 160;
    private static final SealerConfig SEGMENTS = new SealerConfig(40, Long.MAX_VALUE);
    /** Signing takes long, so the thief signs only so many different forgeries. */
    private static final int RESIGNED = 8;

    private enum Kind {
        FLIP_WITHOUT_CHECKSUMS,
        ALTER,
        ALTER_STAMP,
        DROP,
        DROP_LEAVING_A_HOLE,
        SWAP,
        INSERT,
        TRUNCATE_AT_A_SEGMENT_END,
        TRUNCATE,
        OLDER_CHECKPOINTS,
        BACK_TO_AN_EARLIER_STATE,
        RESIGN_ONE_CHECKPOINT,
        RESIGN_EVERYTHING,
        FLIP_IN_CHECKPOINTS,
        SWAP_CHECKPOINTS,
        DROP_A_CHECKPOINT,
        OTHER_JOURNALS_RECORDS,
        OTHER_JOURNALS_CHECKPOINTS
    }

    @TempDir
    Path data;

    @TempDir
    Path scratch;

    private final Random random = new Random(SEED);
    private final Map<Path, byte[]> signed = new TreeMap<>();
    private final Map<Integer, List<String>> resigned = new TreeMap<>();
    private JournalLayout layout;
    private JournalLayout otherLayout;
    private SigningKey key;
    private SigningKey thief;
    private Forgery forgery;
    private Forgery other;
    private Checkpoint kept;
    /** The sequence that the tampering touched first; -1 where it is not known. */
    private long touched;

    @BeforeEach
    void signTwoJournals() throws IOException {
        key = Evidence.key(scratch, "key");
        thief = Evidence.key(scratch, "thief");
        layout = write(data.resolve("one"), 100);
        otherLayout = write(data.resolve("two"), 120);
        kept = Objects.requireNonNull(
                CheckpointChain.read(new CheckpointStore(layout)).last());
        forgery = new Forgery(layout);
        other = new Forgery(otherLayout);
        for (Path file : DurableFiles.list(layout.checkpointsDirectory())) {
            signed.put(file, Files.readAllBytes(file));
        }
    }

    private JournalLayout write(Path folder, int length) {
        JournalLayout made = new JournalLayout(folder);
        TestRecords records = new TestRecords();
        try (ChronicleJournal journal =
                ChronicleJournal.open(new JournalConfig(made, JournalConfig.MIN_BLOCK_SIZE), ScanProgress.NONE)) {
            for (long sequence = 1; sequence <= COMMANDS; sequence++) {
                long stamp = TestRecords.START + (sequence - 1) / 80 * TestRecords.HOUR + sequence * 1000;
                if (sequence % 16 == 0) {
                    records.fragment(journal, sequence, stamp, 0, false, length + 10);
                    records.fragment(journal, sequence, stamp, 1, true, length + 11);
                    journal.committed(sequence);
                } else {
                    records.command(journal, sequence, stamp, length + (int) (sequence % 7));
                }
            }
        }
        Evidence.seal(made, COMMANDS, key, SEGMENTS);
        return made;
    }

    @Test
    void noTamperingPassesForTheJournalThatWasSigned() throws IOException {
        Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
        int located = 0;
        for (int i = 0; i < CASES; i++) {
            Kind kind = Kind.values()[i % Kind.values().length];
            String what = "seed " + SEED + " case " + i + ": " + kind;
            touched = -1;
            tamper(kind);
            located += judge(what) ? 1 : 0;
            if (i % THROUGH_CHRONICLE == 1) {
                judgeThroughChronicle(what, scratch.resolve("chronicle" + i));
            }
            counts.merge(kind, 1, Integer::sum);
            restore();
        }
        assertThat(Evidence.check(layout, key, kept).signedThrough()).isEqualTo(COMMANDS);
        System.out.println("tamperings, seed " + SEED + ": " + counts + ", named by their record: " + located);
        assertThat(located).isGreaterThan(CASES / 5);
    }

    /** Whether the refusal named the very record that was touched first. */
    private boolean judge(String what) {
        try {
            EvidenceReport report = Evidence.check(layout, key);
            assertThat(report.signedThrough()).as(what).isLessThan(COMMANDS);
            assertThatThrownBy(() -> Evidence.check(layout, key, kept)).as(what).isInstanceOf(JournalException.class);
            return false;
        } catch (TamperedException e) {
            if (touched > 0 && e.sequence() > 0 && e.getMessage().contains("the record of sequence")) {
                assertThat(e.sequence()).as(what + ": " + e.getMessage()).isEqualTo(touched);
                assertThat(e.getMessage()).as(what).contains(e.file().toString(), "offset " + e.offset());
                return true;
            }
            return false;
        } catch (JournalDamagedException e) {
            assertThat(e.getMessage()).as(what).contains(e.file().toString());
            return false;
        }
    }

    /** The same records with sound files and a sound mark: the plain check accepts, the signature does not. */
    private void judgeThroughChronicle(String what, Path folder) throws IOException {
        JournalLayout forged = new JournalLayout(folder);
        forgery.chain();
        forgery.writeThroughChronicle(forged);
        Files.createDirectories(forged.checkpointsDirectory());
        for (Path file : DurableFiles.list(layout.checkpointsDirectory())) {
            Files.copy(file, forged.checkpointsDirectory().resolve(file.getFileName()));
        }
        JournalScan.run(forged, ScanProgress.NONE);
        assertThatThrownBy(() -> Evidence.check(forged, key, kept)).as(what).isInstanceOf(JournalException.class);
    }

    private void tamper(Kind kind) {
        switch (kind) {
            case FLIP_WITHOUT_CHECKSUMS -> {
                byte[] record = anyRecord();
                record[random.nextInt(record.length)] ^= (byte) (1 << random.nextInt(8));
                forgery.write();
            }
            case ALTER -> {
                byte[] record = anyRecord();
                record[44 + random.nextInt(record.length - 48)] ^= (byte) (1 << random.nextInt(8));
                rewrite();
            }
            case ALTER_STAMP -> {
                byte[] record = anyRecord();
                record[24] ^= 1;
                if (!RecordFrame.isLast(new UnsafeBuffer(record), 0)) {
                    touched = -1; // Its other fragment now has another stamp, which is found first.
                }
                rewrite();
            }
            case DROP, DROP_LEAVING_A_HOLE -> {
                int number = anySingle();
                forgery.fileOf(number).remove(forgery.within(number));
                if (kind == Kind.DROP) {
                    rewrite();
                } else {
                    forgery.write();
                }
            }
            case SWAP -> {
                int number = anySingle();
                List<byte[]> file = forgery.fileOf(number);
                int at = forgery.within(number);
                if (at + 1 < file.size() && isSingle(file.get(at + 1))) {
                    Collections.swap(file, at, at + 1);
                    // Equal stamps keep the order of time, which would be noticed without any signature.
                    System.arraycopy(file.get(at + 1), 24, file.get(at), 24, 8);
                    rewrite();
                } else {
                    Collections.swap(file, at, at - 2);
                    touched = -1;
                    rewrite();
                }
            }
            case INSERT -> {
                int number = anySingle();
                List<byte[]> file = forgery.fileOf(number);
                byte[] forged = file.get(forgery.within(number)).clone();
                forged[50]++;
                file.add(forgery.within(number), forged);
                rewrite();
            }
            default -> tamperCheckpoints(kind);
        }
        if (random.nextInt(8) == 0) {
            damageLocators();
        }
    }

    private void tamperCheckpoints(Kind kind) {
        List<String> lines = lines();
        int line = random.nextInt(lines.size());
        switch (kind) {
            case TRUNCATE_AT_A_SEGMENT_END ->
                truncate((int) Checkpoint.parse(lines.get(random.nextInt(lines.size() - 1)))
                        .last());
            case TRUNCATE -> truncate(1 + random.nextInt(COMMANDS - 1));
            case OLDER_CHECKPOINTS -> {
                write(lines.subList(0, random.nextInt(lines.size() - 1) + 1));
                byte[] record = forgery.files.get(1).get(forgery.files.get(1).size() - 1);
                record[50]++;
                rewrite();
            }
            case BACK_TO_AN_EARLIER_STATE -> {
                int count = 1 + random.nextInt(lines.size() - 1);
                truncate((int) Checkpoint.parse(lines.get(count - 1)).last());
                write(lines.subList(0, count));
            }
            case RESIGN_ONE_CHECKPOINT -> {
                int variant = random.nextInt(RESIGNED);
                alterForResigning(variant);
                List<String> forged = resigned(variant);
                List<String> mixed = new ArrayList<>(lines);
                mixed.set(line, forged.get(line));
                write(mixed);
            }
            case RESIGN_EVERYTHING -> {
                int variant = random.nextInt(RESIGNED);
                alterForResigning(variant);
                write(resigned(variant));
            }
            case FLIP_IN_CHECKPOINTS -> flipCheckpoint();
            case SWAP_CHECKPOINTS -> {
                // Within one file the order of lines does not count; the numbers do.
                String number = lines.get(line).replaceFirst("number=\\d+", "number=" + (line + 2));
                lines.set(line, number);
                write(lines);
            }
            case DROP_A_CHECKPOINT -> {
                lines.remove(line == lines.size() - 1 ? line - 1 : line);
                write(lines);
            }
            case OTHER_JOURNALS_RECORDS -> {
                int file = random.nextInt(2);
                forgery.files.set(
                        file,
                        new ArrayList<>(other.files.get(file).stream()
                                .map(byte[]::clone)
                                .toList()));
                rewrite();
            }
            case OTHER_JOURNALS_CHECKPOINTS -> {
                List<Path> files = DurableFiles.list(otherLayout.checkpointsDirectory());
                int from = random.nextInt(4);
                for (Path file : from < 2 ? files.subList(from * 2, from * 2 + 2) : files) {
                    copy(file, layout.checkpointsDirectory().resolve(file.getFileName()));
                }
            }
            default -> throw new IllegalStateException(kind.name());
        }
    }

    private void truncate(int commands) {
        int left = commands;
        for (List<byte[]> file : forgery.files) {
            List<byte[]> stays = new ArrayList<>();
            for (byte[] record : file) {
                if (left > 0) {
                    stays.add(record);
                    left -= RecordFrame.isLast(new UnsafeBuffer(record), 0) ? 1 : 0;
                }
            }
            file.clear();
            file.addAll(stays);
        }
        forgery.write();
    }

    private byte[] anyRecord() {
        int number = random.nextInt(forgery.records());
        byte[] record = forgery.fileOf(number).get(forgery.within(number));
        touched = RecordFrame.sequence(new UnsafeBuffer(record), 0);
        return record;
    }

    /** A record that is a whole command, not one of the first two of a file. */
    private int anySingle() {
        while (true) {
            int number = random.nextInt(forgery.records());
            byte[] record = forgery.fileOf(number).get(forgery.within(number));
            if (isSingle(record) && forgery.within(number) > 2) {
                touched = RecordFrame.sequence(new UnsafeBuffer(record), 0);
                return number;
            }
        }
    }

    private static boolean isSingle(byte[] record) {
        UnsafeBuffer buffer = new UnsafeBuffer(record);
        return RecordFrame.isLast(buffer, 0) && RecordFrame.fragment(buffer, 0) == 0;
    }

    private void rewrite() {
        forgery.chain();
        forgery.write();
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (Path file : signed.keySet()) {
            if (file.toString().endsWith(".checkpoints")) {
                lines.addAll(new String(signed.get(file), StandardCharsets.US_ASCII)
                        .lines()
                        .toList());
            }
        }
        return lines;
    }

    private void write(List<String> lines) {
        for (Path file : signed.keySet()) {
            if (file.toString().endsWith(".checkpoints")) {
                String cycle = file.getFileName().toString().replace(".checkpoints", "");
                StringBuilder content = new StringBuilder();
                lines.stream()
                        .filter(line -> line.contains(cycle))
                        .forEach(line -> content.append(line).append('\n'));
                put(file, content.toString().getBytes(StandardCharsets.US_ASCII));
            }
        }
    }

    private void alterForResigning(int variant) {
        int number = variant * (forgery.records() / RESIGNED) + 5;
        byte[] record = forgery.fileOf(number).get(forgery.within(number));
        touched = RecordFrame.sequence(new UnsafeBuffer(record), 0);
        record[50]++;
        rewrite();
    }

    private List<String> resigned(int variant) {
        return resigned.computeIfAbsent(variant, each -> sign());
    }

    /** What the thief signs for the records as they are now. */
    private List<String> sign() {
        JournalLayout forged = new JournalLayout(scratch.resolve("forged"));
        DurableFiles.deleteFolder(forged.checkpointsDirectory());
        DurableFiles.deleteFolder(forged.journalDirectory());
        DurableFiles.createDirectories(forged.journalDirectory());
        for (Path file : DurableFiles.list(layout.journalDirectory())) {
            if (file.toString().endsWith(".cq4")) {
                copy(file, forged.journalDirectory().resolve(file.getFileName()));
            }
        }
        Evidence.seal(forged, COMMANDS, thief, SEGMENTS);
        return CheckpointChain.read(new CheckpointStore(forged)).all().stream()
                .map(Checkpoint::line)
                .toList();
    }

    private void flipCheckpoint() {
        List<Path> files = signed.keySet().stream()
                .filter(file -> file.toString().endsWith(".checkpoints"))
                .toList();
        Path file = files.get(random.nextInt(files.size()));
        byte[] content = signed.get(file).clone();
        content[random.nextInt(content.length)] ^= (byte) (1 << random.nextInt(7));
        put(file, content);
    }

    private void damageLocators() {
        for (Path file : signed.keySet()) {
            if (file.toString().endsWith(".locator")) {
                byte[] content = signed.get(file).clone();
                content[random.nextInt(content.length)] ^= 1;
                put(file, random.nextBoolean() ? content : new byte[0]);
            }
        }
    }

    private void restore() {
        forgery.restore(layout);
        signed.forEach(TamperTest::put);
    }

    private static void put(Path file, byte[] content) {
        try {
            Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path from, Path to) {
        try {
            Files.copy(from, to, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.ringfence.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A journal on disk to be damaged: three hours, single records and commands of three fragments. */
final class Fixture {
    static final long SEQUENCES = 900;

    final JournalLayout layout;
    final JournalConfig config;
    /** The chain's checksum after each sequence: equal checksums mean equal records, all the way back. */
    final List<Integer> chainAfter = new ArrayList<>(List.of(0));

    private Fixture(Path data) {
        layout = new JournalLayout(data);
        config = new JournalConfig(layout, JournalConfig.MIN_BLOCK_SIZE);
    }

    static Fixture write(Path data) {
        Fixture fixture = new Fixture(data);
        TestRecords records = new TestRecords();
        try (ChronicleJournal journal = fixture.open()) {
            for (long sequence = 1; sequence <= SEQUENCES; sequence++) {
                fixture.append(records, journal, sequence, stampOf(sequence));
            }
        }
        return fixture;
    }

    private static long stampOf(long sequence) {
        return TestRecords.START + (sequence - 1) / 300 * TestRecords.HOUR + sequence;
    }

    private void append(TestRecords records, ChronicleJournal journal, long sequence, long stamp) {
        if (sequence % 10 == 0) {
            for (int fragment = 0; fragment < 3; fragment++) {
                records.fragment(journal, sequence, stamp, fragment, fragment == 2, 250 + fragment);
            }
            journal.committed(sequence);
        } else {
            records.command(journal, sequence, stamp, TestRecords.lengthFor(sequence));
        }
        if (chainAfter.size() == sequence) {
            chainAfter.add(records.crc());
        }
    }

    /** The same journal in another folder. */
    Fixture copyTo(Path data) {
        Fixture copy = new Fixture(data);
        copy.chainAfter.addAll(chainAfter.subList(1, chainAfter.size()));
        try (Stream<Path> files = Files.walk(layout.dataDirectory())) {
            for (Path from : files.toList()) {
                Path to = data.resolve(layout.dataDirectory().relativize(from).toString());
                if (Files.isDirectory(from)) {
                    Files.createDirectories(to);
                } else {
                    Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return copy;
    }

    ChronicleJournal open() {
        return ChronicleJournal.open(config, ScanProgress.NONE);
    }

    ScanReport scan() {
        return JournalScan.run(layout, ScanProgress.NONE);
    }

    Path file(int number) {
        return CycleFile.list(layout.journalDirectory()).get(number).path();
    }

    /** Appends behind what is there and returns the last sequence. */
    long appendMore(int commands) {
        try (ChronicleJournal journal = open()) {
            TestRecords records = new TestRecords(journal.chainCrc());
            long sequence = journal.recovered().lastSequence();
            long stamp = Math.max(stampOf(SEQUENCES), journal.recovered().lastTimestampNanos());
            for (int i = 0; i < commands; i++) {
                sequence++;
                records.command(journal, sequence, stamp, 200);
            }
            return sequence;
        }
    }

    /** Where the records of a file end. */
    static long endOf(Path file) {
        long last = 0;
        try (DocumentCursor documents = new DocumentCursor(file.getParent(), () -> 0)) {
            while (documents.next() != DocumentCursor.Step.END) {
                if (documents.path().equals(file)) {
                    last = (documents.contentOffset() + documents.length() + 3) & ~3L;
                }
            }
        }
        return last;
    }

    /** Where the records of a file start. */
    static List<Long> recordOffsets(Path file) {
        List<Long> offsets = new ArrayList<>();
        try (DocumentCursor documents = new DocumentCursor(file.getParent(), () -> 0)) {
            for (DocumentCursor.Step step = documents.next();
                    step != DocumentCursor.Step.END;
                    step = documents.next()) {
                if (step == DocumentCursor.Step.DATA && documents.path().equals(file)) {
                    offsets.add(documents.offset());
                }
            }
        }
        return offsets;
    }

    static byte[] read(Path file, long offset, int length) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer bytes = ByteBuffer.allocate(length);
            channel.read(bytes, offset);
            return bytes.array();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void write(Path file, long offset, byte[] bytes) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE)) {
            channel.write(ByteBuffer.wrap(bytes), offset);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void flipBit(Path file, long offset, int bit) {
        byte[] one = read(file, offset, 1);
        one[0] ^= (byte) (1 << bit);
        write(file, offset, one);
    }

    static void truncate(Path file, long length) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

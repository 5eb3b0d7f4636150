package io.ringfence.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

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
import java.util.zip.CRC32C;
import org.agrona.DirectBuffer;

/** A journal on disk to be damaged: three hours, single records and commands of three fragments. */
final class Fixture {
    static final long SEQUENCES = 900;

    final JournalLayout layout;
    final JournalConfig config;
    /** The records' own chain checksum after each sequence. */
    final List<Integer> chainAfter = new ArrayList<>(List.of(0));
    /** A digest of all bytes up to each sequence, made without the code under test. */
    final List<Long> digestAfter = new ArrayList<>(List.of(0L));

    private final CRC32C digest = new CRC32C();

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
        int fragments = sequence % 10 == 0 ? 3 : 1;
        for (int fragment = 0; fragment < fragments; fragment++) {
            int length = fragments == 1 ? TestRecords.lengthFor(sequence) : 250 + fragment;
            DirectBuffer record = records.record(sequence, stamp, fragment, fragment == fragments - 1, length);
            journal.append(record, 0, length, sequence, stamp);
            update(digest, record, length);
        }
        journal.committed(sequence);
        chainAfter.add(records.crc());
        digestAfter.add(digest.getValue());
    }

    private static void update(CRC32C digest, DirectBuffer record, int length) {
        byte[] bytes = new byte[length];
        record.getBytes(0, bytes);
        digest.update(bytes);
    }

    /** The digests of what a reader delivers, after each command. */
    List<Long> readDigests(long through) {
        List<Long> digests = new ArrayList<>(List.of(0L));
        CRC32C all = new CRC32C();
        try (JournalReader reader = JournalReader.open(layout, ReleaseBarrier.upTo(through))) {
            for (DirectBuffer record = reader.poll(); record != null; record = reader.poll()) {
                update(all, record, record.capacity());
                if (reader.isLastOfCommand()) {
                    digests.add(all.getValue());
                }
            }
        }
        return digests;
    }

    /** The same journal in another folder. */
    Fixture copyTo(Path data) {
        Fixture copy = new Fixture(data);
        copy.chainAfter.addAll(chainAfter.subList(1, chainAfter.size()));
        copy.digestAfter.addAll(digestAfter.subList(1, digestAfter.size()));
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

    /** Both the scan and a start refuse, name file and offset, and leave the folder as it is. */
    JournalDamagedException assertRefused(Path file) {
        JournalDamagedException found = catchThrowableOfType(JournalDamagedException.class, this::scan);
        assertThat(found).isNotNull();
        assertThat(found.file()).isEqualTo(file);
        assertThat(found).hasMessageContaining(file.toString()).hasMessageContaining("offset " + found.offset());
        assertThatThrownBy(this::open).isInstanceOf(JournalDamagedException.class);
        assertThat(layout.trimmedDirectory()).doesNotExist();
        return found;
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

package io.ringfence.journal;

import io.ringfence.engine.record.RecordFrame;
import io.ringfence.journal.DocumentCursor.Step;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Somebody who may write every file of a data folder and has everything but the signing key: takes a journal apart into
 * records and lays it out anew, in place, with whatever was done to them.
 */
final class Forgery {
    private static final long PAGE = 4096;

    /** The records of each cycle file, in order. */
    final List<List<byte[]>> files = new ArrayList<>();

    private final List<Path> paths = new ArrayList<>();
    private final List<Long> starts = new ArrayList<>();
    private final List<byte[]> original = new ArrayList<>();

    Forgery(JournalLayout layout) {
        Path directory = layout.journalDirectory();
        for (CycleFile file : CycleFile.list(directory)) {
            long start = Fixture.recordOffsets(file.path()).get(0);
            long end = Fixture.endOf(file.path());
            paths.add(file.path());
            starts.add(start);
            original.add(Fixture.read(file.path(), start, (int) (end - start + 2 * PAGE)));
        }
        reload(directory);
    }

    private void reload(Path directory) {
        files.clear();
        paths.forEach(path -> files.add(new ArrayList<>()));
        try (DocumentCursor documents = new DocumentCursor(directory, () -> 0)) {
            for (Step step = documents.next(); step != Step.END; step = documents.next()) {
                if (step == Step.DATA) {
                    byte[] record = new byte[documents.length()];
                    documents.buffer().getBytes(documents.contentAt(), record);
                    files.get(paths.indexOf(documents.path())).add(record);
                }
            }
        }
    }

    int records() {
        return files.stream().mapToInt(List::size).sum();
    }

    /** The file that a record number is in. */
    List<byte[]> fileOf(int number) {
        int left = number;
        for (List<byte[]> file : files) {
            if (left < file.size()) {
                return file;
            }
            left -= file.size();
        }
        throw new IllegalArgumentException("no record " + number);
    }

    int within(int number) {
        int left = number;
        for (List<byte[]> file : files) {
            if (left < file.size()) {
                return left;
            }
            left -= file.size();
        }
        throw new IllegalArgumentException("no record " + number);
    }

    /** Gives every record the place it is in: sequence, checksum of the one before, checksum. */
    void chain() {
        long sequence = 1;
        int before = 0;
        for (List<byte[]> file : files) {
            for (byte[] record : file) {
                ByteBuffer bytes = ByteBuffer.wrap(record).order(ByteOrder.LITTLE_ENDIAN);
                bytes.putInt(12, before).putLong(16, sequence);
                CRC32C crc = new CRC32C();
                crc.update(record, 0, record.length - RecordFrame.CRC_LENGTH);
                before = (int) crc.getValue();
                bytes.putInt(record.length - RecordFrame.CRC_LENGTH, before);
                if (RecordFrame.isLast(new UnsafeBuffer(record), 0)) {
                    sequence++;
                }
            }
        }
    }

    /** Writes the records over the files. */
    void write() {
        for (int i = 0; i < paths.size(); i++) {
            ByteBuffer region = ByteBuffer.allocate(original.get(i).length).order(ByteOrder.LITTLE_ENDIAN);
            for (byte[] record : files.get(i)) {
                region.putInt(record.length).put(record);
                region.position((region.position() + 3) & ~3);
            }
            if (i < paths.size() - 1) {
                region.putInt(DocumentHeader.END_OF_DATA);
            }
            Fixture.write(paths.get(i), starts.get(i), region.array());
        }
    }

    /** Puts everything back. */
    void restore(JournalLayout layout) {
        for (int i = 0; i < paths.size(); i++) {
            Fixture.write(paths.get(i), starts.get(i), original.get(i));
        }
        reload(layout.journalDirectory());
    }

    /** Writes the records through Chronicle with a mark of their own, so that every structure is sound too. */
    void writeThroughChronicle(JournalLayout target) {
        DurableFiles.createDirectories(target.journalDirectory());
        TotalsCounter totals = new TotalsCounter();
        RecordChain chain = new RecordChain();
        chain.resumeAfter(0, 0, Long.MIN_VALUE);
        try (QueueWriter writer =
                QueueWriter.open(target.journalDirectory(), JournalConfig.MIN_BLOCK_SIZE, 0, -1, Room.UNBOUNDED)) {
            for (List<byte[]> file : files) {
                for (byte[] record : file) {
                    UnsafeBuffer buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(record.length));
                    buffer.putBytes(0, record);
                    long index = writer.append(buffer, 0, record.length, RecordFrame.timestampNanos(buffer, 0));
                    chain.advance(buffer, 0, record.length);
                    totals.record(chain, record.length, index);
                }
            }
        }
        HighWaterMark.reset(target.markFile(), totals.totals(files.size()).asMark(MarkState.MODE_PROCESS));
    }
}

package io.ringfence.journal;

import io.ringfence.engine.record.RecordFrame;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Writes cycle files onto a {@link SimulatedDisk} as Chronicle Queue does, store by store and in its order, so that a
 * simulated crash can fall between any two of them. A test compares the files byte for byte with Chronicle's own.
 */
final class SimulatedCycles implements RecordSink {
    private static final byte[] HEADER = HexFormat.of()
            .parseHex("c1000040b906686561646572b60853435153746f726582aa000000cd777269746550"
                    + "6f736974696f6e8e01000000008d02000000000000000200000000000000"
                    + "00000000000000000000000000000000"
                    + "c8696e646578696e67b60c5343515349"
                    + "6e646578696e67824c000000ca696e646578436f756e74a50010cc696e646578"
                    + "53706163696e67a50001cb696e64657832496e6465788fa7c800000000000000"
                    + "c96c617374496e6465788e00000000a70000000000000000ca64617461466f72"
                    + "6d6174a101000000");
    private static final byte[] INDEX_OF_INDEXES =
            HexFormat.of().parseHex("24800040b90b696e64657832696e6465788e01000000008d0010000000000000");
    private static final byte[] INDEX = HexFormat.of().parseHex("1c800040b905696e6465788f8f8f8f8d0010000000000000");

    /** A text of three letters, in Chronicle's binary form. */
    private static final int EOF_TEXT = 'F' << 24 | 'O' << 16 | 'E' << 8 | 0xC3;

    private static final int INDEX_OF_INDEXES_AT = 0xC8;
    private static final int INDEX_AT = 0x80F0;
    private static final int INDEX_ARRAY = INDEX_AT + 16;
    private static final int FIRST_RECORD = 0x10110;
    private static final int RECORDS_PER_ENTRY = 256;

    private final SimulatedDisk disk;
    private final Path directory;
    private final int roomForRecords;
    private final byte[] content = new byte[RecordFrame.MAX_FRAME_LENGTH];
    private final byte[] word = new byte[Long.BYTES];
    private final ByteBuffer words = ByteBuffer.wrap(word).order(ByteOrder.LITTLE_ENDIAN);
    private @Nullable Path file;
    private long cycle;
    private long next;
    private long count;

    /** Opens behind a verified end; {@code roomForRecords} is what a new cycle file has behind its index. */
    SimulatedCycles(SimulatedDisk disk, Path directory, int roomForRecords) {
        this.disk = disk;
        this.directory = directory;
        this.roomForRecords = roomForRecords;
        List<CycleFile> files = CycleFile.list(disk, directory);
        if (!files.isEmpty()) {
            CycleFile last = files.get(files.size() - 1);
            file = last.path();
            cycle = last.cycle();
            findEnd(last);
        }
    }

    private void findEnd(CycleFile last) {
        try (DocumentCursor documents = new DocumentCursor(disk, directory, () -> 0)) {
            documents.open(last);
            DocumentCursor.Step step = documents.next();
            while (step != DocumentCursor.Step.END) {
                count += step == DocumentCursor.Step.DATA ? 1 : 0;
                step = documents.next();
            }
            next = documents.offset();
        }
    }

    /** Where the last file ends, for whoever forces it. */
    @Nullable
    Path file() {
        return file;
    }

    @Override
    public long append(DirectBuffer record, int offset, int length, long timestampNanos) {
        long target = CycleFile.cycleOf(timestampNanos);
        Path current = file;
        if (current == null || target > cycle) {
            if (current != null) {
                putInt(current, next, DocumentHeader.END_OF_DATA);
                putInt(current, next + DocumentHeader.BYTES, EOF_TEXT);
            }
            current = begin(target);
        }
        long position = next;
        record.getBytes(offset, content, 0, length);
        disk.write(current, position + DocumentHeader.BYTES, content, 0, length);
        putInt(current, position, length);
        putLong(current, CycleStructure.WRITE_POSITION, position);
        putLong(current, CycleStructure.POSITION_AND_NUMBER, (position << CycleFile.CYCLE_SHIFT) + count);
        if (count % RECORDS_PER_ENTRY == 0) {
            long entry = count / RECORDS_PER_ENTRY;
            putLong(current, INDEX_ARRAY + 16 + entry * Long.BYTES, position);
            putLong(current, INDEX_ARRAY + Long.BYTES, entry + 1);
            putLong(current, CycleStructure.NEXT_TO_INDEX, count + RECORDS_PER_ENTRY);
        }
        next = DocumentHeader.next(position, length);
        return CycleFile.index(cycle, count++);
    }

    private Path begin(long target) {
        LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(target, 24L));
        String name = day.format(DateTimeFormatter.BASIC_ISO_DATE)
                + String.format(Locale.ROOT, "-%02dF.cq4", Math.floorMod(target, 24L));
        Path path = directory.resolve(name);
        disk.create(path, FIRST_RECORD + roomForRecords);
        disk.write(path, 4, HEADER, 4, HEADER.length - 4);
        disk.write(path, 0, HEADER, 0, 4);
        disk.write(path, INDEX_OF_INDEXES_AT + 4, INDEX_OF_INDEXES, 4, INDEX_OF_INDEXES.length - 4);
        disk.write(path, INDEX_OF_INDEXES_AT, INDEX_OF_INDEXES, 0, 4);
        disk.write(path, INDEX_AT + 4, INDEX, 4, INDEX.length - 4);
        disk.write(path, INDEX_AT, INDEX, 0, 4);
        putLong(path, CycleStructure.INDEX_OF_INDEXES_ARRAY + 16, INDEX_AT);
        putLong(path, CycleStructure.INDEX_OF_INDEXES_ARRAY + 8, 1);
        file = path;
        cycle = target;
        next = FIRST_RECORD;
        count = 0;
        return path;
    }

    private void putInt(Path path, long at, int value) {
        words.putInt(0, value);
        disk.write(path, at, word, 0, Integer.BYTES);
    }

    private void putLong(Path path, long at, long value) {
        words.putLong(0, value);
        disk.write(path, at, word, 0, Long.BYTES);
    }

    @Override
    public void close() {
        // arrays need no release
    }
}

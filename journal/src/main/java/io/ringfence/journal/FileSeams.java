package io.ringfence.journal;

import io.ringfence.engine.record.RecordFrame;
import java.nio.file.Path;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * Checks the cycle files in front of the one that a start begins in without reading them through: the header of each,
 * its first and its last record, the end mark behind it, and that the first record of each follows the last one of the
 * file before. So a file that is missing, cut, zeroed at its ends, swapped or from another journal is found; a damaged
 * byte between is not.
 */
final class FileSeams {
    private static final int WINDOW = 1 << 20;

    private final RecordChain chain = new RecordChain();
    private final FileWindow window = new FileWindow(WINDOW);

    private FileSeams() {}

    /** @throws JournalDamagedException at the first seam that does not hold */
    static void check(Path directory, long cycle) {
        FileSeams seams = new FileSeams();
        try (seams.window) {
            List<CycleFile> files = CycleFile.listWithArchive(directory);
            for (int i = 0; i < files.size() && files.get(i).cycle() <= cycle; i++) {
                seams.file(directory, files.get(i), i == 0, files.get(i).cycle() == cycle);
            }
        }
    }

    private void file(Path directory, CycleFile file, boolean first, boolean last) {
        if (file.isArchived()) {
            archived(file, first);
            return;
        }
        window.open(file.path());
        if (!window.has(0, CycleStructure.FIXED_LENGTH)
                || CycleStructure.fixedCrc(window) != CycleStructure.FIXED_CRC) {
            throw damage(file, 0, "the cycle file's header is damaged, or was written with other settings");
        }
        long writePosition = window.getLong(CycleStructure.WRITE_POSITION);
        firstRecord(directory, file, first);
        if (last) {
            return;
        }
        lastRecord(file, writePosition);
        long end = DocumentHeader.next(writePosition, DocumentHeader.length(window.getInt(writePosition)));
        if (!window.has(end, DocumentHeader.BYTES) || window.getInt(end) != DocumentHeader.END_OF_DATA) {
            throw damage(file, end, "no end mark is behind the last record although a later file exists");
        }
    }

    /** What a packed file says of its ends; its records are not unpacked for that. */
    private void archived(CycleFile file, boolean first) {
        ArchivedCycle archived = ArchivedCycle.read(file.path());
        if (!first && (archived.first() != chain.sequence() + 1 || archived.previousCrc() != chain.crc())) {
            throw damage(file, 0, "the first record does not follow the last one of the file before");
        }
        chain.resumeAfter(archived.last(), archived.crc(), archived.toNanos());
    }

    private void firstRecord(Path directory, CycleFile file, boolean first) {
        try (DocumentCursor documents = new DocumentCursor(directory, chain::lastWholeSequence)) {
            documents.open(file);
            DocumentCursor.Step step = documents.next();
            while (step == DocumentCursor.Step.META) {
                step = documents.next();
            }
            if (step != DocumentCursor.Step.DATA) {
                throw damage(file, documents.offset(), "the cycle file holds no record");
            }
            DirectBuffer buffer = documents.buffer();
            int at = documents.contentAt();
            boolean sound = RecordChain.checkShape(buffer, at, documents.length()) == RecordChain.Flaw.NONE
                    && RecordCursor.checksumHolds(documents.window(), documents.contentOffset(), documents.length());
            if (!sound || (!first && chain.check(buffer, at, documents.length()) != RecordChain.Flaw.NONE)) {
                throw damage(
                        file, documents.offset(), "the first record does not follow the last one of the file before");
            }
        }
    }

    private void lastRecord(CycleFile file, long position) {
        boolean there = position > 0
                && window.has(position, DocumentHeader.BYTES)
                && DocumentHeader.isComplete(window.getInt(position));
        int length = there ? DocumentHeader.length(window.getInt(position)) : 0;
        long content = position + DocumentHeader.BYTES;
        boolean sound = there
                && length <= RecordFrame.MAX_FRAME_LENGTH
                && window.has(content, length)
                && RecordChain.checkShape(window.buffer(), window.at(content), length) == RecordChain.Flaw.NONE
                && RecordCursor.checksumHolds(window, content, length);
        if (!sound) {
            throw damage(file, position, "the write position does not lead to a sound record");
        }
        int at = window.at(content);
        chain.resumeAfter(
                RecordFrame.sequence(window.buffer(), at),
                RecordFrame.crc(window.buffer(), at, length),
                RecordFrame.timestampNanos(window.buffer(), at));
    }

    private JournalDamagedException damage(CycleFile file, long offset, String what) {
        return new JournalDamagedException(file.path(), offset, what, chain.sequence(), -1);
    }
}

package io.ringfence.journal;

import io.ringfence.journal.DocumentCursor.Step;
import java.nio.file.Path;

/**
 * Writes verified records anew through Chronicle, which then makes its own headers and indexes: safer than editing files
 * in place. The records keep their Chronicle indexes, because they keep their hours and their order.
 */
final class RecordCopy {
    private RecordCopy() {}

    /**
     * Copies the commands behind {@code after} up to and including {@code through} into an empty folder and forces it.
     *
     * @return totals of what was copied
     */
    static JournalTotals copy(Path source, long after, long through, Path target, long blockSize) {
        DurableFiles.deleteFolder(target);
        DurableFiles.createDirectories(target);
        TotalsCounter totals = new TotalsCounter();
        if (through > after) {
            try (RecordCursor cursor = new RecordCursor(source);
                    QueueWriter writer = QueueWriter.open(target, blockSize, 0, -1, Room.UNBOUNDED)) {
                cursor.seekAfter(after);
                copy(cursor, through, writer, totals);
            }
        }
        for (CycleFile file : CycleFile.list(target)) {
            DurableFiles.force(file.path());
        }
        DurableFiles.forceDirectory(target);
        return totals.totals(CycleFile.list(target).size());
    }

    private static void copy(RecordCursor cursor, long through, QueueWriter writer, TotalsCounter totals) {
        RecordChain chain = cursor.chain();
        DocumentCursor documents = cursor.documents();
        while (chain.lastWholeSequence() < through) {
            Step step = cursor.next();
            if (step == Step.END) {
                throw new JournalException("The journal changed while it was being copied.");
            }
            if (step == Step.DATA) {
                long index = writer.append(
                        documents.buffer(), documents.contentAt(), documents.length(), chain.timestampNanos());
                totals.record(chain, documents.length(), index);
            }
        }
    }
}

package io.ringfence.journal;

import io.ringfence.engine.record.RecordFrame;
import io.ringfence.journal.RecordChain.Flaw;

/**
 * Finds a place near a sequence by Chronicle's own index (layout in {@link CycleStructure}), which has an entry for every
 * 256th record. Only a hint: it trusts nothing, and whoever uses it reads on from record to record and checks them. A
 * damaged index therefore costs time, not correctness.
 */
final class CycleIndex {
    private final FileWindow file;

    CycleIndex(FileWindow file) {
        this.file = file;
    }

    /** The position of a record with this sequence or a smaller one, as near as the index knows; 0 if it knows none. */
    long positionBefore(long sequence) {
        long low = 0;
        long high = entries() - 1;
        long best = 0;
        while (low <= high) {
            long middle = (low + high) >>> 1;
            long position = position(middle);
            long found = sequenceAt(position);
            if (found < 0) {
                return 0;
            }
            if (found <= sequence) {
                best = position;
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return best;
    }

    private long entries() {
        long indexes = used(CycleStructure.INDEX_OF_INDEXES_ARRAY);
        if (indexes == 0) {
            return 0;
        }
        long last = arrayOfIndex(indexes - 1);
        return last == 0 ? 0 : (indexes - 1) * CycleStructure.ENTRIES + used(last);
    }

    private long position(long entry) {
        long array = arrayOfIndex(entry / CycleStructure.ENTRIES);
        return array == 0 ? 0 : value(array, entry % CycleStructure.ENTRIES);
    }

    private long arrayOfIndex(long number) {
        long document = value(CycleStructure.INDEX_OF_INDEXES_ARRAY, number);
        return document == 0 ? 0 : document + CycleStructure.arrayOffset(document);
    }

    private long used(long array) {
        long stored = array > 0 && file.has(array + Long.BYTES, Long.BYTES) ? file.getLong(array + Long.BYTES) : 0;
        return stored < 0 || stored > CycleStructure.ENTRIES ? 0 : stored;
    }

    private long value(long array, long entry) {
        long at = array + 2 * Long.BYTES + entry * Long.BYTES;
        return array > 0 && file.has(at, Long.BYTES) ? file.getLong(at) : 0;
    }

    /** The sequence of the record whose document starts here; -1 if none does. */
    private long sequenceAt(long position) {
        if (position <= 0 || !file.has(position, DocumentHeader.BYTES + RecordFrame.HEADER_LENGTH)) {
            return -1;
        }
        int at = file.at(position + DocumentHeader.BYTES);
        Flaw flaw = RecordChain.checkShape(file.buffer(), at, file.getInt(position));
        return flaw == Flaw.NONE ? RecordFrame.sequence(file.buffer(), at) : -1;
    }
}

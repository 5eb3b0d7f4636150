package io.ringfence.journal.archive;

import io.ringfence.journal.JournalException;
import io.ringfence.journal.JournalLayout;
import io.ringfence.journal.JournalReader;
import io.ringfence.journal.JournalTotals;
import io.ringfence.journal.ReleaseBarrier;
import io.ringfence.journal.snapshot.SnapshotDamagedException;
import io.ringfence.journal.snapshot.SnapshotStore;
import java.nio.file.Path;

/** Up to which sequence a verified snapshot vouches, so that a start need not read what is before it. */
@FunctionalInterface
public interface SnapshotFloor {
    /** 0 when there is none. */
    long vouchedSequence();

    /** The newest snapshot of a data folder that is whole and belongs to the journal. */
    static SnapshotFloor of(JournalLayout layout) {
        return () -> {
            for (Path path : new SnapshotStore(layout.snapshotDirectory(), 1).paths()) {
                long vouched = vouched(layout, path);
                if (vouched > 0) {
                    return vouched;
                }
            }
            return 0;
        };
    }

    private static long vouched(JournalLayout layout, Path path) {
        try {
            JournalTotals totals = SnapshotStore.check(path).header().totals();
            long sequence = totals.lastSequence();
            try (JournalReader reader = JournalReader.openAfter(layout, ReleaseBarrier.upTo(sequence), sequence)) {
                return reader.crc() == totals.chainCrc() ? sequence : 0;
            }
        } catch (SnapshotDamagedException | JournalException e) {
            return 0;
        }
    }
}

package io.ringfence.ops.run;

import io.ringfence.engine.snapshot.SnapshotException;
import io.ringfence.gateway.follower.KillLog;
import io.ringfence.gateway.record.CommitRecord;
import io.ringfence.gateway.record.RecordAssembler;
import io.ringfence.gateway.record.ReleasedRecords;
import io.ringfence.journal.KillEntry;
import io.ringfence.journal.KillStateFile;
import io.ringfence.journal.snapshot.SnapshotDamagedException;
import io.ringfence.journal.snapshot.SnapshotFile;
import io.ringfence.journal.snapshot.SnapshotStore;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps {@code emergency.state} equal to the journal's kill states, on a thread of its own that reads released records.
 * The file is a second witness: the journal is the first.
 */
final class KillStateWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KillStateWriter.class);
    private static final int BATCH = 256;
    private static final long PARK_NANOS = 2_000_000;

    private final ReleasedRecords.Cursor cursor;
    private final KillStateFile file;
    private final KillLog kills;
    private final RecordAssembler assembler = new RecordAssembler(this::onRecord);
    private final Thread thread = new Thread(this::run, "ringfence-kill-state");
    private volatile boolean stopping;
    private volatile @Nullable String problem;
    private boolean dirty = true;

    /** @param start a snapshot to begin from, or null for the first record */
    KillStateWriter(ReleasedRecords records, KillStateFile file, @Nullable SnapshotFile start) {
        this.file = file;
        KillLog loaded = start == null ? null : load(start);
        kills = loaded == null ? new KillLog() : loaded;
        cursor = records.cursor(start == null || loaded == null ? 1 : start.sequence() + 1);
    }

    private static @Nullable KillLog load(SnapshotFile start) {
        KillLog log = new KillLog();
        try {
            SnapshotStore.read(start.path(), (kind, buffer, offset, length) -> {
                if (kind == log.kind()) {
                    log.section(buffer, offset, length);
                }
            });
            return log;
        } catch (SnapshotException | SnapshotDamagedException | UncheckedIOException e) {
            LOG.warn(
                    "kill states are read from the journal's first record, because {} cannot be used", start.path(), e);
            return null;
        }
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            while (true) {
                int read = cursor.poll(assembler, BATCH);
                if (read == 0 && dirty) {
                    file.write(entries());
                    dirty = false;
                } else if (read == 0 && stopping) {
                    return;
                } else if (read == 0) {
                    LockSupport.parkNanos(PARK_NANOS);
                }
            }
        } catch (RuntimeException e) {
            problem =
                    "emergency.state is not kept any more (" + e.getMessage() + "); the journal still holds the state";
            LOG.error("the kill-state file is not kept any more; the journal still holds the state", e);
        } finally {
            cursor.close();
        }
    }

    private void onRecord(CommitRecord record) {
        dirty |= kills.changedBy(record);
    }

    private List<KillEntry> entries() {
        return kills.tripped().stream()
                .map(trip -> new KillEntry(
                        trip.scope(),
                        trip.accountId(),
                        trip.targetId(),
                        trip.level(),
                        trip.tripId(),
                        trip.cause(),
                        trip.timestampNanos()))
                .sorted(Comparator.comparingInt(KillEntry::scope)
                        .thenComparingInt(KillEntry::accountId)
                        .thenComparingInt(KillEntry::targetId))
                .toList();
    }

    /** Why the file is not kept any more, or null while it is. */
    @Nullable
    String problem() {
        return problem;
    }

    /** Writes what is still to be written, then ends. The journal must still be open. */
    @Override
    public void close() {
        stopping = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

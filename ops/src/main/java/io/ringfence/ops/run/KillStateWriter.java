package io.ringfence.ops.run;

import io.ringfence.engine.record.RecordReader;
import io.ringfence.engine.schema.KillChangedDecoder;
import io.ringfence.engine.state.KillLevel;
import io.ringfence.gateway.record.ReleasedRecords;
import io.ringfence.journal.KillEntry;
import io.ringfence.journal.KillStateFile;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps {@code emergency.state} equal to the journal's kill states, on a thread of its own that reads released records.
 * The file is a second witness: the journal is the first.
 */
final class KillStateWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KillStateWriter.class);
    private static final int HEADER = 8;
    private static final int BATCH = 256;
    private static final long PARK_NANOS = 2_000_000;

    private final ReleasedRecords.Cursor cursor;
    private final KillStateFile file;
    private final Map<String, KillEntry> entries = new TreeMap<>();
    private final RecordReader messages = new RecordReader();
    private final KillChangedDecoder changed = new KillChangedDecoder();
    private final Thread thread = new Thread(this::run, "ringfence-kill-state");
    private volatile boolean stopping;
    private volatile @Nullable String problem;
    private boolean dirty = true;

    KillStateWriter(ReleasedRecords records, KillStateFile file) {
        cursor = records.cursor(1);
        this.file = file;
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            while (true) {
                int read = cursor.poll(this::onRecord, BATCH);
                if (read == 0 && dirty) {
                    file.write(new ArrayList<>(entries.values()));
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

    private void onRecord(DirectBuffer record, int offset, int length) {
        messages.wrap(record, offset, length);
        while (messages.next()) {
            if (messages.templateId() == KillChangedDecoder.TEMPLATE_ID) {
                changed.wrap(record, messages.messageOffset() + HEADER, messages.blockLength(), messages.version());
                note(messages.timestampNanos());
            }
        }
    }

    private void note(long atNanos) {
        String key = changed.scope() + "/" + changed.accountId() + "/" + changed.targetId();
        if (changed.level() == KillLevel.ACTIVE) {
            entries.remove(key);
        } else {
            entries.put(
                    key,
                    new KillEntry(
                            changed.scope(),
                            changed.accountId(),
                            changed.targetId(),
                            changed.level(),
                            changed.tripId(),
                            changed.cause(),
                            atNanos));
        }
        dirty = true;
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

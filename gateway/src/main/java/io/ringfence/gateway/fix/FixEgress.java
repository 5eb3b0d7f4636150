package io.ringfence.gateway.fix;

import io.ringfence.engine.snapshot.SnapshotException;
import io.ringfence.gateway.record.CommitRecord;
import io.ringfence.gateway.record.RecordAssembler;
import io.ringfence.gateway.record.ReleasedRecords;
import io.ringfence.gateway.snapshot.SnapshotKeeper;
import io.ringfence.gateway.snapshot.SnapshotPolicy;
import io.ringfence.journal.JournalException;
import io.ringfence.journal.JournalTotals;
import io.ringfence.journal.snapshot.SnapshotChoice;
import io.ringfence.journal.snapshot.SnapshotDamagedException;
import io.ringfence.journal.snapshot.SnapshotFile;
import java.io.UncheckedIOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that sends reports. Starts from the newest saved state of its reporter that fits the journal and the
 * sessions' stores, else from the first record; what a session has had before is made again and not sent again. Saves the
 * state after so many commands or so much time, and at the end.
 */
final class FixEgress implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FixEgress.class);
    private static final int BATCH = 64;
    private static final long STOP_MILLIS = 30_000;

    /** A reporter and the records behind what it knows. */
    private record Start(Reporter reporter, ReleasedRecords.Cursor cursor) {}

    private final ReleasedRecords records;
    private final Supplier<Reporter> blank;
    private final SnapshotPolicy policy;
    private final Rest rest = new Rest();
    private final Runnable onDeath;
    private final Thread thread = new Thread(this::run, "ringfence-fix-egress");
    private volatile boolean running = true;
    private volatile long sequence;
    private volatile long startedBehind = -1;

    /**
     * Reads nothing before it is started, because only then the sessions have their stores.
     *
     * @param blank makes reporters that know nothing
     * @param policy where and when the state is saved
     * @param onDeath told, on the dying thread, that nothing is reported any more: then nothing may come in either
     */
    FixEgress(ReleasedRecords records, Supplier<Reporter> blank, SnapshotPolicy policy, Runnable onDeath) {
        this.records = records;
        this.blank = blank;
        this.policy = policy;
        this.onDeath = onDeath;
    }

    void start() {
        thread.start();
    }

    /** Somebody may wait for what was just released. */
    void wake() {
        rest.wake(thread);
    }

    /** The last sequence that was reported. */
    long sequence() {
        return sequence;
    }

    /** The sequence of the saved state that it started from, 0 = from the first record; -1 before that is known. */
    long startedBehind() {
        return startedBehind;
    }

    boolean isAlive() {
        return thread.isAlive();
    }

    private void run() {
        try {
            Start start = begin();
            sequence = start.reporter().sequence();
            startedBehind = sequence;
            try (ReleasedRecords.Cursor cursor = start.cursor();
                    SnapshotKeeper keeper = new SnapshotKeeper(policy, sequence)) {
                report(start.reporter(), cursor, keeper);
            }
        } catch (RuntimeException e) {
            LOG.error("FIX reports stopped behind sequence {}; they go on at the next start", sequence, e);
            onDeath.run();
        }
    }

    private Start begin() {
        SnapshotChoice saved = new SnapshotChoice(policy.store(), true);
        Start start = null;
        for (SnapshotFile file = saved.nextFile(); file != null && start == null; file = saved.nextFile()) {
            start = from(file);
        }
        saved.sentences().forEach(LOG::warn);
        return start != null ? start : new Start(blank.get(), records.cursor(JournalTotals.NONE));
    }

    private @Nullable Start from(SnapshotFile file) {
        try {
            if (file.sequence() > records.releasedSequence()) {
                throw new SnapshotException("the journal ends before it");
            }
            Reporter reporter = blank.get();
            reporter.load(file);
            return new Start(reporter, records.cursor(file.header().totals()));
        } catch (SnapshotException | SnapshotDamagedException | JournalException | UncheckedIOException e) {
            LOG.warn(
                    "the saved state of the FIX reports {} is not used, an older one or the whole journal is: {}",
                    file.path(),
                    e.getMessage());
            return null;
        }
    }

    private void report(Reporter reporter, ReleasedRecords.Cursor cursor, SnapshotKeeper keeper) {
        RecordAssembler assembler = new RecordAssembler(record -> onRecord(reporter, record));
        while (running) {
            int work = cursor.poll(assembler, BATCH);
            if (keeper.mayBeDue(sequence)) {
                save(reporter, cursor, keeper);
            }
            if (work == 0) {
                rest.park();
            }
        }
        long last = records.releasedSequence();
        while (sequence < last && cursor.poll(assembler, BATCH) > 0) {
            // the reports of everything that is released go into the stores
        }
        keeper.awaitIdle();
        save(reporter, cursor, keeper);
    }

    private static void save(Reporter reporter, ReleasedRecords.Cursor cursor, SnapshotKeeper keeper) {
        JournalTotals totals = cursor.totals();
        if (totals != null) {
            keeper.write(reporter, totals);
        }
    }

    private void onRecord(Reporter reporter, CommitRecord record) {
        reporter.onRecord(record);
        sequence = record.sequence();
    }

    @Override
    public void close() {
        running = false;
        wake();
        try {
            thread.join(STOP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

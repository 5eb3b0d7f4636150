package io.ringfence.gateway.follower;

import io.ringfence.engine.snapshot.SnapshotException;
import io.ringfence.engine.state.EngineState;
import io.ringfence.gateway.record.CommitRecord;
import io.ringfence.gateway.record.Names;
import io.ringfence.gateway.record.RecordAssembler;
import io.ringfence.gateway.record.ReleasedRecords;
import io.ringfence.gateway.snapshot.SnapshotKeeper;
import io.ringfence.journal.JournalTotals;
import io.ringfence.journal.snapshot.SnapshotDamagedException;
import io.ringfence.journal.snapshot.SnapshotFile;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.agrona.concurrent.ManyToOneConcurrentArrayQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replays the journal behind the barrier and answers questions about the result, all on one thread of its own; the live
 * engine is never touched. Compares every record with what it makes of it, a standing check of determinism, and writes the
 * snapshots: it reads released records only, so no snapshot is ever ahead of them.
 */
public final class Follower implements AutoCloseable {
    /** A question, answered on the follower's thread. */
    public interface Question {
        void answer(ReadModel model);

        /** It will not be answered. */
        void refused(String why);
    }

    private record Asked(Question question, long minSequence, boolean required, long deadlineNanos) {}

    private static final Logger LOG = LoggerFactory.getLogger(Follower.class);
    private static final int BATCH = 256;
    private static final int MAX_QUESTIONS = 1024;
    private static final long IDLE_PARK_NANOS = 2_000_000;
    private static final long WAITING_PARK_NANOS = 50_000;
    private static final long STOP_MILLIS = 90_000;
    private static final long STATS_EVERY_NANOS = 100_000_000;

    private final ReleasedRecords records;
    private final Supplier<ReadModel> blank;
    private final FollowerDuties duties;
    private final Alarm alarm;
    private final @Nullable SnapshotKeeper keeper;
    private volatile ReadModel model;
    private volatile boolean loaded;
    private final long minSequenceTimeoutNanos;
    private final RecordAssembler assembler;
    private final ManyToOneConcurrentArrayQueue<Asked> asked = new ManyToOneConcurrentArrayQueue<>(MAX_QUESTIONS);
    private final List<Asked> waiting = new ArrayList<>();
    private final long caughtUpAt;
    private final Thread thread;
    private volatile boolean running = true;
    private volatile boolean failed;
    private volatile long sequence;
    private volatile FollowerStats stats = FollowerStats.NONE;
    private long statsAtNanos;

    /** Nothing is read before {@link #start}. */
    public Follower(
            ReleasedRecords records,
            Supplier<EngineState> blank,
            int historyBound,
            long minSequenceTimeoutNanos,
            FollowerDuties duties) {
        this.records = records;
        this.blank =
                () -> new ReadModel(blank.get(), historyBound, duties.parts().get());
        this.duties = duties;
        this.minSequenceTimeoutNanos = minSequenceTimeoutNanos;
        this.alarm = duties.alarm();
        SnapshotFile start = duties.start();
        this.keeper = duties.snapshots() == null
                ? null
                : new SnapshotKeeper(duties.snapshots(), start == null ? 0 : start.sequence());
        this.model = this.blank.get();
        this.assembler = new RecordAssembler(this::apply);
        this.caughtUpAt = records.releasedSequence();
        this.thread = new Thread(this::run, "ringfence-follower");
    }

    /** Fills the model from the snapshot, if there is one; says where to go on. */
    private JournalTotals load() {
        SnapshotFile start = duties.start();
        if (start == null) {
            return JournalTotals.NONE;
        }
        try {
            model.load(start);
            return start.header().totals();
        } catch (SnapshotException | SnapshotDamagedException | UncheckedIOException e) {
            LOG.warn("the follower replays the whole journal, because {} cannot be used", start.path(), e);
            model = blank.get();
            return JournalTotals.NONE;
        }
    }

    private void apply(CommitRecord record) {
        boolean equalBefore = model.divergence() == null;
        model.apply(record);
        sequence = record.sequence();
        Divergence divergence = model.divergence();
        if (equalBefore && divergence != null) {
            LOG.error("DIVERGENCE: {}", divergence.sentence());
            alarm.raise(divergence.sentence());
        }
    }

    /** Loads the snapshot and reads what is behind it, on the thread of its own. */
    public void start() {
        thread.start();
    }

    /** Whether it was started. */
    public boolean isStarted() {
        return thread.getState() != Thread.State.NEW;
    }

    /** Whether everything up to a sequence is in the model. */
    public boolean holds(long upTo) {
        return loaded && sequence >= upTo;
    }

    /**
     * Has a question answered as soon as the model holds this sequence. Never waits; safe for any thread.
     *
     * @param required whether to refuse, rather than answer from what is there, when that takes too long
     */
    public void ask(long minSequence, boolean required, Question question) {
        if (failed || !running) {
            question.refused("the read model has stopped");
        } else if (!holds(caughtUpAt)) {
            question.refused("the read model is still catching up");
        } else if (asked.offer(
                new Asked(question, minSequence, required, System.nanoTime() + minSequenceTimeoutNanos))) {
            LockSupport.unpark(thread);
        } else {
            question.refused("too many questions wait");
        }
    }

    private void run() {
        try (ReleasedRecords.Cursor cursor = records.cursor(load())) {
            sequence = model.sequence();
            loaded = true;
            while (running) {
                int work = cursor.poll(assembler, BATCH) + drainQuestions();
                publishStats();
                considerSnapshot(cursor);
                if (work == 0) {
                    LockSupport.parkNanos(this, waiting.isEmpty() ? IDLE_PARK_NANOS : WAITING_PARK_NANOS);
                }
            }
            end(cursor);
        } catch (RuntimeException e) {
            LOG.error("DIVERGENCE: the follower stopped behind sequence {}", sequence, e);
            model.journal().diverged(sequence + 1);
            alarm.raise("the follower stopped behind sequence " + sequence + ": " + e.getMessage());
        } finally {
            failed = true;
            waiting.forEach(one -> one.question().refused("the read model has stopped"));
            asked.drain(one -> one.question().refused("the read model has stopped"));
            if (keeper != null) {
                keeper.close();
            }
        }
    }

    private void considerSnapshot(ReleasedRecords.Cursor cursor) {
        if (keeper != null && keeper.mayBeDue(sequence)) {
            JournalTotals totals = cursor.totals();
            if (totals != null) {
                keeper.consider(model, totals);
            }
        }
    }

    /** Reads what has been released until now, so that the last snapshot is of the last command. */
    private void end(ReleasedRecords.Cursor cursor) {
        if (keeper == null) {
            return;
        }
        long last = records.releasedSequence();
        while (sequence < last) {
            cursor.poll(assembler, BATCH);
        }
        JournalTotals totals = cursor.totals();
        if (totals != null) {
            keeper.awaitIdle();
            keeper.write(model, totals);
        }
    }

    private int drainQuestions() {
        int answered = waiting.size() < MAX_QUESTIONS ? asked.drain(waiting::add) : 0;
        long now = waiting.isEmpty() ? 0 : System.nanoTime();
        for (int i = waiting.size() - 1; i >= 0; i--) {
            Asked one = waiting.get(i);
            boolean late = one.deadlineNanos() - now < 0;
            if (model.sequence() >= one.minSequence() || (late && !one.required())) {
                waiting.remove(i);
                answer(one.question());
            } else if (late) {
                waiting.remove(i);
                one.question()
                        .refused("the read model is at seq " + model.sequence() + ", asked for " + one.minSequence());
            }
        }
        return answered;
    }

    private void answer(Question question) {
        try {
            question.answer(model);
        } catch (RuntimeException e) {
            LOG.error("a question could not be answered", e);
            question.refused("the question could not be answered");
        }
    }

    private void publishStats() {
        long now = System.nanoTime();
        if (now - statsAtNanos > STATS_EVERY_NANOS) {
            statsAtNanos = now;
            stats = FollowerStats.of(model);
        }
    }

    /** The last sequence in the model. */
    public long sequence() {
        return sequence;
    }

    public boolean isAlive() {
        return !failed && thread.isAlive();
    }

    /** Sequence of the first record that replay did not reproduce; 0 = none. */
    public long firstDivergence() {
        return model.journal().firstDivergence();
    }

    public long divergences() {
        return model.journal().divergences();
    }

    /** The first divergence in detail; null while there is none, or when the follower stopped by an exception. */
    public @Nullable Divergence divergence() {
        return model.divergence();
    }

    /** Who writes the snapshots; null when nobody does. */
    public @Nullable SnapshotKeeper snapshots() {
        return keeper;
    }

    public Names names() {
        return model.names();
    }

    public FollowerStats stats() {
        return stats;
    }

    @Override
    public void close() {
        running = false;
        if (keeper != null && !isStarted()) {
            keeper.close();
        }
        LockSupport.unpark(thread);
        try {
            thread.join(keeper == null ? 5_000 : STOP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

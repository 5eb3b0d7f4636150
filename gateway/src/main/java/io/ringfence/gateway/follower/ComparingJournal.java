package io.ringfence.gateway.follower;

import io.ringfence.engine.pipeline.Journal;
import io.ringfence.gateway.record.CommitRecord;
import io.ringfence.journal.RecordComparison;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/** Takes the records that the follower makes anew and holds them against the journal's, byte by byte. */
final class ComparingJournal implements Journal {
    private final RecordComparison comparison = new RecordComparison();
    private @Nullable CommitRecord expected;
    private int fragmentsSeen;
    /** Where the command in hand differs first; -1 while it does not. */
    private int differsAt;

    private int differsIn;
    private volatile long firstDivergence;
    private final AtomicLong divergences = new AtomicLong();

    void expect(CommitRecord record) {
        expected = record;
        fragmentsSeen = 0;
        differsAt = -1;
    }

    @Override
    public void append(DirectBuffer record, int offset, int length, long sequence, long timestampNanos) {
        CommitRecord journaled = expected;
        int fragment = fragmentsSeen++;
        if (differsAt >= 0) {
            return;
        }
        if (journaled == null || fragment >= journaled.fragmentCount()) {
            differs(fragment, 0);
            return;
        }
        DirectBuffer recorded = journaled.fragment(fragment);
        int at = comparison.mismatch(recorded, 0, recorded.capacity(), record, offset, length);
        if (at >= 0) {
            differs(fragment, at);
        }
    }

    private void differs(int fragment, int at) {
        differsIn = fragment;
        differsAt = at;
    }

    @Override
    public void committed(long sequence) {
        // the fragments were counted; check() draws the conclusion
    }

    /** To be called when the command was processed: whether exactly the journaled record came out. */
    boolean check(long sequence) {
        CommitRecord journaled = expected;
        if (differsAt < 0 && journaled != null && fragmentsSeen < journaled.fragmentCount()) {
            differs(fragmentsSeen, 0);
        }
        if (differsAt < 0 && journaled != null) {
            return true;
        }
        diverged(sequence);
        return false;
    }

    void diverged(long sequence) {
        if (firstDivergence == 0) {
            firstDivergence = sequence;
        }
        divergences.incrementAndGet();
    }

    int differsAt() {
        return differsAt;
    }

    int differsIn() {
        return differsIn;
    }

    /** Sequence of the first record that came out different; 0 = none. */
    long firstDivergence() {
        return firstDivergence;
    }

    long divergences() {
        return divergences.get();
    }
}

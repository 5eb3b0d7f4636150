package io.ringfence.gateway.follower;

import io.ringfence.engine.pipeline.Journal;
import io.ringfence.gateway.record.CommitRecord;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the records that the follower makes anew and holds them against the journal's, byte by byte. */
final class ComparingJournal implements Journal {
    private static final Logger LOG = LoggerFactory.getLogger(ComparingJournal.class);

    private @Nullable CommitRecord expected;
    private int fragmentsSeen;
    private boolean equal;
    private volatile long firstDivergence;
    private final AtomicLong divergences = new AtomicLong();

    void expect(CommitRecord record) {
        expected = record;
        fragmentsSeen = 0;
        equal = true;
    }

    @Override
    public void append(DirectBuffer record, int offset, int length, long sequence, long timestampNanos) {
        CommitRecord journaled = expected;
        int fragment = fragmentsSeen++;
        equal &= journaled != null
                && fragment < journaled.fragmentCount()
                && same(journaled.fragment(fragment), record, offset, length);
    }

    private static boolean same(DirectBuffer journaled, DirectBuffer made, int offset, int length) {
        if (journaled.capacity() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (journaled.getByte(i) != made.getByte(offset + i)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void committed(long sequence) {
        // the fragments were counted; check() draws the conclusion
    }

    /** To be called when the command was processed: whether exactly the journaled record came out. */
    void check(long sequence) {
        CommitRecord journaled = expected;
        if (equal && journaled != null && fragmentsSeen == journaled.fragmentCount()) {
            return;
        }
        diverged(sequence);
    }

    void diverged(long sequence) {
        if (firstDivergence == 0) {
            firstDivergence = sequence;
            LOG.error("DIVERGENCE: replaying sequence {} does not give the journaled record", sequence);
        }
        divergences.incrementAndGet();
    }

    /** Sequence of the first record that came out different; 0 = none. */
    long firstDivergence() {
        return firstDivergence;
    }

    long divergences() {
        return divergences.get();
    }
}

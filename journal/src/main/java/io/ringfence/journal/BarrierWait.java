package io.ringfence.journal;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One consumer's way to wait behind a barrier: spin a little, then park for times that double up to a bound. The engine only moves the barrier (one ordered store) and never wakes anybody; a thread that has just given it
 * work may call {@link #signal} so that a parked consumer looks again at once.
 */
public final class BarrierWait {
    private static final int SPINS = 20;
    private static final long MIN_PARK_NANOS = 1_000;

    private final ReleaseBarrier barrier;
    private final long maxParkNanos;
    private volatile @Nullable Thread parked;

    public BarrierWait(ReleaseBarrier barrier, long maxParkNanos) {
        if (maxParkNanos < MIN_PARK_NANOS) {
            throw new IllegalArgumentException("maxParkNanos must be at least " + MIN_PARK_NANOS);
        }
        this.barrier = barrier;
        this.maxParkNanos = maxParkNanos;
    }

    /**
     * Waits until the sequence is released, the time is up or the thread is interrupted.
     *
     * @return what is released now, which may lie on either side of the sequence
     */
    public long await(long sequence, long timeoutNanos) {
        long deadline = System.nanoTime() + timeoutNanos;
        long parkNanos = MIN_PARK_NANOS;
        for (int attempt = 0; ; attempt++) {
            long released = barrier.releasedSequence();
            long remaining = deadline - System.nanoTime();
            if (released >= sequence || remaining <= 0 || Thread.currentThread().isInterrupted()) {
                return released;
            }
            if (attempt < SPINS) {
                Thread.onSpinWait();
            } else {
                park(sequence, Math.min(parkNanos, remaining));
                parkNanos = Math.min(parkNanos * 2, maxParkNanos);
            }
        }
    }

    private void park(long sequence, long nanos) {
        parked = Thread.currentThread();
        // A signal between the caller's look at the barrier and this line would be lost without a second look.
        if (barrier.releasedSequence() < sequence) {
            LockSupport.parkNanos(this, nanos);
        }
        parked = null;
    }

    /** Lets a parked consumer look at the barrier at once. Costs a system call if one is parked: not for the engine. */
    public void signal() {
        Thread waiting = parked;
        if (waiting != null) {
            LockSupport.unpark(waiting);
        }
    }
}

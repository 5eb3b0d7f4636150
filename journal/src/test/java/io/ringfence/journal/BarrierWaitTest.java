package io.ringfence.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class BarrierWaitTest {
    private static final long LONG = 15_000_000_000L;
    /** Longer than the test may take. */
    private static final long FOREVER = 3_600_000_000_000L;

    private final AtomicLong barrier = new AtomicLong();

    @Test
    void givesUpInTime() {
        BarrierWait wait = new BarrierWait(barrier::get, 1_000_000);
        long start = System.nanoTime();
        assertThat(wait.await(1, 20_000_000)).isZero();
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(20_000_000L);
    }

    @Test
    void noticesAMovedBarrierWithoutBeingSignalled() throws Exception {
        BarrierWait wait = new BarrierWait(barrier::get, 1_000_000);
        Thread waiter = Thread.currentThread();
        Thread mover = new Thread(() -> {
            awaitParked(waiter);
            barrier.set(5);
        });
        mover.start();
        assertThat(wait.await(5, LONG)).isEqualTo(5);
        mover.join();
    }

    @Test
    void aSignalEndsALongPark() throws Exception {
        BarrierWait wait = new BarrierWait(barrier::get, FOREVER);
        Thread waiter = Thread.currentThread();
        AtomicBoolean returned = new AtomicBoolean();
        Thread mover = new Thread(() -> {
            awaitParked(waiter);
            barrier.set(5);
            // A signal before the waiter parks again is lost, so until it is back it gets another.
            while (!returned.get()) {
                wait.signal();
                Thread.onSpinWait();
            }
        });
        mover.start();
        assertThat(wait.await(5, FOREVER)).isEqualTo(5);
        returned.set(true);
        mover.join();
    }

    @Test
    void anInterruptEndsTheWait() {
        BarrierWait wait = new BarrierWait(barrier::get, 1_000_000);
        Thread.currentThread().interrupt();
        assertThat(wait.await(1, LONG)).isZero();
        assertThat(Thread.interrupted()).isTrue();
    }

    private static void awaitParked(Thread thread) {
        while (thread.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
    }
}

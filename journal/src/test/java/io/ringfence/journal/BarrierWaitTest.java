package io.ringfence.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class BarrierWaitTest {
    private static final long LONG = 15_000_000_000L;

    private final AtomicLong barrier = new AtomicLong();

    @Test
    void givesUpInTime() {
        BarrierWait wait = new BarrierWait(barrier::get, 1_000_000);
        long start = System.nanoTime();
        assertThat(wait.await(1, 20_000_000)).isZero();
        assertThat(System.nanoTime() - start).isBetween(20_000_000L, 5_000_000_000L);
    }

    @Test
    void noticesAMovedBarrierWithoutBeingSignalled() throws Exception {
        BarrierWait wait = new BarrierWait(barrier::get, 1_000_000);
        Thread mover = new Thread(() -> {
            sleep(30);
            barrier.set(5);
        });
        mover.start();
        assertThat(wait.await(5, LONG)).isEqualTo(5);
        mover.join();
    }

    @Test
    void aSignalEndsALongPark() throws Exception {
        BarrierWait wait = new BarrierWait(barrier::get, LONG);
        Thread mover = new Thread(() -> {
            sleep(50);
            barrier.set(5);
            // Doubling parks: by now a single one may last for seconds.
            while (wait.await(5, 0) < 5) {
                Thread.onSpinWait();
            }
            for (int i = 0; i < 100; i++) {
                wait.signal();
                sleep(1);
            }
        });
        mover.start();
        long start = System.nanoTime();
        assertThat(wait.await(5, LONG)).isEqualTo(5);
        assertThat(System.nanoTime() - start).isLessThan(5_000_000_000L);
        mover.join();
    }

    @Test
    void anInterruptEndsTheWait() {
        BarrierWait wait = new BarrierWait(barrier::get, 1_000_000);
        Thread.currentThread().interrupt();
        assertThat(wait.await(1, LONG)).isZero();
        assertThat(Thread.interrupted()).isTrue();
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package io.ringfence.engine.pipeline;

import com.lmax.disruptor.BatchEventProcessor;
import com.lmax.disruptor.BatchEventProcessorBuilder;
import com.lmax.disruptor.BlockingWaitStrategy;
import com.lmax.disruptor.BusySpinWaitStrategy;
import com.lmax.disruptor.ExceptionHandler;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.WaitStrategy;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One ring, one engine thread.
 *
 * <pre>
 *   gateway, feed, timer ──> [slot][slot][slot]... ──> engine thread: stamp, decode, gates, decide, execute, commit
 *   trips ─────────────────> kill lane ────────────────────^
 * </pre>
 */
public final class Pipeline implements AutoCloseable {
    /** Bounds how long a command can wait behind others. */
    public static final int MAX_RING_SIZE = 8192;

    private static final int MAX_BATCH_SIZE = 64;
    private static final long STOP_TIMEOUT_MILLIS = 10_000;
    private static final long MILLISECOND_NANOS = 1_000_000;

    /** How a thread waits for work. */
    public enum WaitProfile {
        /** Blocks: no CPU when idle, shares cores. */
        SHARED,
        /** Spins on a core of its own. */
        DEDICATED;

        WaitStrategy strategy() {
            return this == SHARED ? new BlockingWaitStrategy() : new BusySpinWaitStrategy();
        }
    }

    private final RingBuffer<CommandSlot> ring;
    private final BatchEventProcessor<CommandSlot> engine;
    private final CommandPublisher publisher;
    private final FailStop failStop;
    private final Thread thread;

    /**
     * Wires the stages; nothing runs before {@link #start}.
     *
     * @param ringSize slots, a power of two, at most {@link #MAX_RING_SIZE}
     */
    public Pipeline(
            CommandProcessor processor,
            StampSource stamps,
            StageProbe probe,
            FailStop.Listener failStopListener,
            int ringSize,
            WaitProfile profile) {
        if (ringSize > MAX_RING_SIZE) {
            throw new IllegalArgumentException("a ring of " + ringSize + " slots is larger than " + MAX_RING_SIZE);
        }
        ring = RingBuffer.createMultiProducer(CommandSlot::new, ringSize, profile.strategy());
        failStop = new FailStop(failStopListener);
        KillLane killLane = new KillLane();
        publisher = new CommandPublisher(ring, killLane, failStop);
        EngineHandler handler = new EngineHandler(processor, stamps, killLane, probe, failStop);
        engine = new BatchEventProcessorBuilder()
                .setMaxBatchSize(MAX_BATCH_SIZE)
                .build(ring, ring.newBarrier(), handler);
        engine.setExceptionHandler(new Rethrow());
        ring.addGatingSequences(engine.getSequence());
        thread = new Thread(this::run, "ringfence-engine");
    }

    public void start() {
        thread.start();
    }

    private void run() {
        try {
            engine.run();
        } catch (IllegalStateException e) {
            // The cause is latched in failStop and was told to its listener; the thread only ends here.
            if (!failStop.isDead()) {
                failStop.trip(e, null, 0);
            }
        }
    }

    public CommandPublisher publisher() {
        return publisher;
    }

    /** Stops the core from another thread: what the engine has written can not be kept. */
    public void fail(Throwable reason) {
        failStop.trip(reason, null, 0);
    }

    public FailStop failStop() {
        return failStop;
    }

    /** Ends the engine thread after everything on the ring is processed. Publishers must have stopped. */
    @Override
    public void close() {
        for (int waited = 0; isBehind() && waited < STOP_TIMEOUT_MILLIS; waited++) {
            LockSupport.parkNanos(MILLISECOND_NANOS);
        }
        engine.halt();
        try {
            thread.join(STOP_TIMEOUT_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isBehind() {
        return thread.isAlive() && engine.getSequence().get() < ring.getCursor();
    }

    /** Disruptor goes on after a handler that returns: this one does not return. */
    private static final class Rethrow implements ExceptionHandler<CommandSlot> {
        @Override
        public void handleEventException(Throwable ex, long sequence, @Nullable CommandSlot event) {
            throw new IllegalStateException("the engine stopped at a command", ex);
        }

        @Override
        public void handleOnStartException(Throwable ex) {
            throw new IllegalStateException("the engine did not start", ex);
        }

        @Override
        public void handleOnShutdownException(Throwable ex) {
            throw new IllegalStateException("the engine did not stop cleanly", ex);
        }
    }
}

package io.ringfence.gateway;

import io.ringfence.engine.pipeline.CommandClass;
import io.ringfence.engine.pipeline.CommandProcessor;
import io.ringfence.engine.pipeline.CommandPublisher.Result;
import io.ringfence.engine.state.EngineState;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** The real core behind a plain queue instead of the ring: one thread, one clock, one journal. */
final class TestCore implements CommandPort, CoreStatus, AutoCloseable {
    final MemoryRecords records = new MemoryRecords();
    private final EngineState state = new EngineState(256);
    private final CommandProcessor processor = new CommandProcessor(state, records);
    private final BlockingQueue<byte[]> queue = new ArrayBlockingQueue<>(4096);
    private final Thread thread = new Thread(this::run, "test-engine");
    private volatile boolean running = true;
    private volatile boolean dead;
    volatile boolean full;
    volatile boolean recovered = true;
    private volatile Consumer<Throwable> onDeath = cause -> {};
    private final AtomicLong aheadNanos = new AtomicLong();
    private long lastStamp;

    /** Only before the start, or while nothing happens. */
    EngineState state() {
        return state;
    }

    void start(Consumer<Throwable> deathListener) {
        onDeath = deathListener;
        thread.start();
    }

    /** Runs a command at once; before {@link #start} only. */
    void now(DirectBuffer command, int length) {
        processor.process(command, 0, length, stamp());
    }

    /** The core's clock runs ahead of the wall's by this much from now on. */
    void advance(long nanos) {
        aheadNanos.addAndGet(nanos);
    }

    private long stamp() {
        java.time.Instant now = java.time.Instant.now();
        lastStamp = Math.max(lastStamp, now.getEpochSecond() * 1_000_000_000L + now.getNano() + aheadNanos.get());
        return lastStamp;
    }

    private void run() {
        try {
            while (running) {
                byte[] command = queue.poll(50, TimeUnit.MILLISECONDS);
                if (command != null) {
                    processor.process(new UnsafeBuffer(command), 0, command.length, stamp());
                    while (processor.hasPendingCancels()) {
                        processor.processPendingCancels(stamp());
                    }
                }
            }
        } catch (RuntimeException e) {
            dead = true;
            onDeath.accept(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public Result publish(
            CommandClass commandClass, DirectBuffer command, int offset, int length, long publishedAtNanos) {
        return publishKill(command, offset, length);
    }

    @Override
    public Result publishKill(DirectBuffer command, int offset, int length) {
        if (dead) {
            return Result.DEAD;
        }
        byte[] copy = new byte[length];
        command.getBytes(offset, copy);
        return !full && queue.offer(copy) ? Result.PUBLISHED : Result.FULL;
    }

    @Override
    public long depth() {
        return queue.size();
    }

    @Override
    public int capacity() {
        return 4096;
    }

    @Override
    public boolean alive() {
        return !dead;
    }

    @Override
    public boolean recovered() {
        return recovered;
    }

    @Override
    public String journalProblem() {
        return null;
    }

    @Override
    public void close() {
        running = false;
        try {
            thread.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package io.ringfence.journal;

import com.lmax.disruptor.Sequence;
import io.ringfence.journal.disk.Disk;
import java.io.IOException;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Durability {@code power}: a thread outside the ring's graph forces what is committed and releases it then.
 *
 * <pre>
 *   engine: append, commit ──> appended ──> this thread: force the cycle file, write the mark ──> durable ──> consumers
 * </pre>
 *
 * <p>Everything committed while a force runs goes with the next one, so groups grow with the load by themselves. The
 * mark is written after each force and forced itself at most {@link #MARK_INTERVAL_NANOS} later, at a roll and at the
 * end. The first error of any call ends the thread for good: nothing is tried again, because after a failed force
 * the kernel may have thrown the pages away and would report the next one as a success.
 */
final class PowerRelease implements Release {
    static final long MARK_INTERVAL_NANOS = 100_000_000;

    private static final Logger LOG = LoggerFactory.getLogger(PowerRelease.class);
    private static final int SPINS = 50;
    private static final long IDLE_PARK_NANOS = 100_000_000;

    private final CycleForce files;
    private final PowerMark mark;
    private final UnsafeBuffer slots = new UnsafeBuffer(new byte[MarkSlots.FILE_LENGTH]);
    private final Sequence appended;
    private final Sequence durable;
    private final Thread thread = new Thread(this::run, "ringfence-durability");

    private int nextSlot;
    private long markForcedAtNanos;
    private boolean markDirty;
    private volatile boolean parked;
    private volatile boolean stopping;
    private volatile @Nullable Throwable failure;
    private volatile @Nullable Consumer<Throwable> failureListener;
    private volatile @Nullable Runnable releaseListener;

    private PowerRelease(CycleForce files, PowerMark mark, MarkState found) {
        this.files = files;
        this.mark = mark;
        appended = new Sequence(found.sequence());
        durable = new Sequence(found.sequence());
        thread.setDaemon(true);
    }

    /**
     * Makes durable what is there, whoever left it to the kernel, and starts.
     *
     * @param before the mark as it was found, null if there was none
     * @param found what the journal holds
     */
    static PowerRelease start(JournalConfig config, @Nullable MarkState before, MarkState found, ForceTimes times) {
        Disk disk = config.disk();
        try {
            CycleForce files = new CycleForce(disk, config.layout(), times);
            files.forceFrom(firstToForce(before));
            PowerMark mark = PowerMark.open(disk, config.layout());
            // Both slots: of two with one sequence nobody could tell which durability wrote the last.
            mark.write(found);
            mark.write(found);
            mark.force();
            DurableFiles.forceDirectory(config.layout().dataDirectory());
            PowerRelease release = new PowerRelease(files, mark, found);
            release.thread.start();
            return release;
        } catch (IOException e) {
            throw new JournalException(
                    "The journal in " + config.layout().journalDirectory() + " can not be made durable: "
                            + e.getMessage() + ".",
                    e);
        }
    }

    /** Files in front of a mark of this durability were forced when they were left. */
    private static long firstToForce(@Nullable MarkState before) {
        return before != null && before.mode() == MarkState.MODE_POWER && before.sequence() > 0
                ? CycleFile.cycleOf(before.timestampNanos())
                : Long.MIN_VALUE;
    }

    @Override
    public void committed(long sequence, long index, long records, long bytes, long timestampNanos, int chainCrc) {
        Throwable failed = failure;
        if (failed != null) {
            throw new JournalException("The journal could not be made durable: " + failed.getMessage(), failed);
        }
        MarkSlots.write(
                slots, nextSlot, sequence, index, records, bytes, timestampNanos, chainCrc, MarkState.MODE_POWER);
        nextSlot ^= 1;
        appended.set(sequence);
        // Between the store above and the look at the flag below, or a thread that parks meanwhile would sleep on.
        VarHandle.fullFence();
        if (parked) {
            LockSupport.unpark(thread);
        }
    }

    @Override
    public long releasedSequence() {
        return durable.get();
    }

    private void run() {
        try {
            boolean last = false;
            while (!last) {
                last = stopping;
                if (appended.get() != durable.get()) {
                    group();
                }
                forceMark(last);
                if (!last) {
                    await();
                }
            }
        } catch (Throwable e) {
            fail(e);
        }
    }

    private void group() throws IOException {
        MarkState state = MarkSlots.read(slots);
        if (state == null) {
            // Torn reads of a slot that is being written again and again: the next look finds another one.
            return;
        }
        boolean rolled = files.force(CycleFile.cycleOf(state.timestampNanos()));
        mark.write(state);
        markDirty = true;
        if (rolled) {
            forceMark(true);
        }
        durable.set(state.sequence());
        Runnable listener = releaseListener;
        if (listener != null) {
            listener.run();
        }
    }

    private void forceMark(boolean now) throws IOException {
        if (markDirty && (now || System.nanoTime() - markForcedAtNanos >= MARK_INTERVAL_NANOS / 2)) {
            mark.force();
            markDirty = false;
            markForcedAtNanos = System.nanoTime();
        }
    }

    private void await() {
        for (int i = 0; i < SPINS && isIdle(); i++) {
            Thread.onSpinWait();
        }
        if (isIdle()) {
            parked = true;
            VarHandle.fullFence();
            if (isIdle()) {
                LockSupport.parkNanos(this, markDirty ? MARK_INTERVAL_NANOS / 2 : IDLE_PARK_NANOS);
            }
            parked = false;
        }
    }

    private boolean isIdle() {
        return appended.get() == durable.get() && !stopping;
    }

    private void fail(Throwable e) {
        failure = e;
        LOG.error("the journal could not be made durable; nothing is acknowledged any more", e);
        Consumer<Throwable> listener = failureListener;
        if (listener != null) {
            listener.accept(e);
        }
    }

    @Override
    public @Nullable Throwable failure() {
        return failure;
    }

    @Override
    public void onFailure(Consumer<Throwable> listener) {
        failureListener = listener;
        Throwable already = failure;
        if (already != null) {
            listener.accept(already);
        }
    }

    @Override
    public void onRelease(Runnable listener) {
        releaseListener = listener;
    }

    @Override
    public void close() {
        stopping = true;
        LockSupport.unpark(thread);
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        try {
            files.close();
            mark.close();
        } catch (IOException e) {
            LOG.warn("closing the journal's files failed", e);
        }
    }
}

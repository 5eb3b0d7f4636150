package io.ringfence.journal;

import com.lmax.disruptor.Sequence;
import io.ringfence.engine.pipeline.Journal;
import io.ringfence.engine.record.RecordFrame;
import io.ringfence.journal.RecordChain.Flaw;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The journal on Chronicle Queue. What it adds: one writer for sure, no append that does not follow the record before
 * it, a high-water mark, and a barrier behind which everybody else reads.
 *
 * <p>{@code append} and {@code committed} are called by the engine thread only; they allocate nothing and make no system
 * call except where a block ends. After any exception the journal takes no more: memory is ahead of it.
 */
public final class ChronicleJournal implements Journal, ReleaseBarrier, AutoCloseable {
    private static final long AWAIT_PARK_NANOS = 100_000;

    /** What only whoever opened the parts can do at an orderly stop. */
    interface Ending {
        /** Forces the newest files. */
        void forceFiles();

        /** Everything is closed: the folder may be opened again. */
        default void unlock() {}
    }

    private final Release release;
    private final RecordSink writer;
    private final @Nullable SpaceKeeper space;
    private final ScanReport report;
    private final Ending ending;
    private final ForceTimes forceTimes;
    private final RecordChain chain = new RecordChain();
    /** Padded; set with an ordered store by the engine. */
    private final Sequence appended;

    private long index;
    private long records;
    private long bytes;
    private long committedSequence;
    /** True while an append or commit runs, and for ever after one that threw. */
    private boolean busy;

    private ChronicleJournal(JournalOpening opening) {
        this(opening.release(), opening.writer(), opening.report(), opening.space(), opening.forceTimes, opening);
    }

    /** Goes on behind what was recovered; whoever made the parts has opened them there. */
    ChronicleJournal(
            Release release,
            RecordSink writer,
            ScanReport report,
            @Nullable SpaceKeeper space,
            ForceTimes forceTimes,
            Ending ending) {
        this.release = release;
        this.writer = writer;
        this.report = report;
        this.space = space;
        this.forceTimes = forceTimes;
        this.ending = ending;
        JournalTotals recovered = report.totals();
        index = recovered.lastIndex();
        records = recovered.records();
        bytes = recovered.bytes();
        committedSequence = recovered.lastSequence();
        chain.resumeAfter(committedSequence, recovered.chainCrc(), recovered.lastTimestampNanos());
        appended = new Sequence(committedSequence);
    }

    /**
     * Locks the folder, checks every record and every structure that Chronicle relies on, cuts a torn tail that nobody
     * was told about (with a warning), and opens for appending behind the last whole command.
     *
     * @throws JournalLockedException if another process has it
     * @throws JournalDamagedException if anything else than such a tail is wrong; nothing was changed then
     * @throws NoSpaceException if there is no room to continue
     */
    public static ChronicleJournal open(JournalConfig config, ScanProgress progress) {
        return open(config, Vouchers.NONE, 0, progress);
    }

    /**
     * As {@link #open(JournalConfig, ScanProgress)}, but need not read what a voucher stands for; see
     * {@link JournalScan#run(JournalLayout, Vouchers, long, ScanProgress)}.
     */
    public static ChronicleJournal open(
            JournalConfig config, Vouchers vouchers, long readBelowBytes, ScanProgress progress) {
        return new ChronicleJournal(JournalOpening.run(config, vouchers, readBelowBytes, progress));
    }

    @Override
    public void append(DirectBuffer record, int offset, int length, long sequence, long timestampNanos) {
        enter();
        Flaw flaw = chain.check(record, offset, length);
        if (flaw != Flaw.NONE) {
            throw new JournalException("Refusing to journal sequence " + sequence + " behind " + chain.sequence()
                    + ": the record " + flaw.clause() + ".");
        }
        if (sequence != RecordFrame.sequence(record, offset)
                || timestampNanos != RecordFrame.timestampNanos(record, offset)) {
            throw new JournalException("Refusing to journal sequence " + sequence + ": the record's header says another"
                    + " sequence or time.");
        }
        if (!chain.isOpen() && chain.sequence() != committedSequence) {
            throw new JournalException("Refusing to journal sequence " + sequence + ": sequence " + chain.sequence()
                    + " was never committed.");
        }
        index = writer.append(record, offset, length, timestampNanos);
        chain.advance(record, offset, length);
        records++;
        bytes += length;
        busy = false;
    }

    @Override
    public void committed(long sequence) {
        enter();
        if (sequence != chain.sequence() || chain.isOpen() || sequence != committedSequence + 1) {
            throw new JournalException("Refusing to commit sequence " + sequence + ": the journal is at "
                    + chain.sequence() + (chain.isOpen() ? " with fragments missing." : "."));
        }
        committedSequence = sequence;
        release.committed(sequence, index, records, bytes, chain.timestampNanos(), chain.crc());
        appended.set(sequence);
        busy = false;
    }

    private void enter() {
        if (busy) {
            throw new JournalException("The journal failed before and takes no more records; restart to recover.");
        }
        busy = true;
    }

    @Override
    public long releasedSequence() {
        return release.releasedSequence();
    }

    /** The last command on the journal, released or not. */
    public long appendedSequence() {
        return appended.get();
    }

    /** Waits until everything appended is released, or never will be. The engine must have stopped. */
    public void awaitReleased() {
        while (releasedSequence() < appended.get() && release.failure() == null) {
            LockSupport.parkNanos(AWAIT_PARK_NANOS);
        }
    }

    /** Whom to tell, on whatever thread, when the journal fails behind the engine's back: nothing is released any more. */
    public void onFailure(Consumer<Throwable> listener) {
        release.onFailure(listener);
    }

    /** Whom to wake when something was released, where that is not at the commit itself. */
    public void onRelease(Runnable listener) {
        release.onRelease(listener);
    }

    /** Whom to tell of the room on the disk, now and at each change. */
    public void onSpace(Consumer<SpaceLevel> listener) {
        if (space != null) {
            space.onChange(listener);
        }
    }

    /** Room on the disk; null if none is kept. */
    public @Nullable JournalSpace space() {
        return space;
    }

    /** A sentence about why the journal can not be relied on, or null. */
    public @Nullable String problem() {
        Throwable failed = release.failure();
        if (failed != null) {
            return "it could not be made durable: " + failed.getMessage();
        }
        return space == null ? null : space.problem();
    }

    public ForceTimes forceTimes() {
        return forceTimes;
    }

    /** What was found when the journal was opened, after cutting a torn tail. */
    public JournalTotals recovered() {
        return report.totals();
    }

    /** The same with what vouched for its beginning, and whether that was read. */
    public ScanReport scan() {
        return report;
    }

    /** The checksum that the next record must name as its predecessor's. Engine thread, or before it starts. */
    public int chainCrc() {
        return chain.crc();
    }

    /** Closes the files and forces them, so that after an orderly stop even a power cut takes nothing. */
    @Override
    public void close() {
        writer.close();
        if (space != null) {
            space.close();
        }
        // What could not be forced once is not forced again: the kernel would call it a success.
        if (release.failure() == null) {
            ending.forceFiles();
        }
        release.close();
        ending.unlock();
    }
}

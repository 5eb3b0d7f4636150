package io.ringfence.journal;

import com.lmax.disruptor.Sequence;
import io.ringfence.engine.pipeline.Journal;
import io.ringfence.engine.record.RecordFrame;
import io.ringfence.journal.RecordChain.Flaw;
import java.util.List;
import org.agrona.DirectBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The journal on Chronicle Queue. What it adds: one writer for sure, no append that does not follow the record before
 * it, a high-water mark, and a barrier behind which everybody else reads.
 *
 * <p>{@code append} and {@code committed} are called by the engine thread only; they allocate nothing and make no system
 * call except where a block ends. After any exception the journal takes no more: memory is ahead of it.
 */
public final class ChronicleJournal implements Journal, ReleaseBarrier, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ChronicleJournal.class);

    private final JournalConfig config;
    private final JournalLock lock;
    private final HighWaterMark mark;
    private final QueueWriter writer;
    private final ScanReport report;
    private final RecordChain chain = new RecordChain();
    /** Padded; set with an ordered store by the engine, read by every consumer. */
    private final Sequence released;

    private long index;
    private long records;
    private long bytes;
    private long committedSequence;
    /** True while an append or commit runs, and for ever after one that threw. */
    private boolean busy;

    private ChronicleJournal(
            JournalConfig config, JournalLock lock, HighWaterMark mark, QueueWriter writer, ScanReport report) {
        this.config = config;
        this.lock = lock;
        this.mark = mark;
        this.writer = writer;
        this.report = report;
        JournalTotals recovered = report.totals();
        index = recovered.lastIndex();
        records = recovered.records();
        bytes = recovered.bytes();
        committedSequence = recovered.lastSequence();
        chain.resumeAfter(committedSequence, recovered.chainCrc(), recovered.lastTimestampNanos());
        released = new Sequence(committedSequence);
    }

    /**
     * Locks the folder, checks every record and every structure that Chronicle relies on, cuts a torn tail that nobody
     * was told about (with a warning), and opens for appending behind the last whole command.
     *
     * @throws JournalLockedException if another process has it
     * @throws JournalDamagedException if anything else than such a tail is wrong; nothing was changed then
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
        JournalLayout layout = config.layout();
        DurableFiles.createDirectories(layout.journalDirectory());
        JournalLock lock = JournalLock.acquire(layout);
        HighWaterMark mark = null;
        ChronicleJournal journal = null;
        try {
            ScanReport report = JournalScan.run(layout, vouchers, readBelowBytes, progress);
            List<String> cuts = TailTrim.cut(config, report);
            cuts.forEach(LOG::warn);
            JournalTotals totals = report.totals();
            mark = HighWaterMark.open(layout.markFile());
            QueueWriter writer = QueueWriter.open(
                    layout.journalDirectory(), config.blockSize(), totals.lastTimestampNanos(), totals.lastIndex());
            journal = new ChronicleJournal(config, lock, mark, writer, report);
            journal.writeMark();
            return journal;
        } finally {
            if (journal == null) {
                if (mark != null) {
                    mark.close();
                }
                lock.close();
            }
        }
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
        writeMark();
        // The mark is in the page cache and the record too: either survives this process. Only now may others look.
        released.set(sequence);
        busy = false;
    }

    private void enter() {
        if (busy) {
            throw new JournalException("The journal failed before and takes no more records; restart to recover.");
        }
        busy = true;
    }

    private void writeMark() {
        mark.write(chain.sequence(), index, records, bytes, chain.timestampNanos(), chain.crc());
    }

    @Override
    public long releasedSequence() {
        return released.get();
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
        for (CycleFile file : newest(CycleFile.list(config.layout().journalDirectory()))) {
            DurableFiles.force(file.path());
        }
        mark.force();
        mark.close();
        lock.close();
    }

    private static List<CycleFile> newest(List<CycleFile> files) {
        return files.subList(Math.max(0, files.size() - 2), files.size());
    }
}

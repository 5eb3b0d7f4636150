package io.ringfence.journal;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The steps that open a journal, each of which is undone when a later one fails. */
final class JournalOpening implements ChronicleJournal.Ending {
    private static final Logger LOG = LoggerFactory.getLogger(ChronicleJournal.class);

    final JournalConfig config;
    final JournalLock lock;
    final ForceTimes forceTimes = new ForceTimes();
    private @Nullable ScanReport report;
    private @Nullable SpaceKeeper space;
    private @Nullable QueueWriter writer;
    private @Nullable Release release;

    private JournalOpening(JournalConfig config, JournalLock lock) {
        this.config = config;
        this.lock = lock;
    }

    static JournalOpening run(JournalConfig config, Vouchers vouchers, long readBelowBytes, ScanProgress progress) {
        DurableFiles.createDirectories(config.layout().journalDirectory());
        JournalOpening opening = new JournalOpening(config, JournalLock.acquire(config.layout()));
        boolean done = false;
        try {
            opening.steps(vouchers, readBelowBytes, progress);
            done = true;
            return opening;
        } finally {
            if (!done) {
                opening.undo();
            }
        }
    }

    private void steps(Vouchers vouchers, long readBelowBytes, ScanProgress progress) {
        JournalLayout layout = config.layout();
        ScanReport scan = JournalScan.run(layout, vouchers, readBelowBytes, progress);
        List<String> cuts = TailTrim.cut(config, scan);
        cuts.forEach(LOG::warn);
        JournalTotals found = scan.totals();
        report = scan;
        Room room = Room.UNBOUNDED;
        if (config.space().windowBytes() > 0) {
            SpaceKeeper keeper = SpaceKeeper.start(config, last(CycleFile.list(layout.journalDirectory())));
            space = keeper;
            room = keeper;
        }
        writer = QueueWriter.open(
                layout.journalDirectory(), config.blockSize(), found.lastTimestampNanos(), found.lastIndex(), room);
        release = config.durability() == Durability.POWER
                ? PowerRelease.start(config, scan.mark(), found.asMark(MarkState.MODE_POWER), forceTimes)
                : new ProcessRelease(HighWaterMark.open(layout.markFile()), found.asMark(MarkState.MODE_PROCESS));
    }

    private static @Nullable CycleFile last(List<CycleFile> files) {
        return files.isEmpty() ? null : files.get(files.size() - 1);
    }

    @Override
    public void forceFiles() {
        List<CycleFile> files = CycleFile.list(config.layout().journalDirectory());
        files.subList(Math.max(0, files.size() - 2), files.size()).forEach(file -> DurableFiles.force(file.path()));
    }

    @Override
    public void unlock() {
        lock.close();
    }

    private void undo() {
        if (writer != null) {
            writer.close();
        }
        if (space != null) {
            space.close();
        }
        lock.close();
    }

    ScanReport report() {
        return Objects.requireNonNull(report);
    }

    @Nullable
    SpaceKeeper space() {
        return space;
    }

    QueueWriter writer() {
        return Objects.requireNonNull(writer);
    }

    Release release() {
        return Objects.requireNonNull(release);
    }
}

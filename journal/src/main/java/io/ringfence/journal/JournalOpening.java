package io.ringfence.journal;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The steps that open a journal, each of which is undone when a later one fails. */
final class JournalOpening {
    private static final Logger LOG = LoggerFactory.getLogger(ChronicleJournal.class);

    final JournalConfig config;
    final JournalLock lock;
    final ForceTimes forceTimes = new ForceTimes();
    private @Nullable JournalTotals totals;
    private @Nullable SpaceKeeper space;
    private @Nullable QueueWriter writer;
    private @Nullable Release release;

    private JournalOpening(JournalConfig config, JournalLock lock) {
        this.config = config;
        this.lock = lock;
    }

    static JournalOpening run(JournalConfig config, ScanProgress progress) {
        DurableFiles.createDirectories(config.layout().journalDirectory());
        JournalOpening opening = new JournalOpening(config, JournalLock.acquire(config.layout()));
        boolean done = false;
        try {
            opening.steps(progress);
            done = true;
            return opening;
        } finally {
            if (!done) {
                opening.undo();
            }
        }
    }

    private void steps(ScanProgress progress) {
        JournalLayout layout = config.layout();
        ScanReport report = JournalScan.run(layout, progress);
        List<String> cuts = TailTrim.cut(config, report);
        cuts.forEach(LOG::warn);
        JournalTotals found = report.totals();
        totals = found;
        Room room = Room.UNBOUNDED;
        if (config.space().windowBytes() > 0) {
            SpaceKeeper keeper = SpaceKeeper.start(config, last(CycleFile.list(layout.journalDirectory())));
            space = keeper;
            room = keeper;
        }
        writer = QueueWriter.open(
                layout.journalDirectory(), config.blockSize(), found.lastTimestampNanos(), found.lastIndex(), room);
        release = config.durability() == Durability.POWER
                ? PowerRelease.start(config, report.mark(), found.asMark(MarkState.MODE_POWER), forceTimes)
                : new ProcessRelease(layout, found.asMark(MarkState.MODE_PROCESS));
    }

    private static @Nullable CycleFile last(List<CycleFile> files) {
        return files.isEmpty() ? null : files.get(files.size() - 1);
    }

    /** The end of an orderly stop: files forced, lock given back. */
    void end() {
        // What could not be forced once is not forced again: the kernel would call it a success.
        if (release().failure() == null) {
            List<CycleFile> files = CycleFile.list(config.layout().journalDirectory());
            files.subList(Math.max(0, files.size() - 2), files.size()).forEach(file -> DurableFiles.force(file.path()));
        }
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

    JournalTotals totals() {
        return Objects.requireNonNull(totals);
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

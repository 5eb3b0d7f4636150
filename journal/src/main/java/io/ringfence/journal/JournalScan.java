package io.ringfence.journal;

import io.ringfence.journal.HighWaterMark.Reading;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a whole journal and compares it with its high-water mark. Changes nothing, needs no lock, may run beside the
 * writer. What each finding means:
 *
 * <ul>
 *   <li>Sound up to the mark, and behind it nothing, whole commands, or a torn tail: a report. Whole commands behind the
 *       mark were written before the process died and count; a torn tail was never acknowledged.
 *       Beside a live writer such a tail may be a write that is just under way.
 *   <li>Fewer records than the mark says, a bad record, a hole, a missing or foreign file, a damaged header or index:
 *       {@link JournalDamagedException}.
 *   <li>Records without a sound mark: {@code JournalDamagedException} too. Without the mark nobody can tell whether the
 *       end was lost, and a core that may have forgotten orders must not start by itself. The mark is made durable
 *       before the first record, so only its loss or a power cut in mode {@code process} leads there; {@code repair}
 *       makes a new one from the verified records once somebody has decided so.
 * </ul>
 */
public final class JournalScan {
    private JournalScan() {}

    public static ScanReport run(JournalLayout layout, ScanProgress progress) {
        return run(JournalStore.FILES, layout, progress);
    }

    static ScanReport run(JournalStore store, JournalLayout layout, ScanProgress progress) {
        Path markFile = layout.markFile();
        Reading mark = HighWaterMark.read(store, markFile);
        boolean data = !CycleFile.list(store, layout.journalDirectory()).isEmpty();
        if (mark.exists() && mark.state() == null) {
            throw withoutMark(markFile, mark.reason());
        }
        if (mark.state() == null && !data) {
            return new ScanReport(new TotalsCounter().totals(0), null, List.of());
        }
        try (ScanPass pass = new ScanPass(store, layout.journalDirectory(), mark.state(), progress)) {
            ScanReport report = pass.run();
            if (mark.state() == null && report.totals().records() > 0) {
                throw withoutMark(markFile, mark.reason());
            }
            return report;
        }
    }

    private static JournalDamagedException withoutMark(Path file, @Nullable String reason) {
        return new JournalDamagedException(
                file,
                0,
                "the high-water mark " + reason
                        + ", so whether the journal's end was lost cannot be told (after a power"
                        + " cut in durability mode 'process' this can happen)",
                0,
                -1);
    }
}

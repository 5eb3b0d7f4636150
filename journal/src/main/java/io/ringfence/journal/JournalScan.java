package io.ringfence.journal;

import io.ringfence.journal.HighWaterMark.Reading;
import io.ringfence.journal.Vouchers.Voucher;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a journal and compares it with its high-water mark. Changes nothing, needs no lock, may run beside the
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
    private static final Logger LOG = LoggerFactory.getLogger(JournalScan.class);
    private static final long ASK_MASK = 0xFFF;

    private JournalScan() {}

    /** Reads every record. */
    public static ScanReport run(JournalLayout layout, ScanProgress progress) {
        return run(JournalStore.FILES, layout, Vouchers.NONE, 0, progress);
    }

    static ScanReport run(JournalStore store, JournalLayout layout, ScanProgress progress) {
        return run(store, layout, Vouchers.NONE, 0, progress);
    }

    /**
     * Reads the records behind the newest voucher that belongs to the journal, and those before it too where they are
     * few. Any doubt about the part that need not be read leads to reading it.
     *
     * @param readBelowBytes up to how many bytes of records in front of the voucher are read as well
     */
    public static ScanReport run(JournalLayout layout, Vouchers vouchers, long readBelowBytes, ScanProgress progress) {
        return run(JournalStore.FILES, layout, vouchers, readBelowBytes, progress);
    }

    private static ScanReport run(
            JournalStore store, JournalLayout layout, Vouchers vouchers, long readBelowBytes, ScanProgress progress) {
        Path markFile = layout.markFile();
        Reading mark = HighWaterMark.read(store, markFile);
        boolean data =
                !CycleFile.listWithArchive(store, layout.journalDirectory()).isEmpty();
        if (mark.exists() && mark.state() == null) {
            throw withoutMark(markFile, mark.reason());
        }
        VoucherChoice choice = new VoucherChoice(layout.journalDirectory(), vouchers);
        if (mark.state() == null && !data) {
            choice.requireReached(0);
            return new ScanReport(JournalTotals.NONE, null, List.of());
        }
        ScanReport report = scan(store, layout, mark.state(), choice.chosen(), readBelowBytes, progress);
        if (mark.state() == null && report.totals().records() > 0) {
            throw withoutMark(markFile, mark.reason());
        }
        choice.requireReached(report.totals().lastSequence());
        return report;
    }

    private static ScanReport scan(
            JournalStore store,
            JournalLayout layout,
            @Nullable MarkState mark,
            @Nullable Voucher voucher,
            long readBelowBytes,
            ScanProgress progress) {
        if (voucher != null && voucher.totals().bytes() > readBelowBytes) {
            try (ScanPass pass = new ScanPass(store, layout.journalDirectory(), mark, progress)) {
                return pass.runBehind(voucher.totals()).with(voucher, true);
            } catch (JournalDamagedException e) {
                LOG.warn("Reading the whole journal, because: {}", e.getMessage());
            }
        }
        try (ScanPass pass = new ScanPass(store, layout.journalDirectory(), mark, progress)) {
            return pass.run().with(voucher, false);
        }
    }

    /**
     * Reads what a scan left unread, and compares the count at its end with the voucher's. May run beside the writer.
     *
     * @param going asked now and then; false ends the reading early
     * @return false when it was ended early
     */
    public static boolean readBelow(JournalLayout layout, Voucher voucher, BooleanSupplier going) {
        try (JournalReader reader =
                JournalReader.open(layout, ReleaseBarrier.upTo(voucher.totals().lastSequence()))) {
            for (long records = 1; reader.poll() != null; records++) {
                if ((records & ASK_MASK) == 0 && !going.getAsBoolean()) {
                    return false;
                }
            }
            if (!reader.totals().equals(voucher.totals())) {
                throw new JournalDamagedException(
                        voucher.file(),
                        0,
                        "it counts other records than the journal holds up to its sequence",
                        voucher.totals().lastSequence(),
                        -1);
            }
            return true;
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

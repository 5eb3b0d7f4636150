package io.ringfence.ops.replay;

import io.ringfence.journal.JournalDamagedException;
import io.ringfence.journal.JournalException;
import io.ringfence.journal.JournalLayout;
import io.ringfence.journal.JournalReader;
import io.ringfence.journal.JournalScan;
import io.ringfence.journal.JournalTooNewException;
import io.ringfence.journal.ReleaseBarrier;
import io.ringfence.journal.ScanReport;
import io.ringfence.ops.Failure;
import io.ringfence.ops.Progress;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A data folder opened for reading, after all of its journal has been verified. */
public final class JournalFolder {
    private static final long MAX_EXPECTED_ORDERS = 65_536;

    private final JournalLayout layout;
    private final ScanReport report;

    private JournalFolder(JournalLayout layout, ScanReport report) {
        this.layout = layout;
        this.report = report;
    }

    /**
     * Verifies the journal of a folder.
     *
     * @throws Failure with exit code 3 when it is damaged or short, 2 when there is none
     */
    public static JournalFolder open(Path data) {
        JournalLayout layout = layout(data);
        try (Progress progress = Progress.start("verifying", "MB")) {
            ScanReport report = JournalScan.run(layout, (records, read, total) -> progress.to(read >> 20, total >> 20));
            return new JournalFolder(layout, report);
        } catch (JournalDamagedException | JournalTooNewException e) {
            throw new Failure(Failure.JOURNAL_DAMAGED, String.valueOf(e.getMessage()), e);
        } catch (JournalException e) {
            throw new Failure(Failure.USAGE, String.valueOf(e.getMessage()), e);
        } catch (UncheckedIOException e) {
            throw Failure.usage(e);
        }
    }

    /** The layout of a folder that has a journal. */
    public static JournalLayout layout(Path data) {
        JournalLayout layout = new JournalLayout(data);
        if (!Files.isDirectory(layout.journalDirectory()) && !Files.exists(layout.markFile())) {
            throw Failure.usage(data + " holds no journal");
        }
        return layout;
    }

    public JournalLayout layout() {
        return layout;
    }

    public ScanReport report() {
        return report;
    }

    public long lastSequence() {
        return report.totals().lastSequence();
    }

    /** How many orders an engine that replays this journal should be ready for at once; it grows when there are more. */
    public int expectedOrders() {
        return (int) Math.min(MAX_EXPECTED_ORDERS, report.totals().commands());
    }

    /** Reads from the first record to the last that was verified. */
    public JournalReader read() {
        return JournalReader.open(layout, ReleaseBarrier.upTo(lastSequence()));
    }
}

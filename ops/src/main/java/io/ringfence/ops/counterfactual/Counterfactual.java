package io.ringfence.ops.counterfactual;

import io.ringfence.journal.JournalReader;
import io.ringfence.ops.config.LimitFile;
import io.ringfence.ops.json.Names;
import io.ringfence.ops.replay.JournalFolder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/** The question "what if the limits had been these?", asked of one journal. */
public final class Counterfactual {
    private static final int ALL = Integer.MAX_VALUE;
    private static final int IN_REPORT = 200;

    private final JournalFolder folder;
    private final String file;
    private final Names names;
    private final LimitPins pins;
    private final CounterfactualRun run;
    private final @Nullable TightestLimits tightest;

    private Counterfactual(
            JournalFolder folder,
            String file,
            Names names,
            LimitPins pins,
            CounterfactualRun run,
            @Nullable TightestLimits tightest) {
        this.folder = folder;
        this.file = file;
        this.names = names;
        this.pins = pins;
        this.run = run;
        this.tightest = tightest;
    }

    /**
     * Executes the journal under the limits of a file.
     *
     * @param onlyTighten where a recorded limit is tighter at some moment, that one holds
     * @param findTightest whether to look for the tightest limits as well, which executes the journal many times
     */
    public static Counterfactual ask(JournalFolder folder, Path limits, boolean onlyTighten, boolean findTightest) {
        List<LimitFile.Limit> wanted = LimitFile.read(limits);
        Names names = names(folder);
        LimitPins pins = LimitPins.of(wanted, names, names.accounts().size(), onlyTighten);
        CounterfactualRun run = new CounterfactualRun(folder, pins);
        run.execute();
        TightestLimits tightest = null;
        if (findTightest) {
            tightest = new TightestLimits(folder);
            tightest.find();
        }
        return new Counterfactual(folder, String.valueOf(limits.getFileName()), names, pins, run, tightest);
    }

    private static Names names(JournalFolder folder) {
        Names names = new Names();
        try (JournalReader journal = folder.read()) {
            DirectBuffer record = journal.poll();
            while (record != null) {
                names.learn(record, 0, record.capacity());
                record = journal.poll();
            }
        }
        return names;
    }

    public void writeJson(OutputStream out) throws IOException {
        json().write(folder, file, ALL, true, out);
    }

    /** One page that needs nothing else. */
    public void writeHtml(OutputStream out) throws IOException {
        ReportHtml.write(target -> json().write(folder, file, IN_REPORT, false, target), out);
    }

    private ReportJson json() {
        return new ReportJson(run, pins, tightest, names);
    }

    /** Lines for a person. */
    public List<String> summary() {
        Comparison comparison = run.comparison();
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%,d commands, %,d decisions: %,d would have been different (%,d refused, %,d reduced, %,d enlarged,"
                        + " %,d admitted)",
                run.commands(),
                comparison.decisions(),
                comparison.changed(),
                comparison.count(ChangeKind.REFUSED),
                comparison.count(ChangeKind.REDUCED),
                comparison.count(ChangeKind.ENLARGED),
                comparison.count(ChangeKind.ADMITTED)));
        if (tightest != null) {
            long proven = tightest.list().stream()
                    .filter(one -> one.firstChangeBelow() != Rerun.NONE)
                    .count();
            lines.add(String.format(
                    Locale.ROOT,
                    "tightest limits: %,d, of which %,d proven; %s under all of them together; %,d executions of the"
                            + " journal",
                    tightest.list().size(),
                    proven,
                    tightest.firstChangeAtAll() == Rerun.NONE ? "nothing changes" : "NOT proven: something changes",
                    tightest.runs()));
        }
        return lines;
    }

    /** Decisions with another result or quantity. */
    public long changed() {
        return run.comparison().changed();
    }
}

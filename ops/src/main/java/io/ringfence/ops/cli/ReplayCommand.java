package io.ringfence.ops.cli;

import io.ringfence.ops.Failure;
import io.ringfence.ops.counterfactual.Counterfactual;
import io.ringfence.ops.replay.JournalFolder;
import io.ringfence.ops.replay.ReplayRun;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code replay}. */
@Command(
        name = "replay",
        description = {
            "Executes the journal again on a fresh engine and compares every decision, reading, event and state hash"
                    + " byte for byte.",
            "Exits 0 when all are equal, 1 at the first divergence, 3 when the journal is damaged or short."
        })
final class ReplayCommand implements Callable<Integer> {
    @Option(names = "--data", paramLabel = "DIR", required = true, description = "The data folder.")
    private @Nullable Path data;

    @Option(names = "--verify", description = "Compare; this is also what happens without any option.")
    private boolean verify;

    @Option(names = "--until", paramLabel = "SEQ", description = "Stop behind this sequence.")
    private long until = Long.MAX_VALUE;

    @Option(names = "--state", description = "Print the state at the end as JSON, instead of the comparison.")
    private boolean printState;

    @Option(
            names = "--limits",
            paramLabel = "FILE",
            description =
                    "Counterfactual: execute the recorded commands under these limits (a file with a section gates,"
                            + " as a configuration has) and say which decisions would have been different.")
    private @Nullable Path limits;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Where the counterfactual goes: FILE.json and FILE.html.")
    private @Nullable Path report;

    @Option(
            names = "--only-tighten",
            description = "Where a recorded limit was tighter at some moment than the file's, that one holds.")
    private boolean onlyTighten;

    @Option(
            names = "--no-tightest",
            description = "Do not look for the tightest limits, which executes the journal twice for each.")
    private boolean noTightest;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (data == null || until < 1) {
            throw Failure.usage("--until " + until + " is not a sequence; the first is 1");
        }
        if (verify && printState) {
            throw Failure.usage("--verify and --state print different things; give one of them");
        }
        if (limits != null || report != null) {
            return counterfactual(data);
        }
        JournalFolder folder = JournalFolder.open(data);
        if (until != Long.MAX_VALUE && until > folder.lastSequence()) {
            throw Failure.usage("--until " + until + ": the journal ends at sequence " + folder.lastSequence());
        }
        ReplayRun run = new ReplayRun(folder);
        boolean equal = run.execute(until);
        PrintWriter report = printState ? Streams.err(spec) : Streams.out(spec);
        run.report().forEach(report::println);
        if (printState && equal) {
            try (OutputStream out = Output.open(null)) {
                run.writeState(out);
            }
        }
        return equal ? 0 : Failure.CHECK_FAILED;
    }

    private int counterfactual(Path folder) throws IOException {
        if (limits == null || report == null) {
            throw Failure.usage("--limits FILE and --report FILE go together");
        }
        if (verify || printState || until != Long.MAX_VALUE) {
            throw Failure.usage("--limits asks about the whole journal; leave --verify, --state and --until out");
        }
        Path json = named(report, ".json");
        Path html = named(report, ".html");
        Counterfactual answer = Counterfactual.ask(JournalFolder.open(folder), limits, onlyTighten, !noTightest);
        try (OutputStream out = Output.open(json)) {
            answer.writeJson(out);
        }
        try (OutputStream out = Output.open(html)) {
            answer.writeHtml(out);
        }
        PrintWriter out = Streams.out(spec);
        answer.summary().forEach(out::println);
        out.println("written: " + html + " and " + json);
        return 0;
    }

    /** The report's name with an ending; one that it has already is replaced. */
    private static Path named(Path report, String ending) {
        String name = String.valueOf(report.getFileName()).replaceFirst("\\.(html|json)$", "");
        return report.resolveSibling(name + ending);
    }
}

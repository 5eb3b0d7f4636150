package io.ringfence.bench.flow;

import io.ringfence.bench.Machine;
import io.ringfence.bench.Main;
import io.ringfence.engine.pipeline.Pipeline;
import io.ringfence.engine.state.EngineSetting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bench flow}: throughput of the whole core on a file of commands, and the digest of what it did. */
@Command(
        name = "flow",
        description =
                "Runs a flow file through the whole core (eight gates, match venue, commit records), directly and "
                        + "through the ring, and prints its digest and the throughput of each.",
        mixinStandardHelpOptions = true)
public final class FlowCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "FILE",
            description = "40-byte records, plain or with gzip (design: cli.md, \"Flow file\").")
    private Path file = Path.of("");

    @Option(
            names = "--passes",
            paramLabel = "N",
            defaultValue = "7",
            description = "Measured passes of each way, each with a fresh core (default ${DEFAULT-VALUE}).")
    private int passes;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            defaultValue = "3",
            description = "Passes before the measured ones (default ${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(
            names = "--journal",
            paramLabel = "KIND",
            defaultValue = "memory",
            description =
                    "chronicle, sealed (chronicle, signed by a sealer beside it), memory or none (default ${DEFAULT-VALUE}).")
    private JournalKind journal = JournalKind.MEMORY;

    @Option(names = "--direct", description = "Only without the ring.")
    private boolean direct;

    @Option(names = "--ring", description = "Only through the ring.")
    private boolean ring;

    @Option(
            names = "--wait",
            paramLabel = "PROFILE",
            defaultValue = "shared",
            description =
                    "How the engine thread waits: shared (blocks) or dedicated (spins) (default ${DEFAULT-VALUE}).")
    private Pipeline.WaitProfile wait = Pipeline.WaitProfile.SHARED;

    @Option(
            names = "--state-hash-every",
            paramLabel = "N",
            description = "Commands from one state hash to the next, 0 for none (default: the engine's own choice).")
    private long stateHashEvery = EngineSetting.STATE_HASH_EVERY.defaultValue;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "A new folder for the journals on files; the last pass's one stays there (default: a temporary"
                            + " folder, deleted).")
    private @Nullable Path data;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "1",
            description = "Plays the file so many times over in each pass, with new order ids (default"
                    + " ${DEFAULT-VALUE}).")
    private int rounds = 1;

    @Option(names = "--json", paramLabel = "FILE", description = "Writes every pass there as well.")
    private @Nullable Path json;

    @Option(
            names = "--expect",
            paramLabel = "DIGEST",
            description = "Exit 1 unless the digest's six numbers are these, labels optional.")
    private @Nullable String expect;

    @Override
    public Integer call() throws IOException {
        if (passes < 1 || warmUp < 0 || rounds < 1) {
            System.err.println("--passes and --rounds must be at least 1 and --warm-up at least 0.");
            return Main.BAD_INPUT;
        }
        if (data != null && Files.exists(data)) {
            System.err.println("Folder " + data + " exists already; --data must name a new one.");
            return Main.BAD_INPUT;
        }
        if (json != null && !Files.isDirectory(folderOf(json))) {
            System.err.println("There is no folder for " + json + "; --json writes into one that exists.");
            return Main.BAD_INPUT;
        }
        if (!Files.isReadable(file)) {
            System.err.println("Flow file " + file + " does not exist or cannot be read.");
            return Main.BAD_INPUT;
        }
        FlowFile flow;
        try {
            flow = FlowFile.read(file).repeated(rounds);
        } catch (IOException e) {
            System.err.println(e instanceof FlowFormatException ? e.getMessage() : file + " cannot be read: " + e);
            return Main.BAD_INPUT;
        }
        return measure(flow);
    }

    private int measure(FlowFile flow) throws IOException {
        double loadBefore = Machine.load();
        FlowPlan plan = new FlowPlan(flow);
        List<FlowSummary> summaries = new ArrayList<>();
        try (JournalFactory journals = JournalFactory.of(journal, data)) {
            FlowRunner runner = new FlowRunner(plan, new EncodedFlow(flow, plan), journals, wait, stateHashEvery);
            for (Way way : ways()) {
                summaries.add(run(runner, way));
            }
        }
        FlowReport report =
                new FlowReport(flow, plan, journal, wait, stateHashEvery, loadBefore, Machine.load(), summaries);
        report.print(System.out);
        if (json != null) {
            report.write(json);
        }
        return verdict(report);
    }

    private static Path folderOf(Path target) {
        Path folder = target.toAbsolutePath().getParent();
        return folder == null ? target : folder;
    }

    private List<Way> ways() {
        if (direct == ring) {
            return List.of(Way.values());
        }
        return List.of(direct ? Way.DIRECT : Way.RING);
    }

    private FlowSummary run(FlowRunner runner, Way way) throws IOException {
        List<FlowPass> measured = new ArrayList<>();
        for (int i = -warmUp; i < passes; i++) {
            FlowPass pass = runner.pass(way);
            if (i >= 0) {
                measured.add(pass);
            }
            System.err.printf(
                    Locale.ROOT,
                    "%s %s %d: %,d commands/s%n",
                    way,
                    i < 0 ? "warm-up" : "pass",
                    i < 0 ? warmUp + i + 1 : i + 1,
                    Math.round(pass.perSecond()));
        }
        return new FlowSummary(way, measured);
    }

    private int verdict(FlowReport report) {
        if (!report.isConsistent()) {
            System.err.println("The passes do not agree on the digest: see --json.");
            return Main.FAILED;
        }
        FlowDigest digest = report.digest();
        if (digest.rejectedOrders() > 0) {
            System.err.println(digest.rejectedOrders() + " orders were refused, the first one with code "
                    + digest.firstRejectCode() + ": the flow is larger than the limits and money that bench gives.");
        }
        if (expect != null && !numbers(expect).equals(numbers(digest.toString()))) {
            System.err.println("The digest is not the expected one, " + expect.trim() + ".");
            return Main.FAILED;
        }
        return 0;
    }

    private static String numbers(String digest) {
        return digest.replaceAll("[^0-9]+", " ").trim();
    }
}

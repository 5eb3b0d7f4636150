package io.ringfence.ops.run;

import io.ringfence.engine.pipeline.Pipeline;
import io.ringfence.gateway.GatewayConfig;
import io.ringfence.gateway.auth.Keys;
import io.ringfence.gateway.auth.SandboxKeys;
import io.ringfence.journal.JournalLayout;
import io.ringfence.ops.Failure;
import io.ringfence.ops.config.ConfigLoader;
import io.ringfence.ops.config.Configuration;
import io.ringfence.ops.feed.FeedSpec;
import io.ringfence.ops.feed.InputException;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.BindException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** {@code run}, from the configuration to the exit code: the wiring diagram of the process. */
public final class Runner {
    private static final long QUOTE_MILLIS = 250;
    private static final long FAREWELL_MILLIS = 500;

    private final RunOptions options;
    private final PrintWriter out;
    private final PrintWriter err;
    private final List<ReplayedFeed> feeds = new ArrayList<>();
    private volatile int exitCode;

    public Runner(RunOptions options, PrintWriter out, PrintWriter err) {
        this.options = options;
        this.out = out;
        this.err = err;
    }

    /** Runs until the process is told to stop, which ends it, or until the core stops itself. */
    public int run() throws IOException, InterruptedException {
        Configuration configuration = ConfigLoader.load(options.config(), System.getenv());
        configuration.warnings().forEach(warning -> err.println("ringfence: " + warning));
        JournalLayout layout = layout();
        Recovery recovery = Recovery.of(layout, configuration, sentence -> err.println("ringfence: " + sentence));
        RunningCore core = new RunningCore(
                recovery,
                Sealing.open(recovery, configuration, sentence -> err.println("ringfence: " + sentence)),
                gatewayConfig(configuration),
                keys(layout),
                (int) configuration.number("engine", "ring_size"),
                configuration.require("engine", "profile").equals("dedicated")
                        ? Pipeline.WaitProfile.DEDICATED
                        : Pipeline.WaitProfile.SHARED,
                SnapshotSettings.policy(configuration, layout),
                configuration.require("journal", "on_alarm").equals("halt"));
        prepareFeeds(core);
        start(core);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(core), "ringfence-stop"));
        new Welcome(out, layout, core.gateway()).print(recovery, options.config() == null);
        Throwable cause = core.awaitFailure();
        exitCode = Failure.INTERNAL;
        err.println(
                "ringfence: the core has stopped: " + cause.getMessage() + "; start again to recover from the journal");
        // Waiting requests were told; give their answers time to leave.
        Thread.sleep(FAREWELL_MILLIS);
        return Failure.INTERNAL;
    }

    private JournalLayout layout() {
        try {
            Files.createDirectories(options.data());
        } catch (IOException e) {
            throw Failure.usage("data folder " + options.data() + " can not be made: " + e.getMessage());
        }
        return new JournalLayout(options.data());
    }

    private static Keys keys(JournalLayout layout) {
        try {
            return SandboxKeys.loadOrCreate(layout.dataDirectory());
        } catch (IOException e) {
            throw Failure.usage(String.valueOf(e.getMessage()));
        }
    }

    private static GatewayConfig gatewayConfig(Configuration configuration) {
        return GatewayConfig.defaults(configuration.require("mode"))
                .withAddresses(
                        configuration.require("gateway", "http", "host"),
                        (int) configuration.number("gateway", "http", "port"),
                        configuration.require("gateway", "http", "ops_host"),
                        (int) configuration.number("gateway", "http", "ops_port"));
    }

    private void prepareFeeds(RunningCore core) {
        for (String text : options.feeds()) {
            FeedSpec spec = FeedSpec.parse(text);
            int symbolId = core.recoveredState().instruments.find(spec.symbol());
            if (symbolId < 0) {
                throw Failure.usage("--feed " + text + ": the configuration has no instrument " + spec.symbol());
            }
            if (spec.kind().equals(FeedSpec.JSONL)) {
                throw Failure.usage("--feed " + text + ": run plays ticks-csv and l3-csv; jsonl is for simulate");
            }
            try {
                feeds.add(new ReplayedFeed(
                        spec.symbol(), spec.openCsv(symbolId), core.pipeline().publisher()));
            } catch (InputException e) {
                throw Failure.usage(String.valueOf(e.getMessage()));
            }
        }
    }

    private void start(RunningCore core) {
        try {
            SandboxFeed sandbox = new SandboxFeed(core.pipeline().publisher(), core.recoveredState().instruments);
            core.start();
            if (options.config() == null && feeds.isEmpty()) {
                sandbox.quote();
                core.every(QUOTE_MILLIS, sandbox::quote);
            }
            feeds.forEach(ReplayedFeed::start);
        } catch (RuntimeException e) {
            core.close();
            if (isBind(e)) {
                throw new Failure(
                        Failure.USAGE,
                        "a port is in use already; free it or set gateway.http.port and gateway.http.ops_port",
                        e);
            }
            throw e;
        }
    }

    private static boolean isBind(Throwable thrown) {
        Throwable cause = thrown;
        while (cause != null && !(cause instanceof BindException)) {
            cause = cause.getCause();
        }
        return cause != null;
    }

    /** On the way out of the process, by a signal or after a failure. */
    private void stop(RunningCore core) {
        try {
            for (ReplayedFeed feed : feeds) {
                feed.close();
            }
            core.close();
            out.flush();
            err.flush();
        } catch (IOException | RuntimeException e) {
            err.println("ringfence: stopping failed: " + e);
            exitCode = Failure.INTERNAL;
        }
        // A process that ends by a signal would otherwise say so in its exit code, although all went well.
        Runtime.getRuntime().halt(exitCode);
    }
}

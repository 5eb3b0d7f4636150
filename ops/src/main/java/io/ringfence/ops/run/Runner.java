package io.ringfence.ops.run;

import io.ringfence.engine.pipeline.Pipeline;
import io.ringfence.engine.state.Instruments;
import io.ringfence.gateway.auth.FileKeys;
import io.ringfence.gateway.auth.KeyFile;
import io.ringfence.gateway.auth.SandboxKeys;
import io.ringfence.gateway.http.ListenException;
import io.ringfence.journal.JournalLayout;
import io.ringfence.ops.Failure;
import io.ringfence.ops.config.ConfigLoader;
import io.ringfence.ops.config.Configuration;
import io.ringfence.ops.config.Suggestion;
import io.ringfence.ops.feed.FeedSpec;
import io.ringfence.ops.feed.InputException;
import io.ringfence.ops.feed.MarketFeed;
import io.ringfence.ops.json.Names;
import io.ringfence.ops.simulate.ScenarioFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code run}, from the configuration to the exit code: the wiring diagram of the process. */
public final class Runner {
    private static final long QUOTE_MILLIS = 250;

    private final RunOptions options;
    private final Map<String, String> environment;
    private final PrintWriter out;
    private final PrintWriter err;
    private final List<ReplayedFeed> feeds = new ArrayList<>();
    private volatile int exitCode;

    public Runner(RunOptions options, Map<String, String> environment, PrintWriter out, PrintWriter err) {
        this.options = options;
        this.environment = environment;
        this.out = out;
        this.err = err;
    }

    /** Runs until the process is told to stop, which ends it, or until the core stops itself. */
    public int run() throws IOException, InterruptedException {
        RunningCore core = bringUp();
        // Before anybody is told that the core is ready: whoever is told may stop it at once.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(core), "ringfence-stop"));
        welcome(core);
        Throwable cause = core.awaitFailure();
        exitCode = Failure.INTERNAL;
        say("the core has stopped: " + cause.getMessage() + "; start again to recover from the journal");
        // The hook lets the answers to waiting requests leave before the process ends.
        return Failure.INTERNAL;
    }

    /** Brings up a core that takes orders, or leaves nothing open. */
    RunningCore open() throws IOException {
        RunningCore core = bringUp();
        welcome(core);
        return core;
    }

    private void welcome(RunningCore core) {
        core.welcome(out, options.config() == null);
    }

    private RunningCore bringUp() throws IOException {
        Configuration configuration = ConfigLoader.load(options.config(), environment);
        // Read by logback.xml when the first logger is made, which is later than this.
        System.setProperty("ringfence.log.level", configuration.require("logging", "level"));
        configuration.warnings().forEach(this::say);
        List<FeedSpec> specs = feedSpecs(configuration);
        JournalLayout layout = layout();
        EarlyFollower follower =
                new EarlyFollower(HttpSettings.of(configuration), SnapshotSettings.policy(configuration, layout));
        Recovery recovery = Recovery.of(layout, configuration, follower, this::say);
        RunningCore core = build(recovery, follower, configuration, specs);
        start(core);
        return core;
    }

    private void say(String sentence) {
        err.println("ringfence: " + sentence);
        err.flush();
    }

    private JournalLayout layout() {
        try {
            Files.createDirectories(options.data());
        } catch (IOException e) {
            throw Failure.usage("data folder " + options.data() + " can not be made: " + Failure.reason(e));
        }
        if (!Files.isWritable(options.data())) {
            throw Failure.usage("data folder " + options.data() + " can not be written: access denied");
        }
        return new JournalLayout(options.data());
    }

    private List<FeedSpec> feedSpecs(Configuration configuration) throws IOException {
        List<FeedSpec> specs = new ArrayList<>();
        for (String text : options.feeds()) {
            FeedSpec spec = FeedSpec.parse(text);
            if (!configuration.symbols().contains(spec.symbol())) {
                throw Failure.usage("--feed " + text + ": symbol \"" + spec.symbol() + "\" is not configured; "
                        + Suggestion.of(spec.symbol(), configuration.symbols()));
            }
            // A file that is no such feed is said before anything is opened.
            openFeed(spec, 0, new Names()).close();
            specs.add(spec);
        }
        return specs;
    }

    /** Under the journal's lock, so that two starts never write the same keys. */
    private RunningCore build(
            Recovery recovery, EarlyFollower follower, Configuration configuration, List<FeedSpec> specs)
            throws IOException {
        boolean built = false;
        try {
            RunningCore core = new RunningCore(
                    recovery,
                    Sealing.open(recovery, configuration, this::say),
                    follower,
                    keys(recovery, configuration),
                    (int) configuration.number("engine", "ring_size"),
                    configuration.require("engine", "profile").equals("dedicated")
                            ? Pipeline.WaitProfile.DEDICATED
                            : Pipeline.WaitProfile.SHARED,
                    configuration.require("journal", "on_alarm").equals("halt"),
                    FixPort.of(configuration, recovery.layout()));
            openFeeds(specs, core);
            built = true;
            return core;
        } finally {
            if (!built) {
                closeFeeds();
                recovery.abandon();
            }
        }
    }

    private FileKeys keys(Recovery recovery, Configuration configuration) {
        try {
            SandboxKeys.Opened opened = SandboxKeys.open(recovery.layout().dataDirectory(), configuration.accounts());
            if (opened.created() && recovery.journal().recovered().lastSequence() > 0) {
                say("there were no keys beside the journal; new ones were made, old ones open nothing");
            }
            if (!opened.added().isEmpty()) {
                say("new accounts got their keys: " + String.join(", ", opened.added()));
            }
            return opened.keys();
        } catch (IOException e) {
            String file = KeyFile.in(recovery.layout().dataDirectory()).toString();
            String reason = Failure.reason(e);
            throw new Failure(Failure.USAGE, reason.contains(file) ? reason : file + " can not be used: " + reason, e);
        }
    }

    private void openFeeds(List<FeedSpec> specs, RunningCore core) {
        Instruments instruments = core.recoveredState().instruments;
        for (FeedSpec spec : specs) {
            MarketFeed feed = openFeed(spec, instruments.find(spec.symbol()), Names.of(instruments));
            feeds.add(new ReplayedFeed(spec.symbol(), feed, core.pipeline().publisher()));
        }
    }

    private static MarketFeed openFeed(FeedSpec spec, int symbolId, Names names) {
        try {
            return ScenarioFile.feed(spec, symbolId, names);
        } catch (InputException e) {
            throw e.asFailure();
        }
    }

    private void closeFeeds() throws IOException {
        for (ReplayedFeed feed : feeds) {
            feed.close();
        }
    }

    private void start(RunningCore core) throws IOException {
        boolean started = false;
        try {
            SandboxFeed sandbox = new SandboxFeed(core.pipeline().publisher(), core.recoveredState().instruments);
            core.start();
            if (options.config() == null && feeds.isEmpty()) {
                sandbox.quote();
                core.every(QUOTE_MILLIS, sandbox::quote);
            }
            feeds.forEach(ReplayedFeed::start);
            started = true;
        } catch (ListenException e) {
            throw new Failure(Failure.USAGE, String.valueOf(e.getMessage()), e);
        } finally {
            if (!started) {
                closeFeeds();
                core.close();
            }
        }
    }

    /** On the way out of the process, by a signal or after a failure. */
    private void stop(RunningCore core) {
        try {
            closeFeeds();
            core.close();
            out.flush();
            err.flush();
        } catch (IOException | RuntimeException e) {
            say("stopping failed: " + e);
            exitCode = Failure.INTERNAL;
        }
        // A process that ends by a signal would otherwise say so in its exit code, although all went well.
        Runtime.getRuntime().halt(exitCode);
    }
}

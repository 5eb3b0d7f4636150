package io.ringfence.ops.run;

import io.ringfence.engine.command.CommandWriter;
import io.ringfence.engine.pipeline.CommandClass;
import io.ringfence.engine.pipeline.FailStop;
import io.ringfence.engine.pipeline.Pipeline;
import io.ringfence.engine.pipeline.StampSource;
import io.ringfence.engine.state.EngineState;
import io.ringfence.gateway.CommandPort;
import io.ringfence.gateway.CoreStatus;
import io.ringfence.gateway.Gateway;
import io.ringfence.gateway.auth.Authenticator;
import io.ringfence.gateway.auth.BearerAuthenticator;
import io.ringfence.gateway.auth.EitherAuthenticator;
import io.ringfence.gateway.auth.FileKeys;
import io.ringfence.gateway.auth.Keys;
import io.ringfence.gateway.auth.Lockout;
import io.ringfence.gateway.auth.LockoutAuthenticator;
import io.ringfence.gateway.auth.SignedAuthenticator;
import io.ringfence.gateway.egress.JournalRecords;
import io.ringfence.gateway.fix.FixConfig;
import io.ringfence.gateway.fix.FixGateway;
import io.ringfence.gateway.fix.QuickFixGateway;
import io.ringfence.gateway.follower.Alarm;
import io.ringfence.gateway.follower.HaltingAlarm;
import io.ringfence.gateway.metrics.FixMetrics;
import io.ringfence.gateway.metrics.JournalMetrics;
import io.ringfence.gateway.metrics.KeyMetrics;
import io.ringfence.gateway.metrics.Latencies;
import io.ringfence.journal.ChronicleJournal;
import io.ringfence.journal.JournalException;
import io.ringfence.journal.KillStateFile;
import io.ringfence.journal.PoisonFile;
import io.ringfence.journal.evidence.SealerLoop;
import io.ringfence.ops.Progress;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One core in this process, from its recovered state to its stop: pipeline, gateway, timer, kill-state file. */
final class RunningCore implements AutoCloseable, CoreStatus, FailStop.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(RunningCore.class);
    private static final long TIMER_MILLIS = 1_000;
    private static final long KEYS_MILLIS = 500;

    private final Recovery recovery;
    private final FileKeys keys;
    private final Pipeline pipeline;
    private final Gateway gateway;
    private final @Nullable FixGateway fix;
    private final KillStateWriter killStateWriter;
    private final SealerLoop sealer;
    private final Alarm alarm;
    private final UnreadCheck unreadCheck;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final ScheduledExecutorService timers = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "ringfence-timer");
        thread.setDaemon(true);
        return thread;
    });
    private volatile @Nullable Throwable cause;
    private volatile @Nullable String journalProblem;

    RunningCore(
            Recovery recovery,
            SealerLoop sealer,
            EarlyFollower follower,
            FileKeys keys,
            int ringSize,
            Pipeline.WaitProfile profile,
            boolean haltOnAlarm,
            @Nullable FixConfig fixConfig)
            throws IOException {
        this.recovery = recovery;
        this.sealer = sealer;
        this.keys = keys;
        Latencies latencies = new Latencies();
        pipeline = new Pipeline(recovery.processor(), recovery.stamps(), latencies, this, ringSize, profile);
        JournalRecords records = recovery.records();
        CommandPort port = CommandPort.of(pipeline.publisher());
        alarm = haltOnAlarm ? new HaltingAlarm(port) : Alarm.NONE;
        follower.raiseAt(alarm);
        gateway = new Gateway(
                follower.config(),
                port,
                records,
                this,
                authenticator(keys),
                latencies,
                new AuditTrail(recovery.layout(), recovery.journal(), sealer.verifyingKey()),
                follower.follower());
        fix = fixConfig == null
                ? null
                : new QuickFixGateway(fixConfig, recovery.state(), port, records, gateway::names, keys);
        gateway.register(new JournalMetrics(recovery.journal()));
        if (fix != null) {
            FixGateway reporting = fix;
            gateway.register(new FixMetrics(reporting, records));
            gateway.health().also(() -> reporting.isReporting() ? "" : "FIX reports are not being made");
        }
        gateway.register(new KeyMetrics(keys));
        killStateWriter = new KillStateWriter(records, new KillStateFile(recovery.layout()), recovery.start());
        unreadCheck = new UnreadCheck(recovery.layout(), recovery.journal().scan(), alarm);
    }

    private static Authenticator authenticator(Keys keys) {
        return new LockoutAuthenticator(
                new EitherAuthenticator(
                        new BearerAuthenticator(keys), new SignedAuthenticator(keys, System::currentTimeMillis)),
                new Lockout(System::nanoTime, Lockout.DEFAULT_FREE));
    }

    private void listenToJournal() {
        ChronicleJournal journal = recovery.journal();
        journal.onFailure(pipeline::fail);
        journal.onRelease(this::recordsReleased);
        journal.onSpace(level -> pipeline.publisher().refuse(level.refusesOrders(), level.refusesFeeds()));
    }

    private void recordsReleased() {
        gateway.recordsReleased();
        if (fix != null) {
            fix.recordsReleased();
        }
    }

    void start() {
        listenToJournal();
        pipeline.start();
        killStateWriter.start();
        sealer.start();
        gateway.startReading();
        try (Progress progress = Progress.startLogged("bringing the read model up to date", "commands")) {
            gateway.awaitReadModel(progress::to);
        }
        gateway.startTrading();
        if (fix != null) {
            fix.start();
        }
        unreadCheck.start();
        Ticker ticker = new Ticker(pipeline.publisher());
        every(TIMER_MILLIS, ticker::tick);
        every(KEYS_MILLIS, keys::refresh);
    }

    /** Tells where the core listens and what it recovered from. */
    void welcome(PrintWriter out, boolean sandbox) {
        new Welcome(out, recovery.layout(), gateway, fix).print(recovery, sandbox);
    }

    /** Runs a task again and again until the core stops. */
    void every(long millis, Runnable task) {
        var unused = timers.scheduleAtFixedRate(task, millis, millis, TimeUnit.MILLISECONDS);
    }

    Pipeline pipeline() {
        return pipeline;
    }

    ChronicleJournal journal() {
        return recovery.journal();
    }

    Gateway gateway() {
        return gateway;
    }

    /** Null when no session is configured. */
    @Nullable
    FixGateway fix() {
        return fix;
    }

    /** Before the pipeline has started only. */
    EngineState recoveredState() {
        return recovery.state();
    }

    /** Waits until the core has stopped itself; returns why. */
    Throwable awaitFailure() throws InterruptedException {
        stopped.await();
        Throwable reason = cause;
        return reason == null ? new IllegalStateException("the core stopped without a cause") : reason;
    }

    @Override
    public void stopped(Throwable reason, @Nullable DirectBuffer command, int length) {
        journalProblem = journalProblem(reason);
        cause = reason;
        try {
            gateway.coreStopped(reason);
            LOG.error("the core has stopped: memory may be ahead of the journal; a restart recovers from it", reason);
            if (command != null && isOfTheCommand(reason)) {
                PoisonFile.write(recovery.layout(), recovery.state().sequence, command, 0, length, reason);
            }
        } finally {
            stopped.countDown();
        }
    }

    /** What the journal has to do with the stop, or null when it is something else. */
    private static @Nullable String journalProblem(Throwable reason) {
        for (Throwable thrown = reason; thrown != null; thrown = thrown.getCause()) {
            if (thrown instanceof JournalException) {
                return thrown.getMessage();
            }
        }
        return null;
    }

    /** Whether the command may have been what stopped the core: then it must not come in again. */
    private static boolean isOfTheCommand(Throwable reason) {
        // InternalError is how the JVM reports a mapped page that the disk has no room for or can not read.
        return !(reason instanceof JournalException
                || reason instanceof InternalError
                || reason instanceof StampSource.ClockException);
    }

    @Override
    public boolean alive() {
        return cause == null;
    }

    @Override
    public boolean recovered() {
        return true;
    }

    @Override
    public @Nullable String journalProblem() {
        String problem = journalProblem;
        if (problem == null) {
            problem = recovery.journal().problem();
        }
        if (problem == null) {
            problem = unreadCheck.problem();
        }
        return problem != null ? problem : killStateWriter.problem();
    }

    @Override
    public long signedSequence() {
        return sealer.signedThrough();
    }

    @Override
    public boolean isSigning() {
        return sealer.failure() == null;
    }

    /** Drains and stops: no new requests, all answers out, a state hash as the last record, a snapshot, journal closed. */
    @Override
    public void close() {
        timers.shutdownNow();
        unreadCheck.close();
        if (fix != null) {
            fix.stopServing();
        }
        gateway.stopServing();
        if (alive()) {
            CommandWriter writer = new CommandWriter();
            writer.hashState();
            pipeline.publisher().publish(CommandClass.CANCEL, writer.buffer(), 0, writer.length(), 0);
        }
        pipeline.close();
        if (alive()) {
            recovery.journal().awaitReleased();
        }
        if (fix != null) {
            fix.close();
        }
        gateway.close();
        killStateWriter.close();
        sealer.close();
        recovery.journal().close();
    }
}

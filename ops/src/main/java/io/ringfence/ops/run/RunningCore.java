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
import io.ringfence.gateway.GatewayConfig;
import io.ringfence.gateway.auth.BearerAuthenticator;
import io.ringfence.gateway.auth.Keys;
import io.ringfence.gateway.egress.JournalRecords;
import io.ringfence.gateway.metrics.JournalMetrics;
import io.ringfence.gateway.metrics.Latencies;
import io.ringfence.journal.ChronicleJournal;
import io.ringfence.journal.JournalException;
import io.ringfence.journal.KillStateFile;
import io.ringfence.journal.PoisonFile;
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

    private final Recovery recovery;
    private final Pipeline pipeline;
    private final Gateway gateway;
    private final KillStateWriter killStateWriter;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final ScheduledExecutorService timers = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "ringfence-timer");
        thread.setDaemon(true);
        return thread;
    });
    private volatile @Nullable Throwable cause;

    RunningCore(Recovery recovery, GatewayConfig config, Keys keys, int ringSize, Pipeline.WaitProfile profile) {
        this.recovery = recovery;
        Latencies latencies = new Latencies();
        pipeline = new Pipeline(recovery.processor(), recovery.stamps(), latencies, this, ringSize, profile);
        JournalRecords records =
                new JournalRecords(recovery.layout(), recovery.journal(), recovery.journal()::appendedSequence);
        gateway = new Gateway(
                config, CommandPort.of(pipeline.publisher()), records, this, new BearerAuthenticator(keys), latencies);
        gateway.register(new JournalMetrics(recovery.journal()));
        killStateWriter = new KillStateWriter(records, new KillStateFile(recovery.layout()));
    }

    private void listenToJournal() {
        ChronicleJournal journal = recovery.journal();
        journal.onFailure(pipeline::fail);
        journal.onRelease(gateway::recordsReleased);
        journal.onSpace(level -> pipeline.publisher().refuse(level.refusesOrders(), level.refusesFeeds()));
    }

    void start() {
        listenToJournal();
        pipeline.start();
        killStateWriter.start();
        gateway.start();
        Ticker ticker = new Ticker(pipeline.publisher());
        every(TIMER_MILLIS, ticker::tick);
    }

    /** Runs a task again and again until the core stops. */
    void every(long millis, Runnable task) {
        var unused = timers.scheduleAtFixedRate(task, millis, millis, TimeUnit.MILLISECONDS);
    }

    Pipeline pipeline() {
        return pipeline;
    }

    Gateway gateway() {
        return gateway;
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
        return recovery.journal().problem();
    }

    /** Drains and stops: no new requests, answers out, a state hash as the last record, journal closed. */
    @Override
    public void close() {
        timers.shutdownNow();
        if (alive()) {
            CommandWriter writer = new CommandWriter();
            writer.hashState();
            gateway.close();
            pipeline.publisher().publish(CommandClass.CANCEL, writer.buffer(), 0, writer.length(), 0);
            pipeline.close();
            recovery.journal().awaitReleased();
            killStateWriter.close();
        } else {
            gateway.close();
            pipeline.close();
        }
        recovery.journal().close();
    }
}

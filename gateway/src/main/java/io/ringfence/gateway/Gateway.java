package io.ringfence.gateway;

import io.prometheus.client.Collector;
import io.ringfence.engine.state.EngineState;
import io.ringfence.gateway.audit.AuditSource;
import io.ringfence.gateway.auth.Authenticator;
import io.ringfence.gateway.egress.Egress;
import io.ringfence.gateway.egress.Lookups;
import io.ringfence.gateway.egress.Pending;
import io.ringfence.gateway.follower.FollowedHeadroom;
import io.ringfence.gateway.follower.Follower;
import io.ringfence.gateway.follower.FollowerDuties;
import io.ringfence.gateway.http.HttpServer;
import io.ringfence.gateway.http.RouteInfo;
import io.ringfence.gateway.metrics.CoreGauges;
import io.ringfence.gateway.metrics.Latencies;
import io.ringfence.gateway.metrics.Metrics;
import io.ringfence.gateway.metrics.StreamGauges;
import io.ringfence.gateway.metrics.TlsGauges;
import io.ringfence.gateway.record.CommitRecord;
import io.ringfence.gateway.record.Names;
import io.ringfence.gateway.record.ReleasedRecords;
import io.ringfence.gateway.stream.Streams;
import io.ringfence.gateway.tls.ServerTls;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The edges, wired: commands go in through a port, everything that comes out is read from the released records.
 *
 * <pre>
 *   HTTP ──> Commands ──> CommandPort ──> core ──> journal ──> ReleasedRecords ─┬─> Egress ───> waiting requests
 *   HTTP ──> Reads ─────────────────────────────────────────────────────────────┼─> Follower ─> queries
 *   HTTP ───────────────────────────────────────────────────────────────────────┴─> Streams ──> event streams
 * </pre>
 */
public final class Gateway implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);
    private static final int LOOKUP_QUEUE = 1024;
    private static final long SWEEP_MILLIS = 50;
    private static final long ROTATE_MILLIS = 10_000;
    private static final long REFRESH_MILLIS = 1_000;

    private static final long READ_MODEL_POLL_NANOS = 1_000_000;

    private final GatewayConfig config;
    private final ReleasedRecords records;
    private final Pending pending;
    private final Follower follower;
    private final Egress egress;
    private final Lookups lookups;
    private final Streams streams;
    private final HttpServer http;
    private final Metrics metrics;
    private final Latencies latencies;
    private final Health health;
    private boolean served;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "ringfence-gateway-timer"));

    /**
     * Wires everything; nothing runs yet.
     *
     * @param latencies the probe that the engine was given
     * @param audit the journal for auditors
     */
    public Gateway(
            GatewayConfig config,
            CommandPort port,
            ReleasedRecords records,
            CoreStatus core,
            Authenticator authenticator,
            Latencies latencies,
            AuditSource audit) {
        this(
                config,
                port,
                records,
                core,
                authenticator,
                latencies,
                audit,
                follower(config, records, FollowerDuties.NONE));
    }

    /** The follower that a gateway of this configuration wants. Where there is much to read, start it early. */
    public static Follower follower(GatewayConfig config, ReleasedRecords records, FollowerDuties duties) {
        return new Follower(
                records,
                () -> new EngineState(config.expectedOrders()),
                config.historyOrders(),
                config.patience().read().toNanos(),
                duties);
    }

    /** The same around a follower that is there already; it is closed with the gateway. */
    public Gateway(
            GatewayConfig config,
            CommandPort port,
            ReleasedRecords records,
            CoreStatus core,
            Authenticator authenticator,
            Latencies latencies,
            AuditSource audit,
            Follower follower) {
        this.config = config;
        this.records = records;
        this.latencies = latencies;
        metrics = new Metrics(latencies);
        pending = new Pending(config.maxPending(), config.patience().answer().toNanos());
        this.follower = follower;
        egress = new Egress(records.cursor(records.releasedSequence() + 1), pending, new Observer());
        lookups = new Lookups(records.lookup(), LOOKUP_QUEUE);
        health = new Health(core, records, follower, egress, config.maxFollowerLag());
        metrics.registry().register(new CoreGauges(port, records, follower, pending, health));
        streams = new Streams(
                records,
                new FollowedNames(),
                new FollowedHeadroom(follower, config.mode()),
                authenticator::isLive,
                config.mode(),
                Streams.Limits.DEFAULT);
        http = new HttpServer(
                config,
                new HttpServer.Parts(
                        port, pending, lookups, follower, records, health, metrics, authenticator, streams, audit));
        metrics.registry().register(new StreamGauges(streams, http::sockets));
        ServerTls tls = config.doors().tls();
        if (tls != null) {
            metrics.registry().register(new TlsGauges(tls));
        }
    }

    private final class FollowedNames implements Streams.KnownNames {
        @Override
        public Names names() {
            return follower.names();
        }

        @Override
        public long sequence() {
            return follower.sequence();
        }
    }

    private final class Observer implements Egress.Observer {
        @Override
        public void released(CommitRecord record) {
            metrics.decisions().count(record);
        }

        @Override
        public void answered(long publishedAtNanos) {
            latencies.answered(publishedAtNanos);
        }
    }

    /** Everything, one after the other. */
    public void start() {
        startReading();
        awaitReadModel((done, of) -> {});
        startTrading();
    }

    /** The consumers of the journal, and the operations port: probes and the kill switch are answered from here on. */
    public void startReading() {
        if (!follower.isStarted()) {
            follower.start();
        }
        egress.start();
        every(SWEEP_MILLIS, () -> pending.expire(System.nanoTime()));
        every(ROTATE_MILLIS, latencies::rotate);
        ServerTls tls = config.doors().tls();
        if (tls != null) {
            every(REFRESH_MILLIS, tls::refresh);
        }
        http.startOperations();
    }

    /** Told how far something has come. */
    public interface Listener {
        void to(long done, long of);
    }

    /**
     * Waits until the read model holds what has been released by now: without it no account or symbol has a name, so an
     * order would be refused for a reason that is not true. Returns early if the follower stops, which the probes tell.
     */
    public void awaitReadModel(Listener progress) {
        long last = records.releasedSequence();
        long first = follower.sequence();
        while (!follower.holds(last) && follower.isAlive()) {
            progress.to(Math.max(0, follower.sequence() - first), last - first);
            LockSupport.parkNanos(READ_MODEL_POLL_NANOS);
        }
    }

    /** Orders and queries. */
    public void startTrading() {
        streams.start();
        http.startTrading();
    }

    /** A task that throws is logged and comes again: the sweep is what bounds everybody's waiting. */
    private void every(long millis, Runnable task) {
        Runnable guarded = () -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                LOG.error("a timer task failed", e);
            }
        };
        ScheduledFuture<?> started = timer.scheduleAtFixedRate(guarded, millis, millis, TimeUnit.MILLISECONDS);
        LOG.debug("timer task every {} ms: {}", millis, started);
    }

    /** To be called when the core stops itself: every waiting request ends as unknown, and no new one begins. */
    public void coreStopped(Throwable cause) {
        pending.failAll("the core has stopped: " + cause.getClass().getSimpleName());
    }

    /** To be called when records were released that nobody here was told of: requests may wait for them. */
    public void recordsReleased() {
        pending.published();
    }

    /** Adds metrics of somebody else's. */
    public void register(Collector collector) {
        metrics.registry().register(collector);
    }

    /** The names that the read model knows; for other ways in. Safe for any thread. */
    public Names names() {
        return follower.names();
    }

    /** Every way in over HTTP. */
    public List<RouteInfo> routes() {
        return http.routes();
    }

    /** Whether both ports speak HTTPS. */
    public boolean isTls() {
        return config.doors().tls() != null;
    }

    public InetSocketAddress tradingAddress() {
        return http.tradingAddress();
    }

    public InetSocketAddress operationsAddress() {
        return http.operationsAddress();
    }

    public Health health() {
        return health;
    }

    /** Lets what is in flight finish, then closes the ports. The core must still run. */
    public void stopServing() {
        if (!served) {
            served = true;
            http.drain(config.patience().answer().toNanos());
            http.close();
        }
    }

    /**
     * Stops the threads. The journal must still be open; nothing more may be released to it, so that the last snapshot
     * is of its last command.
     */
    @Override
    public void close() {
        stopServing();
        streams.close();
        timer.shutdownNow();
        egress.close();
        follower.close();
        lookups.close();
    }
}

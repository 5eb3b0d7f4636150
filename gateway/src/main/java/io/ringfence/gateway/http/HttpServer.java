package io.ringfence.gateway.http;

import io.ringfence.gateway.CommandPort;
import io.ringfence.gateway.GatewayConfig;
import io.ringfence.gateway.Health;
import io.ringfence.gateway.audit.AuditSource;
import io.ringfence.gateway.auth.AddressList;
import io.ringfence.gateway.auth.Authenticator;
import io.ringfence.gateway.egress.Lookups;
import io.ringfence.gateway.egress.Pending;
import io.ringfence.gateway.follower.Follower;
import io.ringfence.gateway.metrics.Metrics;
import io.ringfence.gateway.record.ReleasedRecords;
import io.ringfence.gateway.stream.Streams;
import io.ringfence.gateway.tls.ServerTls;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Both ports: trading, and operations (health, metrics, kill) which stays served whatever happens on the other. */
public final class HttpServer implements AutoCloseable {
    /** For clients to answer the end of their WebSocket. */
    private static final long GOODBYE_NANOS = 1_500_000_000L;

    private static final long DRAIN_POLL_NANOS = 5_000_000;

    private final Listener trading;
    private final Listener operations;
    private final Streams streams;

    /** What the endpoints stand on. */
    public record Parts(
            CommandPort port,
            Pending pending,
            Lookups lookups,
            Follower follower,
            ReleasedRecords records,
            Health health,
            Metrics metrics,
            Authenticator authenticator,
            Streams streams,
            AuditSource audit) {}

    private final SocketEndpoint sockets;
    private final AuditEndpoints audits;
    private final List<RouteInfo> described = new ArrayList<>();

    public HttpServer(GatewayConfig config, Parts parts) {
        Follower follower = parts.follower();
        streams = parts.streams();
        Commands commands = new Commands(parts.port(), parts.pending());
        Reads reads = new Reads(follower, parts.records());
        Answers answers = new Answers(follower::names, config.mode(), config.problemTypeBase(), parts.lookups(), reads);
        IdempotencyKeys keys = new IdempotencyKeys(System::nanoTime);
        Approvals approvals = new Approvals(config.policy().twoPersons(), parts.authenticator()::isLive, keys);
        OrderEndpoints orders = new OrderEndpoints(commands, answers, reads, follower::names);
        List<Route> both =
                new ArrayList<>(new RiskEndpoints(commands, answers, reads, approvals, keys, follower::names).routes());
        both.addAll(approvals.routes());
        both.addAll(new LimitEndpoints(
                        commands, answers, reads, approvals, config.policy().mayLoosen())
                .routes());
        both.addAll(orders.cancels());
        both.addAll(new QueryEndpoints(reads, config.mode()).routes());
        both.addAll(new StateEndpoints(reads, answers, follower).routes());
        both.addAll(new StreamEndpoint(parts.streams()).routes());
        audits = new AuditEndpoints(parts.audit(), parts.records());
        both.addAll(audits.routes());
        both.addAll(new OpenApiEndpoint().routes());

        List<Route> routes = new ArrayList<>(both);
        routes.addAll(orders.routes());
        routes.addAll(new PreviewEndpoint(reads).routes());
        routes.addAll(new ProblemEndpoint().routes());
        ReadsUnderWay underWay = new ReadsUnderWay();
        RateLimits limits = new RateLimits(config.policy().requestsPerSecond(), System::nanoTime);
        sockets = new SocketEndpoint(
                routes, parts.authenticator(), limits, streams, parts.metrics().http(), config.problemTypeBase());
        routes.addAll(sockets.routes());
        trading = new Listener(
                "gateway.http.port",
                config.http(),
                config.ioThreads(),
                config,
                door(
                        config,
                        parts,
                        routes,
                        limits,
                        underWay,
                        true,
                        config.doors().http()),
                false);

        List<Route> operating = new ArrayList<>(both);
        operating.addAll(new HealthEndpoints(parts.health(), parts.metrics()).routes());
        operating.addAll(new ConsoleEndpoint().routes());
        routes.forEach(route -> described.add(RouteInfo.of("trading", route)));
        operating.forEach(route -> described.add(RouteInfo.of("operations", route)));
        ServerTls tls = config.doors().tls();
        operations = new Listener(
                "gateway.http.ops_port",
                config.operations(),
                1,
                config,
                door(
                        config,
                        parts,
                        operating,
                        limits,
                        underWay,
                        false,
                        config.doors().operations()),
                tls != null && tls.asksClients());
    }

    /** WebSockets that are open. */
    public int sockets() {
        return sockets.count();
    }

    private static FrontDoor door(
            GatewayConfig config,
            Parts parts,
            List<Route> routes,
            RateLimits limits,
            ReadsUnderWay reads,
            boolean strictProtocol,
            AddressList allowed) {
        String typeBase = config.problemTypeBase();
        return new FrontDoor(
                new RouteTable(routes),
                parts.authenticator(),
                parts.metrics().http(),
                typeBase,
                strictProtocol,
                new BodyReader(
                        GatewayConfig.MAX_BODY_BYTES, config.patience().parse().toMillis(), typeBase),
                limits,
                reads,
                allowed);
    }

    /** Every way in, on both ports. */
    public List<RouteInfo> routes() {
        return List.copyOf(described);
    }

    /** Probes and the kill switch: they are answered while the rest comes up. */
    public void startOperations() {
        operations.start();
    }

    public void startTrading() {
        trading.start();
    }

    public InetSocketAddress tradingAddress() {
        return trading.address();
    }

    public InetSocketAddress operationsAddress() {
        return operations.address();
    }

    /**
     * Takes nothing new on the trading port and waits until every answer, there and on the operations port, has left: a
     * client may close its connection when it has read one, so no answer is cut off by the end of the process. Streams
     * end last, when they have told what came of it.
     */
    public void drain(long timeoutNanos) {
        trading.door().drain();
        sockets.drain();
        long deadline = System.nanoTime() + timeoutNanos;
        await(() -> inFlight() <= streams.clients() - sockets.subscribed(), deadline);
        streams.close();
        await(() -> inFlight() == 0, deadline);
        sockets.close();
        await(() -> sockets.count() == 0, Math.min(deadline, System.nanoTime() + GOODBYE_NANOS));
    }

    private int inFlight() {
        return trading.door().inFlight() + operations.door().inFlight() + sockets.inFlight();
    }

    private static void await(BooleanSupplier done, long deadline) {
        while (!done.getAsBoolean() && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(DRAIN_POLL_NANOS);
        }
    }

    @Override
    public void close() {
        audits.close();
        trading.close();
        operations.close();
    }
}

package io.ringfence.gateway;

import static org.awaitility.Awaitility.await;

import io.ringfence.engine.command.CommandWriter;
import io.ringfence.gateway.auth.BearerAuthenticator;
import io.ringfence.gateway.auth.Credential;
import io.ringfence.gateway.auth.Role;
import io.ringfence.gateway.auth.TokenKeys;
import io.ringfence.gateway.auth.Tokens;
import io.ringfence.gateway.fix.FixConfig;
import io.ringfence.gateway.fix.FixGateway;
import io.ringfence.gateway.fix.QuickFixGateway;
import io.ringfence.gateway.metrics.Latencies;
import io.ringfence.gateway.snapshot.SnapshotPolicy;
import io.ringfence.journal.snapshot.SnapshotStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** The real FIX gateway and the real REST gateway in front of one real core. */
public final class FixServer implements AutoCloseable {
    public static final String TOKEN_A1 = "rf_trader-a1";
    private static final TokenKeys KEYS = new TokenKeys(List.of(
            key(1, "trader.A1", TOKEN_A1, Role.TRADER, Set.of("A1")),
            key(2, "trader.A2", "rf_trader-a2", Role.TRADER, Set.of("A2")),
            key(3, "risk_admin", "rf_risk", Role.RISK_ADMIN, Set.of()),
            key(4, "viewer", "rf_viewer", Role.VIEWER, Set.of()),
            key(5, "trader", "rf_trader", Role.TRADER, Set.of())));

    /** T0, T1, ... beside A1 and A2: tests that share a server take one each. */
    public static final int MORE_ACCOUNTS = 60;

    /** Of a trader in all accounts. */
    public static final String TOKEN_ALL = "rf_trader";

    private final TestCore core = new TestCore();
    private final Fixture fixture = new Fixture(this::take);
    private final Gateway rest;
    private final FixConfig config;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private boolean running;
    private FixGateway fix;

    private static TokenKeys.Entry key(int id, String name, String token, Role role, Set<String> accounts) {
        return new TokenKeys.Entry(new Credential(id, name, role, accounts), Tokens.hash(token));
    }

    public FixServer(Path folder, FixConfig.Session... sessions) {
        this(folder, FixConfig.MAX_MESSAGE_BYTES, sessions);
    }

    public FixServer(Path folder, int maxMessageBytes, FixConfig.Session... sessions) {
        this(folder, maxMessageBytes, null, sessions);
    }

    /** @param tls null for plain TCP */
    public FixServer(Path folder, int maxMessageBytes, FixConfig.Tls tls, FixConfig.Session... sessions) {
        config = new FixConfig(
                new GatewayConfig.Address("127.0.0.1", 0),
                folder,
                false,
                "paper",
                FixConfig.SENDING_TIME_SECONDS,
                maxMessageBytes,
                1000,
                new SnapshotPolicy(new SnapshotStore(folder.resolve("state"), 3), 1_000_000, Long.MAX_VALUE),
                tls,
                List.of(sessions));
        fixture.define();
        fixture.more(MORE_ACCOUNTS);
        CommandWriter writer = new CommandWriter();
        for (int i = 0; i < sessions.length; i++) {
            writer.session(2 + i, sessions[i].name());
            core.now(writer.buffer(), writer.length());
        }
        rest = new Gateway(
                GatewayConfig.defaults("paper").withPorts(0, 0),
                core,
                core.records,
                core,
                new BearerAuthenticator(KEYS),
                new Latencies(),
                new MemoryAudit(core.records));
        core.start(rest::coreStopped);
        running = true;
        rest.start();
        await().until(() -> rest.health().notReady().isEmpty() && rest.health().followerLag() == 0);
        startFix();
    }

    /** A session of account A1 that has to show no key. */
    public static FixConfig.Session open(String ours, String theirs, String... accounts) {
        return session(ours, theirs, FixConfig.Auth.NONE, true, false, false, FixConfig.OnDisconnect.NONE, accounts);
    }

    public static FixConfig.Session session(
            String ours,
            String theirs,
            FixConfig.Auth auth,
            boolean reset,
            boolean dropCopy,
            boolean feed,
            FixConfig.OnDisconnect onDisconnect,
            String... accounts) {
        return new FixConfig.Session(
                theirs,
                ours,
                theirs,
                Set.of(accounts),
                auth,
                null,
                reset,
                dropCopy,
                feed,
                onDisconnect,
                Set.of(),
                false);
    }

    private void take(org.agrona.DirectBuffer command, int length) {
        if (running) {
            core.publishKill(command, 0, length);
        } else {
            core.now(command, length);
        }
    }

    private void startFix() {
        try {
            fix = new QuickFixGateway(config, core.state(), core, core.records, rest::names, KEYS);
            fix.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The gateway's process dies and comes back; the core and the journal are what they were. */
    public void restartFix() {
        fix.close();
        startFix();
    }

    /** Time goes by for the core, and it is told so. */
    public void advance(java.time.Duration time) {
        core.advance(time.toNanos());
        command(CommandWriter::timer);
    }

    /** What Prometheus would read of the FIX port: sample by name and labels. */
    public java.util.Map<String, Double> metrics() {
        java.util.Map<String, Double> all = new java.util.TreeMap<>();
        for (var family : new io.ringfence.gateway.metrics.FixMetrics(fix, core.records).collect()) {
            for (var sample : family.samples) {
                all.put(sample.name + sample.labelValues, sample.value);
            }
        }
        return all;
    }

    public InetSocketAddress address() {
        return fix.address();
    }

    public FixGateway fix() {
        return fix;
    }

    public long sequence() {
        return core.records.releasedSequence();
    }

    public void quotes() {
        fixture.quotes();
    }

    /** Lets the ring refuse everything, or nothing again. */
    public void full(boolean full) {
        core.full = full;
    }

    public boolean alive() {
        return core.alive();
    }

    /** Orders that the journal says were accepted twice under one client order id of one account; there must be none. */
    public java.util.List<String> ordersWithSeveralDecisions() {
        java.util.Map<String, Integer> accepted = new java.util.TreeMap<>();
        io.ringfence.gateway.record.RecordDecoder decoder = new io.ringfence.gateway.record.RecordDecoder();
        io.ringfence.gateway.record.RecordAssembler assembler =
                new io.ringfence.gateway.record.RecordAssembler(record -> {
                    if (record.templateId() != io.ringfence.engine.schema.NewOrderDecoder.TEMPLATE_ID) {
                        return;
                    }
                    var order = decoder.order(record);
                    while (record.next()) {
                        if (record.templateId() == io.ringfence.engine.schema.OrderAcceptedDecoder.TEMPLATE_ID) {
                            accepted.merge(order.accountId + " " + order.clientOrderId, 1, Integer::sum);
                        }
                    }
                });
        try (var cursor = core.records.cursor(1)) {
            while (cursor.poll(assembler, 64) > 0) {
                // all of it
            }
        }
        accepted.values().removeIf(count -> count == 1);
        return java.util.List.copyOf(accepted.keySet());
    }

    /** Publishes a command as the core itself would. */
    public void command(java.util.function.Consumer<CommandWriter> encoder) {
        CommandWriter writer = new CommandWriter();
        encoder.accept(writer);
        core.publishKill(writer.buffer(), 0, writer.length());
    }

    public HttpResponse<String> http(String token, String method, String path, String body) {
        InetSocketAddress to = path.startsWith("/v1/risk/kill") ? rest.operationsAddress() : rest.tradingAddress();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + to.getPort() + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        fix.close();
        rest.close();
        core.close();
    }
}

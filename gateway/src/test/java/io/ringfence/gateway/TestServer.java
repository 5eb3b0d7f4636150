package io.ringfence.gateway;

import static org.awaitility.Awaitility.await;

import io.ringfence.gateway.auth.Authenticator;
import io.ringfence.gateway.auth.BearerAuthenticator;
import io.ringfence.gateway.auth.Credential;
import io.ringfence.gateway.auth.EitherAuthenticator;
import io.ringfence.gateway.auth.Lockout;
import io.ringfence.gateway.auth.LockoutAuthenticator;
import io.ringfence.gateway.auth.Role;
import io.ringfence.gateway.auth.SignedAuthenticator;
import io.ringfence.gateway.auth.SignedRequest;
import io.ringfence.gateway.auth.SigningKey;
import io.ringfence.gateway.auth.TokenKeys;
import io.ringfence.gateway.auth.Tokens;
import io.ringfence.gateway.follower.FollowerDuties;
import io.ringfence.gateway.follower.HaltingAlarm;
import io.ringfence.gateway.metrics.Latencies;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** The real gateway over real sockets, in front of the real core. */
final class TestServer implements AutoCloseable {
    static final String TRADER_A1 = "rf_trader-a1";
    static final String TRADER_A2 = "rf_trader-a2";
    static final String TRADER_ALL = "rf_trader-all";
    static final String RISK = "rf_risk";
    static final String RISK_2 = "rf_risk~2";
    static final String OPERATOR = "rf_operator";
    static final String VIEWER = "rf_viewer";
    static final String AUDITOR = "rf_auditor";
    static final String ADMIN = "rf_admin";
    /** Signs as {@code signer.A1}, a trader of A1. */
    static final KeyPair SIGNER = SignedRequest.pair();
    /** A signing key for each role, beside the tokens. */
    static final Map<Role, KeyPair> SIGNERS = signers();

    final long startedAtMillis;
    final TestCore core = new TestCore();
    final MemoryAudit audit = new MemoryAudit(core.records);
    final Gateway gateway;
    final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    TestServer() {
        this(GatewayConfig.defaults("paper"));
    }

    TestServer(GatewayConfig config) {
        this(config, false);
    }

    TestServer(GatewayConfig config, boolean haltOnAlarm) {
        new Fixture(core::now).define();
        Authenticator authenticator = authenticator();
        startedAtMillis = System.currentTimeMillis();
        GatewayConfig onFreePorts = config.withPorts(0, 0);
        FollowerDuties duties =
                haltOnAlarm ? new FollowerDuties(null, null, List::of, new HaltingAlarm(core)) : FollowerDuties.NONE;
        gateway = new Gateway(
                onFreePorts,
                core,
                core.records,
                core,
                authenticator,
                new Latencies(),
                audit,
                Gateway.follower(onFreePorts, core.records, duties));
        core.start(gateway::coreStopped);
        gateway.start();
        await().until(() ->
                gateway.health().notReady().isEmpty() && gateway.health().followerLag() == 0);
    }

    private static Map<Role, KeyPair> signers() {
        Map<Role, KeyPair> signers = new EnumMap<>(Role.class);
        for (Role role : Role.values()) {
            signers.put(role, SignedRequest.pair());
        }
        return signers;
    }

    static String signerName(Role role) {
        return "signer." + role;
    }

    private static Authenticator authenticator() {
        Credential signer = new Credential(9, "signer.A1", Role.TRADER, Set.of("A1"));
        List<SigningKey> signing = new ArrayList<>();
        signing.add(new SigningKey(signer, SIGNER.getPublic()));
        SIGNERS.forEach((role, pair) -> {
            Set<String> accounts = role == Role.TRADER ? Set.of("A1") : Set.of();
            signing.add(new SigningKey(
                    new Credential(20 + signing.size(), signerName(role), role, accounts), pair.getPublic()));
        });
        TokenKeys keys = new TokenKeys(keys(), signing);
        return new LockoutAuthenticator(
                new EitherAuthenticator(
                        new BearerAuthenticator(keys), new SignedAuthenticator(keys, System::currentTimeMillis)),
                new Lockout(System::nanoTime, Integer.MAX_VALUE));
    }

    private static List<TokenKeys.Entry> keys() {
        List<TokenKeys.Entry> keys = new ArrayList<>();
        key(keys, TRADER_A1, Role.TRADER, Set.of("A1"));
        key(keys, TRADER_A2, Role.TRADER, Set.of("A2"));
        key(keys, TRADER_ALL, Role.TRADER, Set.of());
        key(keys, RISK, Role.RISK_ADMIN, Set.of());
        key(keys, OPERATOR, Role.OPERATOR, Set.of());
        key(keys, VIEWER, Role.VIEWER, Set.of());
        key(keys, AUDITOR, Role.AUDITOR, Set.of());
        key(keys, ADMIN, Role.ADMIN, Set.of());
        Credential second = new Credential(40, RISK_2.substring(3), Role.RISK_ADMIN, Set.of());
        keys.add(new TokenKeys.Entry(second, Tokens.hash(RISK_2)));
        return keys;
    }

    private static void key(List<TokenKeys.Entry> keys, String token, Role role, Set<String> accounts) {
        Credential credential = new Credential(keys.size() + 1, token.substring(3), role, accounts);
        keys.add(new TokenKeys.Entry(credential, Tokens.hash(token)));
    }

    HttpResponse<String> order(String token, String body) {
        return send(token, "POST", "/v1/orders", body);
    }

    CompletableFuture<HttpResponse<String>> orderLater(String token, String body) {
        return client.sendAsync(
                request(gateway.tradingAddress(), token, "POST", "/v1/orders", body),
                HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> get(String token, String path) {
        return send(token, "GET", path, null);
    }

    HttpResponse<String> send(String token, String method, String path, String body) {
        return send(gateway.tradingAddress(), token, method, path, body);
    }

    /** A change of limits that was decided on a version. */
    HttpResponse<String> putLimits(String token, String version, String body) {
        HttpRequest request = HttpRequest.newBuilder(
                        request(gateway.tradingAddress(), token, "PUT", "/v1/risk/limits", body), (name, value) -> true)
                .header("If-Match", version)
                .build();
        return client.sendAsync(request, HttpResponse.BodyHandlers.ofString()).join();
    }

    HttpResponse<String> operations(String token, String method, String path, String body) {
        return send(gateway.operationsAddress(), token, method, path, body);
    }

    private HttpResponse<String> send(
            InetSocketAddress address, String token, String method, String path, String body) {
        try {
            return client.send(request(address, token, method, path, body), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static HttpRequest request(InetSocketAddress address, String token, String method, String path, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + address.getPort() + path))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return request.build();
    }

    @Override
    public void close() {
        gateway.close();
        core.close();
    }
}

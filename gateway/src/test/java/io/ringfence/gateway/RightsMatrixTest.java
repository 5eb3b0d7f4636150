package io.ringfence.gateway;

import static io.ringfence.gateway.OrdersOverHttpTest.field;
import static io.ringfence.gateway.OrdersOverHttpTest.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringfence.gateway.auth.Role;
import io.ringfence.gateway.auth.SignedRequest;
import io.ringfence.gateway.auth.SignedText;
import io.ringfence.gateway.http.RouteInfo;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every route, each role, each kind of proof, and whose the object is: allowed exactly where it is said to be. */
class RightsMatrixTest {
    private static final Map<Role, String> TOKENS = Map.of(
            Role.TRADER, TestServer.TRADER_A1,
            Role.RISK_ADMIN, TestServer.RISK,
            Role.OPERATOR, TestServer.OPERATOR,
            Role.VIEWER, TestServer.VIEWER,
            Role.AUDITOR, TestServer.AUDITOR,
            Role.ADMIN, TestServer.ADMIN);

    private enum Proof {
        TOKEN,
        SIGNATURE,
        ALTERED_SIGNATURE,
        TOKEN_AND_SIGNATURE,
        TOKEN_OF_ANOTHER_SCHEME,
        UNKNOWN_TOKEN,
        NONE
    }

    private final TestServer server = new TestServer();
    private int nonces;

    @AfterEach
    void close() {
        server.close();
    }

    private InetSocketAddress address(RouteInfo route) {
        return route.port().equals("trading") ? server.gateway.tradingAddress() : server.gateway.operationsAddress();
    }

    private int status(RouteInfo route, Role role, Proof proof) {
        String path = route.path().replace("{id}", "1");
        boolean takesBody = route.method().equals("POST")
                || route.method().equals("PUT")
                || route.method().equals("PATCH");
        String body = takesBody ? "{}" : null;
        HttpRequest.Builder request = HttpRequest.newBuilder(
                TestServer.request(address(route), null, route.method(), path, body), (name, value) -> true);
        headers(proof, role, route.method(), path, body == null ? "" : body).forEach(request::header);
        return status(request.build());
    }

    private int status(HttpRequest request) {
        try {
            HttpResponse<InputStream> answer = server.client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            // A stream does not end by itself.
            answer.body().close();
            return answer.statusCode();
        } catch (IOException e) {
            throw new IllegalStateException(request.toString(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Map<String, String> headers(Proof proof, Role role, String method, String path, String body) {
        Map<String, String> headers = new LinkedHashMap<>();
        switch (proof) {
            case TOKEN -> headers.put("Authorization", "Bearer " + TOKENS.get(role));
            case SIGNATURE -> headers.putAll(signature(role, method, path, body));
            case ALTERED_SIGNATURE -> headers.putAll(signature(role, method, path, body + " "));
            case TOKEN_AND_SIGNATURE -> {
                headers.put("Authorization", "Bearer " + TOKENS.get(role));
                headers.putAll(signature(role, method, path, body));
            }
            case TOKEN_OF_ANOTHER_SCHEME -> headers.put("Authorization", "Basic " + TOKENS.get(role));
            case UNKNOWN_TOKEN -> headers.put("Authorization", "Bearer rf_nobody");
            case NONE -> {
                // nothing to show
            }
        }
        return headers;
    }

    private Map<String, String> signature(Role role, String method, String path, String body) {
        SignedRequest signed = SignedRequest.sign(
                TestServer.SIGNERS.get(role),
                TestServer.signerName(role),
                System.currentTimeMillis(),
                "nonce-of-the-matrix-" + nonces++,
                method,
                path,
                body);
        return Map.of(
                SignedText.KEY, signed.key(),
                SignedText.TIMESTAMP, signed.timestamp(),
                SignedText.NONCE, signed.nonce(),
                SignedText.SIGNATURE, signed.signature());
    }

    /** Signatures count only some time after a start, when no older one can come again. */
    private void awaitSignatures() {
        RouteInfo time = server.gateway.routes().stream()
                .filter(route -> route.path().equals("/v1/time"))
                .findFirst()
                .orElseThrow();
        await().until(() -> status(time, Role.VIEWER, Proof.SIGNATURE) == 200);
    }

    @Test
    void allowsExactlyWhatIsSaid() {
        awaitSignatures();
        Map<String, String> wrong = new TreeMap<>();
        int cells = 0;
        for (RouteInfo route : server.gateway.routes()) {
            for (Role role : Role.values()) {
                for (Proof proof : Proof.values()) {
                    cells++;
                    int status = status(route, role, proof);
                    boolean proven = proof == Proof.TOKEN || proof == Proof.SIGNATURE;
                    String expected;
                    boolean right;
                    if (route.roles().isEmpty()) {
                        // The WebSocket looks at what a handshake shows, if it is one; this is none.
                        expected = "open";
                        right = status != 401 && status != 403;
                    } else if (!proven) {
                        expected = "401";
                        right = status == 401;
                    } else if (!route.roles().contains(role)) {
                        expected = "403";
                        right = status == 403;
                    } else {
                        expected = "admitted";
                        right = status != 401 && status != 403 && status < 500;
                    }
                    if (!right) {
                        wrong.put(route + " " + role + " " + proof, expected + " but " + status);
                    }
                }
            }
        }
        System.out.println("rights: " + cells + " cells of route, role and proof");
        assertThat(wrong).isEmpty();
        assertThat(cells).isGreaterThan(2_000);
    }

    /** What belongs to A2 is, for A1, not there or not allowed; for A2 and whoever has all accounts it is there. */
    @Test
    void knowsWhoseItIs() {
        String resting = field(server.order(TestServer.TRADER_A2, ofA2("m-1", "59000")), "order_id");
        server.order(TestServer.TRADER_A2, ofA2("m-2", "60005"));
        String preview =
                "{\"account\":\"A2\",\"symbol\":\"BTC-USD\",\"side\":\"buy\",\"type\":\"market\",\"qty\":\"0.1\"}";
        String[][] requests = {
            {"GET", "/v1/orders/" + resting, null},
            {"GET", "/v1/orders/" + resting + "/executions", null},
            {"GET", "/v1/decisions/d-" + resting, null},
            {"GET", "/v1/decisions?order_id=" + resting, null},
            {"GET", "/v1/accounts/A2", null},
            {"GET", "/v1/orders?account=A2", null},
            {"GET", "/v1/orders:by_client_order_id?client_order_id=m-1&account=A2", null},
            {"GET", "/v1/executions?account=A2", null},
            {"GET", "/v1/positions?account=A2", null},
            {"GET", "/v1/risk/headroom?account=A2", null},
            {"GET", "/v1/risk/limits?scope=account&key=A2", null},
            {"GET", "/v1/stream?account=A2", null},
            {"POST", "/v1/orders/preview", preview},
            {"POST", "/v1/orders", ofA2("m-3", "59000")},
            {"PATCH", "/v1/orders/" + resting, "{\"qty\":\"0.2\"}"},
            {"DELETE", "/v1/orders?account=A2&symbol=ETH-USD", null},
            {"DELETE", "/v1/orders/" + resting, null},
        };
        for (String[] request : requests) {
            assertThat(status(request, TestServer.TRADER_A1))
                    .as("A1: %s %s", request[0], request[1])
                    .isIn(403, 404);
        }
        for (String[] request : requests) {
            assertThat(status(request, TestServer.TRADER_A2))
                    .as("A2: %s %s", request[0], request[1])
                    .isBetween(200, 299);
        }
        for (String[] request : requests) {
            if (request[0].equals("GET")) {
                assertThat(status(request, TestServer.AUDITOR))
                        .as("all: %s", request[1])
                        .isEqualTo(200);
            }
        }
        for (String path :
                new String[] {"/v1/orders?status=all", "/v1/executions", "/v1/positions", "/v1/risk/headroom"}) {
            assertThat(server.get(TestServer.TRADER_A1, path).body()).as(path).doesNotContain("\"A2\"");
        }
    }

    private static String ofA2(String id, String price) {
        return order(id, "buy", "0.1", price).replace("\"A1\"", "\"A2\"");
    }

    private int status(String[] request, String token) {
        return status(TestServer.request(server.gateway.tradingAddress(), token, request[0], request[1], request[2]));
    }
}

package io.ringfence.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import io.ringfence.gateway.auth.Role;
import io.ringfence.gateway.http.RouteInfo;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The document and the server say the same: every route, parameter, field, role; and every example runs. */
class OpenApiTest {
    /** The order in which the examples are run: what is placed is read, changed, cancelled; what stops trading is last. */
    private static final List<String> SEQUENCE = List.of(
            "createOrder",
            "previewOrder",
            "getOrder",
            "getOrderByClientOrderId",
            "listOrders",
            "replaceOrder",
            "listDecisions",
            "getDecision",
            "cancelOrder",
            "cancelOrders",
            "listOrderExecutions",
            "listExecutions",
            "listPositions",
            "getAccount",
            "listInstruments",
            "getTime",
            "getRiskState",
            "getHeadroom",
            "getLimits",
            "changeLimits",
            "exportJournal",
            "verifyJournal",
            "stream",
            "socket",
            "armDeadMan",
            "kill",
            "resetKill",
            "listApprovals",
            "approveChange",
            "withdrawChange",
            "getProblemType",
            "getOpenApi",
            "getLive",
            "getReady",
            "getTrading",
            "getMetrics");

    private static final Map<String, String> TOKENS = Map.of(
            "trader", TestServer.TRADER_A1,
            "risk_admin", TestServer.RISK,
            "operator", TestServer.OPERATOR,
            "viewer", TestServer.VIEWER,
            "auditor", TestServer.AUDITOR,
            "admin", TestServer.ADMIN);

    private TestServer server = new TestServer();
    private final ObjectMapper json = new ObjectMapper();
    private final SchemaRegistry registry = SchemaRegistry.withDialect(Dialects.getDraft202012());
    private JsonNode document;
    private String orderId;

    private record Operation(String path, String method, JsonNode node) {
        String id() {
            return node.get("operationId").asText();
        }
    }

    @BeforeEach
    void read() throws IOException {
        HttpResponse<String> answer = server.send(null, "GET", "/v1/openapi.json", null);
        assertThat(answer.statusCode()).isEqualTo(200);
        document = json.readTree(answer.body());
    }

    @AfterEach
    void close() {
        server.close();
    }

    private List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(method -> {
                    if (method.getValue().has("operationId")) {
                        operations.add(new Operation(
                                path.getKey(), method.getKey().toUpperCase(Locale.ROOT), method.getValue()));
                    }
                }));
        return operations;
    }

    @Test
    void documentsEveryRouteAndNoOther() {
        Set<RouteInfo> documented = new LinkedHashSet<>();
        for (Operation operation : operations()) {
            Set<Role> roles = new TreeSet<>();
            operation
                    .node()
                    .get("x-roles")
                    .forEach(role -> roles.add(Role.valueOf(role.asText().toUpperCase(Locale.ROOT))));
            Set<String> query = new TreeSet<>();
            for (JsonNode parameter : operation.node().path("parameters")) {
                if (parameter.get("in").asText().equals("query")) {
                    query.add(parameter.get("name").asText());
                }
            }
            for (JsonNode port : operation.node().get("x-ports")) {
                documented.add(new RouteInfo(port.asText(), operation.method(), operation.path(), roles, query));
            }
        }
        List<RouteInfo> routes = new ArrayList<>(server.gateway.routes());
        // The console is a page, not an interface.
        routes.removeIf(route -> route.path().equals("/") || route.path().startsWith("/console/"));
        assertThat(documented).containsExactlyInAnyOrderElementsOf(routes);
        assertThat(operations().stream().map(Operation::id)).containsExactlyInAnyOrderElementsOf(SEQUENCE);
    }

    @Test
    void refersToNothingThatIsNotThere() {
        Set<String> used = new TreeSet<>();
        walk(document, node -> {
            if (node.has("$ref")) {
                String pointer = node.get("$ref").asText();
                assertThat(document.at(pointer.substring(1)).isMissingNode())
                        .as(pointer)
                        .isFalse();
                used.add(pointer.substring(pointer.lastIndexOf('/') + 1));
            }
        });
        Set<String> schemas = new TreeSet<>();
        document.at("/components/schemas").fieldNames().forEachRemaining(schemas::add);
        used.remove("Problem");
        schemas.remove("Problem");
        assertThat(schemas).isEqualTo(used);
    }

    private static void walk(JsonNode node, Consumer<JsonNode> visitor) {
        visitor.accept(node);
        node.forEach(child -> walk(child, visitor));
    }

    /** A refused field is answered with those that are known. */
    @Test
    void documentsEveryFieldOfABodyAndNoOther() {
        for (Operation operation : operations()) {
            JsonNode schema = operation.node().at("/requestBody/content/application~1json/schema");
            if (schema.isMissingNode()) {
                continue;
            }
            HttpResponse<String> answer = send(operation, "/1", "{\"no_such_field\":1}", token(operation));
            assertThat(answer.statusCode()).isEqualTo(400);
            String detail = parse(answer.body()).get("detail").asText();
            List<String> known = Arrays.asList(
                    detail.substring(detail.indexOf("known are ") + 10).split(", ", -1));
            List<String> documented = new ArrayList<>();
            document.at(schema.get("$ref").asText().substring(1))
                    .get("properties")
                    .fieldNames()
                    .forEachRemaining(documented::add);
            assertThat(documented).as(operation.id()).containsExactlyInAnyOrderElementsOf(known);
        }
    }

    @Test
    void runsEveryExample() throws IOException {
        // Something to list.
        server.order(TestServer.TRADER_A1, OrdersOverHttpTest.order("doc-0", "buy", "0.1", "60005"));
        Map<String, Operation> byId = new LinkedHashMap<>();
        operations().forEach(operation -> byId.put(operation.id(), operation));
        for (String id : SEQUENCE) {
            Operation operation = byId.get(id);
            JsonNode example = operation.node().at("/requestBody/content/application~1json/example");
            String body = example.isMissingNode() ? null : example.toString();
            if (body != null) {
                valid(operation.node().at("/requestBody/content/application~1json/schema"), body, id + " example");
            }
            if (id.equals("listApprovals")) {
                askForTwoChanges(byId.get("resetKill"));
            }
            if (id.equals("stream")) {
                listen(operation);
            } else if (id.equals("socket")) {
                new SocketClient(server.gateway.tradingAddress(), TestServer.VIEWER).close();
            } else {
                run(operation, body);
            }
        }
    }

    /** On a server where it takes two persons; what is asked for waits as number 1 and 2. */
    private void askForTwoChanges(Operation reset) {
        server.close();
        server = new TestServer(GatewayConfig.defaults("paper").withPolicy(new GatewayConfig.Policy(true, true, 0)));
        String body = reset.node()
                .at("/requestBody/content/application~1json/example")
                .toString();
        for (int i = 0; i < 2; i++) {
            HttpResponse<String> waits = server.send(TestServer.RISK_2, "POST", reset.path(), body);
            assertThat(waits.statusCode()).isEqualTo(202);
            valid(reset.node().at("/responses/202/content/application~1json/schema"), waits.body(), "waiting reset");
        }
    }

    private void run(Operation operation, String body) {
        if (operation.id().equals("getTrading")) {
            org.awaitility.Awaitility.await()
                    .until(() -> send(operation, query(operation), null, null).statusCode() == 200);
        }
        String success = success(operation);
        HttpResponse<String> answer = send(operation, query(operation), body, token(operation));
        assertThat(Integer.toString(answer.statusCode()))
                .as("%s: %s", operation.id(), answer.body())
                .isEqualTo(success);
        JsonNode content = operation.node().at("/responses/" + success + "/content");
        if (content.has("application/json")) {
            valid(content.at("/application~1json/schema"), answer.body(), operation.id());
        }
        if (operation.id().equals("createOrder")) {
            orderId = parse(answer.body()).get("order_id").asText();
        }
        if (!operation.node().get("x-roles").isEmpty()) {
            HttpResponse<String> stranger = send(operation, query(operation), body, null);
            assertThat(stranger.statusCode()).as(operation.id()).isEqualTo(401);
            problem(stranger, operation.id());
        }
    }

    private void listen(Operation operation) throws IOException {
        String path = operation.path() + "?channels=orders,executions&from_seq=1";
        try (EventClient client = new EventClient(server.gateway.tradingAddress(), TestServer.TRADER_A1, path, "1-0")) {
            assertThat(client.status).isEqualTo(200);
            assertThat(client.next().type()).isNotEmpty();
        }
    }

    /** What was refused in several ways has the documented shape. */
    @Test
    void documentsProblems() {
        problem(server.order(TestServer.TRADER_A1, OrdersOverHttpTest.order("p-1", "buy", "6", "59000")), "gate 7");
        problem(server.order(TestServer.TRADER_A1, OrdersOverHttpTest.order("p-2", "buy", "0", "59000")), "quantity");
        problem(server.send(TestServer.TRADER_A1, "DELETE", "/v1/orders/999999", null), "unknown");
        problem(server.putLimits(TestServer.RISK, "\"999\"", "{}"), "malformed");
        problem(server.get(TestServer.VIEWER, "/v1/nothing"), "no path");
        server.operations(TestServer.OPERATOR, "POST", "/v1/risk/kill", "{\"scope\":\"global\",\"reason\":\"drill\"}");
        problem(server.order(TestServer.TRADER_A1, OrdersOverHttpTest.order("p-3", "buy", "1", "59000")), "killed");
    }

    private void problem(HttpResponse<String> answer, String what) {
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        valid(
                document.at("/components/responses/Problem/content/application~1problem+json/schema"),
                answer.body(),
                what);
    }

    private void valid(JsonNode schema, String body, String what) {
        ObjectNode whole = json.createObjectNode();
        whole.setAll((ObjectNode) schema);
        whole.set("components", document.get("components"));
        Schema compiled = registry.getSchema(whole);
        assertThat(compiled.validate(parse(body))).as("%s: %s", what, body).isEmpty();
    }

    private JsonNode parse(String body) {
        try {
            return json.readTree(body);
        } catch (IOException e) {
            throw new IllegalStateException(body, e);
        }
    }

    private static String success(Operation operation) {
        List<String> codes = new ArrayList<>();
        operation.node().get("responses").fieldNames().forEachRemaining(codes::add);
        // A first answer comes before its repetition.
        return codes.contains("201")
                ? "201"
                : codes.stream()
                        .filter(code -> code.startsWith("2"))
                        .findFirst()
                        .orElseThrow();
    }

    private static String token(Operation operation) {
        JsonNode roles = operation.node().get("x-roles");
        List<String> names = new ArrayList<>();
        roles.forEach(role -> names.add(role.asText()));
        return names.isEmpty() ? null : TOKENS.get(names.contains("trader") ? "trader" : names.get(0));
    }

    /** The path's query with all examples; the ids are those of this run. */
    private String query(Operation operation) {
        StringBuilder query = new StringBuilder();
        for (JsonNode parameter : operation.node().path("parameters")) {
            if (parameter.get("in").asText().equals("query")) {
                String name = parameter.get("name").asText();
                JsonNode example = parameter.path("example");
                String value = name.equals("order_id")
                        ? orderId
                        : example.isArray() ? example.get(0).asText() : example.asText();
                query.append(query.isEmpty() ? '?' : '&')
                        .append(URLEncoder.encode(name, StandardCharsets.UTF_8))
                        .append('=')
                        .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
            }
        }
        return query.toString();
    }

    private String id(Operation operation) {
        for (JsonNode parameter : operation.node().path("parameters")) {
            if (parameter.get("in").asText().equals("path")) {
                String example = parameter.get("example").asText();
                return parameter.get("description").asText().startsWith("The order_id")
                        ? orderId
                        : example.startsWith("d-") ? "d-" + orderId : example;
            }
        }
        return "";
    }

    private HttpResponse<String> send(Operation operation, String query, String body, String token) {
        String id = orderId == null ? "1" : id(operation);
        String path = operation.path().replace("{id}", id) + (query.startsWith("?") ? query : "");
        boolean trading = operation.node().get("x-ports").get(0).asText().equals("trading");
        InetSocketAddress address = trading ? server.gateway.tradingAddress() : server.gateway.operationsAddress();
        HttpRequest.Builder request = HttpRequest.newBuilder(
                TestServer.request(address, token, operation.method(), path, body), (name, value) -> true);
        for (JsonNode parameter : operation.node().path("parameters")) {
            if (parameter.get("in").asText().equals("header")) {
                request.header(
                        parameter.get("name").asText(), parameter.get("example").asText());
            }
        }
        return server.client
                .sendAsync(request.build(), HttpResponse.BodyHandlers.ofString())
                .join();
    }
}

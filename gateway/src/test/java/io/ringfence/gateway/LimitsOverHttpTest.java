package io.ringfence.gateway;

import static io.ringfence.gateway.OrdersOverHttpTest.field;
import static io.ringfence.gateway.OrdersOverHttpTest.order;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Limits read and changed: by whom, at which version, what they may be, and that the next order is held to them. */
class LimitsOverHttpTest {
    private TestServer server = new TestServer();

    @AfterEach
    void close() {
        server.close();
    }

    private String version(String scopeAndKey) {
        HttpResponse<String> read = server.get(TestServer.RISK, "/v1/risk/limits?" + scopeAndKey);
        assertThat(read.statusCode()).as(read.body()).isEqualTo(200);
        String tag = read.headers().firstValue("ETag").orElseThrow();
        assertThat(tag).isEqualTo("\"" + field(read, "version") + "\"");
        return tag;
    }

    private static String ofA1(String limits) {
        return "{\"scope\":\"account\",\"key\":\"A1\",\"reason\":\"drill\",\"limits\":{" + limits + "}}";
    }

    private HttpResponse<String> change(String limits) {
        return server.putLimits(TestServer.RISK, version("scope=account&key=A1"), ofA1(limits));
    }

    private void refused(int status, String limits, String sentence) {
        HttpResponse<String> answer = change(limits);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains(sentence);
    }

    @Test
    void readsWhatIsInForce() {
        HttpResponse<String> one = server.get(TestServer.TRADER_A1, "/v1/risk/limits?scope=account&key=A1");
        assertThat(one.body())
                .contains(
                        "\"scope\":\"account\"",
                        "\"key\":\"A1\"",
                        "\"gross_abs\":\"250000\"",
                        "\"dq.allow_reduce_on_hard\":\"true\"",
                        "\"symbols.BTC-USD.max_order_qty\":\"5\"")
                .doesNotContain("net_abs");
        String all = server.get(TestServer.TRADER_A1, "/v1/risk/limits").body();
        assertThat(all).contains("\"scope\":\"global\"", "\"key\":\"A1\"").doesNotContain("\"key\":\"A2\"");
        assertThat(server.get(TestServer.AUDITOR, "/v1/risk/limits").body()).contains("\"key\":\"A2\"");
        assertThat(server.get(TestServer.TRADER_A1, "/v1/risk/limits?scope=account&key=A2")
                        .statusCode())
                .isEqualTo(404);
        assertThat(server.get(TestServer.RISK, "/v1/risk/limits?scope=symbol&key=BTC-USD")
                        .statusCode())
                .isEqualTo(400);
        assertThat(server.get(TestServer.RISK, "/v1/risk/limits?key=A1").statusCode())
                .isEqualTo(400);
    }

    @Test
    void tightensAtOnce() {
        HttpResponse<String> before = server.order(TestServer.TRADER_A1, order("l-1", "buy", "0.5", "59000"));
        assertThat(before.statusCode()).isEqualTo(201);
        HttpResponse<String> changed =
                change("\"pos_notional_abs\":\"12000.5\",\"max_positions\":2,\"symbols.BTC-USD.pos_qty\":\"1\"");
        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
        assertThat(changed.body())
                .contains("\"change\":\"tightened\"")
                .contains(
                        "{\"limit\":\"pos_notional_abs\",\"before\":\"100000\",\"after\":\"12000.5\",\"loosens\":false}")
                .contains("{\"limit\":\"max_positions\",\"before\":\"3\",\"after\":\"2\",\"loosens\":false}")
                .contains("{\"limit\":\"symbols.BTC-USD.pos_qty\",\"before\":\"3\",\"after\":\"1\",\"loosens\":false}");
        assertThat(changed.headers().firstValue("ETag")).contains(version("scope=account&key=A1"));
        HttpResponse<String> after = server.order(TestServer.TRADER_A1, order("l-2", "buy", "0.5", "59000"));
        assertThat(after.body()).contains("\"gate\":7", "12000.5");
        assertThat(after.statusCode()).isEqualTo(422);
    }

    @Test
    void saysWhatLoosensAndRefusesItWhereThatIsTheRule() {
        HttpResponse<String> loosened = change("\"gross_abs\":\"300000\",\"max_positions\":\"2\"");
        assertThat(loosened.body())
                .contains("\"change\":\"loosened\"")
                .contains("{\"limit\":\"gross_abs\",\"before\":\"250000\",\"after\":\"300000\",\"loosens\":true}");
        assertThat(change("\"pos_pct_bps\":null").body())
                .contains("{\"limit\":\"pos_pct_bps\",\"before\":\"2500\",\"after\":null,\"loosens\":true}");
        server.close();
        server = new TestServer(
                GatewayConfig.defaults("paper").withPorts(0, 0).withPolicy(new GatewayConfig.Policy(false, false, 0)));
        refused(403, "\"gross_abs\":\"300000\",\"max_positions\":\"2\"", "loosens \\\"gross_abs\\\";");
        assertThat(change("\"gross_abs\":\"200000\"").statusCode()).isEqualTo(200);
    }

    @Test
    void changesOnlyWhatWasRead() {
        String body = ofA1("\"gross_abs\":\"200000\"");
        String version = version("scope=account&key=A1");
        assertThat(server.send(TestServer.RISK, "PUT", "/v1/risk/limits", body).statusCode())
                .isEqualTo(428);
        assertThat(server.putLimits(TestServer.RISK, "*", body).statusCode()).isEqualTo(400);
        assertThat(server.putLimits(TestServer.RISK, "\"999\"", body).statusCode())
                .isEqualTo(412);
        List<CompletableFuture<Integer>> racing = List.of(
                CompletableFuture.supplyAsync(
                        () -> server.putLimits(TestServer.RISK, version, body).statusCode()),
                CompletableFuture.supplyAsync(
                        () -> server.putLimits(TestServer.RISK, version, body).statusCode()));
        assertThat(racing.stream().map(CompletableFuture::join)).containsExactlyInAnyOrder(200, 412);
    }

    @Test
    void refusesWhatCanNotBe() {
        refused(400, "", "names no limit");
        refused(400, "\"gros_abs\":\"1\"", "There is no limit");
        refused(400, "\"rho_cfg.BTC-USD|ETH-USD\":\"0\"", "There is no limit");
        refused(404, "\"symbols.DOGE.pos_qty\":\"1\"", "DOGE");
        refused(422, "\"gross_abs\":\"-1\"", "must be a decimal string");
        refused(422, "\"gross_abs\":\"1e5\"", "must be a decimal string");
        refused(422, "\"max_positions\":1.5", "must be a whole number");
        refused(422, "\"reduce_allowed\":\"yes\"", "must be true or false");
        refused(422, "\"gross_abs\":null", "can not be removed");
        refused(422, "\"dd_soft_bps\":1000", "dd_soft_bps (1000) must be below dd_hard_bps (1000)");
        refused(400, "\"gross_abs\":{}", "must not be an object");
        refused(400, "\"gross_abs\":[]", "must not be an array");
        assertThat(server.send(TestServer.RISK, "POST", "/v1/risk/kill/reset", "{\"scope\":{},\"reason\":\"x\"}")
                        .statusCode())
                .isEqualTo(400);
        for (String token : List.of(TestServer.TRADER_A1, TestServer.OPERATOR, TestServer.VIEWER, TestServer.ADMIN)) {
            assertThat(server.putLimits(token, "\"1\"", ofA1("\"gross_abs\":\"1\""))
                            .statusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    void changesTheMatrixOfEverybody() {
        String body = "{\"scope\":\"global\",\"reason\":\"drill\",\"limits\":{\"rho_cfg.ETH-USD|BTC-USD\":\"900000\"}}";
        HttpResponse<String> changed = server.putLimits(TestServer.RISK, version("scope=global"), body);
        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
        assertThat(changed.body()).contains("\"change\":\"loosened\"");
        assertThat(server.get(TestServer.VIEWER, "/v1/risk/limits?scope=global").body())
                .contains("\"rho_cfg.BTC-USD|ETH-USD\":\"900000\"");
    }
}

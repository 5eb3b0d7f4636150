package io.ringfence.gateway;

import static io.ringfence.gateway.OrdersOverHttpTest.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What clients and probes are told when the core, the journal or the read model can not do their work. */
class FailureOverHttpTest {
    private TestServer server = new TestServer();

    @AfterEach
    void close() {
        server.close();
    }

    private HttpResponse<String> probe(String path) {
        return server.operations(null, "GET", path, null);
    }

    @Test
    void answersNothingThatIsNotReleased() {
        server.core.records.hold();
        long before = server.core.records.appendedSequence();
        CompletableFuture<HttpResponse<String>> answer =
                server.orderLater(TestServer.TRADER_A1, order("x-1", "buy", "0.1", "59000"));
        await().until(() -> server.core.records.appendedSequence() > before);
        await().during(Duration.ofMillis(200)).until(() -> !answer.isDone());
        server.core.records.release();
        assertThat(answer.join().statusCode()).isEqualTo(201);
    }

    @Test
    void saysUnknownWhenTheCoreDies() {
        server.core.records.hold();
        long before = server.core.records.appendedSequence();
        CompletableFuture<HttpResponse<String>> waiting =
                server.orderLater(TestServer.TRADER_A1, order("x-2", "buy", "0.1", "59000"));
        await().until(() -> server.core.records.appendedSequence() > before);
        server.core.records.fail();
        HttpResponse<String> killer = server.order(TestServer.TRADER_A1, order("x-3", "buy", "0.1", "59000"));
        assertThat(killer.statusCode()).isEqualTo(503);
        assertThat(waiting.join().statusCode()).isEqualTo(503);
        assertThat(waiting.join().body()).contains("unknown", "client_order_id", "\"retryable\":true");
        assertThat(server.order(TestServer.TRADER_A1, order("x-4", "buy", "0.1", "59000"))
                        .statusCode())
                .isEqualTo(503);
        assertThat(probe("/health/ready").statusCode()).isEqualTo(503);
        assertThat(probe("/health/ready").body()).contains("the core has stopped");
        assertThat(probe("/health/trading").statusCode()).isEqualTo(503);
        assertThat(probe("/health/live").statusCode()).isEqualTo(200);
    }

    @Test
    void everyWaitingAnswerLeavesBeforeTheGatewayIsClosed() {
        server.core.records.hold();
        List<CompletableFuture<HttpResponse<String>>> waiting = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            waiting.add(server.orderLater(TestServer.TRADER_A1, order("d-" + i, "buy", "0.001", "59000")));
        }
        await().until(() -> probe("/metrics").body().contains("ringfence_http_pending 40.0"));
        server.gateway.coreStopped(new IllegalStateException("test"));
        server.gateway.close();
        for (CompletableFuture<HttpResponse<String>> answer : waiting) {
            assertThat(answer.join().statusCode()).isEqualTo(503);
        }
    }

    @Test
    void saysUnknownWhenNoRecordComesInTime() {
        server.close();
        GatewayConfig usual = GatewayConfig.defaults("paper");
        GatewayConfig.Patience patience = usual.patience();
        server = new TestServer(usual.withPatience(new GatewayConfig.Patience(
                Duration.ofMillis(100), patience.read(), patience.parse(), patience.idle())));
        server.core.records.hold();
        HttpResponse<String> answer = server.order(TestServer.TRADER_A1, order("x-5", "buy", "0.1", "59000"));
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("query by client_order_id");
        server.core.records.release();
    }

    @Test
    void pushesBackWhenTheRingIsFull() {
        server.core.full = true;
        HttpResponse<String> answer = server.order(TestServer.TRADER_A1, order("x-6", "buy", "0.1", "59000"));
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("\"code\":903", "\"name\":\"BACKPRESSURE\"", "\"retryable\":true");
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
        server.core.full = false;
        assertThat(server.order(TestServer.TRADER_A1, order("x-6", "buy", "0.1", "59000"))
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void raisesTheAlarmWhenReplayDiffers() {
        server.core.records.hold();
        CompletableFuture<HttpResponse<String>> answer =
                server.orderLater(TestServer.TRADER_A1, order("x-7", "buy", "0.1", "59000"));
        long next = server.core.records.releasedSequence() + 1;
        await().until(() -> server.core.records.appendedSequence() >= next);
        server.core.records.corrupt(next);
        server.core.records.release();
        answer.join();
        await().untilAsserted(
                        () -> assertThat(probe("/health/ready").statusCode()).isEqualTo(503));
        assertThat(probe("/health/ready").body()).contains("does not reproduce sequence " + next);
        assertThat(probe("/metrics").body()).contains("ringfence_follower_divergences 1.0");
    }

    @Test
    void haltsTradingWhenReplayDiffersUnlessToldOtherwise() {
        server.close();
        server = new TestServer(GatewayConfig.defaults("paper"), true);
        assertThat(server.order(TestServer.TRADER_A1, order("x-8", "buy", "0.1", "59000"))
                        .statusCode())
                .isEqualTo(201);
        server.core.records.hold();
        CompletableFuture<HttpResponse<String>> answer =
                server.orderLater(TestServer.TRADER_A1, order("x-9", "buy", "0.1", "59000"));
        long next = server.core.records.releasedSequence() + 1;
        await().until(() -> server.core.records.appendedSequence() >= next);
        server.core.records.corrupt(next);
        server.core.records.release();
        answer.join();

        await().untilAsserted(() -> assertThat(server.order(TestServer.TRADER_A1, order("x-10", "buy", "0.1", "59000"))
                        .statusCode())
                .isEqualTo(423));
        assertThat(probe("/health/ready").body()).contains("does not reproduce sequence " + next);
        assertThat(probe("/health/trading").statusCode()).isEqualTo(503);
        assertThat(probe("/metrics").body()).contains("ringfence_follower_first_divergence " + next + ".0");
        HttpResponse<String> kills = server.get(TestServer.RISK, "/v1/risk/state");
        assertThat(kills.body()).contains("\"follower\"", "sequence " + next);
    }

    @Test
    void isNotReadyWhileRecovering() {
        server.core.recovered = false;
        assertThat(probe("/health/ready").statusCode()).isEqualTo(503);
        assertThat(probe("/health/ready").body()).contains("recovering");
        server.core.recovered = true;
        assertThat(probe("/health/ready").statusCode()).isEqualTo(200);
    }

    @Test
    void exportsItsMetrics() {
        server.order(TestServer.TRADER_A1, order("x-8", "buy", "0.1", "59000"));
        server.order(TestServer.TRADER_A1, order("x-9", "buy", "6", "59000"));
        await().untilAsserted(() -> assertThat(probe("/metrics").body())
                .contains("ringfence_decisions_total{decision=\"approve\",code=\"0\",gate=\"0\",} 1.0")
                .contains("ringfence_decisions_total{decision=\"reject\",code=\"701\",gate=\"7\",} 1.0")
                .contains("ringfence_http_requests_total{route=\"/v1/orders\",method=\"POST\",status=\"201\",} 1.0")
                .contains("ringfence_stage_latency_seconds_count{stage=\"answered\",} 2.0")
                .contains("ringfence_ring_capacity 4096.0", "ringfence_ring_depth")
                .contains("ringfence_open_orders 1.0", "ringfence_dq_score{symbol=\"BTC-USD\",} 100.0")
                .contains("ringfence_kill_state{scope=\"global\",key=\"\",} 0.0", "ringfence_follower_lag 0.0")
                .contains("ringfence_journal_released_sequence", "jvm_memory_bytes_used"));
    }

    @Test
    void whatTheGatewayRunsBesideItCanBeAReasonNotToBeReady() throws Exception {
        java.util.concurrent.atomic.AtomicReference<String> problem =
                new java.util.concurrent.atomic.AtomicReference<>("");
        server.gateway.health().also(problem::get);
        assertThat(probe("/health/ready").statusCode()).isEqualTo(200);
        problem.set("FIX reports are not being made");
        assertThat(probe("/health/ready").statusCode()).isEqualTo(503);
        assertThat(probe("/health/ready").body()).contains("FIX reports are not being made");
    }
}

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

/** Who leaves answers unread is not given more of them; nobody else notices. */
class UnreadAnswersTest {
    private static final int MOST = 64;

    private final TestServer server = new TestServer(GatewayConfig.defaults("paper")
            .withPatience(new GatewayConfig.Patience(
                    Duration.ofSeconds(5), Duration.ofSeconds(50), Duration.ofSeconds(5), Duration.ofSeconds(60))));

    @AfterEach
    void close() {
        server.close();
    }

    private CompletableFuture<HttpResponse<String>> later(String path) {
        return server.client.sendAsync(
                TestServer.request(server.gateway.tradingAddress(), TestServer.VIEWER, "GET", path, null),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void boundsTheReadsOfOneKeyThatAreNotOver() {
        List<CompletableFuture<HttpResponse<String>>> reads = new ArrayList<>();
        String slow = "/v1/positions?min_seq=" + (server.core.records.releasedSequence() + 1);
        for (int i = 0; i < MOST + 10; i++) {
            reads.add(later(slow));
        }
        await().until(() -> reads.stream().filter(CompletableFuture::isDone).count() >= 10);
        List<HttpResponse<String>> refused = reads.stream()
                .filter(CompletableFuture::isDone)
                .map(CompletableFuture::join)
                .filter(answer -> answer.statusCode() == 429)
                .toList();
        assertThat(refused).hasSize(10);
        assertThat(refused.get(0).body()).contains("have not been read");
        assertThat(refused.get(0).headers().firstValue("Retry-After")).contains("1");
        assertThat(server.get(TestServer.AUDITOR, "/v1/positions").statusCode())
                .as("another key")
                .isEqualTo(200);

        // The sequence that the others wait for.
        assertThat(server.order(TestServer.TRADER_A1, order("u-1", "buy", "0.1", "59000"))
                        .statusCode())
                .isEqualTo(201);
        reads.forEach(CompletableFuture::join);
        await().until(() -> server.get(TestServer.VIEWER, "/v1/positions").statusCode() == 200);
        for (int i = 0; i < 3 * MOST; i++) {
            assertThat(server.get(TestServer.VIEWER, "/v1/positions").statusCode())
                    .isEqualTo(200);
        }
    }
}

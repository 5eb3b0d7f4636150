package io.ringfence.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ringfence.gateway.audit.Verdict;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an auditor may ask for, in which range, and what happens when it takes long or breaks. */
class AuditOverHttpTest {
    private static final String EXPORT = "/v1/audit/export";
    private static final String VERIFY = "/v1/audit/verify";

    private final TestServer server = new TestServer();

    @AfterEach
    void close() {
        server.close();
    }

    private HttpResponse<String> get(String path) {
        return server.get(TestServer.AUDITOR, path);
    }

    private CompletableFuture<HttpResponse<String>> later(String path) {
        HttpRequest request =
                TestServer.request(server.gateway.tradingAddress(), TestServer.AUDITOR, "GET", path, null);
        return server.client.sendAsync(request, HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void exportsTheRecordsOfARange() {
        long last = server.core.records.releasedSequence();
        HttpResponse<String> all = get(EXPORT);
        assertThat(all.statusCode()).isEqualTo(200);
        assertThat(all.headers().firstValue("Content-Type")).contains("application/x-ndjson");
        assertThat(all.body().lines()).hasSize((int) last).first().isEqualTo("{\"seq\":1}");
        assertThat(get(EXPORT + "?from=3&to=5").body()).isEqualTo("{\"seq\":3}\n{\"seq\":4}\n{\"seq\":5}\n");
        assertThat(get(EXPORT + "?from=" + (last + 1)).body()).isEmpty();
        assertThat(get(EXPORT + "?from=2020-01-01T00:00:00Z&to=" + Instant.now().plusSeconds(60))
                        .body())
                .isEqualTo(all.body());
        assertThat(get(EXPORT + "?to=2020-01-01T00:00:00Z").body()).isEmpty();
        for (String wrong :
                List.of("from=-1", "from=yesterday", "to=2026-13-01T00:00:00Z", "from=1&from=2", "until=3")) {
            assertThat(get(EXPORT + "?" + wrong).statusCode()).as(wrong).isEqualTo(400);
        }
    }

    @Test
    void tellsUnsignedFromBroken() {
        assertThat(Verdict.unsigned(3).result()).isEqualTo("unsigned");
        assertThat(Verdict.failed("record 7 is another one").result()).isEqualTo("broken");
    }

    @Test
    void isForAuditorsOnly() {
        for (String path : List.of(EXPORT, VERIFY)) {
            for (String token : List.of(TestServer.TRADER_A1, TestServer.RISK, TestServer.VIEWER, TestServer.ADMIN)) {
                assertThat(server.get(token, path).statusCode()).as(path).isEqualTo(403);
            }
        }
    }

    /** Nobody takes the beginning of a journal for all of it. */
    @Test
    void cutsOffWhatItCanNotFinish() {
        server.audit.failBehind = 3;
        assertThatThrownBy(() -> later(EXPORT).join()).hasMessageContaining("IOException");
        server.audit.failBehind = 0;
        HttpResponse<String> failed = get(EXPORT);
        assertThat(failed.statusCode()).as("nothing was written yet").isEqualTo(503);
        assertThat(failed.body()).contains("the disk is gone", "\"retryable\":true");
    }

    @Test
    void runsThreeExportsAtOnceAndOneCheckForAll() {
        CountDownLatch gate = server.audit.hold();
        List<CompletableFuture<HttpResponse<String>>> exports = new ArrayList<>();
        List<CompletableFuture<HttpResponse<String>>> checks = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            exports.add(later(EXPORT));
            checks.add(later(VERIFY));
        }
        await().until(() -> exports.stream().anyMatch(CompletableFuture::isDone));
        gate.countDown();
        assertThat(exports.stream().map(CompletableFuture::join).map(HttpResponse::statusCode))
                .containsExactlyInAnyOrder(200, 200, 200, 503);
        for (CompletableFuture<HttpResponse<String>> check : checks) {
            assertThat(check.join().body()).contains("\"state\":\"done\"", "\"result\":\"sound\"", "\"problem\":null");
        }
        assertThat(get(EXPORT).statusCode())
                .as("afterwards there is room again")
                .isEqualTo(200);
    }
}

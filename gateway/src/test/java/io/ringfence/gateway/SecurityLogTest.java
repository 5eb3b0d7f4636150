package io.ringfence.gateway;

import static io.ringfence.gateway.OrdersOverHttpTest.order;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.ringfence.gateway.auth.FileKeys;
import io.ringfence.gateway.auth.KeyFile;
import io.ringfence.gateway.auth.SandboxKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What the security channel says: who, what, from where, why; and never a secret or a line that a stranger wrote. */
class SecurityLogTest {
    private final Logger logger = (Logger) LoggerFactory.getLogger("io.ringfence.security");
    private final Level usual = logger.getLevel();
    private final ListAppender<ILoggingEvent> appender = new ListAppender<>();
    private final TestServer server = new TestServer();

    @BeforeEach
    void listen() {
        logger.setLevel(Level.INFO);
        appender.start();
        logger.addAppender(appender);
    }

    @AfterEach
    void close() {
        logger.detachAppender(appender);
        logger.setLevel(usual);
        server.close();
    }

    private Map<String, String> last() {
        return appender.list.get(appender.list.size() - 1).getMDCPropertyMap();
    }

    @Test
    void tellsWhoWasRefusedAndWhoAdministered() {
        server.get("rf_guessed-secret", "/v1/orders");
        assertThat(last())
                .containsEntry("event.action", "authentication_failed")
                .containsEntry("event.outcome", "failure")
                .containsEntry("source.address", "127.0.0.1")
                .containsEntry("ringfence.code", "1201");
        server.order(TestServer.VIEWER, order("s-1", "buy", "0.1", "59000"));
        assertThat(last())
                .containsEntry("event.action", "role_violation")
                .containsEntry("user.name", "viewer")
                .containsEntry("ringfence.asked", "POST /v1/orders");
        server.operations(
                TestServer.OPERATOR,
                "POST",
                "/v1/risk/kill",
                "{\"scope\":\"account\",\"key\":\"A1\",\"reason\":\"drill\"}");
        assertThat(last())
                .containsEntry("event.action", "kill")
                .containsEntry("user.name", "operator")
                .containsEntry("ringfence.subject", "account A1")
                .containsEntry("ringfence.reason", "drill");
        server.putLimits(
                TestServer.RISK,
                "\"1\"",
                "{\"scope\":\"account\",\"key\":\"A1\",\"reason\":\"night\",\"limits\":{\"max_positions\":2}}");
        assertThat(last()).containsEntry("event.action", "limits_change").containsEntry("ringfence.reason", "night");
        assertThat(appender.list.stream().map(ILoggingEvent::getFormattedMessage))
                .hasSize(4)
                .noneMatch(line -> line.contains("rf_"));
    }

    @Test
    void tellsOfKeysThatChange(@TempDir Path data) throws IOException {
        FileKeys keys = SandboxKeys.open(data, List.of("A1")).keys();
        KeyFile file = KeyFile.read(data);
        file.put("viewer", KeyFile.REVOKED);
        file.put("operator", "rf_another-token-than-before");
        file.put("viewer~alice", "rf_a-token-of-a-second-viewer");
        file.write();
        keys.refresh();
        assertThat(appender.list.stream()
                        .map(event -> event.getMDCPropertyMap().get("event.action") + " "
                                + event.getMDCPropertyMap().get("user.name")))
                .containsExactlyInAnyOrder("key_revoked viewer", "key_replaced operator", "key_added viewer~alice");
        assertThat(appender.list.stream().map(ILoggingEvent::getFormattedMessage))
                .noneMatch(line -> line.contains("rf_"));
    }

    @Test
    void keepsALineALine() {
        String reason = "x\\n2026 INFO all is well\\u2028" + "x".repeat(200);
        server.operations(
                TestServer.OPERATOR, "POST", "/v1/risk/kill", "{\"scope\":\"global\",\"reason\":\"" + reason + "\"}");
        String line = appender.list.get(0).getFormattedMessage();
        assertThat(line).contains("all is well").doesNotContain("\n", "\u2028").hasSizeLessThan(300);
        assertThat(last().get("ringfence.reason")).doesNotContain("\n", "\u2028");
    }
}

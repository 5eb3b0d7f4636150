package io.ringfence.gateway;

import static io.ringfence.gateway.OrdersOverHttpTest.order;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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
    void keepsALineALine() {
        String reason = "x\\n2026 INFO all is well\\u2028" + "x".repeat(200);
        server.operations(
                TestServer.OPERATOR, "POST", "/v1/risk/kill", "{\"scope\":\"global\",\"reason\":\"" + reason + "\"}");
        String line = appender.list.get(0).getFormattedMessage();
        assertThat(line).contains("all is well").doesNotContain("\n", "\u2028").hasSizeLessThan(300);
        assertThat(last().get("ringfence.reason")).doesNotContain("\n", "\u2028");
    }
}

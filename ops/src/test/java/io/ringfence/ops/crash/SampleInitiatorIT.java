package io.ringfence.ops.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import quickfix.ApplicationAdapter;
import quickfix.DefaultMessageFactory;
import quickfix.FileStoreFactory;
import quickfix.Message;
import quickfix.SLF4JLogFactory;
import quickfix.Session;
import quickfix.SessionID;
import quickfix.SessionSettings;
import quickfix.SocketInitiator;

/**
 * The initiator configuration that docs/fix.md prints, as it stands there, against the sandbox as it starts. Only the
 * port, which has to be free here, and the two folders are this test's.
 */
@Timeout(120)
class SampleInitiatorIT {
    private static final Path RULES = Path.of("../docs/fix.md");

    @TempDir
    private Path folder;

    private static String printed() throws Exception {
        Matcher block =
                Pattern.compile("```\\n(\\[default].*?)```", Pattern.DOTALL).matcher(Files.readString(RULES));
        assertThat(block.find()).as("a configuration in " + RULES).isTrue();
        return block.group(1);
    }

    private static String replaced(String text, String what, String with) {
        assertThat(text).contains(what);
        return text.replace(what, with);
    }

    /** A desk that does in {@code toAdmin} what the document says behind the configuration. */
    private static final class Desk extends ApplicationAdapter {
        private final String token;
        private final BlockingQueue<Message> received = new LinkedBlockingQueue<>();
        private final BlockingQueue<SessionID> loggedOn = new LinkedBlockingQueue<>();

        Desk(String token) {
            this.token = token;
        }

        @Override
        public void toAdmin(Message message, SessionID id) {
            if (message.isAdmin() && "A".equals(type(message))) {
                message.setString(553, "trader.A1");
                message.setString(554, token);
            }
        }

        private static String type(Message message) {
            try {
                return message.getHeader().getString(35);
            } catch (quickfix.FieldNotFound e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void onLogon(SessionID id) {
            loggedOn.add(id);
        }

        @Override
        public void fromApp(Message message, SessionID id) {
            received.add(message);
        }
    }

    @Test
    void connectsAsPrintedAndGetsAReport() throws Exception {
        Path data = folder.resolve("data");
        try (CoreProcess core = CoreProcess.start(data, Map.of())) {
            String text = replaced(printed(), "=data/", "=" + data + "/");
            text = replaced(text, "SocketConnectPort=9880", "SocketConnectPort=" + core.fixPort());
            text = replaced(text, "FileStorePath=", "FileStorePath=" + folder + "/");
            SessionSettings settings =
                    new SessionSettings(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
            Desk desk = new Desk(core.token("trader.A1"));
            SocketInitiator initiator = new SocketInitiator(
                    desk,
                    new FileStoreFactory(settings),
                    settings,
                    new SLF4JLogFactory(settings),
                    new DefaultMessageFactory());
            initiator.start();
            try {
                SessionID id = desk.loggedOn.poll(60, TimeUnit.SECONDS);
                assertThat(id).as("the session that logged on").isNotNull();
                Message order = new Message();
                order.getHeader().setString(35, "D");
                order.setString(11, "sample-1");
                order.setString(55, "BTC-USD");
                order.setString(54, "1");
                order.setString(38, "0.01");
                order.setString(40, "2");
                order.setString(44, "50000");
                order.setUtcTimeStamp(60, java.time.LocalDateTime.now(java.time.ZoneOffset.UTC), true);
                Session.sendToTarget(order, id);
                Message report = desk.received.poll(60, TimeUnit.SECONDS);
                assertThat(report).as("a report").isNotNull();
                assertThat(report.getString(11)).isEqualTo("sample-1");
                assertThat(report.getString(150)).isIn("0", "8");
                assertThat(report.getString(37)).isNotEmpty();
            } finally {
                initiator.stop(true);
            }
        }
    }
}

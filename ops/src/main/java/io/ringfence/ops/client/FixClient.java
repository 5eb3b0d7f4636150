package io.ringfence.ops.client;

import io.ringfence.gateway.fix.FixDictionary;
import io.ringfence.gateway.fix.FixLog;
import io.ringfence.ops.Failure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import quickfix.Application;
import quickfix.ConfigError;
import quickfix.DefaultMessageFactory;
import quickfix.FieldNotFound;
import quickfix.FileStoreFactory;
import quickfix.Message;
import quickfix.Session;
import quickfix.SessionID;
import quickfix.SessionSettings;
import quickfix.SocketInitiator;
import quickfix.StringField;

/** A FIX session for a person: logs on, sends what it is given, hands out what comes. */
public final class FixClient implements Application, AutoCloseable {
    private static final char SOH = 1;
    private static final int LOGON_SECONDS = 10;
    /** New order, cancel, replace, mass cancel: they have a TransactTime. */
    private static final Set<String> TIMED = Set.of("D", "F", "G", "q");

    /**
     * Where to, and as whom.
     *
     * @param store folder of the session's numbers; the same one each time, or the two sides lose count
     */
    public record Peer(String host, int port, String sender, String target, String keyName, String token, Path store) {}

    private final Peer peer;
    private final SessionID id;
    private final BlockingQueue<Message> received = new LinkedBlockingQueue<>();
    private final CountDownLatch answered = new CountDownLatch(1);
    private volatile boolean loggedOn;
    private volatile String refusal = "nobody answers there";
    private @Nullable SocketInitiator initiator;

    public FixClient(Peer peer) {
        this.peer = peer;
        id = new SessionID("FIX.4.4", peer.sender(), peer.target());
    }

    /** Connects and logs on. */
    public void logOn() {
        try {
            SessionSettings settings = settings();
            SocketInitiator started = new SocketInitiator(
                    this, new FileStoreFactory(settings), settings, new FixLog(), new DefaultMessageFactory());
            initiator = started;
            started.start();
            if (!answered.await(LOGON_SECONDS, TimeUnit.SECONDS) || !loggedOn) {
                throw new Failure(
                        Failure.CHECK_FAILED,
                        "no FIX session with " + peer.host() + ":" + peer.port() + " as " + peer.sender() + ": "
                                + refusal);
            }
        } catch (IOException e) {
            throw new Failure(Failure.USAGE, "the FIX session can not be set up: " + Failure.reason(e), e);
        } catch (ConfigError e) {
            throw new Failure(Failure.USAGE, "the FIX session can not be set up: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure(Failure.CHECK_FAILED, "interrupted before the Logon", e);
        }
    }

    private SessionSettings settings() throws IOException {
        SessionSettings settings = new SessionSettings();
        settings.setString("ConnectionType", "initiator");
        settings.setString(id, "BeginString", "FIX.4.4");
        settings.setString(id, "SenderCompID", peer.sender());
        settings.setString(id, "TargetCompID", peer.target());
        settings.setString("SocketConnectHost", peer.host());
        settings.setLong("SocketConnectPort", peer.port());
        settings.setString("ReconnectInterval", "60");
        settings.setString("HeartBtInt", "30");
        settings.setString("NonStopSession", "Y");
        settings.setString("FileStorePath", peer.store().toString());
        settings.setString("DataDictionary", FixDictionary.write(peer.store()).toString());
        settings.setString("UseDataDictionary", "Y");
        settings.setString("SocketTcpNoDelay", "Y");
        settings.setString("LogoutTimeout", "2");
        return settings;
    }

    /** Sends a message of this type with these fields, and the time where the type has one. */
    public void send(String type, Map<Integer, String> fields) {
        Message message = new Message();
        message.getHeader().setField(new StringField(35, type));
        fields.forEach((tag, value) -> message.setField(new StringField(tag, value)));
        if (TIMED.contains(type)) {
            message.setUtcTimeStamp(60, java.time.LocalDateTime.now(java.time.ZoneOffset.UTC), true);
        }
        Session session = Session.lookupSession(id);
        if (session != null) {
            session.send(message);
        }
    }

    /** The next message, readable, with bars between its fields; null when none comes in time. */
    public @Nullable Message next(long millis) throws InterruptedException {
        return received.poll(millis, TimeUnit.MILLISECONDS);
    }

    /** A message as people read it. */
    public static String show(Message message) {
        return message.toString().replace(SOH, '|');
    }

    /** A field of the body; empty when it is not there. */
    public static String field(Message message, int tag) {
        try {
            return message.isSetField(tag) ? message.getString(tag) : "";
        } catch (FieldNotFound e) {
            return "";
        }
    }

    private static String type(Message message) {
        try {
            return message.getHeader().getString(35);
        } catch (FieldNotFound e) {
            return "";
        }
    }

    @Override
    public void onCreate(SessionID sessionId) {
        // nothing to do before the Logon
    }

    @Override
    public void onLogon(SessionID sessionId) {
        loggedOn = true;
        answered.countDown();
    }

    @Override
    public void onLogout(SessionID sessionId) {
        answered.countDown();
    }

    @Override
    public void toAdmin(Message message, SessionID sessionId) {
        if (type(message).equals("A")) {
            message.setString(553, peer.keyName());
            message.setString(554, peer.token());
        }
    }

    @Override
    public void fromAdmin(Message message, SessionID sessionId) {
        if (type(message).equals("3")) {
            received.add(message);
        } else if (type(message).equals("5")) {
            String text = field(message, 58);
            refusal = text.isEmpty() ? "it logged us out" : text;
            if (!loggedOn) {
                answered.countDown();
            }
        }
    }

    @Override
    public void toApp(Message message, SessionID sessionId) {
        // sent as it is
    }

    @Override
    public void fromApp(Message message, SessionID sessionId) {
        received.add(message);
    }

    @Override
    public void close() {
        SocketInitiator started = initiator;
        if (started != null) {
            started.stop();
        }
    }
}

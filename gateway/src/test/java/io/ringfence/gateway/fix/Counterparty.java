package io.ringfence.gateway.fix;

import static org.awaitility.Awaitility.await;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import quickfix.Application;
import quickfix.ConfigError;
import quickfix.DefaultMessageFactory;
import quickfix.FieldNotFound;
import quickfix.FileStoreFactory;
import quickfix.Message;
import quickfix.SLF4JLogFactory;
import quickfix.Session;
import quickfix.SessionID;
import quickfix.SessionSettings;
import quickfix.SocketInitiator;
import quickfix.StringField;

/** A desk's FIX engine: QuickFIX/J as an initiator, with a store of its own. Knows nothing of the gateway's code. */
public final class Counterparty implements Application, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final SessionID id;
    private final String keyName;
    private final String token;
    private final BlockingQueue<Message> received = new LinkedBlockingQueue<>();
    private final List<String> logouts = java.util.Collections.synchronizedList(new ArrayList<>());
    private final Path folder;
    private final Path dictionary;
    private SocketInitiator initiator;
    private String logonExtra = "";
    private String account = "";
    private java.util.function.Consumer<SessionSettings> tls = settings -> {};

    public Counterparty(Path folder, Path dictionary, String sender, String target, String keyName, String token) {
        id = new SessionID("FIX.4.4", sender, target);
        this.folder = folder;
        this.dictionary = dictionary;
        this.keyName = keyName;
        this.token = token;
    }

    /** Adds {@code tag=value} to each Logon. */
    Counterparty logonWith(String field) {
        logonExtra = field;
        return this;
    }

    /** Speaks TLS; without a key store it shows no certificate. */
    Counterparty tls(Path trustStore, Path keyStore, String password) {
        tls = settings -> {
            settings.setString("SocketUseSSL", "Y");
            settings.setString("EnabledProtocols", "TLSv1.3,TLSv1.2");
            settings.setString("SocketTrustStore", trustStore.toString());
            settings.setString("SocketTrustStorePassword", password);
            if (keyStore != null) {
                settings.setString("SocketKeyStore", keyStore.toString());
                settings.setString("SocketKeyStorePassword", password);
            }
        };
        return this;
    }

    /** Orders and requests that name no account are for this one. */
    void account(String name) {
        account = name;
    }

    /** Connects without waiting for the Logon. */
    public Counterparty connect(InetSocketAddress to) {
        SessionSettings settings = new SessionSettings();
        settings.setString("ConnectionType", "initiator");
        settings.setString(id, "BeginString", "FIX.4.4");
        settings.setString(id, "SenderCompID", id.getSenderCompID());
        settings.setString(id, "TargetCompID", id.getTargetCompID());
        settings.setString("SocketConnectHost", "127.0.0.1");
        settings.setLong("SocketConnectPort", to.getPort());
        settings.setString("ReconnectInterval", "1");
        settings.setString("HeartBtInt", "30");
        settings.setString("NonStopSession", "Y");
        settings.setString("FileStorePath", folder.toString());
        settings.setString("FileStoreSync", "N");
        settings.setString("UseDataDictionary", "Y");
        settings.setString("DataDictionary", dictionary.toString());
        settings.setString("ValidateUserDefinedFields", "Y");
        settings.setString("SocketTcpNoDelay", "Y");
        settings.setString("LogoutTimeout", "1");
        tls.accept(settings);
        try {
            initiator = new SocketInitiator(
                    this,
                    new FileStoreFactory(settings),
                    settings,
                    new SLF4JLogFactory(settings),
                    new DefaultMessageFactory());
            initiator.start();
        } catch (ConfigError e) {
            throw new IllegalStateException(e);
        }
        return this;
    }

    /** Connects and waits for the Logon. */
    public Counterparty logOn(InetSocketAddress to) {
        connect(to);
        await().atMost(PATIENCE).until(this::isLoggedOn);
        return this;
    }

    public boolean isLoggedOn() {
        Session session = Session.lookupSession(id);
        return session != null && session.isLoggedOn();
    }

    Session session() {
        return Session.lookupSession(id);
    }

    List<String> logouts() {
        return logouts;
    }

    /** Sends a message written as {@code 35=D 11=a 54=1}; 60 is added where the type has it. */
    public void send(String text) {
        Message message = new Message();
        for (String field : text.split(" ", -1)) {
            int equals = field.indexOf('=');
            int tag = Integer.parseInt(field.substring(0, equals));
            StringField value = new StringField(tag, field.substring(equals + 1));
            if (tag == 35 || tag == 97) {
                message.getHeader().setField(value);
            } else {
                message.setField(value);
            }
        }
        try {
            String type = message.getHeader().getString(35);
            if (!account.isEmpty() && !message.isSetField(1)) {
                message.setString(1, account);
            }
            if ("DFGq".contains(type)) {
                message.setUtcTimeStamp(60, java.time.LocalDateTime.now(java.time.ZoneOffset.UTC), true);
            }
        } catch (FieldNotFound e) {
            throw new IllegalStateException(e);
        }
        Session.lookupSession(id).send(message);
    }

    public void order(String id, String rest) {
        send("35=D 11=" + id + " 55=BTC-USD 54=1 40=2 59=1 " + rest);
    }

    /** The next message, of the application or a Reject. */
    public Message next() {
        try {
            Message message = received.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (message == null) {
                throw new AssertionError("no message came");
            }
            return message;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The next message with these tags only: {@code 8 150=0 39=0}; a tag that is not there is left out. */
    public String next(int... tags) {
        return show(next(), tags);
    }

    static String show(Message message, int... tags) {
        StringBuilder text = new StringBuilder(type(message));
        for (int tag : tags) {
            String value = field(message, tag);
            if (!value.isEmpty()) {
                text.append(' ').append(tag).append('=').append(value);
            }
        }
        return text.toString();
    }

    static String type(Message message) {
        try {
            return message.getHeader().getString(35);
        } catch (FieldNotFound e) {
            throw new IllegalStateException(e);
        }
    }

    static String field(Message message, int tag) {
        try {
            return message.isSetField(tag) ? message.getString(tag) : "";
        } catch (FieldNotFound e) {
            return "";
        }
    }

    List<Message> drain() {
        List<Message> all = new ArrayList<>();
        received.drainTo(all);
        return all;
    }

    @Override
    public void onCreate(SessionID sessionId) {}

    @Override
    public void onLogon(SessionID sessionId) {}

    @Override
    public void onLogout(SessionID sessionId) {}

    @Override
    public void toAdmin(Message message, SessionID sessionId) {
        if (type(message).equals("A")) {
            if (!keyName.isEmpty()) {
                message.setString(553, keyName);
                message.setString(554, token);
            }
            if (!logonExtra.isEmpty()) {
                int equals = logonExtra.indexOf('=');
                message.setString(Integer.parseInt(logonExtra.substring(0, equals)), logonExtra.substring(equals + 1));
            }
        }
    }

    @Override
    public void fromAdmin(Message message, SessionID sessionId) {
        if (type(message).equals("3")) {
            received.add(message);
        } else if (type(message).equals("5")) {
            logouts.add(field(message, 58));
        }
    }

    @Override
    public void toApp(Message message, SessionID sessionId) {}

    @Override
    public void fromApp(Message message, SessionID sessionId) {
        received.add(message);
    }

    /** The connection is cut; the store stays. */
    @Override
    public void close() {
        if (initiator != null) {
            initiator.stop(true);
            initiator = null;
        }
    }
}

package io.ringfence.bench.fix;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import quickfix.Application;
import quickfix.ConfigError;
import quickfix.DefaultMessageFactory;
import quickfix.FieldMap;
import quickfix.FieldNotFound;
import quickfix.MemoryStoreFactory;
import quickfix.Message;
import quickfix.Session;
import quickfix.SessionID;
import quickfix.SessionSettings;
import quickfix.StringField;
import quickfix.ThreadedSocketInitiator;

/**
 * The initiator that drives both servers: one QuickFIX/J session that keeps no messages and checks as little as it can,
 * so that what differs is the server.
 */
public final class Desk implements Application, AutoCloseable {
    static final String SENDER = "A1";
    static final String TARGET = "RINGFENCE";

    private static final SessionID ID = new SessionID("FIX.4.4", SENDER, TARGET);
    private static final long LOGON_SECONDS = 20;

    /** Told of the first answer to an order, on the session's thread. */
    public interface Answers {
        void answered(long number);
    }

    private final ThreadedSocketInitiator initiator;
    private final CountDownLatch loggedOn = new CountDownLatch(1);
    private final AtomicReference<@Nullable String> problem = new AtomicReference<>();
    private final Session session;
    private volatile Answers answers = number -> {};
    private volatile CountDownLatch massCancel = new CountDownLatch(0);

    /** Connects and logs on. */
    public Desk(int port) throws ConfigError, InterruptedException {
        SessionSettings settings = new SessionSettings();
        settings.setString("ConnectionType", "initiator");
        settings.setString(ID, "BeginString", "FIX.4.4");
        settings.setString(ID, "SenderCompID", SENDER);
        settings.setString(ID, "TargetCompID", TARGET);
        settings.setString("SocketConnectHost", "127.0.0.1");
        settings.setLong("SocketConnectPort", port);
        settings.setString("SocketTcpNoDelay", "Y");
        settings.setString("HeartBtInt", "30");
        settings.setString("NonStopSession", "Y");
        settings.setString("UseDataDictionary", "N");
        settings.setString("PersistMessages", "N");
        settings.setString("LogoutTimeout", "1");
        initiator = new ThreadedSocketInitiator(
                this, new MemoryStoreFactory(), settings, new NoLog(), new DefaultMessageFactory());
        initiator.start();
        Session found = Session.lookupSession(ID);
        if (found == null || !loggedOn.await(LOGON_SECONDS, TimeUnit.SECONDS)) {
            initiator.stop(true);
            throw new IllegalStateException("no Logon was answered within " + LOGON_SECONDS + " s");
        }
        session = found;
    }

    /** From now on answers are told to somebody else. */
    public void answersTo(Answers listener) {
        answers = listener;
    }

    /** What went wrong, or null: a refusal makes every figure worthless. */
    @Nullable
    public String problem() {
        String found = problem.get();
        return found == null && !session.isLoggedOn() ? "the session was logged out" : found;
    }

    /** Sends a limit order that rests far below the market: one report answers it. */
    public void order(long number) {
        Message order = message("D");
        set(order, 11, Long.toString(number));
        set(order, 1, SENDER);
        set(order, 55, "BTC-USD");
        set(order, 54, "1");
        set(order, 38, "0.001");
        set(order, 40, "2");
        set(order, 44, "56000");
        set(order, 59, "1");
        time(order);
        session.send(order);
    }

    /** Cancels an order of before; the request's own id is the order's with a letter. */
    public void cancel(long number) {
        Message request = message("F");
        set(request, 11, "c" + number);
        set(request, 41, Long.toString(number));
        set(request, 1, SENDER);
        set(request, 55, "BTC-USD");
        set(request, 54, "1");
        time(request);
        session.send(request);
    }

    /** Cancels what rests, and waits until that is done: the next measurement begins with an empty book. */
    void cancelAll(long number) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        massCancel = done;
        Message request = message("q");
        set(request, 11, "q" + number);
        set(request, 1, SENDER);
        set(request, 530, "7");
        time(request);
        session.send(request);
        if (!done.await(60, TimeUnit.SECONDS)) {
            problem.compareAndSet(null, "the mass cancel was not answered within 60 s");
        }
    }

    private static Message message(String type) {
        Message message = new Message();
        message.getHeader().setField(new StringField(35, type));
        return message;
    }

    private static void set(FieldMap message, int tag, String value) {
        message.setField(new StringField(tag, value));
    }

    private static void time(Message message) {
        message.setUtcTimeStamp(60, LocalDateTime.now(ZoneOffset.UTC), true);
    }

    private static String text(FieldMap message, int tag) throws FieldNotFound {
        return message.isSetField(tag) ? message.getString(tag) : "";
    }

    @Override
    public void fromApp(Message message, SessionID sessionId) throws FieldNotFound {
        String type = text(message.getHeader(), 35);
        switch (type) {
            case "D" -> answers.answered(Long.parseLong(text(message, 11)));
            case "8" -> report(message);
            case "r", "q" -> massCancel.countDown();
            default -> problem.compareAndSet(null, "a message that nobody expects: " + message);
        }
    }

    private void report(Message report) throws FieldNotFound {
        switch (text(report, 150)) {
            case "0" -> answers.answered(Long.parseLong(text(report, 11)));
            case "4" -> {
                // of the mass cancel
            }
            default -> problem.compareAndSet(null, "an order was not accepted: " + text(report, 58));
        }
    }

    @Override
    public void fromAdmin(Message message, SessionID sessionId) throws FieldNotFound {
        if (text(message.getHeader(), 35).equals("3")) {
            problem.compareAndSet(null, "a Reject: " + text(message, 58));
        }
    }

    @Override
    public void onLogon(SessionID sessionId) {
        loggedOn.countDown();
    }

    @Override
    public void onCreate(SessionID sessionId) {
        // nothing
    }

    @Override
    public void onLogout(SessionID sessionId) {
        // seen by problem()
    }

    @Override
    public void toAdmin(Message message, SessionID sessionId) {
        // no key is asked for
    }

    @Override
    public void toApp(Message message, SessionID sessionId) {
        // sent as it is
    }

    @Override
    public void close() {
        initiator.stop(true);
    }
}

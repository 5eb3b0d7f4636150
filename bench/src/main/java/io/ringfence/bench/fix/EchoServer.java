package io.ringfence.bench.fix;

import io.ringfence.gateway.GatewayConfig.Address;
import io.ringfence.gateway.fix.FixConfig;
import io.ringfence.gateway.fix.FixDictionary;
import io.ringfence.gateway.fix.FixLog;
import io.ringfence.gateway.fix.FixSettings;
import io.ringfence.gateway.snapshot.SnapshotPolicy;
import io.ringfence.journal.snapshot.SnapshotStore;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import quickfix.Application;
import quickfix.ConfigError;
import quickfix.DefaultMessageFactory;
import quickfix.FileStoreFactory;
import quickfix.Message;
import quickfix.Session;
import quickfix.SessionID;
import quickfix.SessionSettings;
import quickfix.ThreadedSocketAcceptor;

/**
 * What QuickFIX/J costs without anything behind it: an acceptor with the gateway's own settings (file store, dictionary)
 * that sends each message back on the thread that read it. A process of its own, as the gateway is.
 */
public final class EchoServer implements Application {
    private EchoServer() {}

    /** Tells the port that was really opened. */
    private static final class Acceptor extends ThreadedSocketAcceptor {
        Acceptor(SessionSettings settings) throws ConfigError {
            super(
                    new EchoServer(),
                    new FileStoreFactory(settings),
                    settings,
                    new FixLog(),
                    new DefaultMessageFactory());
        }

        int port() {
            return ((InetSocketAddress) getEndpoints().iterator().next().getLocalAddress()).getPort();
        }
    }

    /** Listens until it is killed; prints its port. The argument is a folder for its store. */
    public static void main(String[] arguments) throws ConfigError, IOException, InterruptedException {
        Path folder = Path.of(arguments[0]);
        Acceptor acceptor = new Acceptor(FixSettings.of(config(folder), FixDictionary.write(folder)));
        acceptor.start();
        System.out.println(ServerProcess.FIX_LINE + " 127.0.0.1:" + acceptor.port());
        System.out.flush();
        new CountDownLatch(1).await();
    }

    private static FixConfig config(Path folder) {
        FixConfig.Session session = new FixConfig.Session(
                Desk.SENDER,
                Desk.TARGET,
                Desk.SENDER,
                Set.of(Desk.SENDER),
                FixConfig.Auth.NONE,
                null,
                false,
                false,
                false,
                FixConfig.OnDisconnect.NONE,
                Set.of(),
                false);
        return new FixConfig(
                new Address("127.0.0.1", 0),
                folder,
                false,
                "paper",
                FixConfig.SENDING_TIME_SECONDS,
                FixConfig.MAX_MESSAGE_BYTES,
                FixConfig.ENDED_ORDERS,
                new SnapshotPolicy(new SnapshotStore(folder.resolve("state"), 1), Long.MAX_VALUE, Long.MAX_VALUE),
                null,
                List.of(session));
    }

    @Override
    public void fromApp(Message message, SessionID sessionId) {
        Session session = Session.lookupSession(sessionId);
        if (session != null) {
            session.send((Message) message.clone());
        }
    }

    @Override
    public void onCreate(SessionID sessionId) {
        // nothing
    }

    @Override
    public void onLogon(SessionID sessionId) {
        // nothing
    }

    @Override
    public void onLogout(SessionID sessionId) {
        // nothing
    }

    @Override
    public void toAdmin(Message message, SessionID sessionId) {
        // nothing
    }

    @Override
    public void fromAdmin(Message message, SessionID sessionId) {
        // nothing
    }

    @Override
    public void toApp(Message message, SessionID sessionId) {
        // nothing
    }
}

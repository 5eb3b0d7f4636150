package io.ringfence.gateway.fix;

import io.ringfence.engine.state.EngineState;
import io.ringfence.engine.state.OrderSession;
import io.ringfence.gateway.CommandPort;
import io.ringfence.gateway.auth.Credential;
import io.ringfence.gateway.auth.Keys;
import io.ringfence.gateway.http.ListenException;
import io.ringfence.gateway.record.Names;
import io.ringfence.gateway.record.ReleasedRecords;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.mina.core.filterchain.IoFilterChain;
import org.apache.mina.core.service.IoAcceptor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import quickfix.ConfigError;
import quickfix.DefaultMessageFactory;
import quickfix.FileStoreFactory;
import quickfix.MessageStore;
import quickfix.MessageStoreFactory;
import quickfix.RuntimeError;
import quickfix.SessionID;
import quickfix.SessionSettings;
import quickfix.ThreadedSocketAcceptor;
import quickfix.mina.message.FIXProtocolCodecFactory;

/**
 * {@link FixGateway} with QuickFIX/J: an acceptor with one thread for each connection.
 *
 * <pre>
 *   socket ─> SizeCap ─> codec ─> LogonGuard ─> session ─> FixApplication ─> CommandPort ─> core ─> journal
 *   socket <─ session (store) <─ Links <─ Reporter <─ FixEgress <─ ReleasedRecords <─────────────────┘
 * </pre>
 */
public final class QuickFixGateway implements FixGateway {
    private static final Logger LOG = LoggerFactory.getLogger(QuickFixGateway.class);

    private final FixConfig config;
    private final Links links = new Links();
    private final Map<String, Long> lastJournaled = new HashMap<>();
    private final FixEgress egress;
    private final Chores chores;
    private final Acceptor acceptor;
    private volatile boolean serving;
    private boolean closed;

    /** Tells the port that was really opened, which QuickFIX/J keeps to itself. */
    private static final class Acceptor extends ThreadedSocketAcceptor {
        Acceptor(FixApplication application, MessageStoreFactory stores, SessionSettings settings) throws ConfigError {
            super(application, stores, settings, new FixLog(), new DefaultMessageFactory());
        }

        InetSocketAddress address() {
            for (IoAcceptor endpoint : getEndpoints()) {
                if (endpoint.getLocalAddress() instanceof InetSocketAddress address) {
                    return address;
                }
            }
            throw new IllegalStateException("the FIX port is not open");
        }
    }

    /**
     * Wires everything and opens the stores; no port yet.
     *
     * @param recovered the state before the core runs: it has a {@code DefineSession} for each configured session
     * @param names of the read model
     * @throws IOException with a sentence for people when a store or the dictionary can not be used
     */
    public QuickFixGateway(
            FixConfig config,
            EngineState recovered,
            CommandPort port,
            ReleasedRecords records,
            Supplier<Names> names,
            Keys keys)
            throws IOException {
        this.config = config;
        for (FixConfig.Session session : config.sessions()) {
            OrderSession defined = recovered.sessions.find(session.name());
            if (defined == null) {
                throw new IllegalArgumentException("session " + session.name() + " has no id in the journal");
            }
            links.add(new Link(session, defined.id));
            lastJournaled.put(session.name(), defined.lastSeqNum);
        }
        InFlight inFlight = new InFlight();
        egress = new FixEgress(
                records,
                () -> new Reporter(config.endedOrders(), config.mode(), links, inFlight),
                config.saving(),
                this::reportsStopped);
        chores = new Chores(port, names, egress::wake);
        chores.watch(links, keys);
        Path dictionary = FixDictionary.write(config.folder());
        SessionSettings settings = FixSettings.of(config, dictionary);
        FixApplication application = new FixApplication(links, port, names, inFlight, chores, egress::wake);
        try {
            acceptor = new Acceptor(application, new Stores(settings), settings);
        } catch (ConfigError | RuntimeError e) {
            throw new IOException("the FIX sessions can not be set up: " + e.getMessage(), e);
        }
        LogonGuard guard = new LogonGuard(config.sessions(), new LogonCheck(keys), this::hasFailed, this::keyAccepted);
        acceptor.setIoFilterChainBuilder(chain -> filter(chain, guard));
    }

    private void filter(IoFilterChain chain, LogonGuard guard) {
        chain.addBefore(FIXProtocolCodecFactory.FILTER_NAME, "size-cap", new SizeCap(config.maxMessageBytes()));
        chain.addLast("logon-guard", guard);
    }

    private boolean hasFailed(String session) {
        Link link = links.find(session);
        ReportStore store = link == null ? null : link.store();
        return store != null && store.failure() != null;
    }

    private void keyAccepted(FixConfig.Session session, @Nullable Credential credential, long lastMessageNanos) {
        Link link = links.find(session.name());
        if (link != null) {
            link.credential(credential);
            link.awaitStartingOver(lastMessageNanos);
        }
    }

    /** Opens each session's store once, with the number of the next message as the journal has it. */
    private final class Stores implements MessageStoreFactory {
        private final FileStoreFactory files;

        Stores(SessionSettings settings) {
            files = new FileStoreFactory(settings);
        }

        @Override
        public MessageStore create(SessionID sessionId) {
            for (Link link : links.all()) {
                if (link.sessionId().equals(sessionId)) {
                    return open(link);
                }
            }
            throw new IllegalStateException("session " + sessionId + " is not configured");
        }

        private MessageStore open(Link link) {
            Path lastReport = config.folder().resolve(link.config().name() + ".last-report");
            try {
                ReportStore store = new ReportStore(files.create(link.sessionId()), lastReport, link::stop);
                long next = lastJournaled.getOrDefault(link.config().name(), 0L) + 1;
                if (store.getNextTargetMsgSeqNum() > next) {
                    LOG.info(
                            "FIX session {}: {} is expected next, as the journal says, and not {}",
                            link.config().name(),
                            next,
                            store.getNextTargetMsgSeqNum());
                    store.setNextTargetMsgSeqNum((int) next);
                }
                link.store(store);
                return store;
            } catch (IOException e) {
                throw new RuntimeError("the store of session " + link.config().name() + ": " + e.getMessage(), e);
            }
        }
    }

    @Override
    public void start() {
        try {
            acceptor.start();
            serving = true;
            // Only now does every session exist: a report that found none would be passed over for good.
            egress.start();
        } catch (ConfigError | RuntimeError e) {
            throw new ListenException(
                    "FIX can not listen on " + config.address().host() + ":"
                            + config.address().port() + ": " + e.getMessage(),
                    e);
        }
    }

    @Override
    public InetSocketAddress address() {
        return acceptor.address();
    }

    @Override
    public List<SessionState> sessions() {
        List<SessionState> states = new ArrayList<>();
        for (Link link : links.all()) {
            states.add(state(link));
        }
        return states;
    }

    private static SessionState state(Link link) {
        ReportStore store = link.store();
        IOException failure = store == null ? null : store.failure();
        long in = 0;
        long out = 0;
        String problem = failure == null ? "" : String.valueOf(failure.getMessage());
        if (store != null && failure == null) {
            try {
                in = store.getNextTargetMsgSeqNum();
                out = store.getNextSenderMsgSeqNum();
            } catch (IOException e) {
                problem = String.valueOf(e.getMessage());
            }
        }
        return new SessionState(
                link.config().name(),
                link.isLoggedOn(),
                in,
                out,
                link.traffic().in(),
                link.traffic().out(),
                problem);
    }

    @Override
    public boolean isReporting() {
        return egress.isAlive();
    }

    @Override
    public long reportedSequence() {
        return egress.sequence();
    }

    @Override
    public long reportsStartedBehind() {
        return egress.startedBehind();
    }

    @Override
    public void recordsReleased() {
        egress.wake();
    }

    /** Whoever cannot be told what became of an order must not enter one. */
    private void reportsStopped() {
        LOG.error("no FIX session is served any more, because nothing can be reported");
        new Thread(this::stopServing, "ringfence-fix-stop").start();
    }

    @Override
    public synchronized void stopServing() {
        if (serving) {
            serving = false;
            acceptor.stop(false);
            chores.close();
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        stopServing();
        chores.close();
        egress.close();
        for (Link link : links.all()) {
            close(link.store());
        }
    }

    private static void close(@Nullable ReportStore store) {
        try {
            if (store != null) {
                store.close();
            }
        } catch (IOException e) {
            LOG.error("a FIX message store could not be closed", e);
        }
    }
}

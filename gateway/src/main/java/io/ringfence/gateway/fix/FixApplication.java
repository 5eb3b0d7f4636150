package io.ringfence.gateway.fix;

import io.ringfence.engine.command.CommandWriter;
import io.ringfence.engine.pipeline.CommandClass;
import io.ringfence.engine.pipeline.CommandPublisher;
import io.ringfence.gateway.CommandPort;
import io.ringfence.gateway.record.Names;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import quickfix.Application;
import quickfix.FieldNotFound;
import quickfix.IncorrectTagValue;
import quickfix.Message;
import quickfix.Session;
import quickfix.SessionID;
import quickfix.UnsupportedMessageType;

/** What the FIX engine tells us. Messages of the application become commands; nothing here waits for anything. */
final class FixApplication implements Application {
    private static final Logger LOG = LoggerFactory.getLogger(FixApplication.class);
    private static final int NOT_AVAILABLE = 4;
    private static final int NOT_AUTHORIZED = 6;

    /** What one session's thread works with. */
    private static final class Desk {
        private final Link link;
        private final CommandWriter writer = new CommandWriter();
        private final OrderMessages orders;
        private final MarketDataMessages marketData;

        Desk(Link link, Supplier<Names> names, InFlight inFlight) {
            this.link = link;
            orders = new OrderMessages(link.config(), link.id(), names, inFlight, writer);
            marketData = new MarketDataMessages(names, writer);
        }
    }

    private final Map<SessionID, Desk> desks = new HashMap<>();
    private final CommandPort port;
    private final InFlight inFlight;
    private final Chores chores;
    private final Runnable published;

    FixApplication(
            Links links,
            CommandPort port,
            Supplier<Names> names,
            InFlight inFlight,
            Chores chores,
            Runnable published) {
        this.port = port;
        this.inFlight = inFlight;
        this.chores = chores;
        this.published = published;
        links.all().forEach(link -> desks.put(link.sessionId(), new Desk(link, names, inFlight)));
    }

    private Desk desk(SessionID sessionId) {
        return Objects.requireNonNull(desks.get(sessionId), "a session that is not configured");
    }

    @Override
    public void onCreate(SessionID sessionId) {
        LOG.debug("FIX session {} is open for its Logon", sessionId);
    }

    @Override
    public void onLogon(SessionID sessionId) {
        LOG.info("FIX session {} logged on", desk(sessionId).link.config().name());
    }

    @Override
    public void onLogout(SessionID sessionId) {
        Link link = desk(sessionId).link;
        LOG.info("FIX session {} logged out", link.config().name());
        chores.loggedOut(link);
    }

    @Override
    public void toAdmin(Message message, SessionID sessionId) {
        desk(sessionId).link.traffic().sent(Fields.text(message.getHeader(), Tags.MSG_TYPE));
    }

    @Override
    public void fromAdmin(Message message, SessionID sessionId) {
        Link link = desk(sessionId).link;
        String type = Fields.text(message.getHeader(), Tags.MSG_TYPE);
        link.traffic().received(type);
        // Who may log on was decided before the engine saw the message.
        if (type.equals("A")) {
            link.onDisconnect(
                    switch (Fields.text(message, Tags.CANCEL_ON_DISCONNECT)) {
                        case "N" -> FixConfig.OnDisconnect.NONE;
                        case "S" -> FixConfig.OnDisconnect.SESSION;
                        case "Y" -> FixConfig.OnDisconnect.ACCOUNT;
                        default -> link.config().onDisconnect();
                    });
        }
    }

    @Override
    public void toApp(Message message, SessionID sessionId) {
        // what was said is said again when it is asked for
        desk(sessionId).link.traffic().sent(Fields.text(message.getHeader(), Tags.MSG_TYPE));
    }

    @Override
    public void fromApp(Message message, SessionID sessionId)
            throws FieldNotFound, IncorrectTagValue, UnsupportedMessageType {
        Desk desk = desk(sessionId);
        String type = message.getHeader().getString(Tags.MSG_TYPE);
        desk.link.traffic().received(type);
        long seqNum = message.getHeader().getInt(Tags.MSG_SEQ_NUM);
        FixConfig.Session config = desk.link.config();
        boolean marketData = type.equals("W") || type.equals("X");
        if (marketData ? !config.feed() : config.dropCopy() || config.feed()) {
            refuse(desk, seqNum, type, NOT_AUTHORIZED, "this session may not send messages of type " + type);
        } else if (marketData) {
            desk.writer.origin(0, seqNum, desk.link.id(), desk.link.keyId());
            // Market data give way: what finds no room is replaced by the next quote.
            desk.marketData.read(message, type.equals("W"), commandClass -> publish(desk, commandClass));
        } else {
            order(desk, message, type, seqNum);
        }
    }

    private void order(Desk desk, Message message, String type, long seqNum)
            throws FieldNotFound, IncorrectTagValue, UnsupportedMessageType {
        OrderMessages.Encoded encoded = desk.orders.encode(message, type, seqNum, desk.link.keyId());
        CommandPublisher.Result result = publish(desk, encoded.commandClass());
        if (result == CommandPublisher.Result.PUBLISHED) {
            desk.link.unmarked(0);
            return;
        }
        inFlight.take(encoded.number());
        refuse(
                desk,
                seqNum,
                type,
                NOT_AVAILABLE,
                switch (result) {
                    case FULL -> "R=903 BACKPRESSURE; nothing was done, send it again";
                    case NO_SPACE -> "R=902 JOURNAL; nothing was done; cancels still work";
                    default -> "the core has stopped; nothing was done";
                });
    }

    private CommandPublisher.Result publish(Desk desk, CommandClass commandClass) {
        CommandPublisher.Result result =
                port.publish(commandClass, desk.writer.buffer(), 0, desk.writer.length(), System.nanoTime());
        if (result == CommandPublisher.Result.PUBLISHED) {
            published.run();
        }
        return result;
    }

    /** Said at once, past the journal; that this message was read is journaled later, so that a crash does not revive it. */
    private void refuse(Desk desk, long seqNum, String type, int reason, String text) {
        Session session = Session.lookupSession(desk.link.sessionId());
        if (session != null) {
            session.send(Reports.businessReject(seqNum, type, reason, text));
        }
        desk.link.unmarked(seqNum);
        chores.mark(desk.link);
    }
}

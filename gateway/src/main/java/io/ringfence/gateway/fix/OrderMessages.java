package io.ringfence.gateway.fix;

import io.ringfence.engine.command.CommandWriter;
import io.ringfence.engine.pipeline.CommandClass;
import io.ringfence.engine.schema.NewOrderEncoder;
import io.ringfence.engine.schema.ReplaceOrderEncoder;
import io.ringfence.engine.state.Order;
import io.ringfence.engine.units.Fixed;
import io.ringfence.gateway.record.Names;
import java.util.function.Supplier;
import quickfix.FieldMap;
import quickfix.FieldNotFound;
import quickfix.IncorrectTagValue;
import quickfix.Message;
import quickfix.UnsupportedMessageType;

/**
 * Makes one command of each message of the application. Wrong words go through, so that the engine refuses them with its
 * codes and journals it. What asks for an answer only becomes a mark, and is answered when its record comes back: in
 * order behind the orders before it. One per session, because a session has one thread.
 */
final class OrderMessages {
    /** No self-match mode; refused as a combination that is not supported (1027). */
    private static final byte NOT_SUPPORTED = 99;

    private final FixConfig.Session session;
    private final Supplier<Names> names;
    private final InFlight inFlight;
    private final CommandWriter writer;
    private final int sessionId;

    OrderMessages(
            FixConfig.Session session, int sessionId, Supplier<Names> names, InFlight inFlight, CommandWriter writer) {
        this.session = session;
        this.sessionId = sessionId;
        this.names = names;
        this.inFlight = inFlight;
        this.writer = writer;
    }

    /** A command is in the writer: how it goes in, and under which number its message is kept. */
    record Encoded(CommandClass commandClass, long number) {}

    Encoded encode(Message message, String type, long seqNum, int keyId)
            throws FieldNotFound, IncorrectTagValue, UnsupportedMessageType {
        return switch (type) {
            case "D" -> newOrder(message, seqNum, keyId);
            case "F" -> cancel(message, seqNum, keyId);
            case "G" -> replace(message, seqNum, keyId);
            case "q" -> massCancel(message, seqNum, keyId);
            case "H" -> status(message, seqNum, keyId);
            case "AF" -> massStatus(message, seqNum, keyId);
            default -> throw new UnsupportedMessageType();
        };
    }

    /** The account named, or the session's only one; -1 where it is none of the session's. */
    private int account(FieldMap message) {
        String name = accountName(message);
        return session.accounts().contains(name) ? names.get().accountId(name) : -1;
    }

    private String accountName(FieldMap message) {
        String name = Fields.text(message, Tags.ACCOUNT);
        String only = session.onlyAccount();
        return name.isEmpty() && only != null ? only : name;
    }

    private long keep(FieldMap message, InFlight.Kind kind, long seqNum, String reference, String requestType)
            throws IncorrectTagValue {
        return inFlight.add(new InFlight.Message(
                kind,
                seqNum,
                Fields.text(message, Tags.SYMBOL),
                accountName(message),
                Fields.id(message, Tags.CL_ORD_ID),
                Fields.text(message, Tags.ORDER_ID),
                Fields.text(message, Tags.SIDE),
                reference,
                requestType));
    }

    private Encoded newOrder(Message message, long seqNum, int keyId) throws FieldNotFound, IncorrectTagValue {
        int accountId = account(message);
        int strategyId = strategy(message, accountId);
        byte smpMode = smpMode(message);
        long quantity = Fields.decimalE8(message, Tags.ORDER_QTY, 0);
        long price = Fields.decimalE8(message, Tags.PRICE, Fixed.ABSENT);
        long stop = Fields.decimalE8(message, Tags.STOP_PX, Fixed.ABSENT);
        long minimum = Fields.decimalE8(message, Tags.MIN_QTY, 0);
        long expiry = Fields.expiry(message);
        long smpId = smpId(message);
        String clOrdId = Fields.id(message, Tags.CL_ORD_ID);
        int symbolId = names.get().symbolId(Fields.text(message, Tags.SYMBOL));
        long number = keep(message, InFlight.Kind.COMMAND, seqNum, "", "");
        writer.origin(number, seqNum, sessionId, keyId);
        NewOrderEncoder order = writer.newOrder(accountId, symbolId, clOrdId);
        order.strategyId(strategyId)
                .side(Fields.side(message))
                .orderType(Fields.orderType(message))
                .timeInForce(Fields.timeInForce(message, Order.TIF_DAY))
                .smpMode(smpMode)
                .flags(flags(message))
                .quantityE8(quantity)
                .limitPriceE8(price)
                .stopPriceE8(stop)
                .minQuantityE8(minimum)
                .expireAtNanos(expiry)
                .smpId(smpId);
        return new Encoded(CommandClass.ORDER, number);
    }

    private int flags(Message message) {
        int flags = execInst(message, '6') ? Order.FLAG_POST_ONLY : 0;
        flags |= Fields.flag(message, Tags.REDUCE_ONLY) ? Order.FLAG_REDUCE_ONLY : 0;
        if (message.isSetField(Tags.ALLOW_REDUCE)) {
            boolean allowed = Fields.flag(message, Tags.ALLOW_REDUCE);
            return flags | Order.FLAG_ALLOW_REDUCE_GIVEN | (allowed ? Order.FLAG_ALLOW_REDUCE : 0);
        }
        return session.reduce() ? flags : flags | Order.FLAG_ALLOW_REDUCE_GIVEN;
    }

    /** ExecInst (18) is a list of letters with spaces between them. */
    private static boolean execInst(Message message, char instruction) {
        return Fields.text(message, Tags.EXEC_INST).indexOf(instruction) >= 0;
    }

    private byte smpMode(Message message) throws IncorrectTagValue {
        if (execInst(message, 'G')) {
            return NOT_SUPPORTED;
        }
        String text = Fields.text(message, Tags.SMP_INSTRUCTION);
        return switch (text) {
            case "" -> -1;
            case "1", "2", "3" -> Byte.parseByte(text);
            default -> throw new IncorrectTagValue(Tags.SMP_INSTRUCTION, text);
        };
    }

    private static long smpId(Message message) throws IncorrectTagValue {
        String text = Fields.text(message, Tags.SMP_ID);
        if (text.isEmpty()) {
            return Fixed.ABSENT;
        }
        try {
            long id = Long.parseLong(text);
            if (id >= 0) {
                return id;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new IncorrectTagValue(Tags.SMP_ID, text);
    }

    private int strategy(FieldMap message, int accountId) throws IncorrectTagValue {
        String name = Fields.text(message, Tags.STRATEGY_ID);
        if (name.isEmpty() || accountId < 0) {
            return -1;
        }
        int id = names.get().strategyId(accountId, name);
        if (id < 0) {
            throw new IncorrectTagValue(Tags.STRATEGY_ID, name);
        }
        return id;
    }

    private Encoded cancel(Message message, long seqNum, int keyId) throws IncorrectTagValue {
        String clOrdId = Fields.id(message, Tags.CL_ORD_ID);
        String original = Fields.id(message, Tags.ORIG_CL_ORD_ID);
        int symbolId = names.get().symbolId(Fields.text(message, Tags.SYMBOL));
        long number = keep(message, InFlight.Kind.COMMAND, seqNum, "", "");
        writer.origin(number, seqNum, sessionId, keyId);
        writer.cancel(account(message), symbolId, orderId(message), clOrdId, original);
        return new Encoded(CommandClass.CANCEL, number);
    }

    /** An OrderID that is no number names no order: the largest one does not exist either. */
    private static long orderId(Message message) {
        long id = Fields.orderId(message);
        return id < 0 ? Long.MAX_VALUE : id;
    }

    private Encoded replace(Message message, long seqNum, int keyId) throws IncorrectTagValue {
        String clOrdId = Fields.id(message, Tags.CL_ORD_ID);
        String original = Fields.id(message, Tags.ORIG_CL_ORD_ID);
        long quantity = Fields.decimalE8(message, Tags.ORDER_QTY, Fixed.ABSENT);
        long price = Fields.decimalE8(message, Tags.PRICE, Fixed.ABSENT);
        long stop = Fields.decimalE8(message, Tags.STOP_PX, Fixed.ABSENT);
        long expiry = Fields.expiry(message);
        int symbolId = names.get().symbolId(Fields.text(message, Tags.SYMBOL));
        long number = keep(message, InFlight.Kind.COMMAND, seqNum, "", "");
        writer.origin(number, seqNum, sessionId, keyId);
        ReplaceOrderEncoder replace = writer.replace(account(message), orderId(message), clOrdId, original);
        replace.symbolId(symbolId)
                .side(Fields.side(message))
                .orderType(Fields.orderType(message))
                .timeInForce(Fields.timeInForce(message, (byte) -1))
                .quantityE8(quantity)
                .limitPriceE8(price)
                .stopPriceE8(stop)
                .expireAtNanos(expiry);
        return new Encoded(CommandClass.ORDER, number);
    }

    private Encoded massCancel(Message message, long seqNum, int keyId) throws IncorrectTagValue {
        String type = Fields.text(message, Tags.MASS_CANCEL_REQUEST_TYPE);
        String symbol = Fields.text(message, Tags.SYMBOL);
        int symbolId = names.get().symbolId(symbol);
        int accountId = account(message);
        byte side = Fields.side(message);
        String clOrdId = Fields.id(message, Tags.CL_ORD_ID);
        String refusal = !type.equals("1") && !type.equals("7")
                ? "530 must be 1 (one security) or 7 (all)"
                : accountId < 0
                        ? "1 must name an account of this session"
                        : type.equals("1") && symbolId < 0
                                ? "55 names no instrument"
                                : side > 1 ? "54 must be 1 or 2" : "";
        if (!refusal.isEmpty()) {
            // 532 is a CHAR: 0 not supported, 1 unknown security. It travels in the place of the side.
            String reason = refusal.startsWith("55") ? "1" : "0";
            long number = inFlight.add(new InFlight.Message(
                    InFlight.Kind.MASS_CANCEL_REFUSED, seqNum, symbol, "", clOrdId, "", reason, refusal, type));
            return mark(number, seqNum, keyId);
        }
        int strategyId = strategy(message, accountId);
        long number = keep(message, InFlight.Kind.COMMAND, seqNum, "", type);
        writer.origin(number, seqNum, sessionId, keyId);
        writer.massCancel(accountId, type.equals("1") ? symbolId : -1, strategyId, side, -1, clOrdId);
        return new Encoded(CommandClass.CANCEL, number);
    }

    private Encoded status(Message message, long seqNum, int keyId) throws IncorrectTagValue {
        String account = Integer.toString(account(message));
        String reference = Fields.text(message, Tags.ORD_STATUS_REQ_ID);
        return mark(keep(message, InFlight.Kind.STATUS, seqNum, reference, account), seqNum, keyId);
    }

    private Encoded massStatus(Message message, long seqNum, int keyId) throws IncorrectTagValue {
        String type = Fields.text(message, Tags.MASS_STATUS_REQ_TYPE);
        if (!type.equals("1") && !type.equals("7")) {
            throw new IncorrectTagValue(Tags.MASS_STATUS_REQ_TYPE, type);
        }
        String reference = Fields.text(message, Tags.MASS_STATUS_REQ_ID);
        return mark(keep(message, InFlight.Kind.MASS_STATUS, seqNum, reference, type), seqNum, keyId);
    }

    private Encoded mark(long number, long seqNum, int keyId) {
        writer.origin(number, seqNum, sessionId, keyId);
        writer.sessionMark();
        return new Encoded(CommandClass.ORDER, number);
    }
}

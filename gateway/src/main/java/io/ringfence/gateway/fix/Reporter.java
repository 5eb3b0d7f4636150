package io.ringfence.gateway.fix;

import io.ringfence.engine.execution.VenueEvents;
import io.ringfence.engine.gates.ReasonCode;
import io.ringfence.engine.gates.Scope;
import io.ringfence.engine.schema.CancelOrderDecoder;
import io.ringfence.engine.schema.CancelRejectedDecoder;
import io.ringfence.engine.schema.DecisionDecoder;
import io.ringfence.engine.schema.DuplicateOrderDecoder;
import io.ringfence.engine.schema.ExecutionDecoder;
import io.ringfence.engine.schema.KillChangedDecoder;
import io.ringfence.engine.schema.MassCancelDecoder;
import io.ringfence.engine.schema.MassCancelReportDecoder;
import io.ringfence.engine.schema.NewOrderDecoder;
import io.ringfence.engine.schema.OrderAcceptedDecoder;
import io.ringfence.engine.schema.OrderCanceledDecoder;
import io.ringfence.engine.schema.OrderRejectedDecoder;
import io.ringfence.engine.schema.OrderReplacedDecoder;
import io.ringfence.engine.schema.OrderTriggeredDecoder;
import io.ringfence.engine.schema.OriginDecoder;
import io.ringfence.engine.schema.ReplaceOrderDecoder;
import io.ringfence.engine.schema.SessionMarkDecoder;
import io.ringfence.engine.units.Decimal;
import io.ringfence.gateway.record.CommitRecord;
import io.ringfence.gateway.record.DecisionView;
import io.ringfence.gateway.record.OrderProjection;
import io.ringfence.gateway.record.RecordDecoder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import quickfix.Message;

/**
 * Turns records into reports, one after the other. The same records give the same reports with the same ids, whoever is
 * connected: that is what lets a restart go on behind the last one that was sent.
 */
final class Reporter {
    private static final int REST = 1;

    private final FixNames names = new FixNames();
    private final RecordDecoder decoder = new RecordDecoder();
    private final OrderAcceptedDecoder accepted = new OrderAcceptedDecoder();
    private final KillChangedDecoder killChanged = new KillChangedDecoder();
    private final FixBook book;
    private final Reports reports;
    private final StatusReports statusReports;
    private final MassCancelReports massCancels;
    private final Outbox outbox;
    private final InFlight inFlight;
    private final RequestView request = new RequestView();
    private final List<FixOrder> touched = new ArrayList<>();

    private long sequence;
    private long atNanos;
    private int ordinal;
    private int killCode = ReasonCode.KILL_GLOBAL.number;
    private @Nullable DecisionView decision;
    private InFlight.@Nullable Message asked;

    Reporter(int endedOrders, String mode, Outbox outbox, InFlight inFlight) {
        this.outbox = outbox;
        this.inFlight = inFlight;
        book = new FixBook(endedOrders, decoder);
        reports = new Reports(names, mode);
        statusReports = new StatusReports(book, reports, outbox, this::nextId);
        massCancels = new MassCancelReports(names, outbox, this::nextId);
    }

    private ReportId nextId() {
        return new ReportId(sequence, ordinal++);
    }

    /** Tells what a record did to orders. */
    void onRecord(CommitRecord record) {
        sequence = record.sequence();
        atNanos = record.timestampNanos();
        ordinal = 0;
        decision = null;
        OriginDecoder origin = record.origin();
        int sessionId = origin.sessionId();
        asked = sessionId > REST ? inFlight.take(origin.correlationId()) : null;
        begin(record.rewind(), sessionId, origin.sourceSeqNum());
        names.learn(record.rewind(), outbox::defined);
        record.rewind();
        while (record.next()) {
            event(record);
        }
        InFlight.Message question = asked;
        if (question != null && request.template == SessionMarkDecoder.TEMPLATE_ID) {
            answer(question);
        }
        touched.forEach(book::settle);
        touched.clear();
    }

    private void begin(CommitRecord record, int sessionId, long seqNum) {
        request.read(record, sessionId, seqNum);
        if (record.templateId() == NewOrderDecoder.TEMPLATE_ID) {
            FixOrder order = new FixOrder(decoder.order(record), sessionId);
            order.symbol = known(names.symbol(order.view.symbolId), asked == null ? "" : asked.symbol(), "[N/A]");
            order.account = known(names.account(order.view.accountId), asked == null ? "" : asked.account(), "");
            book.add(order);
            touched.add(order);
        } else if (record.templateId() == MassCancelDecoder.TEMPLATE_ID) {
            massCancels.begin(record, sessionId, seqNum, asked);
        }
    }

    private static String known(@Nullable String name, String asWritten, String otherwise) {
        return name != null ? name : asWritten.isEmpty() ? otherwise : asWritten;
    }

    private void answer(InFlight.Message question) {
        switch (question.kind()) {
            case STATUS -> statusReports.one(request.sessionId, question, atNanos);
            case MASS_STATUS -> statusReports.all(request.sessionId, question, atNanos);
            case MASS_CANCEL_REFUSED -> massCancels.refused(request.sessionId, question);
            case COMMAND -> {
                // a mark that nobody waits for
            }
        }
    }

    private void event(CommitRecord record) {
        switch (record.templateId()) {
            case DecisionDecoder.TEMPLATE_ID -> decided(decoder.decision(record));
            case DuplicateOrderDecoder.TEMPLATE_ID ->
                duplicate(decoder.duplicate(record).firstSequence());
            case CancelRejectedDecoder.TEMPLATE_ID -> refusedAmendment(decoder.cancelRejected(record));
            case KillChangedDecoder.TEMPLATE_ID -> killed(record);
            case MassCancelReportDecoder.TEMPLATE_ID -> massCancels.report(record);
            default -> {
                FixOrder order = book.find(OrderProjection.orderId(record));
                if (order != null) {
                    touched.add(order);
                    about(record, order);
                }
            }
        }
    }

    private void decided(DecisionView view) {
        decision = view;
        FixOrder order = request.template == NewOrderDecoder.TEMPLATE_ID ? book.find(sequence) : null;
        if (order != null) {
            OrderProjection.decide(view, order.view);
        }
    }

    private void killed(CommitRecord record) {
        killChanged.wrap(record.buffer(), record.bodyOffset(), record.blockLength(), record.version());
        if (killChanged.level() > 0) {
            killCode = ReasonCode.KILL_GLOBAL.number
                    + switch (killChanged.scope()) {
                        case Scope.ACCOUNT -> 1;
                        case Scope.SYMBOL -> 2;
                        case Scope.STRATEGY -> 3;
                        case Scope.VENUE -> 4;
                        case Scope.SESSION -> 5;
                        default -> 0;
                    };
        }
    }

    private void about(CommitRecord record, FixOrder order) {
        switch (record.templateId()) {
            case OrderAcceptedDecoder.TEMPLATE_ID -> accept(record, order);
            case OrderRejectedDecoder.TEMPLATE_ID -> reject(record, order);
            case ExecutionDecoder.TEMPLATE_ID -> fill(record, order);
            case OrderCanceledDecoder.TEMPLATE_ID -> cancel(record, order);
            case OrderReplacedDecoder.TEMPLATE_ID -> replace(record, order);
            case OrderTriggeredDecoder.TEMPLATE_ID -> trigger(record, order);
            default -> {
                // nothing that a counterparty is told
            }
        }
    }

    private void accept(CommitRecord record, FixOrder order) {
        accepted.wrap(record.buffer(), record.bodyOffset(), record.blockLength(), record.version());
        book.apply(record, order);
        book.name(order, order.view.clientOrderId);
        boolean reduced = order.view.quantityE8 < order.view.requestedE8;
        ReportId id = nextId();
        Message message = reports.execution(id, order, '0', '0', atNanos);
        if (order.view.stopPriceE8 != io.ringfence.engine.units.Fixed.ABSENT) {
            Reports.set(message, Tags.WORKING_INDICATOR, "N");
        }
        if (reduced) {
            Reports.set(message, Tags.ORDER_QTY, Decimal.format(order.view.requestedE8));
            Reports.set(message, Tags.LEAVES_QTY, Decimal.format(order.view.requestedE8));
        }
        send(order, id, message);
        if (reduced) {
            restate(order);
        }
    }

    /** A size reduction: the order stands with less than was asked for. */
    private void restate(FixOrder order) {
        ReportId id = nextId();
        Message message = reports.execution(id, order, 'D', '0', atNanos);
        Reports.set(message, Tags.EXEC_RESTATEMENT_REASON, "5");
        Reports.set(message, Tags.REQUESTED_QTY, Decimal.format(order.view.requestedE8));
        reports.decision(message, order.view.decisionCode, decision);
        send(order, id, message);
    }

    private void reject(CommitRecord record, FixOrder order) {
        book.apply(record, order);
        if (order.view.consumesId) {
            book.name(order, order.view.clientOrderId);
        }
        int code = order.view.rejectCode;
        FixOrder first = code == ReasonCode.DUPLICATE_CLORDID.number
                ? book.find(order.view.accountId, order.view.clientOrderId)
                : null;
        ReportId id = nextId();
        Message message = first == null
                ? reports.execution(id, order, '8', '8', atNanos)
                : reports.execution(id, first, '8', first.ordStatus(), atNanos);
        Reports.set(message, Tags.CL_ORD_ID, order.view.clientOrderId);
        Reports.set(message, Tags.ORD_REJ_REASON, Integer.toString(FixCodes.ordRejReason(code)));
        if (asked != null && order.view.side != 0 && order.view.side != 1) {
            Reports.set(message, Tags.SIDE, asked.side());
        }
        reports.decision(message, code, decision);
        send(order, id, message);
    }

    private void fill(CommitRecord record, FixOrder order) {
        book.apply(record, order);
        ExecutionDecoder execution = decoder.execution;
        ReportId id = nextId();
        Message message = reports.execution(id, order, 'F', order.ordStatus(), atNanos);
        Reports.decimal(message, Tags.LAST_PX, execution.priceE8());
        Reports.decimal(message, Tags.LAST_QTY, execution.quantityE8());
        Reports.set(message, Tags.SECONDARY_EXEC_ID, sequence + "-" + execution.ordinal());
        send(order, id, message);
    }

    private void trigger(CommitRecord record, FixOrder order) {
        book.apply(record, order);
        ReportId id = nextId();
        Message message = reports.execution(id, order, 'D', order.ordStatus(), atNanos);
        Reports.set(message, Tags.EXEC_RESTATEMENT_REASON, "99");
        Reports.set(message, Tags.WORKING_INDICATOR, "Y");
        Reports.set(message, Tags.TEXT, "stop triggered");
        send(order, id, message);
    }

    private void cancel(CommitRecord record, FixOrder order) {
        book.apply(record, order);
        int reason = order.view.cancelReason;
        boolean asRequested =
                reason == VenueEvents.CANCELED_BY_USER && request.template == CancelOrderDecoder.TEMPLATE_ID;
        massCancels.canceled(order);
        ReportId id = nextId();
        char type = reason == VenueEvents.CANCELED_EXPIRED ? 'C' : '4';
        Message message = reports.execution(id, order, type, order.ordStatus(), atNanos);
        if (asRequested && !request.clOrdId.isEmpty()) {
            Reports.set(message, Tags.CL_ORD_ID, request.clOrdId);
            Reports.set(message, Tags.ORIG_CL_ORD_ID, order.view.clientOrderId);
        }
        boolean solicited = asRequested && request.sessionId == order.sessionId;
        if (!solicited) {
            unsolicited(message, reason, order);
        }
        send(order, id, message);
        tellRequester(asRequested, order, id, message);
    }

    /** Who cancels an order that another entered is told as well. */
    private void tellRequester(boolean asRequested, FixOrder order, ReportId id, Message message) {
        if (asRequested && request.sessionId != order.sessionId) {
            outbox.toSession(request.sessionId, id, message);
        }
    }

    private void unsolicited(Message message, int reason, FixOrder order) {
        switch (reason) {
            case VenueEvents.CANCELED_KILL -> {
                Reports.set(message, Tags.EXEC_RESTATEMENT_REASON, "99");
                Reports.set(message, Tags.RISK_CODE, Integer.toString(killCode));
                Reports.set(message, Tags.TEXT, FixCodes.text(killCode));
            }
            case VenueEvents.CANCELED_EXPIRED, VenueEvents.CANCELED_UNFILLED_IOC, VenueEvents.CANCELED_FOK -> {
                // what the order's own terms said
            }
            case VenueEvents.CANCELED_BY_USER -> Reports.set(message, Tags.EXEC_RESTATEMENT_REASON, "8");
            case VenueEvents.CANCELED_MASS -> {
                if (massCancels.isByDisconnect()) {
                    Reports.set(message, Tags.EXEC_RESTATEMENT_REASON, "99");
                    Reports.set(message, Tags.TEXT, "cancel on disconnect");
                } else if (massCancels.sessionId() != order.sessionId) {
                    Reports.set(message, Tags.EXEC_RESTATEMENT_REASON, "8");
                }
            }
            default -> {
                Reports.set(message, Tags.EXEC_RESTATEMENT_REASON, "99");
                Reports.set(message, Tags.TEXT, cause(reason));
            }
        }
    }

    private static String cause(int reason) {
        return switch (reason) {
            case VenueEvents.CANCELED_NO_LIQUIDITY -> "no liquidity within the order's price";
            case VenueEvents.CANCELED_SELF_MATCH -> "self-match prevented";
            case VenueEvents.CANCELED_MIN_QUANTITY -> "less than MinQty could trade";
            case VenueEvents.CANCELED_DEAD_MAN -> "dead-man switch";
            case VenueEvents.CANCELED_POST_ONLY -> "a post-only order would have traded";
            case VenueEvents.CANCELED_BY_REPLACE -> "replaced to a quantity that is filled already";
            default -> "canceled by the venue";
        };
    }

    private void replace(CommitRecord record, FixOrder order) {
        book.apply(record, order);
        String before = order.view.clientOrderId;
        if (!request.clOrdId.isEmpty()) {
            book.rename(order, request.clOrdId);
        }
        ReportId id = nextId();
        Message message = reports.execution(id, order, '5', order.ordStatus(), atNanos);
        Reports.set(message, Tags.ORIG_CL_ORD_ID, before);
        send(order, id, message);
        tellRequester(request.template == ReplaceOrderDecoder.TEMPLATE_ID, order, id, message);
    }

    private void refusedAmendment(CancelRejectedDecoder event) {
        long orderId = event.orderId();
        int code = event.code();
        boolean replace = event.replace() != 0;
        FixOrder order = orderId > 0 ? book.find(orderId) : null;
        ReportId id = nextId();
        outbox.toSession(
                request.sessionId,
                id,
                reports.cancelReject(
                        id,
                        orderId > 0 ? Long.toString(orderId) : Reports.NO_ORDER,
                        request.clOrdId,
                        request.origClOrdId,
                        order == null ? '8' : order.ordStatus(),
                        replace,
                        code));
    }

    /** The same request again: how the order stands, and nothing new. */
    private void duplicate(long firstSequence) {
        FixOrder again = request.template == NewOrderDecoder.TEMPLATE_ID ? book.find(sequence) : null;
        FixOrder first = again != null ? book.find(firstSequence) : requested();
        if (again != null) {
            book.drop(sequence);
            touched.remove(again);
        }
        ReportId id = nextId();
        if (first != null) {
            outbox.toSession(request.sessionId, id, reports.execution(id, first, 'I', first.ordStatus(), atNanos));
        } else if (again != null) {
            Message message = reports.execution(id, again, '8', '8', atNanos);
            Reports.set(message, Tags.ORD_REJ_REASON, "6");
            Reports.set(message, Tags.LEAVES_QTY, "0");
            Reports.set(message, Tags.ORDER_ID, Long.toString(firstSequence));
            Reports.set(
                    message,
                    Tags.TEXT,
                    "the first order of this ClOrdID ended long ago; its record is " + firstSequence);
            outbox.toSession(request.sessionId, id, message);
        }
    }

    private @Nullable FixOrder requested() {
        return request.orderId > 0 ? book.find(request.orderId) : book.find(request.accountId, request.origClOrdId);
    }

    /** To the session that entered the order, and to whoever watches its account. */
    private void send(FixOrder order, ReportId id, Message message) {
        if (order.sessionId > REST) {
            outbox.toSession(order.sessionId, id, message);
        }
        outbox.toWatchers(order.view.accountId, order.account, id, message);
    }
}

package io.ringfence.gateway.fix;

import io.ringfence.engine.execution.VenueEvents;
import io.ringfence.engine.gates.ReasonCode;
import io.ringfence.engine.schema.CancelOrderDecoder;
import io.ringfence.engine.schema.ExecutionDecoder;
import io.ringfence.engine.schema.OrderAcceptedDecoder;
import io.ringfence.engine.schema.OrderCanceledDecoder;
import io.ringfence.engine.schema.OrderRejectedDecoder;
import io.ringfence.engine.schema.OrderReplacedDecoder;
import io.ringfence.engine.schema.OrderTriggeredDecoder;
import io.ringfence.engine.schema.ReplaceOrderDecoder;
import io.ringfence.engine.units.Decimal;
import io.ringfence.engine.units.Fixed;
import io.ringfence.gateway.record.CommitRecord;
import io.ringfence.gateway.record.DecisionView;
import io.ringfence.gateway.record.RecordDecoder;
import org.jspecify.annotations.Nullable;
import quickfix.Message;

/**
 * What an event of an order does to the book, and the report that tells of it. Every report takes its id, whether anybody
 * is told or not, so that ids are the same at every start; a message is made only for somebody.
 */
final class OrderEvents {
    private static final int REST = 1;

    private final RecordDecoder decoder;
    private final FixBook book;
    private final Reports reports;
    private final MassCancelReports massCancels;
    private final RequestView request;
    private final Outbox outbox;

    private long sequence;
    private long atNanos;
    private int ordinal;
    private int killCode = ReasonCode.KILL_GLOBAL.number;
    private @Nullable DecisionView decision;
    private InFlight.@Nullable Message asked;

    OrderEvents(
            RecordDecoder decoder, FixBook book, Reports reports, FixNames names, RequestView request, Outbox outbox) {
        this.decoder = decoder;
        this.book = book;
        this.reports = reports;
        this.request = request;
        this.outbox = outbox;
        massCancels = new MassCancelReports(names, outbox, this::nextId);
    }

    /** A record begins. */
    void begin(long ofSequence, long ofNanos, InFlight.@Nullable Message question) {
        sequence = ofSequence;
        atNanos = ofNanos;
        ordinal = 0;
        decision = null;
        asked = question;
        massCancels.next();
    }

    MassCancelReports massCancels() {
        return massCancels;
    }

    /** The id of the record's next report. */
    ReportId nextId() {
        return new ReportId(sequence, ordinal++);
    }

    void decided(DecisionView view) {
        decision = view;
    }

    /** Why orders that a kill switch cancels from now on are canceled. */
    void killCode(int code) {
        killCode = code;
    }

    int killCode() {
        return killCode;
    }

    /** The event at the record's cursor happens to this order. */
    void apply(CommitRecord record, FixOrder order) {
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
        book.apply(record, order);
        book.name(order, order.view.clientOrderId);
        boolean reduced = order.view.quantityE8 < order.view.requestedE8;
        ReportId id = nextId();
        if (isTold(order, id)) {
            Message message = reports.execution(id, order, '0', '0', atNanos);
            if (order.view.stopPriceE8 != Fixed.ABSENT) {
                Reports.set(message, Tags.WORKING_INDICATOR, "N");
            }
            if (reduced) {
                Reports.set(message, Tags.ORDER_QTY, Decimal.format(order.view.requestedE8));
                Reports.set(message, Tags.LEAVES_QTY, Decimal.format(order.view.requestedE8));
            }
            send(order, id, message);
        }
        if (reduced) {
            restate(order);
        }
    }

    /** A size reduction: the order stands with less than was asked for. */
    private void restate(FixOrder order) {
        ReportId id = nextId();
        if (isTold(order, id)) {
            Message message = reports.execution(id, order, 'D', '0', atNanos);
            Reports.set(message, Tags.EXEC_RESTATEMENT_REASON, "5");
            Reports.set(message, Tags.REQUESTED_QTY, Decimal.format(order.view.requestedE8));
            reports.decision(message, order.view.decisionCode, decision);
            send(order, id, message);
        }
    }

    private void reject(CommitRecord record, FixOrder order) {
        book.apply(record, order);
        if (order.view.consumesId) {
            book.name(order, order.view.clientOrderId);
        }
        ReportId id = nextId();
        if (!isTold(order, id)) {
            return;
        }
        int code = order.view.rejectCode;
        FixOrder first = code == ReasonCode.DUPLICATE_CLORDID.number
                ? book.find(order.view.accountId, order.view.clientOrderId)
                : null;
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
        ReportId id = nextId();
        if (!isTold(order, id)) {
            return;
        }
        ExecutionDecoder execution = decoder.execution;
        Message message = reports.execution(id, order, 'F', order.ordStatus(), atNanos);
        Reports.decimal(message, Tags.LAST_PX, execution.priceE8());
        Reports.decimal(message, Tags.LAST_QTY, execution.quantityE8());
        Reports.set(message, Tags.SECONDARY_EXEC_ID, sequence + "-" + execution.ordinal());
        send(order, id, message);
    }

    private void trigger(CommitRecord record, FixOrder order) {
        book.apply(record, order);
        ReportId id = nextId();
        if (isTold(order, id)) {
            Message message = reports.execution(id, order, 'D', order.ordStatus(), atNanos);
            Reports.set(message, Tags.EXEC_RESTATEMENT_REASON, "99");
            Reports.set(message, Tags.WORKING_INDICATOR, "Y");
            Reports.set(message, Tags.TEXT, "stop triggered");
            send(order, id, message);
        }
    }

    private void cancel(CommitRecord record, FixOrder order) {
        book.apply(record, order);
        int reason = order.view.cancelReason;
        if (reason == VenueEvents.CANCELED_MASS) {
            massCancels.canceled(order);
        }
        boolean asRequested =
                reason == VenueEvents.CANCELED_BY_USER && request.template == CancelOrderDecoder.TEMPLATE_ID;
        ReportId id = nextId();
        if (!isTold(order, id) && !isRequesterTold(asRequested, order, id)) {
            return;
        }
        char type = reason == VenueEvents.CANCELED_EXPIRED ? 'C' : '4';
        Message message = reports.execution(id, order, type, order.ordStatus(), atNanos);
        if (asRequested && !request.clOrdId.isEmpty()) {
            Reports.set(message, Tags.CL_ORD_ID, request.clOrdId);
            Reports.set(message, Tags.ORIG_CL_ORD_ID, order.view.clientOrderId);
        }
        if (!asRequested || request.sessionId != order.sessionId) {
            unsolicited(message, reason, order);
        }
        send(order, id, message);
        tellRequester(asRequested, order, id, message);
    }

    /** Who cancels or replaces an order that another entered is told as well. */
    private boolean isRequesterTold(boolean asRequested, FixOrder order, ReportId id) {
        return asRequested && request.sessionId != order.sessionId && outbox.hears(request.sessionId, id);
    }

    private void tellRequester(boolean asRequested, FixOrder order, ReportId id, Message message) {
        if (isRequesterTold(asRequested, order, id)) {
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
        boolean asRequested = request.template == ReplaceOrderDecoder.TEMPLATE_ID;
        ReportId id = nextId();
        if (isTold(order, id) || isRequesterTold(asRequested, order, id)) {
            Message message = reports.execution(id, order, '5', order.ordStatus(), atNanos);
            Reports.set(message, Tags.ORIG_CL_ORD_ID, before);
            send(order, id, message);
            tellRequester(asRequested, order, id, message);
        }
    }

    private boolean isTold(FixOrder order, ReportId id) {
        return (order.sessionId > REST && outbox.hears(order.sessionId, id)) || outbox.isWatched(order.account, id);
    }

    /** To the session that entered the order, and to whoever watches its account. */
    private void send(FixOrder order, ReportId id, Message message) {
        if (order.sessionId > REST) {
            outbox.toSession(order.sessionId, id, message);
        }
        outbox.toWatchers(order.account, id, message);
    }
}

package io.ringfence.gateway.fix;

import io.ringfence.engine.gates.ReasonCode;
import io.ringfence.engine.gates.Scope;
import io.ringfence.engine.schema.CancelRejectedDecoder;
import io.ringfence.engine.schema.CommandRefusedDecoder;
import io.ringfence.engine.schema.DecisionDecoder;
import io.ringfence.engine.schema.DuplicateOrderDecoder;
import io.ringfence.engine.schema.KillChangedDecoder;
import io.ringfence.engine.schema.MassCancelDecoder;
import io.ringfence.engine.schema.MassCancelReportDecoder;
import io.ringfence.engine.schema.NewOrderDecoder;
import io.ringfence.engine.schema.OriginDecoder;
import io.ringfence.engine.schema.SessionMarkDecoder;
import io.ringfence.gateway.record.CommitRecord;
import io.ringfence.gateway.record.DecisionView;
import io.ringfence.gateway.record.OrderProjection;
import io.ringfence.gateway.record.RecordDecoder;
import io.ringfence.gateway.snapshot.SnapshotSubject;
import io.ringfence.journal.snapshot.SnapshotFile;
import io.ringfence.journal.snapshot.SnapshotOutput;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import quickfix.Message;

/**
 * Turns records into reports, one after the other. The same records give the same reports with the same ids, whoever is
 * connected: that is what lets a restart go on behind the last one that was sent. What it has to remember of the records
 * before is written down from time to time ({@link ReporterState}), so that a restart need not read them all.
 */
final class Reporter implements SnapshotSubject {
    private static final int REST = 1;

    private final FixNames names = new FixNames();
    private final RecordDecoder decoder = new RecordDecoder();
    private final KillChangedDecoder killChanged = new KillChangedDecoder();
    private final RequestView request = new RequestView();
    private final FixBook book;
    private final Reports reports;
    private final OrderEvents events;
    private final StatusReports statusReports;
    private final ReporterState state;
    private final Outbox outbox;
    private final InFlight inFlight;
    private final List<FixOrder> touched = new ArrayList<>();

    private long sequence;
    private long atNanos;
    private InFlight.@Nullable Message asked;

    Reporter(int endedOrders, String mode, Outbox outbox, InFlight inFlight) {
        this.outbox = outbox;
        this.inFlight = inFlight;
        book = new FixBook(endedOrders, decoder);
        reports = new Reports(names, mode);
        events = new OrderEvents(decoder, book, reports, names, request, outbox);
        statusReports = new StatusReports(book, reports, outbox, events::nextId);
        state = new ReporterState(names, book, events, outbox);
    }

    /** Tells what a record did to orders. */
    void onRecord(CommitRecord record) {
        sequence = record.sequence();
        atNanos = record.timestampNanos();
        OriginDecoder origin = record.origin();
        int sessionId = origin.sessionId();
        asked = sessionId > REST ? inFlight.take(origin.correlationId()) : null;
        events.begin(sequence, atNanos, asked);
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
            events.massCancels().begin(record, sessionId, seqNum, asked);
        }
    }

    private static String known(@Nullable String name, String asWritten, String otherwise) {
        return name != null ? name : asWritten.isEmpty() ? otherwise : asWritten;
    }

    private void answer(InFlight.Message question) {
        switch (question.kind()) {
            case STATUS -> statusReports.one(request.sessionId, question, atNanos);
            case MASS_STATUS -> statusReports.all(request.sessionId, question, atNanos);
            case MASS_CANCEL_REFUSED -> events.massCancels().refused(request.sessionId, question);
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
            case MassCancelReportDecoder.TEMPLATE_ID -> events.massCancels().report(record);
            case CommandRefusedDecoder.TEMPLATE_ID -> events.massCancels().forget(sequence);
            default -> {
                FixOrder order = book.find(OrderProjection.orderId(record));
                if (order != null) {
                    touched.add(order);
                    events.apply(record, order);
                }
            }
        }
    }

    private void decided(DecisionView view) {
        events.decided(view);
        FixOrder order = request.template == NewOrderDecoder.TEMPLATE_ID ? book.find(sequence) : null;
        if (order != null) {
            OrderProjection.decide(view, order.view);
        }
    }

    private void killed(CommitRecord record) {
        killChanged.wrap(record.buffer(), record.bodyOffset(), record.blockLength(), record.version());
        if (killChanged.level() > 0) {
            events.killCode(ReasonCode.KILL_GLOBAL.number
                    + switch (killChanged.scope()) {
                        case Scope.ACCOUNT -> 1;
                        case Scope.SYMBOL -> 2;
                        case Scope.STRATEGY -> 3;
                        case Scope.VENUE -> 4;
                        case Scope.SESSION -> 5;
                        default -> 0;
                    });
        }
    }

    private void refusedAmendment(CancelRejectedDecoder event) {
        ReportId id = events.nextId();
        if (!outbox.hears(request.sessionId, id)) {
            return;
        }
        long orderId = event.orderId();
        int code = event.code();
        boolean replace = event.replace() != 0;
        FixOrder order = orderId > 0 ? book.find(orderId) : null;
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
        ReportId id = events.nextId();
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

    @Override
    public long sequence() {
        return sequence;
    }

    /** A store that has failed lacks reports that are made again from the journal: the state must not claim them. */
    @Override
    public boolean isSound() {
        return outbox.isSound();
    }

    @Override
    public long hash() {
        return 0;
    }

    @Override
    public void write(SnapshotOutput output) {
        state.write(output);
    }

    /**
     * Fills a blank reporter from a saved state. After an exception it must be dropped.
     *
     * @throws io.ringfence.engine.snapshot.SnapshotException if the sessions' stores are not as they were then
     */
    void load(SnapshotFile file) {
        state.load(file);
        sequence = file.sequence();
    }
}

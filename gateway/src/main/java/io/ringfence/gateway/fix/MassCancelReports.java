package io.ringfence.gateway.fix;

import io.ringfence.engine.schema.MassCancelDecoder;
import io.ringfence.engine.schema.MassCancelReportDecoder;
import io.ringfence.engine.snapshot.SnapshotException;
import io.ringfence.gateway.record.CommitRecord;
import io.ringfence.gateway.snapshot.EntryReader;
import io.ringfence.gateway.snapshot.EntryWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import quickfix.Group;
import quickfix.Message;
import quickfix.StringField;

/** Follows mass cancels over their slices and ends each with one OrderMassCancelReport. */
final class MassCancelReports {
    private static final String ALL = "7";
    private static final String BY_SYMBOL = "1";
    /** The report lists at most so many; TotalAffectedOrders counts all, and each has its own execution report. */
    private static final int MAX_LISTED = 1_000;

    /** One that is under way. */
    record Job(
            int sessionId,
            long seqNum,
            String clOrdId,
            String type,
            String symbol,
            String account,
            String strategy,
            List<Affected> affected) {}

    record Affected(String clOrdId, long orderId) {}

    private final MassCancelDecoder command = new MassCancelDecoder();
    private final MassCancelReportDecoder event = new MassCancelReportDecoder();
    /** By the sequence of the request, in that order: the engine works on the oldest. */
    private final TreeMap<Long, Job> jobs = new TreeMap<>();

    private final List<Affected> inRecord = new ArrayList<>();
    private final FixNames names;
    private final Outbox outbox;
    private final Supplier<ReportId> ids;
    private @Nullable Job current;

    MassCancelReports(FixNames names, Outbox outbox, Supplier<ReportId> ids) {
        this.names = names;
        this.outbox = outbox;
        this.ids = ids;
    }

    /** A mass cancel command is at the record's cursor. */
    void begin(CommitRecord record, int sessionId, long seqNum, InFlight.@Nullable Message asked) {
        command.wrap(record.buffer(), record.bodyOffset(), record.blockLength(), record.version());
        String symbol = orEmpty(names.symbol(command.symbolId()));
        String type = asked != null ? asked.requestType() : symbol.isEmpty() ? ALL : BY_SYMBOL;
        Job job = new Job(
                sessionId,
                seqNum,
                RequestView.text(
                        record.buffer(), record.bodyOffset() + MassCancelDecoder.clientOrderIdEncodingOffset()),
                type,
                symbol,
                orEmpty(names.account(command.accountId())),
                orEmpty(names.strategy(command.strategyId())),
                new ArrayList<>());
        jobs.put(record.sequence(), job);
        current = job;
    }

    /** A record begins: one that cancels orders without a request of its own goes on with the oldest mass cancel. */
    void next() {
        current = jobs.isEmpty() ? null : jobs.firstEntry().getValue();
        inRecord.clear();
    }

    /** The engine refused the command of this sequence: if it was a mass cancel, nothing more comes of it. */
    void forget(long sequence) {
        jobs.remove(sequence);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    /** Who asked for the one in hand; 0 = nobody outside. */
    int sessionId() {
        return current == null ? 0 : current.sessionId();
    }

    /** Whether the one in hand is that of a session that has gone: it has no message of the counterparty behind it. */
    boolean isByDisconnect() {
        return current != null && current.sessionId() > 1 && current.seqNum() == 0;
    }

    /** An order was cancelled in the record in hand, as part of a mass cancel. */
    void canceled(FixOrder order) {
        inRecord.add(new Affected(order.view.clientOrderId, order.view.orderId));
    }

    /** The engine's own report of a slice is at the record's cursor. */
    void report(CommitRecord record) {
        event.wrap(record.buffer(), record.bodyOffset(), record.blockLength(), record.version());
        Job job = jobs.get(event.requestSequence());
        if (job != null) {
            inRecord.stream()
                    .limit(Math.max(0, MAX_LISTED - job.affected().size()))
                    .forEach(job.affected()::add);
        }
        inRecord.clear();
        if (job != null && event.remaining() == 0) {
            jobs.remove(event.requestSequence());
            if (job.sessionId() > 1 && job.seqNum() > 0) {
                send(job, event.requestSequence(), event.canceled());
            }
        }
    }

    private void send(Job job, long requestSequence, int total) {
        ReportId id = ids.get();
        Message message = Reports.message("r");
        Reports.set(message, Tags.REPORT_ID, id.toString());
        Reports.set(message, Tags.CL_ORD_ID, job.clOrdId());
        Reports.set(message, Tags.ORDER_ID, Long.toString(requestSequence));
        Reports.set(message, Tags.MASS_CANCEL_REQUEST_TYPE, job.type());
        Reports.set(message, Tags.MASS_CANCEL_RESPONSE, job.type());
        Reports.set(message, Tags.TOTAL_AFFECTED_ORDERS, Integer.toString(total));
        Reports.set(message, Tags.SYMBOL, job.symbol());
        Reports.set(message, Tags.ACCOUNT, job.account());
        Reports.set(message, Tags.STRATEGY_ID, job.strategy());
        for (Affected affected : job.affected()) {
            Group group = new Group(Tags.NO_AFFECTED_ORDERS, Tags.ORIG_CL_ORD_ID, new int[] {
                Tags.ORIG_CL_ORD_ID, Tags.AFFECTED_ORDER_ID, 0
            });
            group.setField(new StringField(
                    Tags.ORIG_CL_ORD_ID, affected.clOrdId().isEmpty() ? Reports.NO_ORDER : affected.clOrdId()));
            group.setField(new StringField(Tags.AFFECTED_ORDER_ID, Long.toString(affected.orderId())));
            message.addGroup(group);
        }
        outbox.toSession(job.sessionId(), id, message);
    }

    void write(EntryWriter writer) {
        jobs.forEach((requestSequence, job) -> ReportEntries.massCancel(writer, requestSequence, job));
    }

    /** Takes back one that is under way; the orders that it has cancelled come behind it. */
    void restore(EntryReader from) {
        long requestSequence = from.get64();
        current = new Job(
                from.get32(),
                from.get64(),
                from.text(),
                from.text(),
                from.text(),
                from.text(),
                from.text(),
                new ArrayList<>());
        jobs.put(requestSequence, current);
    }

    void restoreAffected(EntryReader from) {
        if (current == null) {
            throw new SnapshotException("The state of the FIX reports names an order of no mass cancel");
        }
        current.affected().add(new Affected(from.text(), from.get64()));
    }

    /** A request that could not even become a command. */
    void refused(int sessionId, InFlight.Message asked) {
        ReportId id = ids.get();
        Message message = Reports.message("r");
        Reports.set(message, Tags.REPORT_ID, id.toString());
        Reports.set(message, Tags.CL_ORD_ID, asked.clOrdId());
        Reports.set(message, Tags.ORDER_ID, id.sequence() + "");
        Reports.set(message, Tags.MASS_CANCEL_REQUEST_TYPE, asked.requestType());
        Reports.set(message, Tags.MASS_CANCEL_RESPONSE, "0");
        Reports.set(message, Tags.MASS_CANCEL_REJECT_REASON, asked.side());
        Reports.set(message, Tags.TEXT, asked.reference());
        outbox.toSession(sessionId, id, message);
    }
}

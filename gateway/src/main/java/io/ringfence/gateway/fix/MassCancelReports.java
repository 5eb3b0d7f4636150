package io.ringfence.gateway.fix;

import io.ringfence.engine.schema.MassCancelDecoder;
import io.ringfence.engine.schema.MassCancelReportDecoder;
import io.ringfence.gateway.record.CommitRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    private static final class Job {
        private final int sessionId;
        private final long seqNum;
        private final String clOrdId;
        private final String type;
        private final String symbol;
        private final String account;
        private final String strategy;
        private final List<Affected> affected = new ArrayList<>();

        private Job(
                int sessionId,
                long seqNum,
                String clOrdId,
                String type,
                String symbol,
                String account,
                String strategy) {
            this.sessionId = sessionId;
            this.seqNum = seqNum;
            this.clOrdId = clOrdId;
            this.type = type;
            this.symbol = symbol;
            this.account = account;
            this.strategy = strategy;
        }
    }

    private record Affected(String clOrdId, long orderId) {}

    private final MassCancelDecoder command = new MassCancelDecoder();
    private final MassCancelReportDecoder event = new MassCancelReportDecoder();
    /** By the sequence of the request, in that order: the engine works on the oldest. */
    private final Map<Long, Job> jobs = new HashMap<>();

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
                orEmpty(names.strategy(command.strategyId())));
        jobs.put(record.sequence(), job);
        current = job;
        inRecord.clear();
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    /** Who asked for the one in hand; 0 = nobody outside. */
    int sessionId() {
        return current == null ? 0 : current.sessionId;
    }

    /** Whether the one in hand is that of a session that has gone: it has no message of the counterparty behind it. */
    boolean isByDisconnect() {
        return current != null && current.sessionId > 1 && current.seqNum == 0;
    }

    /** An order was cancelled in the record in hand. */
    void canceled(FixOrder order) {
        inRecord.add(new Affected(order.view.clientOrderId, order.view.orderId));
    }

    /** The engine's own report of a slice is at the record's cursor. */
    void report(CommitRecord record) {
        event.wrap(record.buffer(), record.bodyOffset(), record.blockLength(), record.version());
        Job job = jobs.get(event.requestSequence());
        if (job != null) {
            inRecord.stream()
                    .limit(Math.max(0, MAX_LISTED - job.affected.size()))
                    .forEach(job.affected::add);
            current = job;
        }
        inRecord.clear();
        if (job != null && event.remaining() == 0) {
            jobs.remove(event.requestSequence());
            if (job.sessionId > 1 && job.seqNum > 0) {
                send(job, event.requestSequence(), event.canceled());
            }
        }
    }

    private void send(Job job, long requestSequence, int total) {
        ReportId id = ids.get();
        Message message = Reports.message("r");
        Reports.set(message, Tags.REPORT_ID, id.toString());
        Reports.set(message, Tags.CL_ORD_ID, job.clOrdId);
        Reports.set(message, Tags.ORDER_ID, Long.toString(requestSequence));
        Reports.set(message, Tags.MASS_CANCEL_REQUEST_TYPE, job.type);
        Reports.set(message, Tags.MASS_CANCEL_RESPONSE, job.type);
        Reports.set(message, Tags.TOTAL_AFFECTED_ORDERS, Integer.toString(total));
        Reports.set(message, Tags.SYMBOL, job.symbol);
        Reports.set(message, Tags.ACCOUNT, job.account);
        Reports.set(message, Tags.STRATEGY_ID, job.strategy);
        for (Affected affected : job.affected) {
            Group group = new Group(Tags.NO_AFFECTED_ORDERS, Tags.ORIG_CL_ORD_ID, new int[] {
                Tags.ORIG_CL_ORD_ID, Tags.AFFECTED_ORDER_ID, 0
            });
            group.setField(new StringField(
                    Tags.ORIG_CL_ORD_ID, affected.clOrdId.isEmpty() ? Reports.NO_ORDER : affected.clOrdId));
            group.setField(new StringField(Tags.AFFECTED_ORDER_ID, Long.toString(affected.orderId)));
            message.addGroup(group);
        }
        outbox.toSession(job.sessionId, id, message);
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

package io.ringfence.gateway.fix;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import quickfix.Message;

/** Answers H and AF from the book, in the order in which the session sent them among its orders. */
final class StatusReports {
    private static final String BY_SECURITY = "1";

    private final FixBook book;
    private final Reports reports;
    private final Outbox outbox;
    private final Supplier<ReportId> ids;

    StatusReports(FixBook book, Reports reports, Outbox outbox, Supplier<ReportId> ids) {
        this.book = book;
        this.reports = reports;
        this.outbox = outbox;
        this.ids = ids;
    }

    void one(int sessionId, InFlight.Message asked, long atNanos) {
        ReportId id = ids.get();
        FixOrder order = find(sessionId, asked);
        Message message = order == null
                ? reports.unknown(id, asked, atNanos)
                : reports.execution(id, order, 'I', order.ordStatus(), atNanos);
        Reports.set(message, Tags.ORD_STATUS_REQ_ID, asked.reference());
        outbox.toSession(sessionId, id, message);
    }

    /** By order id where one is given, else by any client order id that the order ever had. */
    private @Nullable FixOrder find(int sessionId, InFlight.Message asked) {
        FixOrder order = null;
        try {
            order = asked.orderId().isEmpty()
                    ? book.find(Integer.parseInt(asked.requestType()), asked.clOrdId())
                    : book.find(Long.parseLong(asked.orderId()));
        } catch (NumberFormatException e) {
            // an id of ours is a number; whatever else this is, no order has it
        }
        return order != null && outbox.maySee(sessionId, order.account) ? order : null;
    }

    void all(int sessionId, InFlight.Message asked, long atNanos) {
        boolean bySymbol = asked.requestType().equals(BY_SECURITY);
        List<FixOrder> found = book.open().stream()
                .filter(order -> outbox.maySee(sessionId, order.account))
                .filter(order -> asked.account().isEmpty() || order.account.equals(asked.account()))
                .filter(order -> !bySymbol || order.symbol.equals(asked.symbol()))
                .toList();
        if (found.isEmpty()) {
            ReportId id = ids.get();
            send(sessionId, id, reports.unknown(id, asked, atNanos), asked, 0, true);
        }
        for (int i = 0; i < found.size(); i++) {
            ReportId id = ids.get();
            FixOrder order = found.get(i);
            Message message = reports.execution(id, order, 'I', order.ordStatus(), atNanos);
            send(sessionId, id, message, asked, found.size(), i == found.size() - 1);
        }
    }

    private void send(int sessionId, ReportId id, Message message, InFlight.Message asked, int total, boolean last) {
        Reports.set(message, Tags.MASS_STATUS_REQ_ID, asked.reference());
        Reports.set(message, Tags.TOT_NUM_REPORTS, Integer.toString(total));
        Reports.set(message, Tags.LAST_RPT_REQUESTED, last ? "Y" : "N");
        outbox.toSession(sessionId, id, message);
    }
}

package io.ringfence.gateway.fix;

import io.ringfence.engine.snapshot.SnapshotException;
import io.ringfence.gateway.record.OrderView;
import io.ringfence.gateway.snapshot.EntryReader;
import io.ringfence.gateway.snapshot.EntryWriter;
import io.ringfence.gateway.snapshot.OrderEntries;
import io.ringfence.journal.snapshot.SectionKind;
import io.ringfence.journal.snapshot.SnapshotFile;
import io.ringfence.journal.snapshot.SnapshotOutput;
import io.ringfence.journal.snapshot.SnapshotStore;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A reporter's memory as a file holds it: names, sessions, orders, mass cancels under way. It also names the last report
 * in every session's store, because it stands for reports that are in the stores and will not be made again: with a store
 * that has less, or a session that was not served then, it may not be used.
 */
final class ReporterState {
    private final FixNames names;
    private final FixBook book;
    private final OrderEvents events;
    private final Outbox outbox;
    private final List<ReportEntries.Session> sessions = new ArrayList<>();
    /** While a file is read: an order, until what only FIX knows of it has come too. */
    private @Nullable OrderView before;

    private boolean openBefore;
    private boolean namedBefore;
    /** While a file is read: the last order that is whole. */
    private @Nullable FixOrder restored;

    ReporterState(FixNames names, FixBook book, OrderEvents events, Outbox outbox) {
        this.names = names;
        this.book = book;
        this.events = events;
        this.outbox = outbox;
    }

    void write(SnapshotOutput output) {
        EntryWriter writer = new EntryWriter(
                (buffer, offset, length) -> output.section(SectionKind.FIX_REPORTS, buffer, offset, length),
                ReportEntries.VERSION);
        names.visit((kind, id, name) -> {
            ReportEntries.name(writer, kind, id, name);
            if (kind == FixNames.Kind.SESSION) {
                ReportEntries.session(writer, name, outbox.lastReport(name));
            }
        });
        writer.entry(ReportEntries.KILL, Integer.BYTES).put32(events.killCode());
        book.write(writer);
        events.massCancels().write(writer);
        writer.finish();
    }

    void load(SnapshotFile file) {
        SnapshotStore.read(file.path(), (kind, buffer, offset, length) -> {
            if (kind == SectionKind.FIX_REPORTS) {
                section(buffer, offset, length);
            }
        });
        sessions.forEach(this::requireStoreOf);
        names.visit((kind, id, name) -> {
            if (kind == FixNames.Kind.SESSION) {
                outbox.defined(id, name);
            }
        });
    }

    private void requireStoreOf(ReportEntries.Session session) {
        ReportId inStore = outbox.lastReport(session.name());
        if (inStore == null) {
            return;
        }
        if (!session.served()) {
            throw new SnapshotException("session " + session.name() + " was not configured when it was saved");
        }
        if (inStore.compareTo(session.lastReport()) < 0) {
            throw new SnapshotException("the store of session " + session.name() + " ends at report " + inStore
                    + " and had " + session.lastReport() + " when it was saved");
        }
    }

    private void section(DirectBuffer buffer, int offset, int length) {
        EntryReader reader = new EntryReader(buffer, offset, length, ReportEntries.VERSION, "FIX reports");
        while (reader.hasNext()) {
            int tag = reader.get8();
            switch (tag) {
                case ReportEntries.NAME -> ReportEntries.readName(reader, names);
                case ReportEntries.SESSION -> sessions.add(ReportEntries.readSession(reader));
                case ReportEntries.KILL -> events.killCode(reader.get32());
                case OrderEntries.OPEN, OrderEntries.CLOSED -> order(reader, tag == OrderEntries.OPEN);
                case ReportEntries.ORIGIN -> origin(reader);
                case OrderEntries.FORMER -> former(reader);
                case ReportEntries.MASS_CANCEL -> events.massCancels().restore(reader);
                case ReportEntries.AFFECTED -> events.massCancels().restoreAffected(reader);
                default -> throw new SnapshotException("the state of the FIX reports holds an entry " + tag);
            }
        }
    }

    private void order(EntryReader reader, boolean isOpen) {
        OrderView order = new OrderView();
        openBefore = isOpen;
        namedBefore = OrderEntries.read(reader, order);
        before = order;
    }

    private void origin(EntryReader reader) {
        OrderView order = before;
        if (order == null) {
            throw new SnapshotException("the state of the FIX reports says who entered an order that it does not have");
        }
        restored = new FixOrder(order, reader.get32());
        restored.symbol = reader.text();
        restored.account = reader.text();
        book.restore(restored, openBefore, namedBefore);
        before = null;
    }

    private void former(EntryReader reader) {
        String clOrdId = reader.text();
        boolean isNamed = reader.get8() != 0;
        FixOrder order = restored;
        if (order == null) {
            throw new SnapshotException("the state of the FIX reports names a client order id of no order");
        }
        order.view.formerClientOrderIds.add(clOrdId);
        book.restoreName(order, clOrdId, isNamed);
    }
}

package io.ringfence.gateway.fix;

import io.ringfence.engine.snapshot.SnapshotException;
import io.ringfence.gateway.snapshot.EntryReader;
import io.ringfence.gateway.snapshot.EntryWriter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a saved state of the reports holds beside the orders themselves, whose tags are below these. */
final class ReportEntries {
    static final int VERSION = 1;
    /** What only FIX knows of the order before. */
    static final int ORIGIN = 5;

    static final int NAME = 6;
    static final int SESSION = 7;
    static final int KILL = 8;
    static final int MASS_CANCEL = 9;
    /** An order that the mass cancel before has cancelled. */
    static final int AFFECTED = 10;

    /** UTF-8 takes at most three bytes for a char. */
    private static final int BYTES_PER_CHAR = 3;

    private static final int FIXED = 64;

    private ReportEntries() {}

    private static int room(String... texts) {
        int room = FIXED;
        for (String text : texts) {
            room += Short.BYTES + text.length() * BYTES_PER_CHAR;
        }
        return room;
    }

    static void origin(EntryWriter to, FixOrder order) {
        to.entry(ORIGIN, room(order.symbol, order.account)).put32(order.sessionId);
        to.text(order.symbol).text(order.account);
    }

    static void name(EntryWriter to, FixNames.Kind kind, int id, String name) {
        to.entry(NAME, room(name)).put8(kind.number).put32(id).text(name);
    }

    static void readName(EntryReader from, FixNames names) {
        int number = from.get8();
        for (FixNames.Kind kind : FixNames.Kind.values()) {
            if (kind.number == number) {
                names.restore(kind, from.get32(), from.text());
                return;
            }
        }
        throw new SnapshotException("the state of the FIX reports names something of kind " + number);
    }

    /** How far a session's store was when the state was saved. */
    record Session(String name, boolean served, ReportId lastReport) {}

    /** @param lastReport null when the session was not configured */
    static void session(EntryWriter to, String name, @Nullable ReportId lastReport) {
        ReportId last = Objects.requireNonNullElse(lastReport, ReportId.NONE);
        to.entry(SESSION, room(name)).text(name).put8(lastReport == null ? 0 : 1);
        to.put64(last.sequence()).put32(last.ordinal());
    }

    static Session readSession(EntryReader from) {
        return new Session(from.text(), from.get8() != 0, new ReportId(from.get64(), from.get32()));
    }

    static void massCancel(EntryWriter to, long requestSequence, MassCancelReports.Job job) {
        to.entry(MASS_CANCEL, room(job.clOrdId(), job.type(), job.symbol(), job.account(), job.strategy()));
        to.put64(requestSequence).put32(job.sessionId()).put64(job.seqNum());
        to.text(job.clOrdId())
                .text(job.type())
                .text(job.symbol())
                .text(job.account())
                .text(job.strategy());
        for (MassCancelReports.Affected affected : job.affected()) {
            to.entry(AFFECTED, room(affected.clOrdId()))
                    .text(affected.clOrdId())
                    .put64(affected.orderId());
        }
    }
}

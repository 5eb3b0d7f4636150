package io.ringfence.engine.snapshot;

import io.ringfence.engine.snapshot.schema.OrderSessionSectionDecoder;
import io.ringfence.engine.snapshot.schema.OrderSessionSectionEncoder;
import io.ringfence.engine.state.EngineState;
import io.ringfence.engine.state.OrderSession;
import io.ringfence.engine.state.OrderSessions;
import java.util.Objects;

/** Writes and reads the named sessions of order entry. */
final class OrderSessionSections {
    private OrderSessionSections() {}

    static void write(EngineState state, SectionOut out) {
        OrderSessionSectionEncoder section = new OrderSessionSectionEncoder();
        for (int i = 0; i < state.sessions.count(); i++) {
            OrderSession session = Objects.requireNonNull(state.sessions.find(OrderSessions.FIRST_ID + i));
            section.wrapAndApplyHeader(out.buffer(), 0, out.header())
                    .sessionId(session.id)
                    .lastSeqNum(session.lastSeqNum)
                    .sessionName(session.name);
            out.emit(section.encodedLength());
        }
    }

    /** Reads the section in hand; false when it is none of these. */
    static boolean reads(EngineState state, SectionIn in) {
        if (in.kind() != OrderSessionSectionDecoder.TEMPLATE_ID) {
            return false;
        }
        OrderSessionSectionDecoder section = new OrderSessionSectionDecoder();
        section.wrapAndApplyHeader(in.buffer(), 0, in.header());
        if (section.sessionId() != state.sessions.nextId()) {
            throw new SnapshotException("session " + section.sessionId() + " of the snapshot is out of place");
        }
        long lastSeqNum = section.lastSeqNum();
        state.sessions.add(section.sessionName()).lastSeqNum = lastSeqNum;
        return true;
    }
}

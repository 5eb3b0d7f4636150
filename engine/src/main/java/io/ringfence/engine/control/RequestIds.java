package io.ringfence.engine.control;

import io.ringfence.engine.state.ClientOrderIds;
import io.ringfence.engine.state.EngineSetting;
import io.ringfence.engine.state.EngineState;
import org.agrona.DirectBuffer;

/** The client order ids of requests, which orders, replaces, cancels and quarantines share. */
final class RequestIds {
    private final EngineState state;

    RequestIds(EngineState state) {
        this.state = state;
    }

    /** The slot of an id, or {@link ClientOrderIds#NONE}; also when the request gave none. */
    int find(int accountId, DirectBuffer buffer, int offset) {
        if (buffer.getByte(offset) == 0) {
            return ClientOrderIds.NONE;
        }
        return state.clientOrderIds.find(ClientOrderIds.hash(accountId, buffer, offset), accountId, buffer, offset);
    }

    /** Keeps an id that is not there, with what it was used for; {@link ClientOrderIds#NONE} when none was given. */
    int remember(int accountId, DirectBuffer buffer, int offset, long payload, long orderId) {
        if (buffer.getByte(offset) == 0) {
            return ClientOrderIds.NONE;
        }
        return state.clientOrderIds.add(
                ClientOrderIds.hash(accountId, buffer, offset),
                accountId,
                buffer,
                offset,
                payload,
                orderId,
                state.sequence,
                state.nowNanos,
                state.setting(EngineSetting.CLIENT_ORDER_ID_RETENTION_NS));
    }
}

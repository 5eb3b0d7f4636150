package io.ringfence.engine.control;

import io.ringfence.engine.state.ClientOrderIds;
import io.ringfence.engine.state.EngineState;
import io.ringfence.engine.state.Order;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Finds the order that a cancel or replace means: by order id, or by the client order id that was accepted last. An order
 * of another account is unknown (1101), one that has ended is too late (1102).
 */
final class OrderFinder {
    private final EngineState state;
    private @Nullable Order order;
    private long orderId;
    private int code;

    OrderFinder(EngineState state) {
        this.state = state;
    }

    void find(int accountId, long requestedId, DirectBuffer buffer, int origOffset) {
        order = null;
        orderId = 0;
        code = 1101;
        if (!state.hasAccount(accountId)) {
            code = 1002;
            return;
        }
        int slot = ClientOrderIds.NONE;
        if (buffer.getByte(origOffset) != 0) {
            long hash = ClientOrderIds.hash(accountId, buffer, origOffset);
            slot = state.clientOrderIds.find(hash, accountId, buffer, origOffset);
        }
        if (requestedId > 0) {
            findById(accountId, requestedId, slot, buffer.getByte(origOffset) != 0);
        } else if (slot != ClientOrderIds.NONE) {
            findBySlot(slot);
        }
    }

    private void findById(int accountId, long requestedId, int slot, boolean namesOriginal) {
        Order found = state.orders.find(requestedId);
        if (found != null && found.accountId == accountId) {
            orderId = requestedId;
            boolean mismatch = namesOriginal && found.clientOrderIdSlot != slot;
            order = mismatch ? null : found;
            code = mismatch ? 1104 : 0;
        } else if (found == null && slot != ClientOrderIds.NONE && state.clientOrderIds.orderId(slot) == requestedId) {
            orderId = requestedId;
            code = 1102;
        }
    }

    private void findBySlot(int slot) {
        long id = state.clientOrderIds.orderId(slot);
        if (id <= 0) {
            return;
        }
        orderId = id;
        Order found = state.orders.find(id);
        if (found == null) {
            code = 1102;
        } else if (found.clientOrderIdSlot != slot) {
            code = 1104;
        } else {
            order = found;
            code = 0;
        }
    }

    @Nullable
    Order order() {
        return order;
    }

    /** The order that was meant, even where it has ended; 0 when unknown. */
    long orderId() {
        return orderId;
    }

    int code() {
        return code;
    }
}

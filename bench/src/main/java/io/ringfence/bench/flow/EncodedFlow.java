package io.ringfence.bench.flow;

import io.ringfence.engine.command.CommandWriter;
import io.ringfence.engine.pipeline.CommandClass;
import io.ringfence.engine.state.Order;
import io.ringfence.engine.units.Fixed;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A flow as the gateway would put it on the ring: SBE commands, encoded before anything is measured, one behind the other
 * in off-heap blocks.
 */
final class EncodedFlow {
    private static final int BLOCK_LENGTH = 64 << 20;
    private static final int MAX_COMMAND_LENGTH = 4096;
    private static final int LENGTH_BITS = 12;
    private static final int BLOCK_SHIFT = 40;
    private static final long OFFSET_MASK = (1L << (BLOCK_SHIFT - LENGTH_BITS)) - 1;

    private final List<UnsafeBuffer> blocks = new ArrayList<>();
    /** Block, offset and length of each command; the sign says that it cancels. */
    private final long[] places;

    private int at;

    EncodedFlow(FlowFile flow, FlowPlan plan) {
        places = new long[flow.size()];
        CommandWriter writer = new CommandWriter().origin(0, 0, 1, 1);
        for (int i = 0; i < flow.size(); i++) {
            boolean cancels = flow.type(i) == FlowFile.CANCEL;
            if (cancels) {
                encodeCancel(writer, flow, i, plan);
            } else {
                encodeOrder(writer, flow, i, plan);
            }
            places[i] = place(writer) | (cancels ? Long.MIN_VALUE : 0);
        }
    }

    private static void encodeOrder(CommandWriter writer, FlowFile flow, int i, FlowPlan plan) {
        byte type = flow.type(i);
        writer.newOrder(plan.accountId(flow.account(i)), plan.symbolId(flow.symbol(i)), id(flow, i))
                .side(flow.side(i))
                .orderType(type == FlowFile.MARKET ? Order.TYPE_MARKET : Order.TYPE_LIMIT)
                .timeInForce(type == FlowFile.LIMIT ? Order.TIF_GTC : Order.TIF_IOC)
                .quantityE8(flow.quantity(i) * Fixed.SCALE)
                .limitPriceE8(type == FlowFile.MARKET ? Fixed.ABSENT : flow.price(i) * Fixed.SCALE);
    }

    private static void encodeCancel(CommandWriter writer, FlowFile flow, int i, FlowPlan plan) {
        writer.cancel(plan.accountId(flow.account(i)), plan.symbolId(flow.symbol(i)), 0, "", id(flow, i));
    }

    private static String id(FlowFile flow, int i) {
        return Long.toString(flow.orderId(i));
    }

    private long place(CommandWriter writer) {
        if (blocks.isEmpty() || at + MAX_COMMAND_LENGTH > BLOCK_LENGTH) {
            blocks.add(new UnsafeBuffer(ByteBuffer.allocateDirect(BLOCK_LENGTH)));
            at = 0;
        }
        int length = writer.length();
        int block = blocks.size() - 1;
        blocks.get(block).putBytes(at, writer.buffer(), 0, length);
        long place = ((long) block << BLOCK_SHIFT) | ((long) at << LENGTH_BITS) | length;
        at += length;
        return place;
    }

    int size() {
        return places.length;
    }

    DirectBuffer buffer(int i) {
        return blocks.get((int) ((places[i] & Long.MAX_VALUE) >>> BLOCK_SHIFT));
    }

    int offset(int i) {
        return (int) ((places[i] >>> LENGTH_BITS) & OFFSET_MASK);
    }

    int length(int i) {
        return (int) (places[i] & ((1 << LENGTH_BITS) - 1));
    }

    CommandClass commandClass(int i) {
        return places[i] < 0 ? CommandClass.CANCEL : CommandClass.ORDER;
    }
}

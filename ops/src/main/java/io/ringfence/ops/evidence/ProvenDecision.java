package io.ringfence.ops.evidence;

import io.ringfence.engine.gates.Readings;
import io.ringfence.engine.gates.ReadingsCodec;
import io.ringfence.engine.gates.Scope;
import io.ringfence.engine.record.RecordFrame;
import io.ringfence.engine.record.RecordReader;
import io.ringfence.engine.schema.DecisionDecoder;
import io.ringfence.engine.schema.NewOrderDecoder;
import io.ringfence.engine.schema.ReplaceOrderDecoder;
import io.ringfence.engine.units.Fixed;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/** The decision in a command's records: who asked for what, what was decided, what the eight gates read. */
final class ProvenDecision {
    private static final int HEADER = 8;

    final long sequence;
    final long timestampNanos;
    final Readings readings = new Readings();
    int accountId = -1;
    int symbolId = -1;
    int strategyId = -1;
    int side = -1;
    int orderType = -1;
    long limitPriceE8 = Fixed.ABSENT;
    long stopPriceE8 = Fixed.ABSENT;
    String clientOrderId = "";
    boolean replace;
    long orderId;
    int result;
    int code;
    int primaryGate;
    int flags;
    int gateBitmap;
    long quantityE8;
    long approvedE8;

    private ProvenDecision(long sequence, long timestampNanos) {
        this.sequence = sequence;
        this.timestampNanos = timestampNanos;
    }

    /** Null when the command was no order or replace, or was answered without a decision. */
    static @Nullable ProvenDecision of(List<byte[]> fragments) {
        UnsafeBuffer first = new UnsafeBuffer(fragments.get(0));
        ProvenDecision found = new ProvenDecision(RecordFrame.sequence(first, 0), RecordFrame.timestampNanos(first, 0));
        boolean decided = false;
        RecordReader reader = new RecordReader();
        for (int i = 0; i < fragments.size(); i++) {
            UnsafeBuffer record = new UnsafeBuffer(fragments.get(i));
            reader.wrap(record, 0, record.capacity());
            if (i == 0 && reader.next()) {
                found.command(reader, record);
            }
            while (reader.next()) {
                if (reader.templateId() == DecisionDecoder.TEMPLATE_ID) {
                    found.decision(reader, record);
                    decided = true;
                }
            }
        }
        return decided ? found : null;
    }

    private void command(RecordReader reader, DirectBuffer record) {
        int at = reader.messageOffset() + HEADER;
        if (reader.templateId() == NewOrderDecoder.TEMPLATE_ID) {
            NewOrderDecoder order = new NewOrderDecoder().wrap(record, at, reader.blockLength(), reader.version());
            accountId = order.accountId();
            symbolId = order.symbolId();
            strategyId = order.strategyId();
            side = order.side();
            orderType = order.orderType();
            limitPriceE8 = order.limitPriceE8();
            stopPriceE8 = order.stopPriceE8();
            clientOrderId = order.clientOrderId();
        } else if (reader.templateId() == ReplaceOrderDecoder.TEMPLATE_ID) {
            ReplaceOrderDecoder order =
                    new ReplaceOrderDecoder().wrap(record, at, reader.blockLength(), reader.version());
            replace = true;
            accountId = order.accountId();
            symbolId = order.symbolId();
            side = order.side();
            orderType = order.orderType();
            limitPriceE8 = order.limitPriceE8();
            stopPriceE8 = order.stopPriceE8();
            clientOrderId = order.clientOrderId();
        }
    }

    /** Takes from the replaced order's own command what the replace left out. */
    void complete(List<byte[]> original) {
        ProvenDecision order = of(original);
        if (order != null) {
            accountId = order.accountId;
            symbolId = order.symbolId;
            strategyId = order.strategyId;
            side = order.side;
            orderType = order.orderType;
            limitPriceE8 = limitPriceE8 == Fixed.ABSENT ? order.limitPriceE8 : limitPriceE8;
            stopPriceE8 = stopPriceE8 == Fixed.ABSENT ? order.stopPriceE8 : stopPriceE8;
        }
    }

    private void decision(RecordReader reader, DirectBuffer record) {
        DecisionDecoder decision = new DecisionDecoder()
                .wrap(record, reader.messageOffset() + HEADER, reader.blockLength(), reader.version());
        orderId = decision.orderId();
        result = decision.result();
        code = decision.primaryCode();
        primaryGate = decision.primaryGate();
        flags = decision.flags();
        gateBitmap = decision.gateBitmap();
        quantityE8 = decision.quantityE8();
        approvedE8 = decision.approvedE8();
        if (gateBitmap != 0) {
            int at = decision.limit() + DecisionDecoder.readingsHeaderLength();
            ReadingsCodec.decode(record, at, quantityE8, readings);
        }
    }

    /** Calls with every scope that needs a name: the order's own and those of the readings. */
    void forEachScope(ScopeVisitor visitor) {
        visitor.scope(Scope.ACCOUNT, accountId);
        visitor.scope(Scope.SYMBOL, symbolId);
        visitor.scope(Scope.STRATEGY, strategyId);
        for (int gate = 1; gate <= Readings.GATES; gate++) {
            if ((gateBitmap & 1 << (gate - 1)) != 0) {
                visitor.scope(readings.scopeType[gate], readings.scopeId[gate]);
            }
        }
    }

    /** Takes a kind of scope and an id of that kind, -1 for none. */
    interface ScopeVisitor {
        void scope(int scope, int id);
    }
}

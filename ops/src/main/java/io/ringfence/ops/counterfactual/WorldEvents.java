package io.ringfence.ops.counterfactual;

import io.ringfence.engine.record.RecordReader;
import io.ringfence.engine.schema.CashChangedDecoder;
import io.ringfence.engine.schema.ExecutionDecoder;
import io.ringfence.engine.schema.OrderAcceptedDecoder;
import io.ringfence.engine.schema.OrderCanceledDecoder;
import io.ringfence.engine.schema.OrderReplacedDecoder;
import io.ringfence.engine.state.Account;
import io.ringfence.engine.state.EngineState;
import io.ringfence.engine.state.Instrument;
import io.ringfence.engine.state.Order;
import io.ringfence.engine.units.Fixed;
import io.ringfence.ops.replay.CommandRecords;
import java.util.TreeSet;
import org.agrona.DirectBuffer;

/** Books what one command did in one world. */
final class WorldEvents {
    /** Takes a fill: whose, of which order, how much cash it moved (fee included) and which quantity, signed. */
    interface FillListener {
        void filled(long orderId, int accountId, int symbolId, long signedE8, long cashE8);
    }

    private static final int HEADER = 8;

    private final World world;
    private final FillListener listener;
    private final RecordReader reader = new RecordReader();
    private final ExecutionDecoder execution = new ExecutionDecoder();
    private final OrderCanceledDecoder canceled = new OrderCanceledDecoder();
    private final CashChangedDecoder cash = new CashChangedDecoder();
    private final TreeSet<Integer> touched = new TreeSet<>();

    WorldEvents(World world, FillListener listener) {
        this.world = world;
        this.listener = listener;
    }

    /**
     * Takes in one command's records.
     *
     * @param subject account of the order that the command is about, or -1
     * @param flowE8 what the command pays in, if it is accepted
     */
    void take(CommandRecords records, int subject, long flowE8) {
        touched.clear();
        for (int i = 0; i < records.count(); i++) {
            reader.wrap(records.buffer(), records.offset(i), records.length(i));
            boolean skipsCommand = i == 0 && reader.next();
            while (reader.next()) {
                event(reader.record(), reader.messageOffset() + HEADER, subject, skipsCommand ? flowE8 : 0);
            }
        }
        for (int accountId : touched) {
            world.value(accountId);
        }
    }

    private void event(DirectBuffer buffer, int at, int subject, long flowE8) {
        int block = reader.blockLength();
        int version = reader.version();
        switch (reader.templateId()) {
            case ExecutionDecoder.TEMPLATE_ID -> filled(execution.wrap(buffer, at, block, version));
            case OrderCanceledDecoder.TEMPLATE_ID ->
                touched.add(canceled.wrap(buffer, at, block, version).accountId());
            case OrderAcceptedDecoder.TEMPLATE_ID, OrderReplacedDecoder.TEMPLATE_ID -> {
                if (subject >= 0) {
                    touched.add(subject);
                }
            }
            case CashChangedDecoder.TEMPLATE_ID -> {
                int accountId = cash.wrap(buffer, at, block, version).accountId();
                world.grow();
                world.flowsE8[accountId] = Fixed.add(world.flowsE8[accountId], flowE8);
                touched.add(accountId);
            }
            default -> {}
        }
    }

    private void filled(ExecutionDecoder fill) {
        int accountId = fill.accountId();
        EngineState state = world.state;
        Account account = state.account(accountId);
        Instrument instrument = state.instruments.get(fill.symbolId());
        boolean buy = fill.side() == Order.BUY;
        long notional = notional(fill.priceE8(), fill.quantityE8(), state.rateE8(instrument, account), buy);
        long change = Fixed.subtract(buy ? -notional : notional, fill.feeE8());
        world.grow();
        world.turnoverE8[accountId] = Fixed.add(world.turnoverE8[accountId], notional);
        world.feesE8[accountId] = Fixed.add(world.feesE8[accountId], fill.feeE8());
        world.executions[accountId]++;
        touched.add(accountId);
        long signed = buy ? fill.quantityE8() : -fill.quantityE8();
        listener.filled(fill.orderId(), accountId, fill.symbolId(), signed, change);
    }

    /** As the ledger books it: what a buyer pays is rounded up, what a seller gets down. */
    private static long notional(long priceE8, long quantityE8, long rateE8, boolean up) {
        long value = up ? Fixed.mulCeil(priceE8, quantityE8) : Fixed.mulFloor(priceE8, quantityE8);
        if (rateE8 == Fixed.SCALE) {
            return value;
        }
        return up ? Fixed.mulCeil(value, rateE8) : Fixed.mulFloor(value, rateE8);
    }
}

package io.ringfence.ops.export;

import io.ringfence.engine.schema.ExecutionDecoder;
import io.ringfence.engine.units.Fixed;
import io.ringfence.ops.json.Words;

/** The rows of executions. */
final class ExecutionRows {
    private ExecutionRows() {}

    static Row row(ExecutionDecoder fill, OrderRow order, long sequence, long atNanos) {
        return new Row(Columns.EXECUTIONS)
                .whole("seq", sequence)
                .whole("ordinal", fill.ordinal())
                .stamp(atNanos)
                .text("exec_id", sequence + "-" + fill.ordinal())
                .whole("order_id", fill.orderId())
                .text("exchange_order_id", order.exchangeOrderId())
                .text("client_order_id", order.lastClientOrderId)
                .text("account", order.account)
                .text("strategy", order.strategy)
                .text("symbol", order.symbol)
                .text("side", OrderRow.word(Words.SIDE, fill.side()))
                .decimal("price", fill.priceE8())
                .decimal("qty", fill.quantityE8())
                .decimal("cum_qty", fill.cumE8())
                .decimal("leaves_qty", fill.leavesE8())
                .decimal("fee", fill.feeE8())
                .text("liquidity", OrderRow.word(Words.LIQUIDITY, fill.liquidity()))
                .optional("counter_order_id", fill.counterOrderId() == 0 ? Fixed.ABSENT : fill.counterOrderId());
    }
}

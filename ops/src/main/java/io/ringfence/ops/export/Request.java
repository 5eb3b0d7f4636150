package io.ringfence.ops.export;

import io.ringfence.engine.schema.NewOrderDecoder;
import io.ringfence.engine.schema.OriginDecoder;
import io.ringfence.engine.schema.ReplaceOrderDecoder;
import io.ringfence.engine.state.Order;
import io.ringfence.engine.units.Fixed;
import io.ringfence.ops.json.Words;
import org.jspecify.annotations.Nullable;

/** What a client asked for with a new order or a replace, as a decision repeats it. */
final class Request {
    boolean isReplace;
    String clientOrderId = "";
    String origClientOrderId = "";
    int accountId = -1;
    private int session;
    private int keyId;
    private long sourceSeqNum;
    private @Nullable String side;
    private @Nullable String type;
    private @Nullable String timeInForce;
    private int flags;
    private long quantityE8;
    private long limitPriceE8;
    private long stopPriceE8;
    private long minQuantityE8;

    void read(NewOrderDecoder order) {
        isReplace = false;
        accountId = order.accountId();
        origin(order.origin());
        side = OrderRow.word(Words.SIDE, order.side());
        type = OrderRow.word(Words.ORDER_TYPE, order.orderType());
        int tif = order.timeInForce() == -1 ? Order.TIF_DAY : order.timeInForce();
        timeInForce = OrderRow.word(Words.TIME_IN_FORCE, tif);
        flags = order.flags();
        quantityE8 = order.quantityE8();
        limitPriceE8 = order.limitPriceE8();
        stopPriceE8 = order.stopPriceE8();
        minQuantityE8 = order.minQuantityE8() == 0 ? Fixed.ABSENT : order.minQuantityE8();
        clientOrderId = order.clientOrderId();
        origClientOrderId = "";
    }

    void read(ReplaceOrderDecoder order) {
        isReplace = true;
        accountId = order.accountId();
        origin(order.origin());
        side = OrderRow.word(Words.SIDE, order.side());
        type = OrderRow.word(Words.ORDER_TYPE, order.orderType());
        timeInForce = OrderRow.word(Words.TIME_IN_FORCE, order.timeInForce());
        flags = 0;
        quantityE8 = order.quantityE8();
        limitPriceE8 = order.limitPriceE8();
        stopPriceE8 = order.stopPriceE8();
        minQuantityE8 = Fixed.ABSENT;
        clientOrderId = order.clientOrderId();
        origClientOrderId = order.origClientOrderId();
    }

    private void origin(OriginDecoder origin) {
        session = origin.sessionId();
        keyId = origin.keyId();
        sourceSeqNum = origin.sourceSeqNum() == 0 ? Fixed.ABSENT : origin.sourceSeqNum();
    }

    /** The columns from session to min_qty; what a replace leaves out is the order's. */
    void write(Row row, @Nullable OrderRow order, long gateQuantityE8) {
        row.whole("session", session)
                .whole("key_id", keyId)
                .optional("source_seq", sourceSeqNum)
                .text("symbol", order == null ? null : order.symbol)
                .text("side", side == null && order != null ? order.side : side)
                .text("order_type", type)
                .text("time_in_force", timeInForce);
        if (isReplace) {
            row.blank("post_only").blank("reduce_only").blank("allow_reduce");
        } else {
            boolean given = (flags & Order.FLAG_ALLOW_REDUCE_GIVEN) != 0;
            row.flag("post_only", (flags & Order.FLAG_POST_ONLY) != 0)
                    .flag("reduce_only", (flags & Order.FLAG_REDUCE_ONLY) != 0)
                    .text("allow_reduce", given ? String.valueOf((flags & Order.FLAG_ALLOW_REDUCE) != 0) : null);
        }
        row.decimal("requested_qty", quantityE8)
                .decimal("gate_qty", gateQuantityE8)
                .decimal("limit_price", limitPriceE8)
                .decimal("stop_price", stopPriceE8)
                .decimal("min_qty", minQuantityE8);
    }
}

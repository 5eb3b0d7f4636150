package io.ringfence.ops.export;

import io.ringfence.engine.gates.ReasonCode;
import io.ringfence.engine.schema.ExecutionDecoder;
import io.ringfence.engine.schema.NewOrderDecoder;
import io.ringfence.engine.schema.OrderReplacedDecoder;
import io.ringfence.engine.state.Order;
import io.ringfence.engine.units.Fixed;
import io.ringfence.ops.json.Names;
import io.ringfence.ops.json.Words;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One order as its events tell it, from its command to its end. */
final class OrderRow {
    final long orderId;
    final int accountId;
    final int symbolId;
    final @Nullable String account;
    final @Nullable String strategy;
    final @Nullable String symbol;
    final @Nullable String side;
    final String clientOrderId;
    private final long createdAtNanos;
    private final int session;
    private final int keyId;
    private final @Nullable String type;
    private final int flags;
    private final String mode;
    private final long requestedE8;

    String lastClientOrderId;
    private int timeInForce;
    private long limitPriceE8;
    private long stopPriceE8;
    private long expireAtNanos;
    private long quantityE8;
    private long cumE8;
    private long leavesE8;
    private long notionalE8;
    private long feesE8;
    private int fills;
    private boolean triggered;
    private String status = "new";
    private boolean reachedVenue;
    private int code;
    private @Nullable String cancelReason;
    private long lastSequence;
    private long lastAtNanos;
    /** Whether no event can change it any more. */
    boolean done;

    OrderRow(NewOrderDecoder order, long sequence, long atNanos, Names names, String mode) {
        orderId = sequence;
        createdAtNanos = atNanos;
        accountId = order.accountId();
        symbolId = order.symbolId();
        account = accountId < 0 ? null : names.account(accountId);
        symbol = symbolId < 0 ? null : names.symbol(symbolId);
        strategy = order.strategyId() < 0 ? null : names.strategy(order.strategyId());
        session = order.origin().sessionId();
        keyId = order.origin().keyId();
        side = word(Words.SIDE, order.side());
        type = word(Words.ORDER_TYPE, order.orderType());
        timeInForce = order.timeInForce() == -1 ? Order.TIF_DAY : order.timeInForce();
        flags = order.flags();
        requestedE8 = order.quantityE8();
        limitPriceE8 = order.limitPriceE8();
        stopPriceE8 = order.stopPriceE8();
        expireAtNanos = order.expireAtNanos();
        clientOrderId = order.clientOrderId();
        lastClientOrderId = clientOrderId;
        this.mode = mode;
        changed(sequence, atNanos);
    }

    /** A number that no word stands for is shown as it came. */
    static @Nullable String word(Words words, int value) {
        String word = words.of(value);
        return word != null ? word : value < 0 ? null : "#" + value;
    }

    void changed(long sequence, long atNanos) {
        lastSequence = sequence;
        lastAtNanos = atNanos;
    }

    void accepted(long quantity) {
        reachedVenue = true;
        quantityE8 = quantity;
        leavesE8 = quantity;
    }

    void rejected(int reason) {
        status = "rejected";
        code = reason;
        done = true;
    }

    void filled(ExecutionDecoder fill) {
        cumE8 = fill.cumE8();
        leavesE8 = fill.leavesE8();
        feesE8 += fill.feeE8();
        notionalE8 = Fixed.add(notionalE8, Fixed.mulFloor(fill.priceE8(), fill.quantityE8()));
        fills++;
        progress();
    }

    void replaced(OrderReplacedDecoder change) {
        quantityE8 = change.quantityE8();
        limitPriceE8 = change.limitPriceE8();
        stopPriceE8 = change.stopPriceE8();
        cumE8 = change.cumE8();
        leavesE8 = change.leavesE8();
        timeInForce = change.timeInForce();
        expireAtNanos = change.expireAtNanos();
        progress();
    }

    private void progress() {
        done = leavesE8 == 0;
        status = done ? "filled" : cumE8 > 0 ? "partially_filled" : "new";
    }

    void canceled(int reason) {
        status = "canceled";
        cancelReason = word(Words.CANCEL_REASON, reason);
        leavesE8 = 0;
        done = true;
    }

    void triggered() {
        triggered = true;
    }

    /** The venue's id, as the API gives it. */
    @Nullable
    String exchangeOrderId() {
        return reachedVenue ? mode.toUpperCase(Locale.ROOT) + "-" + orderId : null;
    }

    Row row() {
        boolean gtd = timeInForce == Order.TIF_GTD;
        return new Row(Columns.ORDERS)
                .whole("order_id", orderId)
                .whole("last_seq", lastSequence)
                .stamp(createdAtNanos)
                .whole("last_ts_ns", lastAtNanos)
                .text("exchange_order_id", exchangeOrderId())
                .text("client_order_id", clientOrderId)
                .text("last_client_order_id", lastClientOrderId)
                .text("account", account)
                .text("strategy", strategy)
                .whole("session", session)
                .whole("key_id", keyId)
                .text("symbol", symbol)
                .text("side", side)
                .text("order_type", type)
                .text("time_in_force", word(Words.TIME_IN_FORCE, timeInForce))
                .flag("post_only", (flags & Order.FLAG_POST_ONLY) != 0)
                .flag("reduce_only", (flags & Order.FLAG_REDUCE_ONLY) != 0)
                .text("mode", mode)
                .text("status", status)
                .decimal("requested_qty", requestedE8)
                .decimal("qty", quantityE8)
                .decimal("cum_qty", cumE8)
                .decimal("leaves_qty", leavesE8)
                .decimal("limit_price", limitPriceE8)
                .decimal("stop_price", stopPriceE8)
                .optional("expire_at_ns", gtd ? expireAtNanos : Fixed.ABSENT)
                .decimal("filled_notional", notionalE8)
                .decimal("fees", feesE8)
                .whole("fills", fills)
                .flag("triggered", triggered)
                .text("code", code == 0 ? null : Integer.toString(code))
                .text("name", code == 0 ? null : ReasonCode.name(code))
                .text("cancel_reason", cancelReason);
    }
}

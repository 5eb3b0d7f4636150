package io.ringfence.engine.core;

import io.ringfence.engine.schema.NewOrderEncoder;
import io.ringfence.engine.state.Order;
import io.ringfence.engine.units.Decimal;
import java.util.List;

/** One order, said in words; {@link #send} puts it through the core. */
public final class OrderSpec {
    private final CoreHarness core;
    private final byte side;
    private final String quantity;
    private String limit = "";
    private String stop = "";
    private int type = Order.TYPE_MARKET;
    private int tif = Order.TIF_DAY;
    private int account = CoreHarness.A1;
    private int symbol = CoreHarness.BTC;
    private int strategy = -1;
    private int smp = -1;
    private int flags;
    private String minimum = "0";
    private String id = "";
    private long expireAt = Long.MIN_VALUE;
    private long transactTime = Long.MIN_VALUE;
    private long maxAge;

    OrderSpec(CoreHarness core, byte side, String quantity) {
        this.core = core;
        this.side = side;
        this.quantity = quantity;
        tif = Order.TIF_DAY;
    }

    public OrderSpec limit(String price) {
        type = type == Order.TYPE_STOP ? Order.TYPE_STOP_LIMIT : Order.TYPE_LIMIT;
        tif = tif == Order.TIF_DAY ? Order.TIF_GTC : tif;
        limit = price;
        return this;
    }

    public OrderSpec stop(String price) {
        type = type == Order.TYPE_LIMIT ? Order.TYPE_STOP_LIMIT : Order.TYPE_STOP;
        tif = tif == Order.TIF_DAY ? Order.TIF_GTC : tif;
        stop = price;
        return this;
    }

    public OrderSpec type(int value) {
        type = value;
        return this;
    }

    public OrderSpec tif(int value) {
        tif = value;
        return this;
    }

    public OrderSpec ioc() {
        return tif(Order.TIF_IOC);
    }

    public OrderSpec fok() {
        return tif(Order.TIF_FOK);
    }

    public OrderSpec day() {
        return tif(Order.TIF_DAY);
    }

    public OrderSpec gtd(long atNanos) {
        expireAt = atNanos;
        return tif(Order.TIF_GTD);
    }

    public OrderSpec expireAt(long atNanos) {
        expireAt = atNanos;
        return this;
    }

    public OrderSpec account(int value) {
        account = value;
        return this;
    }

    public OrderSpec symbol(int value) {
        symbol = value;
        return this;
    }

    public OrderSpec strategy(int value) {
        strategy = value;
        return this;
    }

    public OrderSpec smp(int mode) {
        smp = mode;
        return this;
    }

    public OrderSpec postOnly() {
        flags |= Order.FLAG_POST_ONLY;
        return this;
    }

    public OrderSpec reduceOnly() {
        flags |= Order.FLAG_REDUCE_ONLY;
        return this;
    }

    public OrderSpec minimum(String value) {
        minimum = value;
        return this;
    }

    public OrderSpec noReduce() {
        flags |= Order.FLAG_ALLOW_REDUCE_GIVEN;
        return this;
    }

    public OrderSpec id(String clientOrderId) {
        id = clientOrderId;
        return this;
    }

    public OrderSpec aged(long transactTimeNanos, long maxAgeNanos) {
        transactTime = transactTimeNanos;
        maxAge = maxAgeNanos;
        return this;
    }

    public OrderSpec flags(int value) {
        flags = value;
        return this;
    }

    private byte sideOverride() {
        return side;
    }

    /** Encodes the order into the core's writer, without sending it. */
    public NewOrderEncoder encode() {
        NewOrderEncoder order = core.write.newOrder(account, symbol, id);
        order.side(sideOverride())
                .orderType((byte) type)
                .timeInForce((byte) tif)
                .smpMode((byte) smp)
                .strategyId(strategy)
                .flags(flags)
                .quantityE8(Decimal.parseE8(quantity))
                .minQuantityE8(Decimal.parseE8(minimum))
                .expireAtNanos(expireAt)
                .transactTimeNanos(transactTime)
                .maxAgeNanos(maxAge);
        if (!limit.isEmpty()) {
            order.limitPriceE8(Decimal.parseE8(limit));
        }
        if (!stop.isEmpty()) {
            order.stopPriceE8(Decimal.parseE8(stop));
        }
        return order;
    }

    /** Sends the order; the lines of its record without the decision of an order that was approved whole. */
    public List<String> send() {
        encode();
        core.nameNext(id.isEmpty() ? core.nextName() : id);
        return core.send();
    }
}

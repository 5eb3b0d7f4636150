package io.ringfence.engine.execution.book;

import static io.ringfence.engine.execution.book.Orders.E8;

import io.ringfence.engine.execution.VenueEvents;
import io.ringfence.engine.marketdata.FlowFile;
import io.ringfence.engine.state.Order;
import org.jspecify.annotations.Nullable;

/** A flow file straight on a {@link MatchBook}, with nothing around it that allocates or looks anything up by hashing. */
final class FlowRun implements VenueEvents {
    private final MatchBook book = new MatchBook(new LevelPool(1_000), StopTrigger.LAST, StopGuard.NONE);
    private final byte[] types;
    private final int[] orderIds;
    private final @Nullable Order[] orders;

    private long ok;
    private long rejected;
    private long unfilledIoc;
    private long trades;
    private long tradedQuantity;
    private long notional;

    FlowRun(FlowFile flow) {
        types = new byte[flow.size()];
        orderIds = new int[flow.size()];
        orders = new Order[flow.size() + 1];
        for (int i = 0; i < flow.size(); i++) {
            types[i] = flow.type(i);
            orderIds[i] = (int) flow.orderId(i);
            if (types[i] != FlowFile.CANCEL) {
                orders[orderIds[i]] = order(flow, i);
            }
        }
    }

    private static Order order(FlowFile flow, int i) {
        Order order = Orders.limit(flow.orderId(i), flow.side(i), flow.price(i), flow.quantity(i));
        if (flow.type(i) == FlowFile.MARKET) {
            order.type = Order.TYPE_MARKET;
            order.limitPriceE8 = BookSide.NO_PRICE;
        }
        order.timeInForce = flow.type(i) == FlowFile.LIMIT_GTC ? Order.TIF_GTC : Order.TIF_IOC;
        order.smpMode = Order.SMP_NONE;
        order.smpId = flow.accountId(i);
        return order;
    }

    void run() {
        for (int i = 0; i < types.length; i++) {
            Order order = orders[orderIds[i]];
            if (types[i] != FlowFile.CANCEL) {
                ok++;
                book.submit(require(order), this);
            } else if (order == null || order.level == null) {
                rejected++;
            } else {
                ok++;
                book.cancel(order, CANCELED_BY_USER, this);
            }
        }
    }

    /** Takes out what rests and gives every order its quantity back, for another run on the same book. */
    void rewind() {
        for (Order order : orders) {
            if (order != null) {
                if (order.level != null) {
                    book.cancel(order, CANCELED_BY_USER, this);
                }
                order.cumE8 = 0;
                order.leavesE8 = order.quantityE8;
            }
        }
        ok = 0;
        rejected = 0;
        unfilledIoc = 0;
        trades = 0;
        tradedQuantity = 0;
        notional = 0;
    }

    int commands() {
        return types.length;
    }

    int resting() {
        return book.bids().orderCount() + book.asks().orderCount();
    }

    int levels() {
        return book.bids().levelCount() + book.asks().levelCount();
    }

    String digest() {
        return "ok " + ok + " rejected " + rejected + " unfilled_ioc " + unfilledIoc + " trades " + trades
                + " traded_qty " + tradedQuantity + " notional " + notional;
    }

    private static Order require(@Nullable Order order) {
        if (order == null) {
            throw new IllegalStateException("an order id that was never new");
        }
        return order;
    }

    @Override
    public void onTrade(@Nullable Order maker, @Nullable Order taker, long priceE8, long quantityE8) {
        trades++;
        tradedQuantity += quantityE8 / E8;
        notional += priceE8 / E8 * (quantityE8 / E8);
    }

    @Override
    public void onCanceled(Order order, byte reason) {
        if (reason == CANCELED_UNFILLED_IOC || reason == CANCELED_NO_LIQUIDITY) {
            unfilledIoc++;
        }
    }

    @Override
    public void onTriggered(Order order) {
        throw new IllegalStateException("there are no stops");
    }
}

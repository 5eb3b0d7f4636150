package io.ringfence.engine.execution.book;

import io.ringfence.bench.flow.FlowFile;
import io.ringfence.engine.execution.VenueEvents;
import io.ringfence.engine.state.Order;
import io.ringfence.engine.units.Fixed;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * A flow file straight on a {@link MatchBook}. Orders come from a pool and go back to it in the event that ends them, as in
 * the engine, so that a measurement sees memory as warm as the engine would.
 */
final class FlowRun implements VenueEvents {
    private static final long E8 = Fixed.SCALE;
    private final MatchBook book = new MatchBook(new LevelPool(1_000), StopTrigger.LAST, StopGuard.NONE);
    private final byte[] types;
    private final byte[] sides;
    private final int[] orderIds;
    private final long[] pricesE8;
    private final long[] quantitiesE8;
    private final int[] accountIds;
    private final @Nullable Order[] live;
    private final Deque<Order> pool = new ArrayDeque<>();

    private long ok;
    private long rejected;
    private long unfilledIoc;
    private long trades;
    private long tradedQuantity;
    private long notional;

    FlowRun(FlowFile flow) {
        int size = flow.size();
        types = new byte[size];
        sides = new byte[size];
        orderIds = new int[size];
        pricesE8 = new long[size];
        quantitiesE8 = new long[size];
        accountIds = new int[size];
        live = new Order[size + 1];
        for (int i = 0; i < size; i++) {
            types[i] = flow.type(i);
            sides[i] = flow.side(i);
            orderIds[i] = Math.toIntExact(flow.orderId(i));
            pricesE8[i] = types[i] == FlowFile.MARKET ? BookSide.NO_PRICE : flow.price(i) * E8;
            quantitiesE8[i] = flow.quantity(i) * E8;
            accountIds[i] = Math.toIntExact(flow.account(i));
        }
    }

    void run() {
        for (int i = 0; i < types.length; i++) {
            if (types[i] != FlowFile.CANCEL) {
                submit(i);
            } else {
                cancel(live[orderIds[i]]);
            }
        }
    }

    private void submit(int i) {
        Order order = pool.isEmpty() ? new Order() : pool.pop();
        order.orderId = orderIds[i];
        order.side = sides[i];
        order.type = types[i] == FlowFile.MARKET ? Order.TYPE_MARKET : Order.TYPE_LIMIT;
        order.timeInForce = types[i] == FlowFile.LIMIT ? Order.TIF_GTC : Order.TIF_IOC;
        order.smpMode = Order.SMP_NONE;
        order.smpId = accountIds[i];
        order.limitPriceE8 = pricesE8[i];
        order.quantityE8 = quantitiesE8[i];
        order.leavesE8 = quantitiesE8[i];
        order.cumE8 = 0;
        ok++;
        book.submit(order, this);
        if (order.leavesE8 == 0) {
            pool.push(order);
        } else {
            live[orderIds[i]] = order;
        }
    }

    private void cancel(@Nullable Order order) {
        if (order == null) {
            rejected++;
        } else {
            ok++;
            book.cancel(order, CANCELED_BY_USER, this);
        }
    }

    private void recycle(Order resting) {
        live[(int) resting.orderId] = null;
        pool.push(resting);
    }

    /** Takes out what rests, for another run on the same book. */
    void rewind() {
        for (Order order : live) {
            if (order != null) {
                cancel(order);
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

    @Override
    public void onTrade(@Nullable Order maker, @Nullable Order taker, long priceE8, long quantityE8) {
        trades++;
        tradedQuantity += quantityE8 / E8;
        notional += priceE8 / E8 * (quantityE8 / E8);
        if (maker != null && maker.leavesE8 == 0) {
            recycle(maker);
        }
    }

    @Override
    public void onCanceled(Order order, byte reason) {
        if (reason == CANCELED_BY_USER) {
            recycle(order);
        } else {
            unfilledIoc++;
        }
    }

    @Override
    public void onTriggered(Order order) {
        throw new IllegalStateException("there are no stops");
    }
}

package io.ringfence.engine.execution.book;

import static io.ringfence.engine.execution.book.Orders.E8;

import io.ringfence.engine.execution.VenueEvents;
import io.ringfence.engine.state.Order;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Random orders of all types, cancels and replacements, prepared beforehand so that running them allocates nothing. */
final class MixedFlow implements VenueEvents {
    private static final int MID = 10_000;

    private final MatchBook book = new MatchBook(new LevelPool(0), StopTrigger.LAST, StopGuard.NONE);
    private final Order[] orders;
    private final Order[] pristine;
    /** What to do after the order with the same index is submitted: cancel or replace the order named here. */
    private final int[] targets;

    private long trades;
    private long triggered;

    MixedFlow(int size, long seed) {
        Random random = new Random(seed);
        orders = new Order[size];
        pristine = new Order[size];
        targets = new int[size];
        for (int i = 0; i < size; i++) {
            orders[i] = order(i, random);
            pristine[i] = new Order();
            copy(orders[i], pristine[i]);
            targets[i] = Math.max(0, i - random.nextInt(500));
        }
    }

    private static Order order(int id, Random random) {
        byte side = random.nextBoolean() ? Order.BUY : Order.SELL;
        long away = (long) Math.abs(random.nextGaussian() * 60) - 8;
        long price = side == Order.BUY ? MID - away : MID + away;
        long through = random.nextInt(60);
        long beyond = side == Order.BUY ? MID + through : MID - through;
        long quantity = 1L + random.nextInt(20);
        Order order = switch (random.nextInt(12)) {
            case 0 -> Orders.market(id, side, quantity);
            case 1 -> Orders.with(Orders.limit(id, side, beyond, quantity), Order.TIF_IOC);
            case 2 -> Orders.with(Orders.limit(id, side, beyond, quantity), Order.TIF_FOK);
            case 3 -> Orders.stop(id, side, beyond, quantity);
            case 4 -> Orders.stopLimit(id, side, beyond, beyond, quantity);
            default -> Orders.limit(id, side, price, quantity);
        };
        return Orders.ownedBy(order, random.nextInt(20), (byte) random.nextInt(4));
    }

    void run() {
        trades = 0;
        triggered = 0;
        for (int i = 0; i < orders.length; i++) {
            book.submit(orders[i], this);
            Order target = orders[targets[i]];
            if (target.level != null) {
                if (i % 3 == 0) {
                    book.replace(target, target.quantityE8 + E8, BookSide.NO_PRICE, BookSide.NO_PRICE, this);
                } else {
                    book.cancel(target, CANCELED_BY_USER, this);
                }
            }
        }
    }

    void rewind() {
        for (int i = 0; i < orders.length; i++) {
            if (orders[i].level != null) {
                book.cancel(orders[i], CANCELED_BY_USER, this);
            }
            copy(pristine[i], orders[i]);
        }
        book.openAt(MID * E8);
    }

    private static void copy(Order from, Order to) {
        to.orderId = from.orderId;
        to.side = from.side;
        to.type = from.type;
        to.timeInForce = from.timeInForce;
        to.smpId = from.smpId;
        to.smpMode = from.smpMode;
        to.quantityE8 = from.quantityE8;
        to.leavesE8 = from.leavesE8;
        to.cumE8 = from.cumE8;
        to.limitPriceE8 = from.limitPriceE8;
        to.stopPriceE8 = from.stopPriceE8;
        to.triggered = from.triggered;
    }

    long trades() {
        return trades;
    }

    long triggered() {
        return triggered;
    }

    @Override
    public void onTrade(@Nullable Order maker, @Nullable Order taker, long priceE8, long quantityE8) {
        trades++;
    }

    @Override
    public void onCanceled(Order order, byte reason) {}

    @Override
    public void onTriggered(Order order) {
        triggered++;
    }
}

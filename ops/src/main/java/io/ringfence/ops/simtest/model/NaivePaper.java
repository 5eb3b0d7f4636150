package io.ringfence.ops.simtest.model;

import io.ringfence.engine.execution.VenueEvents;
import io.ringfence.engine.state.Order;
import io.ringfence.ops.simtest.model.Things.Instrument;
import io.ringfence.ops.simtest.model.Things.Working;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The paper book's rules (gates.md section 9), for clarity only. */
final class NaivePaper extends NaiveVenue {
    private final int trigger;
    private final long queueAheadPpm;
    /** Oldest first. */
    private final List<Working> stops = new ArrayList<>();

    private long bidLeft;
    private long askLeft;

    NaivePaper(Instrument market, Predicate<Working> mayFire, Trades trades, int trigger, long queueAheadPpm) {
        super(market, mayFire, trades);
        this.trigger = trigger;
        this.queueAheadPpm = queueAheadPpm;
    }

    private boolean reachesTouch(Working order) {
        Long touch = order.buys ? market.ask : market.bid;
        return touch != null && order.accepts(touch);
    }

    @Override
    void submit(Working order) {
        if (order.waits()) {
            stops.add(order);
            fireStops();
        } else {
            work(order);
        }
    }

    private void work(Working order) {
        long available = !reachesTouch(order) ? 0 : order.buys ? askLeft : bidLeft;
        boolean tooLittle = order.cum == 0 && available < Math.min(order.minimum, order.leaves());
        if (reachesTouch(order) && order.postOnly()) {
            end(order, VenueEvents.CANCELED_POST_ONLY);
        } else if (order.timeInForce == Order.TIF_FOK && available < order.leaves()) {
            end(order, VenueEvents.CANCELED_FOK);
        } else if (available > 0 && tooLittle) {
            end(order, VenueEvents.CANCELED_MIN_QUANTITY);
        } else {
            if (available > 0) {
                take(order, Math.min(available, order.leaves()));
            }
            keepOrEnd(order, tooLittle);
        }
    }

    private void take(Working order, long quantity) {
        bidLeft -= order.buys ? 0 : quantity;
        askLeft -= order.buys ? quantity : 0;
        order.cum += quantity;
        fill(null, order, Objects.requireNonNull(order.buys ? market.ask : market.bid), quantity);
    }

    private void keepOrEnd(Working order, boolean tooLittle) {
        if (order.leaves() == 0) {
            return;
        }
        if (!order.limited()) {
            end(order, VenueEvents.CANCELED_NO_LIQUIDITY);
        } else if (order.immediate()) {
            end(order, tooLittle ? VenueEvents.CANCELED_MIN_QUANTITY : VenueEvents.CANCELED_UNFILLED_IOC);
        } else {
            Long touch = order.buys ? market.bid : market.ask;
            BigInteger shown = Exact.of(order.buys ? market.bidSize : market.askSize);
            boolean joins = Objects.equals(touch, order.limit);
            order.queueAhead = joins
                    ? Exact.ceil(shown, Exact.of(queueAheadPpm), Exact.PPM).longValueExact()
                    : 0;
            rest(order);
        }
    }

    @Override
    void cancel(Working order, int reason) {
        forget(order);
        end(order, reason);
    }

    private void forget(Working order) {
        bids.remove(order);
        asks.remove(order);
        stops.remove(order);
    }

    @Override
    void replace(Working order, long total, @Nullable Long limit, @Nullable Long stop) {
        boolean filled = total <= order.cum;
        boolean keepsPlace =
                Objects.equals(limit, order.limit) && Objects.equals(stop, order.stop) && total <= order.total;
        order.total = Math.max(total, order.cum);
        happened.add(Happened.replaced(order));
        if (filled) {
            forget(order);
        } else if (!keepsPlace) {
            forget(order);
            order.limit = limit;
            order.stop = stop;
            submit(order);
        }
    }

    @Override
    void quoted() {
        bidLeft = market.bid == null ? 0 : market.bidSize;
        askLeft = market.ask == null ? 0 : market.askSize;
        while (askLeft > 0 && !bids.isEmpty() && reachesTouch(bids.get(0))) {
            askLeft -= fillResting(bids, bids.get(0), askLeft);
        }
        while (bidLeft > 0 && !asks.isEmpty() && reachesTouch(asks.get(0))) {
            bidLeft -= fillResting(asks, asks.get(0), bidLeft);
        }
        fireStops();
    }

    private long fillResting(List<Working> side, Working order, long upTo) {
        long quantity = Math.min(upTo, order.leaves());
        order.cum += quantity;
        if (order.leaves() == 0) {
            side.remove(order);
        }
        fill(order, null, Objects.requireNonNull(order.limit), quantity);
        return quantity;
    }

    @Override
    void printed(long price, long quantity) {
        long left = printed(bids, price, quantity);
        printed(asks, price, left);
        fireStops();
    }

    private long printed(List<Working> side, long price, long quantity) {
        long left = quantity;
        while (left > 0 && !side.isEmpty() && through(side.get(0), price)) {
            left -= fillResting(side, side.get(0), left);
        }
        long atPrice = left;
        for (Working order : new ArrayList<>(side)) {
            if (left > 0 && Objects.requireNonNull(order.limit) == price) {
                long waited = Math.min(order.queueAhead, atPrice);
                order.queueAhead -= waited;
                long reach = Math.min(left, atPrice - waited);
                if (order.queueAhead == 0 && reach > 0) {
                    left -= fillResting(side, order, reach);
                }
            }
        }
        return left;
    }

    private static boolean through(Working order, long price) {
        long limit = Objects.requireNonNull(order.limit);
        return order.buys ? limit > price : limit < price;
    }

    @Override
    void referred() {
        fireStops();
    }

    @Override
    void recheck() {
        fireStops();
    }

    @Override
    void publish(long now) {
        // the market is the feed's
    }

    private void fireStops() {
        fire(true);
        fire(false);
    }

    private void fire(boolean buys) {
        Comparator<Working> byPrice = Comparator.comparing(stop -> Objects.requireNonNull(stop.stop));
        Working next = next(buys, byPrice);
        while (next != null) {
            stops.remove(next);
            trigger(next);
            work(next);
            next = next(buys, byPrice);
        }
    }

    private @Nullable Working next(boolean buys, Comparator<Working> byPrice) {
        return stops.stream()
                .filter(stop -> stop.buys == buys && reached(stop) && mayFire.test(stop))
                .min(buys ? byPrice : byPrice.reversed())
                .orElse(null);
    }

    private boolean reached(Working stop) {
        Long price = switch (trigger) {
            case 1 -> stop.buys ? market.ask : market.bid;
            case 2 -> market.mark;
            default -> market.reference;
        };
        long at = Objects.requireNonNull(stop.stop);
        return price != null && (stop.buys ? price >= at : price <= at);
    }
}

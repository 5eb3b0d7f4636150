package io.ringfence.ops.simtest.model;

import io.ringfence.engine.execution.VenueEvents;
import io.ringfence.engine.state.Order;
import io.ringfence.ops.simtest.model.Things.Instrument;
import io.ringfence.ops.simtest.model.Things.Working;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Matching by price and time with self-match prevention and stops, for clarity only. */
final class NaiveMatch extends NaiveVenue {
    private static final int LAST = 0;
    private static final int TOUCH = 1;
    private static final int MARK = 2;

    private final int trigger;
    /** Oldest first. */
    private final List<Working> waiting = new ArrayList<>();

    private final Deque<Working> fired = new ArrayDeque<>();
    private @Nullable Long lastTrade;
    private @Nullable Long forBuys;
    private @Nullable Long forSells;

    NaiveMatch(Instrument market, Predicate<Working> mayFire, Trades trades, int trigger) {
        super(market, mayFire, trades);
        this.trigger = trigger;
        if (market.reference != null) {
            lastTrade = market.reference;
            market.seeded = true;
            if (trigger == LAST) {
                forBuys = lastTrade;
                forSells = lastTrade;
            }
        }
    }

    @Override
    void submit(Working order) {
        accept(order);
        workFired();
    }

    @Override
    void cancel(Working order, int reason) {
        forget(order);
        end(order, reason);
        workFired();
    }

    @Override
    void replace(Working order, long total, @Nullable Long limit, @Nullable Long stop) {
        boolean keepsPlace =
                Objects.equals(limit, order.limit) && Objects.equals(stop, order.stop) && total <= order.total;
        boolean filled = total <= order.cum;
        order.total = filled ? order.cum : total;
        happened.add(Happened.replaced(order));
        if (filled) {
            forget(order);
        } else if (!keepsPlace) {
            forget(order);
            order.limit = limit;
            order.stop = stop;
            accept(order);
        }
        workFired();
    }

    @Override
    void quoted() {
        market.quoted = true;
        market.bookAges = true;
        market.seeded = false;
        if (trigger == TOUCH) {
            refer(market.ask, market.bid);
            workFired();
        } else if (trigger == MARK) {
            refer(market.mark, market.mark);
            workFired();
        }
    }

    @Override
    void printed(long price, long quantity) {
        // a print elsewhere moves nothing here
    }

    @Override
    void referred() {
        // nor does a reference
    }

    @Override
    void recheck() {
        fire();
        workFired();
    }

    @Override
    void publish(long now) {
        if (market.quoted) {
            return;
        }
        if (lastTrade != null) {
            market.reference = lastTrade;
            market.referenceAt = now;
            market.referenceAges = false;
        }
        if (!bids.isEmpty() && !asks.isEmpty()) {
            market.bookAges = false;
            market.bid = bids.get(0).limit;
            market.ask = asks.get(0).limit;
            market.bookAt = now;
            market.mark = Math.floorDiv(Objects.requireNonNull(market.bid) + Objects.requireNonNull(market.ask), 2L);
        }
    }

    private void accept(Working order) {
        if (order.waits()) {
            waiting.add(order);
            fire();
        } else {
            work(order);
        }
    }

    private void work(Working order) {
        boolean crosses = !within(order).isEmpty();
        long available = available(order);
        boolean minimumApplies = order.minimum > 0 && order.cum == 0;
        boolean belowMinimum = available < order.minimum || order.leaves() < order.minimum;
        boolean mayRest = order.limited() && !order.immediate();
        if (crosses && order.postOnly()) {
            end(order, VenueEvents.CANCELED_POST_ONLY);
        } else if (order.timeInForce == Order.TIF_FOK && available < order.leaves()) {
            end(order, VenueEvents.CANCELED_FOK);
        } else if (minimumApplies && belowMinimum && (crosses || !mayRest)) {
            end(order, VenueEvents.CANCELED_MIN_QUANTITY);
        } else {
            trade(order);
        }
    }

    private void trade(Working order) {
        while (order.leaves() > 0) {
            List<Working> reachable = within(order);
            if (reachable.isEmpty()) {
                keepOrEnd(order);
                return;
            }
            Working resting = reachable.get(0);
            if (!own(order, resting)) {
                tradeWith(order, resting);
                continue;
            }
            if (order.selfMatch == Order.SMP_CANCEL_OLDEST || order.selfMatch == Order.SMP_CANCEL_BOTH) {
                forget(resting);
                end(resting, VenueEvents.CANCELED_SELF_MATCH);
            }
            if (order.selfMatch != Order.SMP_CANCEL_OLDEST) {
                end(order, VenueEvents.CANCELED_SELF_MATCH);
                return;
            }
        }
    }

    private void tradeWith(Working order, Working resting) {
        long quantity = Math.min(order.leaves(), resting.leaves());
        long price = Objects.requireNonNull(resting.limit);
        order.cum += quantity;
        resting.cum += quantity;
        if (resting.leaves() == 0) {
            forget(resting);
        }
        lastTrade = price;
        fill(resting, order, price, quantity);
        if (trigger == LAST) {
            refer(price, price);
        }
    }

    private void keepOrEnd(Working order) {
        if (!order.limited()) {
            end(order, VenueEvents.CANCELED_NO_LIQUIDITY);
        } else if (order.immediate()) {
            end(order, VenueEvents.CANCELED_UNFILLED_IOC);
        } else {
            rest(order);
        }
    }

    private List<Working> within(Working order) {
        List<Working> reachable = new ArrayList<>();
        for (Working resting : order.buys ? asks : bids) {
            if (order.accepts(Objects.requireNonNull(resting.limit))) {
                reachable.add(resting);
            }
        }
        return reachable;
    }

    private long available(Working order) {
        long available = 0;
        for (Working resting : within(order)) {
            if (!own(order, resting)) {
                available += resting.leaves();
            } else if (order.selfMatch != Order.SMP_CANCEL_OLDEST) {
                return available;
            }
        }
        return available;
    }

    private static boolean own(Working order, Working resting) {
        return order.selfMatch != Order.SMP_NONE && order.owner == resting.owner;
    }

    private void forget(Working order) {
        bids.remove(order);
        asks.remove(order);
        waiting.remove(order);
    }

    private void workFired() {
        referToOwn();
        while (!fired.isEmpty()) {
            Working stop = fired.remove();
            trigger(stop);
            work(stop);
            referToOwn();
        }
    }

    private void referToOwn() {
        if (market.quoted) {
            return;
        }
        Long bid = bids.isEmpty() ? null : bids.get(0).limit;
        Long ask = asks.isEmpty() ? null : asks.get(0).limit;
        if (trigger == TOUCH) {
            refer(ask, bid);
        } else if (trigger == MARK && bid != null && ask != null) {
            long mid = Math.floorDiv(bid + ask, 2L);
            refer(mid, mid);
        }
    }

    private void refer(@Nullable Long buys, @Nullable Long sells) {
        forBuys = buys;
        forSells = sells;
        fire();
    }

    private void fire() {
        List<Working> reached =
                waiting.stream().filter(this::reached).filter(mayFire).toList();
        Comparator<Working> byStop = Comparator.comparing(stop -> Objects.requireNonNull(stop.stop));
        reached.stream().filter(stop -> stop.buys).sorted(byStop).forEach(fired::add);
        reached.stream().filter(stop -> !stop.buys).sorted(byStop.reversed()).forEach(fired::add);
        waiting.removeAll(reached);
    }

    private boolean reached(Working stop) {
        long at = Objects.requireNonNull(stop.stop);
        Long buys = forBuys;
        Long sells = forSells;
        return stop.buys ? buys != null && buys >= at : sells != null && sells <= at;
    }
}

package io.ringfence.engine.execution.book;

import io.ringfence.engine.execution.VenueEvents;
import io.ringfence.engine.state.Order;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The matching rules written down a second time, for clarity only: sorted lists, everything looked for from the start.
 * Shares no code with {@link MatchBook}.
 */
final class NaiveBook {
    /** What happened, in the order in which it happened. */
    record Event(char kind, long first, long second, long third, long fourth) {
        static Event trade(long makerId, long takerId, long price, long quantity) {
            return new Event('T', makerId, takerId, price, quantity);
        }

        static Event canceled(long id, long reason, long cum) {
            return new Event('C', id, reason, cum, 0);
        }

        static Event triggered(long id) {
            return new Event('S', id, 0, 0, 0);
        }

        static Event replaced(long id, long total, long leaves) {
            return new Event('R', id, total, leaves, 0);
        }
    }

    final List<NaiveOrder> bids = new ArrayList<>();
    final List<NaiveOrder> asks = new ArrayList<>();
    /** Oldest first. */
    final List<NaiveOrder> waiting = new ArrayList<>();

    private final Deque<NaiveOrder> fired = new ArrayDeque<>();
    private final StopTrigger trigger;
    private final Predicate<NaiveOrder> mayFire;
    final List<Event> events = new ArrayList<>();

    @Nullable
    Long lastTrade;

    boolean held;
    boolean external;
    private @Nullable Long buyReference;
    private @Nullable Long sellReference;

    NaiveBook(StopTrigger trigger, Predicate<NaiveOrder> mayFire) {
        this.trigger = trigger;
        this.mayFire = mayFire;
    }

    void submit(NaiveOrder order) {
        accept(order);
        workFired();
    }

    void cancel(NaiveOrder order, int reason) {
        forget(order);
        end(order, reason);
        workFired();
    }

    void replace(NaiveOrder order, long total, @Nullable Long limit, @Nullable Long stop) {
        boolean samePrices = Objects.equals(limit, order.limit) && Objects.equals(stop, order.stop);
        boolean keepsPlace = samePrices && total <= order.total;
        boolean filled = total <= order.cum;
        order.total = filled ? order.cum : total;
        events.add(Event.replaced(order.id, order.total, order.leaves()));
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

    void openAt(long reference) {
        lastTrade = reference;
        if (trigger == StopTrigger.LAST) {
            buyReference = reference;
            sellReference = reference;
        }
    }

    void onPrice(@Nullable Long forBuys, @Nullable Long forSells) {
        reference(forBuys, forSells);
        workFired();
    }

    void recheckStops() {
        fire();
        workFired();
    }

    boolean wouldTake(NaiveOrder order) {
        return !order.isWaitingStop() && !withinReach(order).isEmpty();
    }

    boolean wouldSelfMatch(NaiveOrder order) {
        if (order.smpMode == Order.SMP_NONE || order.isWaitingStop()) {
            return false;
        }
        long before = 0;
        for (NaiveOrder resting : withinReach(order)) {
            if (resting.owner == order.owner) {
                return before < order.leaves();
            }
            before += resting.leaves();
        }
        return false;
    }

    boolean isReached(boolean buys, long stop) {
        return buys ? buyReference != null && buyReference >= stop : sellReference != null && sellReference <= stop;
    }

    // Incoming orders.

    private void accept(NaiveOrder order) {
        if (order.isWaitingStop()) {
            waiting.add(order);
            fire();
        } else {
            work(order);
        }
    }

    private void work(NaiveOrder order) {
        boolean crosses = !withinReach(order).isEmpty();
        long available = available(order);
        boolean minimumApplies = order.minimum > 0 && order.cum == 0;
        boolean belowMinimum = available < order.minimum || order.leaves() < order.minimum;
        if (crosses && order.postOnly) {
            end(order, VenueEvents.CANCELED_POST_ONLY);
        } else if (order.timeInForce == Order.TIF_FOK && available < order.leaves()) {
            end(order, VenueEvents.CANCELED_FOK);
        } else if (minimumApplies && belowMinimum && (crosses || !order.mayRest())) {
            end(order, VenueEvents.CANCELED_MIN_QUANTITY);
        } else {
            trade(order);
        }
    }

    private void trade(NaiveOrder order) {
        while (order.leaves() > 0) {
            List<NaiveOrder> reachable = withinReach(order);
            if (reachable.isEmpty()) {
                keepOrEnd(order);
                return;
            }
            NaiveOrder resting = reachable.get(0);
            if (isOwn(order, resting)) {
                if (order.smpMode == Order.SMP_CANCEL_OLDEST || order.smpMode == Order.SMP_CANCEL_BOTH) {
                    forget(resting);
                    end(resting, VenueEvents.CANCELED_SELF_MATCH);
                }
                if (order.smpMode != Order.SMP_CANCEL_OLDEST) {
                    end(order, VenueEvents.CANCELED_SELF_MATCH);
                    return;
                }
            } else {
                tradeWith(order, resting);
            }
        }
    }

    private void tradeWith(NaiveOrder order, NaiveOrder resting) {
        long quantity = Math.min(order.leaves(), resting.leaves());
        long price = Objects.requireNonNull(resting.limit);
        order.cum += quantity;
        resting.cum += quantity;
        if (resting.leaves() == 0) {
            forget(resting);
        }
        lastTrade = price;
        events.add(Event.trade(resting.id, order.id, price, quantity));
        if (trigger == StopTrigger.LAST) {
            reference(price, price);
        }
    }

    private void keepOrEnd(NaiveOrder order) {
        if (order.isMarket()) {
            end(order, VenueEvents.CANCELED_NO_LIQUIDITY);
        } else if (!order.mayRest()) {
            end(order, VenueEvents.CANCELED_UNFILLED_IOC);
        } else {
            List<NaiveOrder> side = order.buys ? bids : asks;
            int place = 0;
            while (place < side.size() && !isBetter(order, side.get(place))) {
                place++;
            }
            side.add(place, order);
        }
    }

    /** Resting orders that the order could trade with, best first. */
    private List<NaiveOrder> withinReach(NaiveOrder order) {
        List<NaiveOrder> opposite = order.buys ? asks : bids;
        int reached = 0;
        while (reached < opposite.size() && order.accepts(Objects.requireNonNull(opposite.get(reached).limit))) {
            reached++;
        }
        return opposite.subList(0, reached);
    }

    /** What the order could trade at once, self-match prevention included. */
    private long available(NaiveOrder order) {
        long available = 0;
        for (NaiveOrder resting : withinReach(order)) {
            if (!isOwn(order, resting)) {
                available += resting.leaves();
            } else if (order.smpMode != Order.SMP_CANCEL_OLDEST) {
                return available;
            }
        }
        return available;
    }

    private static boolean isOwn(NaiveOrder order, NaiveOrder resting) {
        return order.smpMode != Order.SMP_NONE && order.owner == resting.owner;
    }

    private static boolean isBetter(NaiveOrder order, NaiveOrder other) {
        long price = Objects.requireNonNull(order.limit);
        long otherPrice = Objects.requireNonNull(other.limit);
        return order.buys ? price > otherPrice : price < otherPrice;
    }

    private void end(NaiveOrder order, int reason) {
        order.ended = true;
        events.add(Event.canceled(order.id, reason, order.cum));
    }

    private void forget(NaiveOrder order) {
        bids.remove(order);
        asks.remove(order);
        waiting.remove(order);
    }

    // Stops.

    private void workFired() {
        referenceToOwnPrices();
        while (!fired.isEmpty()) {
            NaiveOrder stop = fired.remove();
            stop.triggered = true;
            events.add(Event.triggered(stop.id));
            work(stop);
            referenceToOwnPrices();
        }
    }

    private void referenceToOwnPrices() {
        Long bid = bids.isEmpty() ? null : bids.get(0).limit;
        Long ask = asks.isEmpty() ? null : asks.get(0).limit;
        if (trigger == StopTrigger.TOUCH && !external) {
            reference(ask, bid);
        } else if (trigger == StopTrigger.MARK && !external && bid != null && ask != null) {
            long mid = Math.floorDiv(bid + ask, 2L);
            reference(mid, mid);
        }
    }

    private void reference(@Nullable Long forBuys, @Nullable Long forSells) {
        buyReference = forBuys;
        sellReference = forSells;
        fire();
    }

    /** Moves what is reached to the queue: buys from the lowest stop price up, then sells from the highest down. */
    private void fire() {
        if (held || waiting.isEmpty()) {
            return;
        }
        List<NaiveOrder> reached = waiting.stream()
                .filter(stop -> isReached(stop.buys, Objects.requireNonNull(stop.stop)))
                .filter(mayFire)
                .toList();
        Comparator<NaiveOrder> byStop = Comparator.comparing(stop -> stop.stop);
        reached.stream().filter(stop -> stop.buys).sorted(byStop).forEach(fired::add);
        reached.stream().filter(stop -> !stop.buys).sorted(byStop.reversed()).forEach(fired::add);
        waiting.removeAll(reached);
    }
}

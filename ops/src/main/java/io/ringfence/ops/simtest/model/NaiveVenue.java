package io.ringfence.ops.simtest.model;

import io.ringfence.ops.simtest.model.Things.Instrument;
import io.ringfence.ops.simtest.model.Things.Working;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One symbol's market at a venue, by sorted lists. What would happen is added to {@link #happened}. */
abstract class NaiveVenue {
    /** Told of each side of a trade as it happens, before the next thing does. */
    interface Trades {
        void traded(Working order);
    }

    final Instrument market;
    final Predicate<Working> mayFire;
    final Trades trades;
    final List<Happened> happened = new ArrayList<>();
    final List<Working> bids = new ArrayList<>();
    final List<Working> asks = new ArrayList<>();

    NaiveVenue(Instrument market, Predicate<Working> mayFire, Trades trades) {
        this.market = market;
        this.mayFire = mayFire;
        this.trades = trades;
    }

    abstract void submit(Working order);

    abstract void cancel(Working order, int reason);

    abstract void replace(Working order, long total, @Nullable Long limit, @Nullable Long stop);

    abstract void quoted();

    abstract void printed(long price, long quantity);

    abstract void referred();

    abstract void recheck();

    /** What the venue itself tells the gates of its market, at every end of a call. */
    abstract void publish(long now);

    final List<Happened> take() {
        List<Happened> taken = new ArrayList<>(happened);
        happened.clear();
        return taken;
    }

    final void end(Working order, int reason) {
        order.ended = true;
        happened.add(Happened.canceled(order, reason));
    }

    final void fill(@Nullable Working maker, @Nullable Working taker, long price, long quantity) {
        if (maker != null) {
            happened.add(Happened.filled(maker, taker == null ? 0 : taker.id, price, quantity, true));
            trades.traded(maker);
        }
        if (taker != null) {
            happened.add(Happened.filled(taker, maker == null ? 0 : maker.id, price, quantity, false));
            trades.traded(taker);
        }
    }

    /** A stop fires; what it is worked with is bounded by the collar of this moment. */
    final void trigger(Working stop) {
        stop.triggered = true;
        happened.add(Happened.triggered(stop));
        Long bound = market.bound(stop.buys);
        if (!stop.limited()) {
            stop.limit = bound;
        } else if (bound != null) {
            long limit = Objects.requireNonNull(stop.limit);
            long inside = stop.buys ? Math.floorDiv(bound, market.tick) : -Math.floorDiv(-bound, market.tick);
            inside *= market.tick;
            if (stop.buys ? limit > bound : limit < bound) {
                stop.limit = stop.buys ? Math.max(market.tick, inside) : inside;
                happened.add(Happened.bounded(stop));
            }
        }
    }

    /** Behind everything as good. */
    final void rest(Working order) {
        List<Working> side = order.buys ? bids : asks;
        int place = 0;
        while (place < side.size() && !better(order, side.get(place))) {
            place++;
        }
        side.add(place, order);
    }

    private static boolean better(Working order, Working other) {
        long price = Objects.requireNonNull(order.limit);
        long otherPrice = Objects.requireNonNull(other.limit);
        return order.buys ? price > otherPrice : price < otherPrice;
    }
}

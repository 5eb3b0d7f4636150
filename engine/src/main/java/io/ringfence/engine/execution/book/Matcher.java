package io.ringfence.engine.execution.book;

import static io.ringfence.engine.execution.book.BookSide.NO_PRICE;

import io.ringfence.engine.execution.VenueEvents;
import io.ringfence.engine.state.Order;
import io.ringfence.engine.state.PriceLevel;
import java.util.Objects;

/** Works one incoming order against the opposite side, at the resting orders' prices, and rests or ends what remains. */
final class Matcher {
    private final BookSide bids;
    private final BookSide asks;
    private final StopBook stops;
    private long lastTradePriceE8 = NO_PRICE;

    Matcher(BookSide bids, BookSide asks, StopBook stops) {
        this.bids = bids;
        this.asks = asks;
        this.stops = stops;
    }

    long lastTradePriceE8() {
        return lastTradePriceE8;
    }

    void restoreLastTrade(long priceE8) {
        lastTradePriceE8 = priceE8;
    }

    void openAt(long lastPriceE8) {
        lastTradePriceE8 = lastPriceE8;
        stops.openAt(lastPriceE8);
    }

    BookSide own(byte side) {
        return side == Order.BUY ? bids : asks;
    }

    BookSide opposite(byte side) {
        return side == Order.BUY ? asks : bids;
    }

    void work(Order order, VenueEvents events) {
        BookSide opposite = opposite(order.side);
        if (opposite.bestReaches(order.limitPriceE8)) {
            take(order, opposite, events);
        } else {
            settleRemainder(order, mayNotRestBelowMinimum(order), events);
        }
    }

    private void take(Order order, BookSide opposite, VenueEvents events) {
        if (order.hasFlag(Order.FLAG_POST_ONLY)) {
            end(order, VenueEvents.CANCELED_POST_ONLY, events);
        } else if (order.timeInForce == Order.TIF_FOK && !Liquidity.canTake(opposite, order, order.leavesE8)) {
            end(order, VenueEvents.CANCELED_FOK, events);
        } else if (hasMinimum(order) && !canTakeMinimum(order, opposite)) {
            end(order, VenueEvents.CANCELED_MIN_QUANTITY, events);
        } else if (trade(order, opposite, events)) {
            settleRemainder(order, false, events);
        }
    }

    /** Trades until the order is filled, ended by a self-match, or out of reach; true if something remains to settle. */
    private boolean trade(Order taker, BookSide opposite, VenueEvents events) {
        long limitPriceE8 = taker.limitPriceE8;
        long remainingE8 = taker.leavesE8;
        PriceLevel level = opposite.best();
        while (level != null && opposite.reaches(level, limitPriceE8)) {
            Order maker = Objects.requireNonNull(level.first);
            if (SelfMatch.prevents(taker, maker)) {
                if (preventSelfMatch(taker, maker, opposite, events)) {
                    return false;
                }
            } else {
                long quantityE8 = Math.min(remainingE8, maker.leavesE8);
                remainingE8 -= quantityE8;
                tradeOnce(maker, taker, level.priceE8, quantityE8, opposite, events);
                if (remainingE8 == 0) {
                    return false;
                }
            }
            level = opposite.best();
        }
        return true;
    }

    private void tradeOnce(
            Order maker, Order taker, long priceE8, long quantityE8, BookSide opposite, VenueEvents events) {
        opposite.fill(maker, quantityE8);
        taker.cumE8 += quantityE8;
        taker.leavesE8 -= quantityE8;
        lastTradePriceE8 = priceE8;
        stops.observeTrade(priceE8);
        events.onTrade(maker, taker, priceE8, quantityE8);
    }

    /** True if the incoming order has ended. */
    private static boolean preventSelfMatch(Order taker, Order maker, BookSide opposite, VenueEvents events) {
        if (SelfMatch.endsResting(taker)) {
            opposite.remove(maker);
            end(maker, VenueEvents.CANCELED_SELF_MATCH, events);
        }
        if (SelfMatch.endsIncoming(taker)) {
            end(taker, VenueEvents.CANCELED_SELF_MATCH, events);
            return true;
        }
        return false;
    }

    private void settleRemainder(Order order, boolean minimumMissed, VenueEvents events) {
        if (order.timeInForce == Order.TIF_FOK) {
            end(order, VenueEvents.CANCELED_FOK, events);
        } else if (minimumMissed) {
            end(order, VenueEvents.CANCELED_MIN_QUANTITY, events);
        } else if (isMarket(order)) {
            end(order, VenueEvents.CANCELED_NO_LIQUIDITY, events);
        } else if (order.timeInForce == Order.TIF_IOC) {
            end(order, VenueEvents.CANCELED_UNFILLED_IOC, events);
        } else if (!own(order.side).tryAdd(order, order.limitPriceE8)) {
            end(order, VenueEvents.CANCELED_SIZE_OVERFLOW, events);
        }
    }

    static void end(Order order, byte reason, VenueEvents events) {
        order.leavesE8 = 0;
        events.onCanceled(order, reason);
    }

    /** The minimum is for the first execution only. */
    private static boolean hasMinimum(Order order) {
        return order.minQuantityE8 > 0 && order.cumE8 == 0;
    }

    /** A minimum above what is left, after a reduction, can no longer be met. */
    private static boolean canTakeMinimum(Order order, BookSide opposite) {
        return order.minQuantityE8 <= order.leavesE8 && Liquidity.canTake(opposite, order, order.minQuantityE8);
    }

    private static boolean mayNotRestBelowMinimum(Order order) {
        return hasMinimum(order) && (isMarket(order) || order.timeInForce == Order.TIF_IOC);
    }

    private static boolean isMarket(Order order) {
        return order.type == Order.TYPE_MARKET || order.type == Order.TYPE_STOP;
    }
}

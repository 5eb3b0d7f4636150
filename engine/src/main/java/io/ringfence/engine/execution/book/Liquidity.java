package io.ringfence.engine.execution.book;

import io.ringfence.engine.state.Order;
import io.ringfence.engine.state.PriceLevel;

/** What an incoming order could take from the opposite side, found out without taking it. */
final class Liquidity {
    private Liquidity() {}

    /**
     * Whether an order could trade at least this much at once. Its own resting orders do not count, and where its
     * self-match mode would end it at the first of them, nothing behind that one counts either.
     */
    static boolean canTake(BookSide opposite, Order order, long quantityE8) {
        return order.smpMode == Order.SMP_NONE
                ? canTakeFromLevels(opposite, order, quantityE8)
                : canTakeFromOthers(opposite, order, quantityE8);
    }

    private static boolean canTakeFromLevels(BookSide opposite, Order order, long quantityE8) {
        long missing = quantityE8;
        PriceLevel level = opposite.best();
        while (level != null && opposite.reaches(level, order.limitPriceE8)) {
            if (level.totalLeavesE8 >= missing) {
                return true;
            }
            missing -= level.totalLeavesE8;
            level = level.worse;
        }
        return false;
    }

    private static boolean canTakeFromOthers(BookSide opposite, Order order, long quantityE8) {
        long missing = quantityE8;
        PriceLevel level = opposite.best();
        while (level != null && opposite.reaches(level, order.limitPriceE8)) {
            for (Order resting = level.first; resting != null; resting = resting.nextInLevel) {
                if (SelfMatch.prevents(order, resting)) {
                    if (SelfMatch.endsIncoming(order)) {
                        return false;
                    }
                } else if (resting.leavesE8 >= missing) {
                    return true;
                } else {
                    missing -= resting.leavesE8;
                }
            }
            level = level.worse;
        }
        return false;
    }

    /** Whether an order with these terms would meet a resting order of its own before it is filled. */
    static boolean meetsOwn(BookSide opposite, Order order, long limitPriceE8, long quantityE8) {
        long missing = quantityE8;
        PriceLevel level = opposite.best();
        while (level != null && opposite.reaches(level, limitPriceE8)) {
            for (Order resting = level.first; resting != null; resting = resting.nextInLevel) {
                if (SelfMatch.prevents(order, resting)) {
                    return true;
                }
                if (resting.leavesE8 >= missing) {
                    return false;
                }
                missing -= resting.leavesE8;
            }
            level = level.worse;
        }
        return false;
    }
}

package io.ringfence.engine.execution.book;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.engine.execution.VenueEvents;
import io.ringfence.engine.state.Order;
import io.ringfence.engine.state.PriceLevel;
import io.ringfence.ops.feed.ExchangeSnapshot;
import io.ringfence.ops.feed.ExchangeSnapshot.Level;
import io.ringfence.ops.feed.L3Event;
import io.ringfence.ops.feed.L3Event.Action;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Turns an exchange's order-by-order events back into the orders that caused them, gives these to a {@link MatchBook},
 * and checks that the book trades exactly as the exchange did and looks as the exchange's snapshots do.
 *
 * <p>The feed never shows an aggressor as such: it shows its trades, and then what it leaves over as a new resting order.
 * So the aggressor is put together from consecutive trades with one aggressing id, and from the addition with that id
 * that follows, if any; its limit is the remainder's price, or where nothing remains its last trade's.
 */
final class RealDayReplay implements VenueEvents {
    private record Trade(long restingOrderId, long priceE8, long quantityE8) {}

    private final MatchBook book = new MatchBook(new LevelPool(0), StopTrigger.LAST, StopGuard.NONE);
    private final List<ExchangeSnapshot> snapshots;
    private final Map<Long, Order> beforeOpen = new LinkedHashMap<>();
    private final Map<Long, Order> resting = new HashMap<>();
    private final List<L3Event> aggression = new ArrayList<>();
    private final List<Trade> made = new ArrayList<>();

    private boolean continuous;
    private long tradeCount;
    private long volumeE8;
    private long lastPriceE8;
    private int snapshotsMatched;
    private int auctionTrades;
    private int ordersOpenAfterAuction;
    private int aggressors;
    private int aggressorsThatRested;
    private int passiveOrders;
    private int cancels;
    private int continuousTrades;

    RealDayReplay(List<ExchangeSnapshot> snapshots) {
        this.snapshots = snapshots;
    }

    void on(L3Event event) {
        if (!continuous && tradeCount > 0 && event.action() != Action.TRADE_AUCTION) {
            open();
        }
        if (!continuous) {
            onBeforeOpen(event);
        } else if (event.isContinuousTrade()) {
            onContinuousTrade(event);
        } else {
            onOrder(event);
        }
    }

    void finish() {
        closeAggression(null);
    }

    // The call auction: its result is the exchange's, not ours; the book starts from the orders it leaves.

    private void onBeforeOpen(L3Event event) {
        switch (event.action()) {
            case ADD -> beforeOpen.put(event.orderId(), order(event, event.orderId(), event.isBuy()));
            case DELETE -> beforeOpen.remove(event.orderId());
            case TRADE_AUCTION -> {
                auctionTrades++;
                count(event);
                fillBeforeOpen(event.bidId(), event.quantityE8());
                fillBeforeOpen(event.offerId(), event.quantityE8());
            }
            default -> throw new AssertionError("unexpected before the open: " + event);
        }
    }

    private void fillBeforeOpen(long orderId, long quantityE8) {
        Order order = Objects.requireNonNull(beforeOpen.get(orderId));
        order.leavesE8 -= quantityE8;
        order.cumE8 += quantityE8;
        if (order.leavesE8 == 0) {
            beforeOpen.remove(orderId);
        }
    }

    private void open() {
        continuous = true;
        ordersOpenAfterAuction = beforeOpen.size();
        for (Order order : beforeOpen.values()) {
            submit(order, List.of(), "auction book");
        }
    }

    // The continuous session.

    private void onContinuousTrade(L3Event event) {
        if (!aggression.isEmpty() && !isSameAggressor(event, aggression.get(0))) {
            closeAggression(null);
        }
        aggression.add(event);
    }

    private void onOrder(L3Event event) {
        boolean isRemainder = !aggression.isEmpty()
                && event.action() == Action.ADD
                && event.orderId() == aggression.get(0).aggressorId();
        closeAggression(isRemainder ? event : null);
        if (isRemainder) {
            return;
        }
        if (event.action() == Action.ADD) {
            passiveOrders++;
            submit(order(event, event.orderId(), event.isBuy()), List.of(), event);
        } else {
            cancels++;
            Order order = Objects.requireNonNull(resting.remove(event.orderId()), event::toString);
            assertThat(order.leavesE8).as("what %s withdraws", event).isEqualTo(event.quantityE8());
            book.cancel(order, CANCELED_BY_USER, this);
        }
        compareSnapshots();
    }

    private void closeAggression(@Nullable L3Event remainder) {
        if (aggression.isEmpty()) {
            return;
        }
        L3Event lastTrade = aggression.get(aggression.size() - 1);
        Order order = order(
                remainder == null ? lastTrade : remainder,
                lastTrade.aggressorId(),
                lastTrade.action() == Action.TRADE_BUYER_AGGRESSOR);
        List<Trade> expected = new ArrayList<>();
        order.leavesE8 = remainder == null ? 0 : remainder.quantityE8();
        for (L3Event trade : aggression) {
            order.leavesE8 += trade.quantityE8();
            expected.add(new Trade(trade.passiveId(), trade.priceE8(), trade.quantityE8()));
            count(trade);
        }
        order.quantityE8 = order.leavesE8;
        aggression.clear();
        aggressors++;
        aggressorsThatRested += remainder == null ? 0 : 1;
        continuousTrades += expected.size();
        submit(order, expected, lastTrade);
        assertThat(order.leavesE8).isEqualTo(remainder == null ? 0 : remainder.quantityE8());
        assertThat(book.lastTradePriceE8()).isEqualTo(lastTrade.priceE8());
        compareSnapshots();
    }

    private static boolean isSameAggressor(L3Event a, L3Event b) {
        return a.action() == b.action() && a.aggressorId() == b.aggressorId();
    }

    private void submit(Order order, List<Trade> expected, Object cause) {
        made.clear();
        resting.put(order.orderId, order);
        book.submit(order, this);
        if (order.leavesE8 == 0) {
            resting.remove(order.orderId);
        }
        assertThat(made).as("trades of order %d, %s", order.orderId, cause).isEqualTo(expected);
    }

    private void count(L3Event trade) {
        tradeCount++;
        volumeE8 += trade.quantityE8();
        lastPriceE8 = trade.priceE8();
    }

    /** A snapshot names how many trades it includes; one of the books between that trade and the next is the one. */
    private void compareSnapshots() {
        while (snapshotsMatched < snapshots.size() && isNow(snapshots.get(snapshotsMatched))) {
            snapshotsMatched++;
        }
        if (snapshotsMatched < snapshots.size()) {
            assertThat(snapshots.get(snapshotsMatched).tradeCount())
                    .as("trades of snapshot %d, which no book matched", snapshotsMatched)
                    .isGreaterThanOrEqualTo(tradeCount);
        }
    }

    private boolean isNow(ExchangeSnapshot snapshot) {
        return snapshot.tradeCount() == tradeCount
                && snapshot.volumeE8() == volumeE8
                && snapshot.lastPriceE8() == lastPriceE8
                && snapshot.bids().equals(levels(book.bids(), snapshot.bids().size()))
                && snapshot.asks().equals(levels(book.asks(), snapshot.asks().size()));
    }

    private static List<Level> levels(BookSide side, int atMost) {
        List<Level> levels = new ArrayList<>();
        for (PriceLevel level = side.best(); level != null && levels.size() < atMost; level = level.worse) {
            levels.add(new Level(level.priceE8, level.totalLeavesE8));
        }
        return levels;
    }

    private static Order order(L3Event event, long orderId, boolean buys) {
        Order order = new Order();
        order.orderId = orderId;
        order.type = Order.TYPE_LIMIT;
        order.side = buys ? Order.BUY : Order.SELL;
        order.timeInForce = Order.TIF_GTC;
        order.smpId = -orderId;
        order.limitPriceE8 = 0;
        order.stopPriceE8 = BookSide.NO_PRICE;
        order.expireAtNanos = Long.MAX_VALUE;
        order.limitPriceE8 = event.priceE8();
        order.quantityE8 = event.quantityE8();
        order.leavesE8 = event.quantityE8();
        return order;
    }

    @Override
    public void onTrade(@Nullable Order maker, @Nullable Order taker, long priceE8, long quantityE8) {
        Objects.requireNonNull(maker);
        made.add(new Trade(maker.orderId, priceE8, quantityE8));
        if (maker.leavesE8 == 0) {
            resting.remove(maker.orderId);
        }
    }

    @Override
    public void onCanceled(Order order, byte reason) {
        assertThat(reason).isEqualTo(CANCELED_BY_USER);
    }

    @Override
    public void onTriggered(Order order) {
        throw new AssertionError("there are no stops");
    }

    int auctionTrades() {
        return auctionTrades;
    }

    int ordersOpenAfterAuction() {
        return ordersOpenAfterAuction;
    }

    int aggressors() {
        return aggressors;
    }

    int aggressorsThatRested() {
        return aggressorsThatRested;
    }

    int passiveOrders() {
        return passiveOrders;
    }

    int cancels() {
        return cancels;
    }

    int continuousTrades() {
        return continuousTrades;
    }

    int snapshotsMatched() {
        return snapshotsMatched;
    }

    int ordersLeft() {
        return book.bids().orderCount() + book.asks().orderCount();
    }

    List<Level> bidLevels() {
        return levels(book.bids(), Integer.MAX_VALUE);
    }

    List<Level> askLevels() {
        return levels(book.asks(), Integer.MAX_VALUE);
    }
}

package io.ringfence.engine.execution.book;

import static io.ringfence.engine.execution.book.Orders.E8;
import static io.ringfence.engine.execution.book.Orders.buy;
import static io.ringfence.engine.execution.book.Orders.market;
import static io.ringfence.engine.execution.book.Orders.ownedBy;
import static io.ringfence.engine.execution.book.Orders.postOnly;
import static io.ringfence.engine.execution.book.Orders.sell;
import static io.ringfence.engine.execution.book.Orders.stop;
import static io.ringfence.engine.execution.book.Orders.stopLimit;
import static io.ringfence.engine.execution.book.Orders.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.engine.state.Order;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StopTest {
    private final BookFixture fixture = new BookFixture();

    @Test
    void firesAStopToBuyAtOrAboveItsPriceAndOneToSellAtOrBelow() {
        fixture.submit(stop(1, Order.BUY, 105, 1), stop(2, Order.SELL, 95, 1));
        assertThat(fixture.tradeAt(104)).containsExactly("9002 takes 1 of 9001 at 104");
        assertThat(fixture.tradeAt(105))
                .containsExactly("9002 takes 1 of 9001 at 105", "1 triggered", "1 canceled no liquidity");
        assertThat(fixture.tradeAt(96)).containsExactly("9002 takes 1 of 9001 at 96");
        assertThat(fixture.tradeAt(94))
                .containsExactly("9002 takes 1 of 9001 at 94", "2 triggered", "2 canceled no liquidity");
    }

    @Test
    void worksStopsAfterTheIncomingOrderIsDone() {
        fixture.submit(stop(1, Order.BUY, 101, 2), sell(2, 101, 1), sell(3, 102, 1), sell(4, 103, 1), sell(5, 104, 9));
        assertThat(fixture.submit(market(6, Order.BUY, 3)))
                .containsExactly(
                        "6 takes 1 of 2 at 101",
                        "6 takes 1 of 3 at 102",
                        "6 takes 1 of 4 at 103",
                        "1 triggered",
                        "1 takes 2 of 5 at 104");
    }

    @Test
    void worksStopsNearestPriceFirstThenOldestFirst() {
        fixture.submit(
                stop(1, Order.BUY, 103, 1),
                stop(2, Order.BUY, 102, 1),
                stop(3, Order.BUY, 103, 1),
                stop(4, Order.BUY, 101, 1));
        assertThat(fixture.tradeAt(103))
                .containsExactly(
                        "9002 takes 1 of 9001 at 103",
                        "4 triggered",
                        "4 canceled no liquidity",
                        "2 triggered",
                        "2 canceled no liquidity",
                        "1 triggered",
                        "1 canceled no liquidity",
                        "3 triggered",
                        "3 canceled no liquidity");
    }

    @Test
    void firesStopsInACascadeThatFollowsItsOwnTrades() {
        fixture.submit(sell(1, 101, 1), sell(2, 102, 1), sell(3, 103, 1), buy(4, 90, 5));
        fixture.submit(stop(5, Order.BUY, 102, 1), stop(6, Order.BUY, 101, 1), stop(7, Order.SELL, 95, 1));
        assertThat(fixture.submit(buy(8, 101, 1)))
                .containsExactly(
                        "8 takes 1 of 1 at 101",
                        "6 triggered",
                        "6 takes 1 of 2 at 102",
                        "5 triggered",
                        "5 takes 1 of 3 at 103");
        assertThat(fixture.submit(market(9, Order.SELL, 1)))
                .containsExactly("9 takes 1 of 4 at 90", "7 triggered", "7 takes 1 of 4 at 90");
    }

    @Test
    void worksALongCascadeWithoutDeepRecursion() {
        int length = 100_000;
        for (int i = 0; i <= length; i++) {
            fixture.submit(sell(1_000_000 + i, 100 + i, 1));
            fixture.submit(stop(2_000_000 + i, Order.BUY, 100 + i, 1));
        }
        assertThat(fixture.submit(market(1, Order.BUY, 1))).hasSize(2 + 2 * length + 1);
        assertThat(fixture.asks()).isEmpty();
    }

    @Test
    void restsAStopLimitThatFiresOutOfReach() {
        fixture.submit(stopLimit(1, Order.BUY, 105, 104, 3));
        fixture.tradeAt(105);
        assertThat(fixture.bids()).isEqualTo("104: 1x3");
        assertThat(fixture.book.waitingStops(Order.BUY).isEmpty()).isTrue();
    }

    @Test
    void appliesTimeInForceAndPostOnlyWhenTheStopFires() {
        fixture.submit(sell(1, 104, 1));
        fixture.submit(
                with(stopLimit(2, Order.BUY, 103, 104, 3), Order.TIF_FOK),
                postOnly(stopLimit(3, Order.BUY, 103, 104, 3)),
                with(stopLimit(4, Order.BUY, 103, 104, 3), Order.TIF_IOC));
        assertThat(fixture.tradeAt(103))
                .containsExactly(
                        "9002 takes 1 of 9001 at 103",
                        "2 triggered",
                        "2 canceled fok",
                        "3 triggered",
                        "3 canceled post only",
                        "4 triggered",
                        "4 takes 1 of 1 at 104",
                        "4 canceled unfilled ioc");
    }

    @Test
    void preventsSelfMatchesOfFiredStopsWithModeRejectByEndingThem() {
        fixture.submit(ownedBy(sell(1, 104, 1), 7, Order.SMP_NONE));
        fixture.submit(ownedBy(stop(2, Order.BUY, 103, 1), 7, Order.SMP_REJECT));
        assertThat(fixture.tradeAt(103))
                .containsExactly("9002 takes 1 of 9001 at 103", "2 triggered", "2 canceled self match");
    }

    @Test
    void firesAtOnceAStopWhosePriceIsAlreadyReached() {
        fixture.tradeAt(100);
        assertThat(fixture.book.isStopReached(Order.BUY, 100 * E8)).isTrue();
        assertThat(fixture.book.isStopReached(Order.BUY, 101 * E8)).isFalse();
        assertThat(fixture.book.isStopReached(Order.SELL, 100 * E8)).isTrue();
        assertThat(fixture.book.isStopReached(Order.SELL, 99 * E8)).isFalse();
        assertThat(fixture.submit(stop(1, Order.BUY, 100, 1)))
                .containsExactly("1 triggered", "1 canceled no liquidity");
    }

    @Test
    void comparesWithTheOpeningReferenceBeforeTheFirstTrade() {
        fixture.book.openAt(100 * E8);
        assertThat(fixture.book.lastTradePriceE8()).isEqualTo(100 * E8);
        assertThat(fixture.submit(stop(1, Order.SELL, 99, 1))).isEmpty();
        assertThat(fixture.submit(stop(2, Order.SELL, 100, 1)))
                .containsExactly("2 triggered", "2 canceled no liquidity");
    }

    @Test
    void holdsStopsAndOnReleaseLooksOnlyAtTheLatestPrice() {
        fixture.submit(stop(1, Order.BUY, 105, 1), stop(2, Order.BUY, 103, 1));
        fixture.book.holdStops();
        assertThat(fixture.tradeAt(106)).containsExactly("9002 takes 1 of 9001 at 106");
        assertThat(fixture.tradeAt(104)).containsExactly("9002 takes 1 of 9001 at 104");
        fixture.book.releaseStops(fixture.log);
        assertThat(fixture.log.drain()).containsExactly("2 triggered", "2 canceled no liquidity");
        assertThat(BookText.of(fixture.book.waitingStops(Order.BUY))).isEqualTo("105: 1x1");
    }

    @Test
    void holdsSingleStopsThatTheGuardDoesNotLetFire() {
        Set<Long> halted = new HashSet<>(Set.of(1L));
        BookFixture guarded = new BookFixture(StopTrigger.LAST, stop -> !halted.contains(stop.orderId));
        guarded.submit(stop(1, Order.BUY, 103, 1), stop(2, Order.BUY, 103, 1));
        assertThat(guarded.tradeAt(104))
                .containsExactly("9002 takes 1 of 9001 at 104", "2 triggered", "2 canceled no liquidity");
        halted.clear();
        guarded.book.recheckStops(guarded.log);
        assertThat(guarded.log.drain()).containsExactly("1 triggered", "1 canceled no liquidity");
    }

    @Test
    void endsAWaitingStopOnCancel() {
        Order waiting = stop(1, Order.BUY, 105, 1);
        fixture.submit(waiting);
        assertThat(fixture.cancel(waiting)).containsExactly("1 canceled by user");
        assertThat(fixture.tradeAt(105)).hasSize(1);
    }

    @Test
    void comparesWithTheBestOppositePriceWhereTouchFires() {
        BookFixture touch = new BookFixture(StopTrigger.TOUCH, StopGuard.NONE);
        touch.submit(buy(1, 99, 5), sell(2, 101, 1), sell(3, 103, 1), stop(4, Order.BUY, 103, 1));
        assertThat(touch.submit(stop(5, Order.SELL, 99, 1))).containsExactly("5 triggered", "5 takes 1 of 1 at 99");
        assertThat(touch.submit(buy(6, 101, 1)))
                .containsExactly("6 takes 1 of 2 at 101", "4 triggered", "4 takes 1 of 3 at 103");
    }

    @Test
    void firesStopsByTouchWhenACancelMovesIt() {
        BookFixture touch = new BookFixture(StopTrigger.TOUCH, StopGuard.NONE);
        Order best = sell(1, 101, 1);
        touch.submit(best, sell(2, 103, 1), stop(3, Order.BUY, 102, 1));
        assertThat(touch.cancel(best)).containsExactly("1 canceled by user", "3 triggered", "3 takes 1 of 2 at 103");
    }

    @Test
    void comparesWithTheMidOfATwoSidedBookWhereTheMarkFires() {
        BookFixture mark = new BookFixture(StopTrigger.MARK, StopGuard.NONE);
        mark.submit(sell(1, 104, 1), stop(2, Order.BUY, 102, 1), stop(3, Order.BUY, 103, 1));
        assertThat(mark.submit(buy(4, 100, 1))).containsExactly("2 triggered", "2 takes 1 of 1 at 104");
        assertThat(mark.submit(sell(5, 105, 1))).isEmpty(); // the mid is 102.5
        assertThat(mark.submit(buy(6, 101, 1))).containsExactly("3 triggered", "3 takes 1 of 5 at 105");
    }

    @Test
    void listensToOutsidePricesInsteadOfItsOwnWhereTold() {
        BookFixture mark = new BookFixture(StopTrigger.MARK, StopGuard.NONE);
        mark.book.setExternalPrices(true);
        mark.submit(stop(1, Order.BUY, 102, 1), stop(2, Order.SELL, 98, 1), sell(3, 110, 5), buy(4, 109, 5));
        assertThat(mark.onPrice(StopTrigger.LAST, 102, 102)).isEmpty();
        assertThat(mark.onPrice(StopTrigger.MARK, 101, 101)).isEmpty();
        assertThat(mark.onPrice(StopTrigger.MARK, 102, 102)).containsExactly("1 triggered", "1 takes 1 of 3 at 110");
        assertThat(mark.onPrice(StopTrigger.MARK, 98, 98)).containsExactly("2 triggered", "2 takes 1 of 4 at 109");
    }
}

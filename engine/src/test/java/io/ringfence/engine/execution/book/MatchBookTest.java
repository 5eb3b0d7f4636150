package io.ringfence.engine.execution.book;

import static io.ringfence.engine.execution.book.Orders.E8;
import static io.ringfence.engine.execution.book.Orders.buy;
import static io.ringfence.engine.execution.book.Orders.market;
import static io.ringfence.engine.execution.book.Orders.minimum;
import static io.ringfence.engine.execution.book.Orders.postOnly;
import static io.ringfence.engine.execution.book.Orders.sell;
import static io.ringfence.engine.execution.book.Orders.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.engine.state.Order;
import org.junit.jupiter.api.Test;

class MatchBookTest {
    private final BookFixture fixture = new BookFixture();

    @Test
    void restsOrdersByPriceThenAge() {
        assertThat(fixture.submit(buy(1, 99, 5), buy(2, 100, 1), buy(3, 99, 2), buy(4, 98, 7)))
                .isEmpty();
        assertThat(fixture.submit(sell(5, 102, 5), sell(6, 101, 1), sell(7, 102, 2)))
                .isEmpty();
        assertThat(fixture.bids()).isEqualTo("100: 2x1 | 99: 1x5 3x2 | 98: 4x7");
        assertThat(fixture.asks()).isEqualTo("101: 6x1 | 102: 5x5 7x2");
        assertThat(fixture.book.bids().bestPriceE8()).isEqualTo(100 * E8);
        assertThat(fixture.book.bids().bestQuantityE8()).isEqualTo(E8);
        assertThat(fixture.book.lastTradePriceE8()).isEqualTo(BookSide.NO_PRICE);
    }

    @Test
    void tradesAtTheRestingPriceBestPriceFirstOldestFirst() {
        fixture.submit(sell(1, 101, 2), sell(2, 100, 1), sell(3, 101, 2), sell(4, 103, 9));
        assertThat(fixture.submit(buy(5, 102, 4)))
                .containsExactly("5 takes 1 of 2 at 100", "5 takes 2 of 1 at 101", "5 takes 1 of 3 at 101");
        assertThat(fixture.asks()).isEqualTo("101: 3x1 | 103: 4x9");
        assertThat(fixture.bids()).isEmpty();
        assertThat(fixture.book.lastTradePriceE8()).isEqualTo(101 * E8);
    }

    @Test
    void restsWhatALimitOrderDoesNotFill() {
        fixture.submit(buy(1, 100, 2));
        Order seller = sell(2, 100, 5);
        assertThat(fixture.submit(seller)).containsExactly("2 takes 2 of 1 at 100");
        assertThat(fixture.asks()).isEqualTo("100: 2x3");
        assertThat(seller.cumE8).isEqualTo(2 * E8);
        assertThat(seller.leavesE8).isEqualTo(3 * E8);
    }

    @Test
    void cancelsWhatAMarketOrderDoesNotFill() {
        fixture.submit(sell(1, 100, 2), sell(2, 1000, 2));
        assertThat(fixture.submit(market(3, Order.BUY, 5)))
                .containsExactly("3 takes 2 of 1 at 100", "3 takes 2 of 2 at 1000", "3 canceled no liquidity");
        assertThat(fixture.submit(market(4, Order.SELL, 1))).containsExactly("4 canceled no liquidity");
    }

    @Test
    void boundsAMarketOrderByItsProtectiveLimit() {
        fixture.submit(sell(1, 100, 2), sell(2, 1000, 2));
        Order bounded = market(3, Order.BUY, 5);
        bounded.limitPriceE8 = 110 * E8;
        assertThat(fixture.submit(bounded)).containsExactly("3 takes 2 of 1 at 100", "3 canceled no liquidity");
    }

    @Test
    void cancelsWhatAnImmediateOrderDoesNotFill() {
        fixture.submit(sell(1, 100, 2), sell(2, 101, 2));
        assertThat(fixture.submit(with(buy(3, 100, 5), Order.TIF_IOC)))
                .containsExactly("3 takes 2 of 1 at 100", "3 canceled unfilled ioc");
        assertThat(fixture.submit(with(buy(4, 100, 5), Order.TIF_IOC))).containsExactly("4 canceled unfilled ioc");
        assertThat(fixture.bids()).isEmpty();
    }

    @Test
    void fillsAFillOrKillOrderWhollyOrNotAtAll() {
        fixture.submit(sell(1, 100, 2), sell(2, 101, 2), sell(3, 102, 2));
        assertThat(fixture.submit(with(buy(4, 101, 5), Order.TIF_FOK))).containsExactly("4 canceled fok");
        assertThat(fixture.submit(with(buy(5, 99, 1), Order.TIF_FOK))).containsExactly("5 canceled fok");
        assertThat(fixture.submit(with(market(6, Order.BUY, 7), Order.TIF_FOK))).containsExactly("6 canceled fok");
        assertThat(fixture.asks()).isEqualTo("100: 1x2 | 101: 2x2 | 102: 3x2");
        assertThat(fixture.submit(with(buy(7, 101, 4), Order.TIF_FOK)))
                .containsExactly("7 takes 2 of 1 at 100", "7 takes 2 of 2 at 101");
        assertThat(fixture.asks()).isEqualTo("102: 3x2");
    }

    @Test
    void restsAPostOnlyOrderThatDoesNotTakeAndEndsOneThatWould() {
        fixture.submit(sell(1, 100, 2));
        Order makes = postOnly(buy(2, 99, 1));
        Order takes = postOnly(buy(3, 100, 1));
        assertThat(fixture.book.wouldTake(makes)).isFalse();
        assertThat(fixture.book.wouldTake(takes)).isTrue();
        assertThat(fixture.submit(makes)).isEmpty();
        assertThat(fixture.submit(takes)).containsExactly("3 canceled post only");
        assertThat(fixture.bids()).isEqualTo("99: 2x1");
    }

    @Test
    void tradesAtLeastTheMinimumAtOnceOrEndsUntraded() {
        fixture.submit(sell(1, 100, 2), sell(2, 101, 2));
        assertThat(fixture.submit(with(minimum(buy(3, 100, 5), 3), Order.TIF_IOC)))
                .containsExactly("3 canceled min quantity");
        assertThat(fixture.submit(minimum(buy(4, 100, 5), 3))).containsExactly("4 canceled min quantity");
        assertThat(fixture.submit(minimum(market(5, Order.BUY, 9), 5))).containsExactly("5 canceled min quantity");
        assertThat(fixture.submit(with(minimum(buy(6, 101, 5), 3), Order.TIF_IOC)))
                .containsExactly("6 takes 2 of 1 at 100", "6 takes 2 of 2 at 101", "6 canceled unfilled ioc");
    }

    @Test
    void restsTheRemainderOfAnOrderThatMetItsMinimum() {
        fixture.submit(sell(1, 100, 3));
        assertThat(fixture.submit(minimum(buy(2, 100, 5), 3))).containsExactly("2 takes 3 of 1 at 100");
        assertThat(fixture.submit(sell(3, 100, 1))).containsExactly("3 takes 1 of 2 at 100");
    }

    @Test
    void restsAnOrderWithAMinimumThatFindsNothingToTakeAndFillsItInAnyQuantity() {
        assertThat(fixture.submit(minimum(buy(1, 100, 5), 3))).isEmpty();
        assertThat(fixture.submit(sell(2, 100, 1))).containsExactly("2 takes 1 of 1 at 100");
        assertThat(fixture.submit(with(minimum(buy(3, 100, 5), 3), Order.TIF_IOC)))
                .containsExactly("3 canceled min quantity");
    }

    @Test
    void endsAnOrderWhoseMinimumIsAboveWhatIsLeftOfIt() {
        fixture.submit(sell(1, 100, 9));
        assertThat(fixture.submit(minimum(buy(2, 100, 2), 3))).containsExactly("2 canceled min quantity");
    }

    @Test
    void takesAnOrderOutOnCancel() {
        Order middle = buy(2, 100, 2);
        fixture.submit(buy(1, 100, 1), middle, buy(3, 100, 3));
        assertThat(fixture.cancel(middle)).containsExactly("2 canceled by user");
        assertThat(middle.leavesE8).isZero();
        assertThat(fixture.bids()).isEqualTo("100: 1x1 3x3");
        assertThat(fixture.book.bids().bestQuantityE8()).isEqualTo(4 * E8);
    }

    @Test
    void refusesToRestWhatWouldOverflowTheSizeAtItsPrice() {
        Order huge = buy(1, 100, 1);
        huge.quantityE8 = Long.MAX_VALUE;
        huge.leavesE8 = Long.MAX_VALUE;
        assertThat(fixture.submit(huge)).isEmpty();
        assertThat(fixture.submit(buy(2, 100, 1))).containsExactly("2 canceled size overflow");
        assertThat(fixture.submit(buy(3, 99, 1))).isEmpty();
        assertThat(fixture.bids()).isEqualTo("100: 1x92233720368 | 99: 3x1");
    }

    @Test
    void checksAFillOrKillOrderAgainstSizesThatTogetherOverflow() {
        for (int id = 1; id <= 3; id++) {
            Order huge = sell(id, 100 + id, 1);
            huge.quantityE8 = Long.MAX_VALUE;
            huge.leavesE8 = Long.MAX_VALUE;
            fixture.submit(huge);
        }
        assertThat(fixture.submit(with(market(4, Order.BUY, 7), Order.TIF_FOK)))
                .containsExactly("4 takes 7 of 1 at 101");
    }

    @Test
    void tradesAtNegativePricesToo() {
        fixture.submit(sell(1, -3, 1), sell(2, -5, 1), buy(3, -8, 1));
        assertThat(fixture.asks()).isEqualTo("-5: 2x1 | -3: 1x1");
        assertThat(fixture.submit(buy(4, -3, 2))).containsExactly("4 takes 1 of 2 at -5", "4 takes 1 of 1 at -3");
        assertThat(fixture.submit(market(5, Order.SELL, 1))).containsExactly("5 takes 1 of 3 at -8");
    }
}

package io.ringfence.engine.execution.book;

import static io.ringfence.engine.execution.book.Orders.E8;
import static io.ringfence.engine.execution.book.Orders.buy;
import static io.ringfence.engine.execution.book.Orders.minimum;
import static io.ringfence.engine.execution.book.Orders.ownedBy;
import static io.ringfence.engine.execution.book.Orders.postOnly;
import static io.ringfence.engine.execution.book.Orders.sell;
import static io.ringfence.engine.execution.book.Orders.stop;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.engine.state.Order;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReplaceTest {
    private final BookFixture fixture = new BookFixture();
    private final Order first = buy(1, 100, 5);
    private final Order second = buy(2, 100, 5);

    @BeforeEach
    void rest() {
        fixture.submit(first, second);
    }

    @Test
    void keepsThePlaceOfAnOrderWhoseQuantityFalls() {
        assertThat(fixture.replace(first, 3, 100)).containsExactly("1 replaced");
        assertThat(fixture.bids()).isEqualTo("100: 1x3 2x5");
        assertThat(fixture.book.bids().bestQuantityE8()).isEqualTo(8 * E8);
        assertThat(first.quantityE8).isEqualTo(3 * E8);
    }

    @Test
    void keepsThePlaceOfAnOrderReplacedByTheSame() {
        assertThat(fixture.replace(first, 5, 100)).containsExactly("1 replaced");
        assertThat(fixture.bids()).isEqualTo("100: 1x5 2x5");
    }

    @Test
    void movesAnOrderWhoseQuantityRisesToTheEndOfTheQueue() {
        assertThat(fixture.replace(first, 6, 100)).containsExactly("1 replaced");
        assertThat(fixture.bids()).isEqualTo("100: 2x5 1x6");
    }

    @Test
    void movesAnOrderWhosePriceChangesEvenIfItsQuantityFalls() {
        fixture.submit(buy(3, 99, 1));
        assertThat(fixture.replace(first, 3, 99)).containsExactly("1 replaced");
        assertThat(fixture.bids()).isEqualTo("100: 2x5 | 99: 3x1 1x3");
    }

    @Test
    void tradesAtOnceWhenTheNewPriceCrosses() {
        fixture.submit(sell(3, 101, 2));
        assertThat(fixture.replace(second, 6, 101)).containsExactly("2 replaced", "2 takes 2 of 3 at 101");
        assertThat(fixture.bids()).isEqualTo("101: 2x4 | 100: 1x5");
        assertThat(second.cumE8).isEqualTo(2 * E8);
    }

    @Test
    void countsTheFilledPartInTheNewTotal() {
        fixture.submit(sell(3, 100, 2));
        assertThat(fixture.replace(first, 4, 100)).containsExactly("1 replaced");
        assertThat(fixture.bids()).isEqualTo("100: 1x2 2x5");
    }

    @Test
    void fillsAnOrderWhoseNewTotalIsAlreadyFilled() {
        fixture.submit(sell(3, 100, 2));
        assertThat(fixture.replace(first, 1, 100)).containsExactly("1 replaced");
        assertThat(first.quantityE8).isEqualTo(2 * E8);
        assertThat(first.leavesE8).isZero();
        assertThat(fixture.bids()).isEqualTo("100: 2x5");
    }

    @Test
    void endsAPostOnlyOrderWhoseNewPriceWouldTake() {
        Order maker = postOnly(buy(3, 98, 1));
        fixture.submit(sell(4, 101, 2), maker);
        assertThat(fixture.book.wouldTake(Order.BUY, 101 * E8)).isTrue();
        assertThat(fixture.replace(maker, 1, 101)).containsExactly("3 replaced", "3 canceled post only");
    }

    @Test
    void preventsTheSelfMatchThatANewPriceWouldMake() {
        Order own = ownedBy(buy(3, 98, 1), 7, Order.SMP_CANCEL_OLDEST);
        fixture.submit(ownedBy(sell(4, 101, 2), 7, Order.SMP_NONE), own);
        assertThat(fixture.book.wouldSelfMatch(own, 100 * E8, E8)).isFalse();
        assertThat(fixture.book.wouldSelfMatch(own, 101 * E8, E8)).isTrue();
        assertThat(fixture.replace(own, 1, 101)).containsExactly("3 replaced", "4 canceled self match");
        assertThat(fixture.bids()).isEqualTo("101: 3x1 | 100: 1x5 2x5");
    }

    @Test
    void asksForTheMinimumAgainOnlyBeforeTheFirstFill() {
        Order untraded = minimum(buy(3, 98, 4), 2);
        Order traded = minimum(buy(4, 102, 4), 2);
        fixture.submit(untraded, sell(5, 102, 2), traded);
        assertThat(traded.cumE8).isEqualTo(2 * E8);
        fixture.submit(sell(6, 103, 1));
        assertThat(fixture.replace(untraded, 4, 103)).containsExactly("3 replaced", "3 canceled min quantity");
        assertThat(fixture.replace(traded, 4, 103)).containsExactly("4 replaced", "4 takes 1 of 6 at 103");
    }

    @Test
    void keepsOrLosesThePlaceOfAWaitingStopByTheSameRules() {
        Order older = stop(3, Order.BUY, 110, 5);
        Order newer = stop(4, Order.BUY, 110, 5);
        fixture.submit(older, newer);
        fixture.replaceStop(older, 4, 110);
        assertThat(BookText.of(fixture.book.waitingStops(Order.BUY))).isEqualTo("110: 3x4 4x5");
        fixture.replaceStop(older, 5, 110);
        assertThat(BookText.of(fixture.book.waitingStops(Order.BUY))).isEqualTo("110: 4x5 3x5");
        fixture.replaceStop(newer, 5, 109);
        assertThat(BookText.of(fixture.book.waitingStops(Order.BUY))).isEqualTo("109: 4x5 | 110: 3x5");
    }

    @Test
    void firesAStopWhoseNewPriceIsAlreadyReached() {
        Order waiting = stop(3, Order.SELL, 90, 1);
        fixture.submit(waiting, sell(4, 100, 1));
        assertThat(fixture.replaceStop(waiting, 1, 100))
                .containsExactly("3 replaced", "3 triggered", "3 takes 1 of 1 at 100");
    }
}

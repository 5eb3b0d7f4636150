package io.ringfence.engine.execution.book;

import static io.ringfence.engine.execution.book.Orders.buy;
import static io.ringfence.engine.execution.book.Orders.minimum;
import static io.ringfence.engine.execution.book.Orders.ownedBy;
import static io.ringfence.engine.execution.book.Orders.sell;
import static io.ringfence.engine.execution.book.Orders.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.engine.state.Order;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SelfMatchTest {
    private static final long OWNER = 7;
    private final BookFixture fixture = new BookFixture();

    /** Another's order, then one of the owner's, then another's. */
    @BeforeEach
    void rest() {
        fixture.submit(sell(1, 100, 2), ownedBy(sell(2, 100, 2), OWNER, Order.SMP_NONE), sell(3, 101, 2));
    }

    @Test
    void tradesWithItselfWhereNothingPreventsIt() {
        assertThat(fixture.submit(own(Order.SMP_NONE, 5)))
                .containsExactly("9 takes 2 of 1 at 100", "9 takes 2 of 2 at 100", "9 takes 1 of 3 at 101");
    }

    @Test
    void endsTheIncomingOrderAtItsOwnRestingOne() {
        assertThat(fixture.submit(own(Order.SMP_CANCEL_NEWEST, 5)))
                .containsExactly("9 takes 2 of 1 at 100", "9 canceled self match");
        assertThat(fixture.asks()).isEqualTo("100: 2x2 | 101: 3x2");
        assertThat(fixture.bids()).isEmpty();
    }

    @Test
    void endsTheRestingOrderAndTradesOn() {
        assertThat(fixture.submit(own(Order.SMP_CANCEL_OLDEST, 5)))
                .containsExactly("9 takes 2 of 1 at 100", "2 canceled self match", "9 takes 2 of 3 at 101");
        assertThat(fixture.bids()).isEqualTo("101: 9x1");
    }

    @Test
    void endsBothTheRestingOneFirst() {
        assertThat(fixture.submit(own(Order.SMP_CANCEL_BOTH, 5)))
                .containsExactly("9 takes 2 of 1 at 100", "2 canceled self match", "9 canceled self match");
        assertThat(fixture.asks()).isEqualTo("101: 3x2");
    }

    @Test
    void foretellsASelfMatchOnlyIfTheOrderGetsThatFar() {
        assertThat(fixture.book.wouldSelfMatch(own(Order.SMP_REJECT, 3))).isTrue();
        assertThat(fixture.book.wouldSelfMatch(own(Order.SMP_REJECT, 2))).isFalse();
        assertThat(fixture.book.wouldSelfMatch(own(Order.SMP_NONE, 3))).isFalse();
        assertThat(fixture.book.wouldSelfMatch(ownedBy(buy(9, 99, 3), OWNER, Order.SMP_REJECT)))
                .isFalse();
    }

    @Test
    void neverTradesWithItselfEvenIfRejectWasNotAskedFor() {
        assertThat(fixture.submit(own(Order.SMP_REJECT, 5)))
                .containsExactly("9 takes 2 of 1 at 100", "9 canceled self match");
    }

    @Test
    void looksAtTheOwnerNotAtTheRestingOrdersMode() {
        fixture.submit(ownedBy(sell(4, 99, 1), 8, Order.SMP_CANCEL_BOTH));
        assertThat(fixture.submit(ownedBy(buy(9, 99, 1), 8, Order.SMP_NONE))).containsExactly("9 takes 1 of 4 at 99");
    }

    @Test
    void doesNotCountOwnOrdersTowardsFillOrKill() {
        assertThat(fixture.submit(with(own(Order.SMP_CANCEL_OLDEST, 5), Order.TIF_FOK)))
                .containsExactly("9 canceled fok");
        assertThat(fixture.asks()).isEqualTo("100: 1x2 2x2 | 101: 3x2");
        assertThat(fixture.submit(with(own(Order.SMP_CANCEL_OLDEST, 4), Order.TIF_FOK)))
                .containsExactly("9 takes 2 of 1 at 100", "2 canceled self match", "9 takes 2 of 3 at 101");
    }

    @Test
    void doesNotCountWhatLiesBehindAnOwnOrderThatWouldEndAFillOrKill() {
        for (byte mode : new byte[] {Order.SMP_CANCEL_NEWEST, Order.SMP_CANCEL_BOTH, Order.SMP_REJECT}) {
            assertThat(fixture.submit(with(own(mode, 3), Order.TIF_FOK))).containsExactly("9 canceled fok");
        }
        assertThat(fixture.asks()).isEqualTo("100: 1x2 2x2 | 101: 3x2");
        assertThat(fixture.submit(with(own(Order.SMP_CANCEL_BOTH, 2), Order.TIF_FOK)))
                .containsExactly("9 takes 2 of 1 at 100");
    }

    @Test
    void doesNotCountOwnOrdersTowardsTheMinimum() {
        assertThat(fixture.submit(minimum(own(Order.SMP_CANCEL_OLDEST, 9), 5)))
                .containsExactly("9 canceled min quantity");
        assertThat(fixture.submit(minimum(own(Order.SMP_CANCEL_NEWEST, 9), 3)))
                .containsExactly("9 canceled min quantity");
        assertThat(fixture.submit(minimum(own(Order.SMP_CANCEL_NEWEST, 9), 2)))
                .containsExactly("9 takes 2 of 1 at 100", "9 canceled self match");
    }

    private static Order own(byte smpMode, long quantity) {
        return ownedBy(buy(9, 101, quantity), OWNER, smpMode);
    }
}

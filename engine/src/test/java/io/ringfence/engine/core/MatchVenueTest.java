package io.ringfence.engine.core;

import static io.ringfence.engine.core.CoreHarness.A1;
import static io.ringfence.engine.core.CoreHarness.A2;
import static io.ringfence.engine.core.CoreHarness.BTC;
import static io.ringfence.engine.core.CoreHarness.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.engine.state.LimitField;
import io.ringfence.engine.state.MarketData;
import io.ringfence.engine.state.Order;
import io.ringfence.engine.units.Fixed;
import org.junit.jupiter.api.Test;

/** Accounts that trade with each other in the core's own book (gates.md section 9, "Marks"). */
class MatchVenueTest {
    private final CoreHarness core = CoreHarness.match();
    private final MarketData market = core.state.instruments.get(BTC).market;

    @Test
    void twoAccountsTradeAtTheRestingPrice() {
        assertThat(core.sell("0.5").limit("60000").account(A2).id("s").send()).containsExactly("accepted s 0.5");
        assertThat(core.buy("0.3").limit("60100").id("b").send())
                .containsExactly("accepted b 0.3", "execution s 0.3@60000", "execution b 0.3@60000");
        assertThat(core.pos(A1, BTC)).isEqualTo("0.3");
        assertThat(core.pos(A2, BTC)).isEqualTo("-0.3");
        assertThat(core.cash(A1)).isEqualTo("482000");
        assertThat(core.cash(A2)).isEqualTo("518000");
        assertThat(core.position(A2, BTC).openSellE8).isEqualTo(20_000_000);
        assertThat(core.cancel(A2, "s")).containsExactly("canceled s by_user");
        assertThat(core.position(A2, BTC).openSellE8).isZero();
        assertThat(core.account(A2).openOrders).isZero();
    }

    @Test
    void whatEndsReleasesWhatItHadReserved() {
        core.sell("0.1").limit("60000").account(A2).send();
        core.buy("0.3").limit("60000").ioc().send();
        core.buy("0.2").limit("60000").fok().send();
        core.buy("0.2").send();
        core.buy("0.1").limit("59000").gtd(core.now + SECOND).send();
        core.pass(SECOND).timer();
        assertThat(core.position(A1, BTC).openBuyE8).isZero();
        assertThat(core.position(A2, BTC).openSellE8).isZero();
        new Invariants(core.state).check();
    }

    @Test
    void selfMatchPreventionEndsTheSideThatItsModeNames() {
        core.sell("0.1").limit("60000").id("r1").send();
        assertThat(core.buy("0.1")
                        .limit("60000")
                        .smp(Order.SMP_CANCEL_NEWEST)
                        .id("n")
                        .send())
                .containsExactly("accepted n 0.1", "canceled n self_match");
        assertThat(core.buy("0.1")
                        .limit("60000")
                        .smp(Order.SMP_CANCEL_OLDEST)
                        .id("o")
                        .send())
                .containsExactly("accepted o 0.1", "canceled r1 self_match");
        core.cancel(A1, "o");
        core.sell("0.1").limit("60000").id("r2").send();
        assertThat(core.buy("0.1")
                        .limit("60000")
                        .smp(Order.SMP_CANCEL_BOTH)
                        .id("b")
                        .send())
                .containsExactly("accepted b 0.1", "canceled r2 self_match", "canceled b self_match");
        core.sell("0.1").limit("60000").id("r3").send();
        assertThat(core.buy("0.1").limit("60000").smp(Order.SMP_REJECT).send()).containsExactly("rejected 1020");
        assertThat(core.buy("0.1").limit("60000").smp(Order.SMP_NONE).id("x").send())
                .containsExactly("accepted x 0.1", "execution r3 0.1@60000", "execution x 0.1@60000");
        assertThat(core.pos(A1, BTC)).isEqualTo("0");
        new Invariants(core.state).check();
    }

    @Test
    void aReplaceMustNotMeetItsOwnOrderWhereThatIsRefused() {
        core.sell("0.1").limit("60000").account(A2).send();
        core.sell("0.1").limit("60001").send();
        core.buy("0.1").limit("59000").smp(Order.SMP_REJECT).id("b").send();
        assertThat(core.replace(A1, "b", "", "0.2", "60001", "")).containsExactly("replace_rejected b 1020");
        assertThat(core.replace(A1, "b", "", "", "60001", ""))
                .containsExactly("replaced b 0.1@60001", "execution o1 0.1@60000", "execution b 0.1@60000");
    }

    @Test
    void stopsFireOneAfterTheOther() {
        core.sell("0.1").limit("60000").account(A2).id("s1").send();
        core.sell("0.1").limit("60100").account(A2).id("s2").send();
        core.sell("0.1").limit("60200").account(A2).id("s3").send();
        core.buy("0.1").stop("60100").id("st2").send();
        core.buy("0.1").stop("60050").id("st1").send();
        core.buy("0.1").limit("60000").id("b").send();
        assertThat(core.buy("0.05").limit("60100").id("go").send())
                .containsExactly(
                        "accepted go 0.05",
                        "execution s2 0.05@60100",
                        "execution go 0.05@60100",
                        "triggered st1",
                        "execution s2 0.05@60100",
                        "execution st1 0.05@60100",
                        "execution s3 0.05@60200",
                        "execution st1 0.05@60200",
                        "triggered st2",
                        "execution s3 0.05@60200",
                        "execution st2 0.05@60200",
                        "canceled st2 no_liquidity");
        new Invariants(core.state).check();
    }

    @Test
    void theOpeningReferenceIsTheFirstMarkAndTheBookAndItsTradesFollow() {
        assertThat(market.markE8).isEqualTo(60_000 * Fixed.SCALE);
        assertThat(core.buy("0.1").limit("59900").send()).containsExactly("accepted o1 0.1");
        assertThat(market.markE8).isEqualTo(60_000 * Fixed.SCALE);
        core.sell("0.1").limit("60000").account(A2).send();
        assertThat(market.markE8).isEqualTo(59_950 * Fixed.SCALE);
        core.buy("0.1").limit("60000").send();
        assertThat(market.referenceE8).isEqualTo(60_000 * Fixed.SCALE);
        assertThat(market.markE8).as("last two-sided mid").isEqualTo(59_950 * Fixed.SCALE);
    }

    @Test
    void withoutAFeedTheBookDoesNotGrowStale() {
        core.buy("0.1").limit("59990").send();
        core.sell("0.1").limit("60010").account(A2).send();
        core.pass(3600 * SECOND);
        assertThat(core.buy("0.1").limit("59980").send()).containsExactly("accepted o3 0.1");
        assertThat(core.code(2)).isEqualTo(200);
    }

    @Test
    void anExternalQuoteWinsAndAgesAndAMissingSideOfItCounts() {
        core.quote(BTC, "61000");
        core.sell("0.1").limit("61100").account(A2).send();
        core.buy("0.1").limit("60900").send();
        assertThat(market.markE8).isEqualTo(61_000 * Fixed.SCALE);
        core.pass(6 * SECOND);
        assertThat(core.buy("0.1").limit("60900").send()).contains("decision REJECT 202");
        core.quote(BTC, "61000", "1", "", "0", "61000");
        assertThat(core.buy("0.1").limit("60900").send()).contains("decision REJECT 201");
    }

    @Test
    void aStartKnowsTheBookThatItKept() {
        core.buy("0.1").limit("59990").send();
        core.sell("0.1").limit("60010").account(A2).send();
        core.boot(1, 0, true);
        assertThat(market.isTwoSided()).isTrue();
        assertThat(core.buy("0.1").limit("59980").send()).containsExactly("accepted o3 0.1");
    }

    @Test
    void aSweepOfAThousandFillsIsOneCommandInChainedFragments() {
        core.limit(A1, LimitField.MAX_POSITIONS, 4);
        core.account(A2, "A2", true, 0);
        for (int i = 0; i < 1200; i++) {
            core.sell("0.001").limit("60000").account(A2).send();
        }
        int before = core.tape.records();
        assertThat(core.buy("1.2").limit("60000").send()).hasSize(1 + 2 * 1200);
        assertThat(core.tape.records() - before).as("fragments").isGreaterThan(2);
        assertThat(core.tape.committed()).isEqualTo(core.state.sequence);
        assertThat(core.pos(A1, BTC)).isEqualTo("1.2");
        new Invariants(core.state).check();
        ReplayTest.checkChain(core.tape);
        ReplayTest.assertReplays(core);
    }
}

package io.ringfence.engine.core;

import static io.ringfence.engine.core.CoreHarness.A1;
import static io.ringfence.engine.core.CoreHarness.A2;
import static io.ringfence.engine.core.CoreHarness.BTC;
import static io.ringfence.engine.core.CoreHarness.DAY;
import static io.ringfence.engine.core.CoreHarness.ETH;
import static io.ringfence.engine.core.CoreHarness.NOON;
import static io.ringfence.engine.core.CoreHarness.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.engine.gates.Scope;
import io.ringfence.engine.state.EngineSetting;
import io.ringfence.engine.state.LimitField;
import io.ringfence.engine.units.Fixed;
import org.junit.jupiter.api.Test;

/** Daily loss, drawdown, day roll, flows, correlation: what depends on what happened before. */
class RiskOverTimeTest {
    private final CoreHarness core = CoreHarness.paper();

    /** One bitcoin bought at 60,005; prices then move the equity one for one. */
    private void hold(String quantity) {
        core.symbolLimit(A1, LimitField.POS_QTY, BTC, "100");
        core.symbolLimit(A1, LimitField.MAX_ORDER_QTY, BTC, "100");
        core.symbolLimit(A1, LimitField.MAX_ORDER_NOTIONAL, BTC, "10000000");
        core.limit(A1, LimitField.POS_NOTIONAL_ABS, "10000000");
        core.limit(A1, LimitField.POS_PCT_BPS, 1_000_000);
        core.limit(A1, LimitField.GROSS_ABS, "10000000");
        core.limit(A1, LimitField.MAX_LEVERAGE_BPS, 1_000_000);
        core.limit(A1, LimitField.CLUSTER_ABS, "10000000");
        assertThat(core.buy(quantity).send()).contains("accepted o1 " + quantity);
    }

    @Test
    void dailyLossBlocksAtTheLimitAndStaysLatchedUntilTheDayRolls() {
        hold("5");
        core.quote(BTC, "59005.01");
        assertThat(core.buy("0.01").limit("59000").send()).containsExactly("accepted o2 0.01");
        assertThat(core.reading(3)).startsWith("PASS 300 499995000000/500000000000");
        core.quote(BTC, "59005");
        assertThat(core.buy("0.01").limit("59000").send())
                .containsExactly("latched 3", "decision REJECT 301", "rejected 301", "warning 3 stage 2");
        core.quote(BTC, "60000");
        assertThat(core.buy("0.01").limit("59000").send())
                .containsExactly("decision REJECT 302", "rejected 302", "warning 3 stage 0");
        assertThat(core.sell("0.01").limit("60000").send()).contains("accepted o5 0.01");
        core.pass(DAY / 2).quoteAll("1000");
        assertThat(core.buy("0.01").limit("59000").send())
                .startsWith("day_roll A1 20455 open 499975")
                .contains("accepted o6 0.01");
    }

    @Test
    void aDepositDoesNotHideALossAndAWithdrawalIsNone() {
        hold("5");
        core.quote(BTC, "59005");
        core.cash(A1, "4000");
        core.buy("0.01").limit("59000").send();
        assertThat(core.reading(3)).startsWith("REJECT 301 500000000000/500000000000");
        CoreHarness other = CoreHarness.paper();
        other.cash(A1, "-100000");
        assertThat(other.account(A1).hwmE8).isEqualTo(400_000 * Fixed.SCALE);
        assertThat(other.buy("0.01").limit("59000").send()).containsExactly("accepted o1 0.01");
        assertThat(other.reading(3)).startsWith("PASS 300 0/");
        assertThat(other.reading(4)).startsWith("PASS 400 0/");
    }

    @Test
    void theDayStartsAtItsOffset() {
        CoreHarness offset = CoreHarness.paper(EngineSetting.DAY_OFFSET_NS.id, 22 * 3600 * SECOND);
        offset.buy("0.1").limit("59000").day().id("d").send();
        offset.now = NOON + 10 * 3600 * SECOND - 1;
        assertThat(offset.timer()).isEmpty();
        offset.now++;
        assertThat(offset.timer()).containsExactly("canceled d expired", "day_roll A1 20454 open 500000");
        assertThat(offset.pass(SECOND).timer()).containsExactly("day_roll A2 20454 open 500000");
    }

    @Test
    void severalDaysWithoutEventsAreOneRoll() {
        core.now += 10 * DAY;
        assertThat(core.cash(A1, "1")).containsExactly("day_roll A1 20464 open 500000", "cash 500001");
        assertThat(core.cash(A1, "1")).containsExactly("cash 500002");
        assertThat(core.account(A1).netFlowsE8).isEqualTo(2 * Fixed.SCALE);
    }

    @Test
    void theHighWaterMarkRisesOnSoundBooksOnly() {
        hold("1");
        core.quote(BTC, "61000");
        core.seconds(2);
        assertThat(core.account(A1).hwmE8).isEqualTo(500_995 * Fixed.SCALE);
        core.quote(BTC, "63000", "1", "62000", "1", "62500");
        core.seconds(2);
        assertThat(core.account(A1).hwmE8).as("crossed").isEqualTo(500_995 * Fixed.SCALE);
        core.quote(BTC, "61000", "1", "63000", "1", "62000");
        core.seconds(2);
        assertThat(core.account(A1).hwmE8).as("wide").isEqualTo(500_995 * Fixed.SCALE);
        core.quote(BTC, "61995", "1", "62005", "1", "59000");
        core.seconds(2);
        assertThat(core.account(A1).hwmE8).as("far from the reference").isEqualTo(500_995 * Fixed.SCALE);
        core.gap(BTC, true);
        core.quote(BTC, "62000");
        core.seconds(2);
        assertThat(core.account(A1).hwmE8).as("gap").isEqualTo(500_995 * Fixed.SCALE);
        core.gap(BTC, false);
        core.status(BTC, 1);
        core.seconds(2);
        assertThat(core.account(A1).hwmE8).as("halted").isEqualTo(500_995 * Fixed.SCALE);
        core.status(BTC, 0);
        core.seconds(2);
        assertThat(core.account(A1).hwmE8).isEqualTo(501_995 * Fixed.SCALE);
    }

    @Test
    void drawdownScalesTheLimitsThenLatchesUntilTheMarkIsReset() {
        hold("5");
        core.limit(A1, LimitField.DAY_LOSS_ABS, "1000000");
        core.limit(A1, LimitField.DAY_LOSS_BPS, 9_999);
        core.limit(A1, LimitField.GROSS_ABS, "1000000");
        core.quote(BTC, "52505");
        core.buy("0.01").limit("40000").send();
        // 37,500 of 500,000 are 750 bps: half way from soft to hard
        assertThat(core.reading(4)).startsWith("PASS 403 750/1000");
        assertThat(core.core.readings().limit[6]).isEqualTo(500_000 * Fixed.SCALE);
        core.quote(BTC, "50005");
        assertThat(core.buy("0.01").limit("50000").send())
                .containsExactly(
                        "latched 4", "decision REJECT 401", "rejected 401", "warning 4 stage 2", "warning 6 stage 2");
        assertThat(core.sell("0.01").limit("51000").send()).contains("accepted o4 0.01");
        core.quote(BTC, "60000");
        assertThat(core.buy("0.01").limit("50000").send()).contains("decision REJECT 402");
        core.pass(DAY).quoteAll("1000");
        assertThat(core.buy("0.01").limit("50000").send()).contains("decision REJECT 402");
        assertThat(core.resetHwm(A1)).containsExactly("unlatched 4");
        assertThat(core.buy("0.01").limit("50000").send()).containsExactly("accepted o7 0.01");
    }

    @Test
    void latchesDoNotMoveOnUnsoundBooks() {
        hold("5");
        core.quote(BTC, "40000", "1", "60000", "1", "50000");
        core.seconds(3);
        core.buy("0.01").limit("50000").send();
        assertThat(core.code(3)).isEqualTo(301);
        assertThat(core.code(4)).isEqualTo(401);
        assertThat(core.account(A1).dayLatched).isFalse();
        assertThat(core.account(A1).drawdownLatched).isFalse();
    }

    @Test
    void nonPositiveEquityIsNamedFirst() {
        hold("10");
        core.quote(BTC, "5000");
        core.buy("0.01").limit("5000").send();
        assertThat(core.reading(4)).startsWith("REJECT 404 10000/1000");
    }

    @Test
    void theStressBudgetCountsWhatAMoveWouldCost() {
        core.limit(A1, LimitField.DAY_STRESS_BPS, 200);
        // (5,000 - 0) / 2 % = 250,000 of gross exposure
        core.limit(A1, LimitField.GROSS_ABS, "900000");
        core.limit(A1, LimitField.CLUSTER_ABS, "900000");
        core.uncorrelated();
        core.buy("30").symbol(ETH).limit("3000").send();
        core.buy("1.6").limit("60000").send();
        assertThat(core.reading(3)).startsWith("PASS 300 372000000000/500000000000");
        core.sell("400").symbol(3).limit("250").send();
        assertThat(core.reading(3)).startsWith("REDUCE 303 572000000000/500000000000 256");
    }

    @Test
    void anUnpricedCurrencyIsRefusedAndAPricedOneIsValuedInTheAccounts() {
        core.instrument(4, "DAX-EUR", 0, "EUR");
        core.instrument(5, "EUR-USD", 1, "USD");
        core.symbolLimit(A1, LimitField.MAX_ORDER_QTY, 4, "1000");
        core.quote(4, "99.9", "1000", "100.1", "1000", "100");
        core.buy("1").symbol(4).limit("100").send();
        assertThat(core.code(2)).isEqualTo(208);
        assertThat(core.code(6)).isEqualTo(698);
        core.write.fxRate(5, 110_000_000);
        core.send();
        assertThat(core.buy("10").symbol(4).send()).contains("execution o2 10@100.1");
        assertThat(core.cash(A1)).isEqualTo("498898.9");
        assertThat(core.core.readings().observed[6]).isEqualTo(1_100 * Fixed.SCALE);
        core.pass(61 * SECOND);
        core.quote(4, "99.9", "1000", "100.1", "1000", "100");
        core.buy("1").symbol(4).limit("100").send();
        assertThat(core.code(2)).isEqualTo(208);
        core.write.fxRate(5, 110_000_000);
        core.send();
        core.boot(1, 0, true);
        core.quote(4, "99.9", "1000", "100.1", "1000", "100");
        core.buy("1").symbol(4).limit("100").send();
        assertThat(core.code(2)).as("a rate from before the start").isEqualTo(208);
    }

    @Test
    void warningsComeAtSeventyAndEightyFivePercentAndGo() {
        hold("5");
        core.limit(A1, LimitField.GROSS_ABS, "10000000");
        core.quote(BTC, "59304.99");
        assertThat(core.seconds(2)).containsExactly("warning 3 stage 1");
        core.quote(BTC, "59155");
        assertThat(core.seconds(2)).containsExactly("warning 3 stage 2");
        core.quote(BTC, "59305.01");
        assertThat(core.seconds(2)).containsExactly("warning 3 stage 0");
    }

    @Test
    void correlationsAreSampledOnTheGridAsTheVectorsSay() {
        CoreHarness ewma = CoreHarness.paper(EngineSetting.RHO_SHIFT.id, 2);
        String[] btc = {"60060", "60000", "60120", "60060", "60180"};
        String[] eth = {"3004.5", "3000", "3007.5", "3006", "3012"};
        long[] covariance = {
            1_500_000_000_000L, 1_499_063_811_750L, 2_374_297_858_812L, 1_905_162_641_673L, 2_425_877_976_756L
        };
        int[] rho = {1_000_000, 1_000_000, 995_877, 964_582, 972_302};
        ewma.timer();
        for (int i = 0; i < btc.length; i++) {
            ewma.pass(30 * SECOND).quote(BTC, "70000");
            ewma.timer();
            ewma.pass(30 * SECOND).quote(BTC, btc[i]);
            ewma.quote(ETH, eth[i]);
            ewma.timer();
            ewma.timer();
            assertThat(ewma.state.rho.samples(BTC, ETH)).isEqualTo(i + 1);
            assertThat(ewma.state.rho.covariance(BTC, ETH)).isEqualTo(covariance[i]);
            assertThat(ewma.state.rho.estimatePpm(BTC, ETH)).isEqualTo(rho[i]);
        }
        ewma.pass(60 * SECOND).quote(BTC, "60000");
        ewma.timer();
        assertThat(ewma.state.rho.samples(BTC, ETH))
                .as("the other side is stale")
                .isEqualTo(5);
        ewma.pass(60 * SECOND).quote(BTC, "60000");
        ewma.quote(ETH, "3000");
        ewma.timer();
        assertThat(ewma.state.rho.samples(BTC, ETH))
                .as("it was stale at the instant before")
                .isEqualTo(5);
    }

    @Test
    void anotherAccountsDepositDoesNotLiftTheHousesLatch() {
        hold("5");
        core.limits(Scope.GLOBAL, -1, -1, CoreHarness.row(LimitField.DAY_LOSS_ABS, "4000"));
        core.quote(BTC, "59105");
        core.seconds(2);
        core.quote(BTC, "60000");
        core.buy("0.01").limit("59000").send();
        assertThat(core.code(3)).isEqualTo(311);
        core.account(2, "A3", true, 0);
        core.cash(2, "100000");
        core.buy("0.01").limit("59000").send();
        assertThat(core.code(3)).isEqualTo(311);
        core.pass(DAY / 2).quoteAll("1000");
        core.seconds(1);
        core.quoteAll("1000");
        core.buy("0.01").limit("59000").send();
        assertThat(core.code(3)).isEqualTo(300);
    }

    @Test
    void theHousesDrawdownLatchIsLiftedByResettingItsMark() {
        hold("5");
        core.limits(Scope.GLOBAL, -1, -1, CoreHarness.row(LimitField.DD_HARD_BPS, 40));
        core.quote(BTC, "59105");
        core.seconds(2);
        core.quote(BTC, "59900");
        core.buy("0.01").limit("59000").send();
        assertThat(core.code(4)).isEqualTo(411);
        core.resetHwm(-1);
        core.buy("0.01").limit("59000").send();
        assertThat(core.code(4)).isEqualTo(400);
    }

    @Test
    void unreadableFiguresStopNothing() {
        hold("5");
        core.limits(Scope.GLOBAL, -1, -1, CoreHarness.row(LimitField.DAY_LOSS_ABS, "4000"));
        core.limit(A1, LimitField.GROSS_ABS, "0.00000001");
        core.write.quote(BTC, Long.MAX_VALUE - 1, 1, Long.MAX_VALUE, 1, 1);
        core.send();
        core.seconds(61);
        core.buy("0.01").limit("59000").send();
        core.cash(A1, "90000000000");
        core.cash(A1, "90000000000");
        core.quote(BTC, "60000");
        core.limits(Scope.ACCOUNT, A1, -1, CoreHarness.row(LimitField.DQ_HARD_SPREAD_BPS, Fixed.ABSENT));
        core.seconds(61);
        core.buy("0.01").limit("59000").account(A2).send();
        assertThat(core.state.sequence).isPositive();
    }
}

package io.ringfence.engine.core;

import static io.ringfence.engine.core.CoreHarness.A1;
import static io.ringfence.engine.core.CoreHarness.BTC;
import static io.ringfence.engine.core.CoreHarness.DAY;
import static io.ringfence.engine.core.CoreHarness.SECOND;
import static io.ringfence.engine.core.CoreHarness.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.engine.command.CommandWriter.LimitRow;
import io.ringfence.engine.gates.Scope;
import io.ringfence.engine.state.EngineSetting;
import io.ringfence.engine.state.KillLevel;
import io.ringfence.engine.state.LimitField;
import io.ringfence.engine.units.Fixed;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Equalities, rounding and order of rules: each of these fails when one sign of the rule is turned. */
class BoundaryTest {
    private static final int DAX = 4;
    private static final int EUR_USD = 5;
    private final CoreHarness core = CoreHarness.paper();

    private void euro(String rate) {
        core.instrument(DAX, "DAX-EUR", 0, "EUR");
        core.instrument(EUR_USD, "EUR-USD", 1, "USD");
        core.symbolLimit(A1, LimitField.MAX_ORDER_QTY, DAX, "10000");
        core.rate(EUR_USD, rate);
        core.quote(DAX, "99.9", "1000", "100.1", "1000", "100");
    }

    @Test
    void drawdownBlocksAtExactlyTheHardLimit() {
        core.limit(A1, LimitField.DAY_LOSS_ABS, "1000000");
        core.limit(A1, LimitField.DAY_LOSS_BPS, 10_000);
        core.limit(A1, LimitField.DD_SOFT_BPS, 5);
        core.limit(A1, LimitField.DD_HARD_BPS, 20);
        core.buy("1").send();
        core.quote(BTC, "59005.01");
        core.buy("0.01").limit("58000").send();
        assertThat(core.reading(4)).as("19.9998 bps round up to the limit").startsWith("REJECT 401 20/20");
        core.resetHwm(A1);
        core.quote(BTC, "58057.01");
        core.buy("0.01").limit("57000").send();
        assertThat(core.reading(4)).as("948 of 499,000.01 are 18.998 bps").startsWith("PASS 403 19/20");
    }

    @Test
    void drawdownBlocksAtTheHardLimitWhereNoLatchMayMove() {
        core.limit(A1, LimitField.DAY_LOSS_ABS, "1000000");
        core.limit(A1, LimitField.DAY_LOSS_BPS, 10_000);
        core.limit(A1, LimitField.DD_SOFT_BPS, 5);
        core.limit(A1, LimitField.DD_HARD_BPS, 20);
        core.buy("1").send();
        core.status(BTC, 1);
        core.quote(BTC, "59005");
        core.buy("0.01").limit("58000").send();
        assertThat(core.account(A1).drawdownLatched).isFalse();
        assertThat(core.reading(4)).startsWith("REJECT 401 20/20");
    }

    @Test
    void aNegativeLeverageBaseCountsAsNothing() {
        core.limit(A1, LimitField.DD_HARD_BPS, 1_000_000);
        core.cash(A1, "-510000");
        core.buy("0.01").limit("59000").send();
        assertThat(core.core.readings().limit[6]).isZero();
        assertThat(core.core.readings().limit[7]).isZero();
    }

    @Test
    void exposureInAnotherCurrencyRoundsUpAndEquityDown() {
        euro("1.00000001");
        core.quote(DAX, "0.33333333", "1000", "0.33333335", "1000", "0.33333334");
        core.buy("1000").symbol(DAX).limit("0.33333334").send();
        // 0.33333334 * 1.00000001 = 0.3333333433.. per unit, up to 0.33333335
        assertThat(core.core.readings().observed[7]).isEqualTo(1_000L * 33_333_335);
        core.cancel(A1, core.orderId("o1"), "", "");
        core.buy("3").symbol(DAX).send();
        long cash = core.account(A1).cashE8;
        core.buy("0.01").limit("59000").send();
        // 3 * 0.33333334 = 1.00000002 euro, times 1.00000001 is 1.0000000300..: down to 1.00000003
        long equity = cash + 100_000_003;
        assertThat(core.core.readings().observed[3]).isEqualTo(core.account(A1).dayOpenEquityE8 - equity);
    }

    @Test
    void aPurchaseInAnotherCurrencyRoundsUpAndASaleDown() {
        euro("1.00000001");
        core.quote(DAX, "0.33333333", "1000", "0.33333335", "1000", "0.33333334");
        core.buy("1").symbol(DAX).send();
        assertThat(core.cash(A1)).as("0.3333333533.. up").isEqualTo("499999.66666664");
        core.sell("1").symbol(DAX).send();
        assertThat(core.cash(A1)).as("0.3333333333.. down").isEqualTo("499999.99999997");
    }

    @Test
    void feesRoundUpToTheLastUnit() {
        core.setting(EngineSetting.TAKER_FEE_PPM, 1);
        core.instrument(DAX, "DUST-USD", 0, "USD");
        core.symbolLimit(A1, LimitField.MAX_ORDER_QTY, DAX, "10000");
        core.quote(DAX, "0.0099", "1000", "0.0101", "1000", "0.01");
        core.limit(A1, LimitField.DQ_HARD_SPREAD_BPS, 1_000);
        core.limit(A1, LimitField.DQ_MIN_SCORE, 0);
        assertThat(core.buy("1").symbol(DAX).send()).last().isEqualTo("execution o1 1@0.0101 fee 0.00000002");
    }

    @Test
    void anOrdersExpiryComesBeforeADeadManOfTheSameInstant() {
        core.buy("0.1").limit("59000").gtd(core.now + SECOND).id("gtd").send();
        core.buy("0.1").limit("59000").id("gtc").send();
        core.deadMan(A1, SECOND);
        assertThat(core.pass(SECOND).timer())
                .containsExactly(
                        "canceled gtd expired",
                        "kill account active->halted dead_man",
                        "canceled gtc dead_man",
                        "mass_cancel 1 done");
    }

    @Test
    void aDeadManComesBeforeALaterExpiryEvenInOneCommand() {
        core.buy("0.1").limit("59000").gtd(core.now + 2 * SECOND).id("gtd").send();
        core.deadMan(A1, SECOND);
        assertThat(core.pass(3 * SECOND).timer())
                .containsExactly("kill account active->halted dead_man", "canceled gtd dead_man", "mass_cancel 1 done");
    }

    @Test
    void theDayOpensWithTheEquityAtTheLastMarks() {
        core.buy("1").send();
        core.quote(BTC, "60105");
        core.pass(DAY);
        assertThat(core.timer()).contains("day_roll A1 20455 open 500100");
        assertThat(core.account(A1).dayOpenEquityE8).isEqualTo(500_100 * Fixed.SCALE);
    }

    @Test
    void lateFillsBelongToTheDayOfTheirStamp() {
        core.buy("0.1").limit("59000").id("gtc").send();
        core.pass(DAY);
        assertThat(core.trade(BTC, "58000", "1"))
                .containsExactly("day_roll A1 20455 open 500000", "execution gtc 0.1@59000");
        assertThat(core.account(A1).day).isEqualTo(20_455);
    }

    @Test
    void tiesOfAnAccountWithTheHouseReportTheHouse() {
        int[][] narrower = {{Scope.ACCOUNT, -1}, {Scope.SYMBOL, BTC}, {Scope.VENUE, -1}, {Scope.SESSION, 7}};
        core.session(7);
        for (int[] scope : narrower) {
            core.kill(Scope.GLOBAL, KillLevel.HALTED, false, -1, -1);
            core.kill(scope[0], KillLevel.HALTED, false, A1, scope[1]);
            core.buy("0.01").limit("59000").send();
            assertThat(core.code(1)).isEqualTo(101);
            core.reset(Scope.GLOBAL, -1, -1);
            core.buy("0.01").limit("59000").send();
            assertThat(core.code(1)).isEqualTo(101 + scope[0]);
            core.reset(scope[0], A1, scope[1]);
        }
    }

    @Test
    void limitsChangeOnlyOnTheVersionThatTheSenderSaw() {
        List<LimitRow> rows = List.of(row(LimitField.GROSS_ABS, "900000"));
        long seen = core.account(A1).limits.version();
        core.write.setLimits(Scope.ACCOUNT, A1, -1, seen - 1, rows, "loosen", "t");
        assertThat(core.send()).containsExactly("refused 1104");
        assertThat(core.account(A1).limits.get(LimitField.GROSS_ABS)).isEqualTo(250_000 * Fixed.SCALE);
        core.write.setLimits(Scope.ACCOUNT, A1, -1, seen, rows, "loosen", "t");
        assertThat(core.send()).containsExactly("limits");
        assertThat(core.account(A1).limits.version()).isGreaterThan(seen);
        core.write.setLimits(Scope.ACCOUNT, A1, -1, seen, rows, "loosen", "t");
        assertThat(core.send()).containsExactly("refused 1104");
    }

    @Test
    void looserLimitsOpenNeitherLatchNorTrip() {
        core.limit(A1, LimitField.TRIP_DAY_LOSS, 1);
        core.limit(A1, LimitField.DAY_LOSS_ABS, "100");
        core.buy("1").send();
        core.quote(BTC, "59895");
        core.seconds(2);
        core.limit(A1, LimitField.DAY_LOSS_ABS, "100000");
        core.quoteAll("1000");
        core.buy("0.01").limit("59000").send();
        assertThat(core.code(1)).isEqualTo(111);
        assertThat(core.code(3)).isEqualTo(302);
        core.limits(Scope.ACCOUNT, A1, -1, row(LimitField.GROSS_ABS, "1"), new LimitRow(999, -1, -1, 1));
        assertThat(core.account(A1).limits.get(LimitField.GROSS_ABS))
                .as("all rows or none")
                .isEqualTo(250_000 * Fixed.SCALE);
    }

    @Test
    void aReplaceIsJudgedOnDataByItsWholeNewLeaves() {
        core.buy("1").send();
        core.sell("0.5").limit("61000").id("s").send();
        core.gap(BTC, true);
        // 0.8 of 1 still only closes: a gap is no obstacle
        assertThat(core.replace(A1, "s", "", "0.8", "", "")).containsExactly("replaced s 0.8@61000");
        assertThat(core.replace(A1, "s", "", "", "60900", "")).containsExactly("replaced s 0.8@60900");
        assertThat(core.replace(A1, "s", "", "1.1", "", "")).contains("replace_rejected s 206");
        core.gap(BTC, false);
        core.pass(3 * SECOND).quoteAll("1000");
        assertThat(core.buy("0.2").limit("59000").id("b").send()).containsExactly("accepted b 0.2");
        core.gap(BTC, true);
        assertThat(core.replace(A1, "b", "", "", "58900", ""))
                .as("an opening order moved on a gap")
                .contains("replace_rejected b 206");
        assertThat(core.replace(A1, "b", "", "0.1", "", ""))
                .as("leaves only fall")
                .containsExactly("replaced b 0.1@59000");
    }

    @Test
    void whatIsAlreadyOfferedIsNotReducedTwice() {
        core.buy("1").send();
        core.sell("0.8").limit("61000").send();
        core.kill(Scope.ACCOUNT, KillLevel.REDUCE_ONLY, false, A1, -1);
        assertThat(core.sell("0.5").limit("61000").send()).startsWith("decision REDUCE_SIZE 111 0.2");
    }

    @Test
    void aPostOnlyOrderMustNotTakeAfterAReplaceEither() {
        core.buy("0.1").limit("59000").postOnly().id("p").send();
        assertThat(core.replace(A1, "p", "", "", "60005", "")).containsExactly("replace_rejected p 1019");
        assertThat(core.replace(A1, "p", "", "", "60004", "")).containsExactly("replaced p 0.1@60004");
    }

    @Test
    void aHealedGapCostsTwentyForTwoSeconds() {
        core.gap(BTC, true);
        core.gap(BTC, false);
        core.pass(2 * SECOND - 1).quoteAll("1000");
        core.buy("0.01").limit("59000").send();
        assertThat(core.reading(2)).startsWith("PASS 200 80/70");
        core.pass(1);
        core.buy("0.01").limit("59000").send();
        assertThat(core.reading(2)).startsWith("PASS 200 100/70");
    }

    @Test
    void aRestWorthLessThanTheLeastNotionalIsRefused() {
        core.limit(A1, LimitField.POS_NOTIONAL_ABS, "60006");
        core.buy("1").limit("60000").send();
        assertThat(core.buy("0.5").limit("60000").send())
                .containsExactly("decision REJECT 704 RESIDUAL_BELOW_MIN", "rejected 704");
    }
}

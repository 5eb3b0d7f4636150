package io.ringfence.engine.core;

import static io.ringfence.engine.core.CoreHarness.A1;
import static io.ringfence.engine.core.CoreHarness.A2;
import static io.ringfence.engine.core.CoreHarness.BTC;
import static io.ringfence.engine.core.CoreHarness.ETH;
import static io.ringfence.engine.core.CoreHarness.SECOND;
import static io.ringfence.engine.core.CoreHarness.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.engine.gates.Scope;
import io.ringfence.engine.state.LimitField;
import io.ringfence.engine.units.Decimal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Groups and the house over accounts of several currencies, and their net limits (gates.md sections 3 and 9). */
class HouseSumsTest {
    private static final int E1 = 2;
    private static final int DAX = 4;
    private static final int EUR_USD = 5;
    private static final int USD_EUR = 6;
    private final CoreHarness core = CoreHarness.paper();

    @BeforeEach
    void euro() {
        core.uncorrelated();
        core.instrument(DAX, "DAX-EUR", 0, "EUR");
        core.instrument(EUR_USD, "EUR-USD", 1, "USD");
        core.instrument(USD_EUR, "USD-EUR", 1, "EUR");
        core.account(E1, "E1", "EUR");
        core.symbolLimit(E1, LimitField.MAX_ORDER_QTY, DAX, "10000");
        core.symbolLimit(A1, LimitField.MAX_ORDER_QTY, DAX, "10000");
        core.cash(E1, "400000");
        core.quote(DAX, "99.9", "10000", "100.1", "10000", "100");
        core.write.group(0, "g", E1, A2);
        core.send();
    }

    private void house(LimitField field, String value) {
        core.limits(Scope.GLOBAL, -1, -1, row(field, value));
    }

    private void house(LimitField field, long value) {
        core.limits(Scope.GLOBAL, -1, -1, row(field, value));
    }

    private String gate(int gate) {
        return core.reading(gate) + " " + core.scope(gate);
    }

    private void rates(String eurUsd, String usdEur) {
        core.rate(EUR_USD, eurUsd);
        core.rate(USD_EUR, usdEur);
    }

    @Test
    void aMissingRateRefusesWhatNeedsItAndNothingElse() {
        assertThat(core.buy("0.01").limit("59000").send()).containsExactly("accepted o1 0.01");
        house(LimitField.DAY_LOSS_ABS, "9000");
        core.buy("0.01").limit("59000").send();
        assertThat(gate(3)).isEqualTo("NOT_EVALUABLE 398 0/0 0 none");
        house(LimitField.DD_HARD_BPS, 900);
        house(LimitField.MAX_LEVERAGE_BPS, 20_000);
        assertThat(core.buy("0.01").limit("59000").send()).containsExactly("decision REJECT 398", "rejected 398");
        assertThat(core.code(4)).isEqualTo(498);
        assertThat(core.code(6)).isEqualTo(698);
        core.seconds(2);
        rates("1.1", "0.9");
        core.quoteAll("1000");
        assertThat(core.buy("0.01").limit("59000").send()).containsExactly("accepted o4 0.01");
        assertThat(core.code(3)).isEqualTo(300);
    }

    @Test
    void equityAndLeverageOfTheHouseAreInTheFirstAccountsCurrency() {
        rates("1.25", "0.8");
        // 500,000 + 500,000 + 400,000 * 1.25 = 1,500,000 dollars; a tenth of it
        house(LimitField.MAX_LEVERAGE_BPS, 1_000);
        core.buy("1").limit("60000").send();
        assertThat(core.buy("1200").symbol(DAX).limit("100").account(E1).send())
                .startsWith("decision REDUCE_SIZE 611 720");
        // 1,200 * 100 euro are 150,000 dollars beside 60,000
        assertThat(gate(6)).isEqualTo("REDUCE 611 21000000000000/15000000000000 720 global");
    }

    @Test
    void theGroupsGrossAndPositionValueAreInTheFirstAccountsCurrency() {
        rates("1.25", "0.8");
        core.limits(Scope.GROUP, -1, 0, row(LimitField.GROSS_ABS, "100000"));
        core.buy("1").limit("60000").account(A2).send();
        assertThat(core.buy("400").symbol(DAX).limit("100").account(E1).send())
                .startsWith("decision REDUCE_SIZE 601 320");
        core.limits(Scope.GROUP, -1, 0, row(LimitField.GROSS_ABS, "900000"));
        core.limits(Scope.GROUP, -1, 0, row(LimitField.POS_NOTIONAL_ABS, "62500"));
        assertThat(core.buy("200").symbol(DAX).limit("100").account(E1).send())
                .as("320 are 40,000 dollars, 500 the limit")
                .startsWith("decision REDUCE_SIZE 704 180");
    }

    @Test
    void theLossOfTheHouseIsSummedInItsCurrencyAndARateIsNone() {
        rates("1.25", "0.8");
        house(LimitField.DAY_LOSS_ABS, "1000");
        core.buy("500").symbol(DAX).limit("100.1").account(E1).send();
        core.quote(DAX, "98.4", "1000", "98.6", "1000", "98.5");
        // 500 * 1.6 euro are 1,000 dollars
        core.buy("0.01").limit("59000").send();
        assertThat(gate(3)).isEqualTo("REJECT 311 100000000000/100000000000 0 global");
        rates("1.24", "0.8");
        core.buy("0.01").limit("59000").send();
        assertThat(gate(3)).isEqualTo("PASS 300 0/500000000000 0.01 account");
        rates("0.5", "2");
        core.buy("0.01").limit("59000").send();
        assertThat(gate(3)).as("half of the euro gone is no loss of the day").startsWith("PASS 300 0/");
    }

    @Test
    void depositsMoveTheMarkOfTheHouseOnceTheirRateIsKnown() {
        house(LimitField.DD_HARD_BPS, 100);
        core.seconds(3);
        rates("1.25", "0.8");
        core.seconds(3);
        assertThat(Decimal.format(core.state.global.highWaterE8(core.state))).isEqualTo("1500000");
        core.cash(E1, "-40000");
        core.quoteAll("1000");
        core.quote(DAX, "99.9", "10000", "100.1", "10000", "100");
        core.buy("0.01").limit("59000").send();
        assertThat(gate(4)).as("a withdrawal is no drawdown").startsWith("PASS 400 0/1000");
        assertThat(Decimal.format(core.state.global.highWaterE8(core.state))).isEqualTo("1450000");
        core.buy("800").symbol(DAX).limit("100.1").account(E1).send();
        core.quote(DAX, "85.5", "1000", "85.7", "1000", "85.6");
        // 800 * 14.5 * 1.25 = 14,500 of 1,450,000
        core.buy("0.01").limit("59000").send();
        assertThat(gate(4)).isEqualTo("REJECT 411 100/100 0 global");
        assertThat(core.resetHwm(-1)).containsExactly("unlatched 4");
        core.buy("0.01").limit("59000").send();
        assertThat(core.code(4)).isEqualTo(400);
    }

    @Test
    void theHousesMarkIsNotResetWithoutARate() {
        assertThat(core.resetHwm(-1)).containsExactly("refused 201");
    }

    @Test
    void aDayOfTheHouseOpensWithTheEquityOfAllCurrencies() {
        rates("1.25", "0.8");
        house(LimitField.DAY_LOSS_BPS, 10);
        // ten basis points of 1,500,000
        core.buy("1").limit("60005").send();
        core.quote(BTC, "58505");
        core.buy("0.01").limit("58000").account(A2).send();
        assertThat(gate(3)).isEqualTo("REJECT 311 150000000000/150000000000 0 global");
    }

    @Test
    void theNetLimitOfAGroupSumsAccountsWithoutNettingThem() {
        rates("1.25", "0.8");
        core.limits(Scope.GROUP, -1, 0, row(LimitField.NET_ABS, "90000"));
        core.sell("1").account(A2).send();
        core.buy("20").symbol(ETH).limit("3000").account(A2).send();
        // A2 leans 0; E1 may buy 90,000 dollars: 720 at 125
        assertThat(core.buy("750").symbol(DAX).limit("100").account(E1).send())
                .startsWith("decision REDUCE_SIZE 603 720");
        assertThat(gate(6)).isEqualTo("REDUCE 603 9375000000000/9000000000000 720 group");
        core.buy("10").symbol(ETH).limit("3000").account(A2).send();
        assertThat(gate(6)).as("A2 is still short 60,000 against 60,000 long").startsWith("REJECT 603");
        assertThat(core.sell("500").symbol(DAX).limit("100.2").account(E1).send())
                .as("A2 is short 60,000, its orders to buy give no credit")
                .startsWith("decision REDUCE_SIZE 603 240");
        assertThat(core.buy("1").limit("60000").account(A1).send())
                .as("not of the group")
                .hasSize(1);
    }

    @Test
    void theHousesNetLimitAnswersWithTheGlobalCodeOfItsGate() {
        rates("1.25", "0.8");
        house(LimitField.NET_ABS, "100000");
        core.buy("1").limit("60000").account(A2).send();
        assertThat(core.buy("1").limit("60000").send()).startsWith("decision REDUCE_SIZE 611 0.6666");
        assertThat(gate(6)).isEqualTo("REDUCE 611 12000000000000/10000000000000 0.66666666 global");
        assertThat(core.sell("1").limit("60010").account(E1).send())
                .as("the short side has its own room")
                .hasSize(1);
    }

    @Test
    void anAccountThatLeansTheOtherWayGivesTheOthersNoCreditButMayMoveBack() {
        rates("1.25", "0.8");
        core.buy("1").limit("60000").account(A2).send();
        core.sell("1.5").send();
        house(LimitField.NET_ABS, "50000");
        assertThat(core.buy("1").limit("59990").send())
                .as("A1 is short 1.5, and 1 more to buy leaves it short")
                .hasSize(1);
        core.buy("0.1").symbol(ETH).limit("3000").account(A2).send();
        assertThat(gate(6)).startsWith("REJECT 611");
    }

    @Test
    void theSumOfAllDepositsMustFit() {
        for (int i = 0; i < 12; i++) {
            core.account(3 + i, "B" + i, true, 0);
            core.cash(3 + i, "20000000000");
        }
        assertThat(core.cash(14, "1")).containsExactly("refused 901");
        new Invariants(core.state);
        assertThat(core.pass(SECOND).timer()).isEmpty();
    }
}

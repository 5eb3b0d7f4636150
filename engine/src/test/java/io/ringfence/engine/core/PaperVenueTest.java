package io.ringfence.engine.core;

import static io.ringfence.engine.core.CoreHarness.A1;
import static io.ringfence.engine.core.CoreHarness.A2;
import static io.ringfence.engine.core.CoreHarness.BTC;
import static io.ringfence.engine.core.CoreHarness.DAY;
import static io.ringfence.engine.core.CoreHarness.NOON;
import static io.ringfence.engine.core.CoreHarness.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.engine.gates.Scope;
import io.ringfence.engine.schema.ReplaceOrderEncoder;
import io.ringfence.engine.state.EngineSetting;
import io.ringfence.engine.state.KillLevel;
import io.ringfence.engine.state.LimitField;
import io.ringfence.engine.state.Order;
import io.ringfence.engine.units.Fixed;
import org.junit.jupiter.api.Test;

/** Execution against the journaled book (architecture.md section 5, gates.md section 9). */
class PaperVenueTest {
    private final CoreHarness core = CoreHarness.paper();

    private void quote(String bid, String bidSize, String ask, String askSize) {
        core.quote(BTC, bid, bidSize, ask, askSize, "60000");
    }

    @Test
    void takesTheTouchUpToItsSizeWhichIsUsedUpUntilTheNextQuote() {
        quote("59995", "1", "60005", "0.3");
        assertThat(core.buy("0.5").limit("60010").send()).containsExactly("accepted o1 0.5", "execution o1 0.3@60005");
        assertThat(core.buy("0.1").ioc().send()).containsExactly("accepted o2 0.1", "canceled o2 no_liquidity");
        assertThat(core.quote(BTC, "59995", "1", "60006", "0.15", "")).containsExactly("execution o1 0.15@60010");
        assertThat(core.quote(BTC, "59995", "1", "60011", "5", "")).isEmpty();
        assertThat(core.quote(BTC, "59995", "1", "60010", "5", "")).containsExactly("execution o1 0.05@60010");
        assertThat(core.pos(A1, BTC)).isEqualTo("0.5");
        assertThat(core.position(A1, BTC).openBuyE8).isZero();
    }

    @Test
    void marketAndImmediateOrdersDoNotRest() {
        quote("59995", "0.2", "60005", "0.2");
        assertThat(core.sell("0.3").send())
                .containsExactly("accepted o1 0.3", "execution o1 0.2@59995", "canceled o1 no_liquidity");
        assertThat(core.buy("0.3").limit("60005").ioc().send())
                .containsExactly("accepted o2 0.3", "execution o2 0.2@60005", "canceled o2 unfilled_ioc");
        quote("59995", "0.2", "60005", "0.2");
        assertThat(core.buy("0.3").limit("60005").fok().send()).containsExactly("accepted o3 0.3", "canceled o3 fok");
        assertThat(core.buy("0.2").fok().send()).containsExactly("accepted o4 0.2", "execution o4 0.2@60005");
        assertThat(core.account(A1).openOrders).isZero();
        assertThat(core.position(A1, BTC).openSellE8).isZero();
    }

    @Test
    void anOrderThatCouldTradeLessThanItsMinimumEnds() {
        quote("59995", "1", "60005", "0.2");
        assertThat(core.buy("0.5").limit("60005").minimum("0.3").send())
                .containsExactly("accepted o1 0.5", "canceled o1 min_quantity");
        assertThat(core.buy("0.5").limit("60005").minimum("0.2").send())
                .containsExactly("accepted o2 0.5", "execution o2 0.2@60005");
        assertThat(core.buy("0.5").limit("60000").minimum("0.4").send()).containsExactly("accepted o3 0.5");
    }

    @Test
    void restingOrdersFillInPriceTimeOrderAcrossAccounts() {
        core.buy("0.1").limit("59900").id("late-price").send();
        core.buy("0.2").limit("59950").account(A2).id("first").send();
        core.buy("0.2").limit("59950").id("second").send();
        assertThat(core.quote(BTC, "59940", "1", "59950", "0.3", "59950"))
                .containsExactly("execution first 0.2@59950", "execution second 0.1@59950");
        assertThat(core.quote(BTC, "59890", "1", "59900", "0.3", "59900"))
                .containsExactly("execution second 0.1@59950", "execution late-price 0.1@59900");
    }

    @Test
    void printsFillWhatTheyGoThroughUpToTheirSize() {
        core.buy("0.2").limit("59950").id("b1").send();
        core.buy("0.2").limit("59940").id("b2").send();
        core.sell("0.2").limit("60050").id("s1").send();
        assertThat(core.trade(BTC, "59945", "0.5")).containsExactly("execution b1 0.2@59950");
        assertThat(core.trade(BTC, "59930", "0.15")).containsExactly("execution b2 0.15@59940");
        assertThat(core.trade(BTC, "60060", "0.05")).containsExactly("execution s1 0.05@60050");
    }

    @Test
    void atItsOwnPriceAnOrderWaitsForTheQueueAheadOfIt() {
        core.setting(EngineSetting.PAPER_QUEUE_AHEAD, Fixed.PPM / 2);
        quote("59995", "2", "60005", "1");
        core.buy("0.3").limit("59995").id("b").send();
        assertThat(core.trade(BTC, "59995", "0.6")).isEmpty();
        assertThat(core.trade(BTC, "59995", "0.5")).containsExactly("execution b 0.1@59995");
        assertThat(core.trade(BTC, "59995", "0.1")).containsExactly("execution b 0.1@59995");
        assertThat(core.trade(BTC, "59994.99", "0.1")).containsExactly("execution b 0.1@59995");
    }

    @Test
    void aStopOnTheLastTradeFiresWithItAndIsWorkedAsMarketOrLimit() {
        core.buy("0.1").stop("60100").id("m").send();
        core.buy("0.1").stop("60100").limit("60001").id("l").send();
        core.sell("0.1").stop("59900").id("s").send();
        assertThat(core.quote(BTC, "60200", "1", "60210", "1", "")).isEmpty();
        assertThat(core.trade(BTC, "60099.99", "1")).isEmpty();
        assertThat(core.trade(BTC, "60100", "1"))
                .containsExactly("triggered m", "execution m 0.1@60210", "triggered l");
        assertThat(core.quote(BTC, "59890", "1", "60001", "1", "59900"))
                .containsExactly("execution l 0.1@60001", "triggered s", "execution s 0.1@59890");
    }

    @Test
    void aStopOnTheTouchListensToTheSideItTakes() {
        CoreHarness touch = CoreHarness.paper(EngineSetting.STOP_TRIGGER.id, 1);
        touch.buy("0.1").stop("60100").id("b").send();
        assertThat(touch.trade(BTC, "60500", "1")).isEmpty();
        assertThat(touch.quote(BTC, "60090", "1", "60099", "1", "60000")).isEmpty();
        assertThat(touch.quote(BTC, "60090", "1", "60100", "1", "60000"))
                .containsExactly("triggered b", "execution b 0.1@60100");
    }

    @Test
    void aStopOnTheMarkListensToTheMid() {
        CoreHarness mark = CoreHarness.paper(EngineSetting.STOP_TRIGGER.id, 2);
        mark.sell("0.1").stop("59900").id("s").send();
        assertThat(mark.quote(BTC, "59890", "1", "59912", "1", "60000")).isEmpty();
        assertThat(mark.quote(BTC, "59888", "1", "59912", "1", "60000"))
                .containsExactly("triggered s", "execution s 0.1@59888");
    }

    @Test
    void stopsWaitWhileTheirMarketCannotBeReadAndFireWhenItCan() {
        core.buy("0.1").stop("60100").id("b").send();
        core.status(BTC, 1);
        assertThat(core.trade(BTC, "60100", "1")).isEmpty();
        assertThat(core.status(BTC, 0)).containsExactly("triggered b", "execution b 0.1@60005");
        core.buy("0.1").stop("60200").id("c").send();
        core.quote(BTC, "60010", "1", "60005", "1", "60200");
        assertThat(core.quote(BTC, "60000", "1", "60005", "1", ""))
                .containsExactly("triggered c", "execution c 0.1@60005");
    }

    @Test
    void stopsOfAHaltedScopeWaitForItsReset() {
        core.buy("0.1").stop("60100").id("b").send();
        core.kill(Scope.ACCOUNT, KillLevel.HALTED, false, A1, -1);
        assertThat(core.trade(BTC, "60100", "1")).isEmpty();
        assertThat(core.reset(Scope.ACCOUNT, A1, -1))
                .containsExactly("kill account halted->active reset", "triggered b", "execution b 0.1@60005");
    }

    @Test
    void replaceKeepsPriorityOnlyWhenTheQuantityFalls() {
        core.buy("0.2").limit("59950").id("a").send();
        core.buy("0.2").limit("59950").id("b").send();
        core.buy("0.2").limit("59950").id("c").send();
        assertThat(core.replace(A1, "a", "a2", "0.1", "", "")).containsExactly("replaced a 0.1@59950");
        assertThat(core.replace(A1, "b", "b2", "0.3", "", "")).containsExactly("replaced b 0.3@59950");
        assertThat(core.position(A1, BTC).openBuyE8).isEqualTo(60_000_000);
        assertThat(core.trade(BTC, "59950", "0.4"))
                .containsExactly("execution a 0.1@59950", "execution c 0.2@59950", "execution b 0.1@59950");
    }

    @Test
    void replaceToATouchedPriceTakesAtOnce() {
        core.buy("0.2").limit("59950").id("a").send();
        assertThat(core.replace(A1, "a", "", "", "60005", ""))
                .containsExactly("replaced a 0.2@60005", "execution a 0.2@60005");
    }

    @Test
    void replaceToWhatIsFilledEndsTheOrderFilled() {
        quote("59995", "1", "60005", "0.2");
        core.buy("0.5").limit("60005").id("a").send();
        assertThat(core.replace(A1, "a", "b", "0.1", "", "")).containsExactly("replaced a 0.2@60005");
        assertThat(core.account(A1).openOrders).isZero();
        assertThat(core.position(A1, BTC).openBuyE8).isZero();
        assertThat(core.cancel(A1, "b")).containsExactly("cancel_rejected a 1102");
    }

    @Test
    void replaceIsRefusedWithTheCodeOfItsFault() {
        core.buy("0.2").limit("59950").id("a").send();
        core.buy("0.2").stop("60100").id("s").send();
        assertThat(core.replace(A1, "a", "", "", "", "")).containsExactly("replace_rejected a 1105");
        assertThat(core.replace(A1, "a", "", "0.2", "59950", "")).containsExactly("replace_rejected a 1105");
        assertThat(core.replace(A1, "a", "", "", "59950.005", "")).containsExactly("replace_rejected a 1008");
        assertThat(core.replace(A1, "a", "", "0.00001", "", "")).containsExactly("replace_rejected a 1010");
        assertThat(core.replace(A1, "a", "", "", "", "60100")).containsExactly("replace_rejected a 1007");
        assertThat(core.replace(A1, "s", "", "", "", "60000")).containsExactly("replace_rejected s 1026");
        assertThat(core.replace(A1, "s", "", "", "", "60050")).containsExactly("replaced s 0.2 stop 60050");
        assertThat(core.replace(A1, "x", "", "1", "", "")).containsExactly("replace_rejected - 1101");
        ReplaceOrderEncoder request = core.write.replace(A1, 0, "", "a");
        request.side(Order.SELL);
        assertThat(core.send()).containsExactly("replace_rejected a 1106");
        core.write.replace(A1, 0, "", "a").orderType(Order.TYPE_MARKET);
        assertThat(core.send()).containsExactly("replace_rejected a 1106");
        core.cancel(A1, "a");
        assertThat(core.replace(A1, "a", "", "1", "", "")).containsExactly("replace_rejected a 1102");
    }

    @Test
    void replacePassesTheGatesWithItsIncrementAndIsNeverReduced() {
        core.buy("1").limit("60000").id("a").send();
        assertThat(core.replace(A1, "a", "", "1.7", "", ""))
                .containsExactly("decision REJECT 704 NOT_REDUCIBLE", "replace_rejected a 704");
        assertThat(core.replace(A1, "a", "", "1.6", "", "")).containsExactly("replaced a 1.6@60000");
        core.kill(Scope.ACCOUNT, KillLevel.REDUCE_ONLY, false, A1, -1);
        assertThat(core.replace(A1, "a", "", "1.65", "", ""))
                .containsExactly("decision REJECT 111", "replace_rejected a 111");
        assertThat(core.replace(A1, "a", "", "1.5", "", "")).containsExactly("replaced a 1.5@60000");
        assertThat(core.replace(A1, "a", "", "", "59000", "")).containsExactly("replaced a 1.5@59000");
        core.kill(Scope.ACCOUNT, KillLevel.HALTED, false, A1, -1);
        assertThat(core.replace(A1, "a", "", "1.4", "", ""))
                .containsExactly("decision REJECT 102", "replace_rejected a 102");
        assertThat(core.cancel(A1, "a")).containsExactly("canceled a by_user");
    }

    @Test
    void fatFingerLooksAtTheWholeNewOrder() {
        core.symbolLimit(A1, LimitField.MAX_ORDER_QTY, BTC, "1");
        core.buy("1").limit("59000").id("a").send();
        assertThat(core.replace(A1, "a", "", "1.1", "", ""))
                .containsExactly("decision REJECT 701", "replace_rejected a 701");
    }

    @Test
    void timeInForceOfARestingOrderCanChange() {
        core.buy("0.2").limit("59950").id("a").send();
        core.write.replace(A1, 0, "", "a").timeInForce(Order.TIF_GTD).expireAtNanos(NOON + SECOND);
        assertThat(core.send()).containsExactly("replaced a 0.2@59950");
        core.write.replace(A1, 0, "", "a").expireAtNanos(NOON + 2 * SECOND);
        assertThat(core.send()).containsExactly("replaced a 0.2@59950");
        assertThat(core.pass(SECOND).timer()).isEmpty();
        core.write.replace(A1, 0, "", "a").timeInForce(Order.TIF_IOC);
        assertThat(core.send()).containsExactly("replace_rejected a 1027");
        core.write.replace(A1, 0, "", "a").expireAtNanos(NOON);
        assertThat(core.send()).containsExactly("replace_rejected a 1018");
        assertThat(core.pass(SECOND).timer()).containsExactly("canceled a expired");
    }

    @Test
    void cashAndAverageCostRoundAgainstTheAccount() {
        core.instrument(4, "ODD-USD", 0, "USD");
        core.limit(A1, LimitField.MAX_POSITIONS, 9);
        core.symbolLimit(A1, LimitField.MAX_ORDER_QTY, 4, "1000");
        core.quote(4, "0.33333333", "1000", "0.33333335", "1000", "0.33333334");
        core.buy("1.00000001").symbol(4).send();
        // 1.00000001 * 0.33333335 = 0.3333333533..., a purchase rounds up
        assertThat(core.cash(A1)).isEqualTo("499999.66666664");
        core.sell("1.00000001").symbol(4).send();
        // 1.00000001 * 0.33333333 = 0.3333333333..., proceeds round down
        assertThat(core.cash(A1)).isEqualTo("499999.99999997");
        assertThat(core.position(A1, 4).realizedE8).isEqualTo(-3);
        assertThat(core.position(A1, 4).costE8).isZero();
    }

    @Test
    void feesAreTakenBySideAndRoundUp() {
        core.settings(EngineSetting.MAKER_FEE_PPM.id, 100, EngineSetting.TAKER_FEE_PPM.id, 500);
        assertThat(core.buy("0.1").send()).containsExactly("accepted o1 0.1", "execution o1 0.1@60005 fee 3.00025");
        core.sell("0.1").limit("60010").id("s").send();
        assertThat(core.trade(BTC, "60011", "1")).containsExactly("execution s 0.1@60010 fee 0.6001");
        assertThat(core.cash(A1)).isEqualTo("499996.89965");
        assertThat(core.position(A1, BTC).realizedE8).isEqualTo(50_000_000);
        assertThat(core.account(A1).feesE8).isEqualTo(360_035_000);
    }

    @Test
    void aFlipRealizesAndStartsAgainAtTheFillPrice() {
        core.buy("0.2").send();
        quote("61000", "5", "61010", "5");
        core.sell("0.5").send();
        assertThat(core.pos(A1, BTC)).isEqualTo("-0.3");
        assertThat(core.position(A1, BTC).realizedE8).isEqualTo(199 * Fixed.SCALE);
        assertThat(core.position(A1, BTC).costE8).isEqualTo(-18_300 * Fixed.SCALE);
    }

    @Test
    void marketOrdersPayNoMoreThanTheCollar() {
        core.rules(BTC, "", 10);
        core.quote(BTC, "59800", "1", "60200", "1", "60000");
        assertThat(core.buy("0.1").send()).containsExactly("accepted o1 0.1", "canceled o1 no_liquidity");
        core.rules(BTC, "", 50);
        assertThat(core.buy("0.1").send()).containsExactly("accepted o2 0.1", "execution o2 0.1@60200");
    }

    @Test
    void ordersExpireByDeadlineThenByAge() {
        core.buy("0.01").limit("59000").gtd(NOON + 2 * SECOND).id("g2").send();
        core.buy("0.01").limit("59000").day().id("d1").send();
        core.buy("0.01").stop("70000").day().id("d2").send();
        core.buy("0.01").limit("59000").gtd(NOON + SECOND).id("g1").send();
        core.buy("0.01").limit("59000").gtd(NOON + DAY).id("later").send();
        assertThat(core.pass(DAY / 2).timer())
                .containsExactly(
                        "canceled g1 expired",
                        "canceled g2 expired",
                        "canceled d1 expired",
                        "canceled d2 expired",
                        "day_roll A1 20455 open 500000",
                        "day_roll A2 20455 open 500000");
    }
}

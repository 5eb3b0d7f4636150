package io.ringfence.engine.core;

import static io.ringfence.engine.core.CoreHarness.A1;
import static io.ringfence.engine.core.CoreHarness.A2;
import static io.ringfence.engine.core.CoreHarness.BTC;
import static io.ringfence.engine.core.CoreHarness.ETH;
import static io.ringfence.engine.core.CoreHarness.NOON;
import static io.ringfence.engine.core.CoreHarness.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.engine.state.LimitField;
import io.ringfence.engine.state.Order;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is refused before the gates, with which code, and in which order (api.md section 1.3). */
class ValidationTest {
    private final CoreHarness core = CoreHarness.paper();

    private static void refusedWith(int code, List<String> lines) {
        assertThat(lines).containsExactly("rejected " + code);
    }

    /** Codes of the stages before the client order id is looked up leave it free. */
    private static void refusedFreely(int code, List<String> lines) {
        assertThat(lines).containsExactly("rejected " + code + " id-free");
    }

    @Test
    void refusesUnknownEnumerations() {
        refusedFreely(1003, core.side(2, "1").limit("60000").send());
        refusedFreely(1004, core.buy("1").type(0).send());
        refusedFreely(1004, core.buy("1").type(5).send());
        refusedFreely(1005, core.buy("1").limit("60000").tif(2).send());
    }

    @Test
    void refusesPricesThatTheTypeNeedsOrForbids() {
        refusedFreely(
                1006, core.buy("1").type(Order.TYPE_LIMIT).tif(Order.TIF_GTC).send());
        refusedFreely(
                1006,
                core.buy("1").type(Order.TYPE_STOP_LIMIT).tif(Order.TIF_GTC).send());
        refusedFreely(
                1007, core.buy("1").limit("60000").type(Order.TYPE_MARKET).day().send());
        refusedFreely(
                1007,
                core.buy("1")
                        .stop("60000")
                        .type(Order.TYPE_LIMIT)
                        .limit("1")
                        .type(Order.TYPE_LIMIT)
                        .send());
        refusedFreely(
                1026, core.buy("1").type(Order.TYPE_STOP).tif(Order.TIF_GTC).send());
    }

    @Test
    void refusesCombinationsThatMeanNothing() {
        refusedFreely(1027, core.buy("1").tif(Order.TIF_GTC).send());
        refusedFreely(1027, core.buy("1").gtd(NOON + SECOND).send());
        refusedFreely(1027, core.buy("1").stop("61000").ioc().send());
        refusedFreely(1027, core.buy("1").limit("60000").ioc().postOnly().send());
        refusedFreely(1027, core.buy("1").postOnly().send());
        refusedFreely(1027, core.buy("1").limit("60000").expireAt(NOON + SECOND).send());
    }

    @Test
    void refusesAnExpiryThatHasCome() {
        refusedWith(1018, core.buy("1").limit("59000").gtd(NOON).send());
        assertThat(core.buy("1").limit("59000").gtd(NOON + 1).send()).containsExactly("accepted o2 1");
    }

    @Test
    void refusesUnknownSymbolBeforeUnknownAccount() {
        refusedFreely(1001, core.buy("1").symbol(9).account(9).limit("1").send());
        refusedFreely(1001, core.buy("1").symbol(-1).limit("1").send());
        refusedFreely(1002, core.buy("1").account(9).limit("1").send());
        refusedFreely(1002, core.buy("1").account(-1).limit("1").send());
        refusedFreely(1002, core.buy("1").strategy(0).limit("1").send());
    }

    @Test
    void refusesStrategyOfAnotherAccount() {
        core.write.strategy(A2, 0, "s7");
        core.send();
        refusedFreely(1002, core.buy("0.1").strategy(0).limit("60000").send());
    }

    @Test
    void refusesSymbolThatTheAccountMayNotTrade() {
        core.write.permit(A1, ETH, false);
        core.send();
        refusedFreely(1023, core.buy("1").symbol(ETH).limit("3000").send());
        assertThat(core.buy("1").symbol(ETH).account(A2).limit("2900").send()).containsExactly("accepted o2 1");
    }

    @Test
    void refusesShortSaleBeyondWhatIsFree() {
        core.account(A1, "A1", false, 0);
        refusedFreely(1028, core.sell("0.1").limit("60000").send());
        core.buy("0.5").send();
        assertThat(core.sell("0.3").limit("61000").send()).containsExactly("accepted o3 0.3");
        refusedFreely(1028, core.sell("0.3").limit("61000").send());
        assertThat(core.sell("0.2").limit("61000").send()).containsExactly("accepted o5 0.2");
    }

    @Test
    void refusesReplaceThatWouldSellShort() {
        core.account(A1, "A1", false, 0);
        core.buy("0.5").send();
        core.sell("0.3").limit("61000").id("s").send();
        assertThat(core.replace(A1, "s", "", "0.6", "", "")).containsExactly("replace_rejected s 1028");
        assertThat(core.replace(A1, "s", "", "0.5", "", "")).containsExactly("replaced s 0.5@61000");
    }

    @Test
    void refusesOrderThatIsTooOld() {
        refusedWith(
                1021,
                core.buy("0.1")
                        .limit("59000")
                        .aged(NOON - 2 * SECOND - 1, 2 * SECOND)
                        .send());
        assertThat(core.buy("0.1")
                        .limit("59000")
                        .aged(NOON - 2 * SECOND, 2 * SECOND)
                        .send())
                .containsExactly("accepted o2 0.1");
    }

    @Test
    void refusesMoreOrdersThanTheBucketHoldsUntilItRefills() {
        core.limit(A1, LimitField.THROTTLE_RATE, 2);
        core.limit(A1, LimitField.THROTTLE_BURST, 3);
        for (int i = 0; i < 3; i++) {
            assertThat(core.buy("0.001").limit("59000").send())
                    .hasSize(1)
                    .first()
                    .asString()
                    .startsWith("accepted");
        }
        assertThat(core.buy("0.001").limit("59000").send()).containsExactly("rejected 1017 id-free");
        core.pass(SECOND / 2 - 1);
        assertThat(core.buy("0.001").limit("59000").send()).containsExactly("rejected 1017 id-free");
        core.pass(1);
        assertThat(core.buy("0.001").limit("59000").send())
                .hasSize(1)
                .first()
                .asString()
                .startsWith("accepted");
        assertThat(core.buy("0.001").limit("59000").send()).containsExactly("rejected 1017 id-free");
    }

    @Test
    void refusesNumbersThatTheInstrumentDoesNotAllow() {
        refusedWith(1008, core.buy("0.1").limit("60000.005").send());
        refusedWith(1008, core.buy("0.1").limit("0").send());
        refusedWith(1008, core.buy("0.1").limit("-1").send());
        refusedWith(1008, core.buy("0.1").stop("61000.001").send());
        refusedWith(1009, core.buy("0").limit("60000").send());
        refusedWith(1009, core.buy("-1").limit("60000").send());
        refusedWith(1010, core.buy("0.00015").limit("60000").send());
        refusedWith(1011, core.buy("0.1").limit("60000").minimum("0.2").send());
        refusedWith(1013, core.buy("0.0001").limit("59000").send());
    }

    @Test
    void refusesMoreThanTheVenueTakesInOneOrder() {
        core.rules(BTC, "10", 0);
        refusedWith(1012, core.buy("10.0001").limit("60000").send());
        assertThat(core.buy("10").limit("60000").send()).containsExactly("decision REJECT 701", "rejected 701");
    }

    @Test
    void refusesOrderWhoseValueDoesNotFitTheNumbers() {
        refusedWith(1012, core.buy("1600000").limit("60000").send());
        refusedWith(1012, core.buy("1600000").limit("59000").send());
        refusedWith(1012, core.buy("1600000").send());
        assertThat(core.buy("1500000").limit("60000").send()).containsExactly("decision REJECT 701", "rejected 701");
    }

    @Test
    void refusesStopThatIsThroughAlready() {
        refusedWith(1026, core.buy("0.1").stop("60000").send());
        refusedWith(1026, core.sell("0.1").stop("60000").send());
        assertThat(core.buy("0.1").stop("60000.01").send()).containsExactly("accepted o3 0.1");
        assertThat(core.sell("0.1").stop("59999.99").send()).containsExactly("accepted o4 0.1");
    }

    @Test
    void refusesPriceBeyondTheCollarOnTheHarmfulSideOnly() {
        core.rules(BTC, "", 1000);
        refusedWith(1014, core.buy("0.1").limit("66000.01").send());
        refusedWith(1014, core.sell("0.1").limit("53999.99").send());
        assertThat(core.buy("0.1").limit("30000").send()).containsExactly("accepted o3 0.1");
        assertThat(core.buy("0.1").limit("66000").ioc().send()).contains("accepted o4 0.1");
    }

    @Test
    void survivesAnyPriceUnderACollar() {
        core.instrument(4, "DUST-USD", 0, "USD");
        core.write.instrument(4).collarBps(1000).symbolName("DUST-USD");
        core.send(core.write.instrumentLength());
        core.quote(4, "0.00000001", "1", "0.00000001", "1", "0.00000001");
        refusedWith(1014, core.buy("0.00000001").symbol(4).limit("90000000000").send());
    }

    @Test
    void refusesPostOnlyThatWouldTake() {
        refusedWith(1019, core.buy("0.1").limit("60005").postOnly().send());
        assertThat(core.buy("0.1").limit("60004.99").postOnly().send()).containsExactly("accepted o2 0.1");
    }

    @Test
    void refusesReduceOnlyWithoutPosition() {
        refusedWith(1024, core.sell("0.1").limit("60000").reduceOnly().send());
        core.buy("0.1").send();
        refusedWith(1024, core.buy("0.1").limit("60000").reduceOnly().send());
        assertThat(core.sell("0.1").limit("61000").reduceOnly().send()).containsExactly("accepted o4 0.1");
    }

    @Test
    void refusesRepeatedPatternWithinItsWindow() {
        core.limit(A1, LimitField.DUPLICATE_WINDOW_NS, SECOND);
        core.limit(A1, LimitField.DUPLICATE_MAX, 2);
        core.buy("0.1").limit("59000").send();
        core.buy("0.1").limit("59000").send();
        refusedWith(1025, core.buy("0.1").limit("59000").send());
        assertThat(core.buy("0.1").limit("59000.01").send()).containsExactly("accepted o4 0.1");
        core.pass(SECOND);
        assertThat(core.buy("0.1").limit("59000").send()).containsExactly("accepted o5 0.1");
    }

    @Test
    void refusesMoreOpenOrdersThanAllowed() {
        core.account(A1, "A1", true, 2);
        core.buy("0.1").limit("59000").send();
        core.buy("0.1").limit("59000").id("b").send();
        refusedWith(1022, core.buy("0.1").limit("59000").send());
        core.cancel(A1, "b");
        assertThat(core.buy("0.1").limit("59000").send()).containsExactly("accepted o3 0.1");
    }

    @Test
    void theEarlierOfTwoFaultsIsNamed() {
        core.rules(BTC, "10", 1000);
        core.account(A1, "A1", true, 1);
        core.limit(A1, LimitField.DUPLICATE_WINDOW_NS, SECOND);
        core.buy("0.1").limit("59000").send();
        refusedFreely(1003, core.side(7, "1").type(9).send());
        refusedFreely(1004, core.buy("1").type(9).tif(9).send());
        refusedFreely(
                1006, core.buy("1").type(Order.TYPE_LIMIT).ioc().postOnly().send());
        refusedFreely(1027, core.buy("1").tif(Order.TIF_GTC).symbol(9).send());
        refusedWith(1021, core.buy("0").limit("0.001").aged(0, 1).send());
        refusedWith(1008, core.buy("0").limit("0.001").send());
        refusedWith(1010, core.buy("11.00001").limit("60000").send());
        refusedWith(1012, core.buy("11").limit("90000").send());
        refusedWith(1026, core.buy("1").stop("59000").limit("90000").send());
        refusedWith(1014, core.buy("1").limit("90000").postOnly().send());
        refusedWith(1019, core.buy("1").limit("60010").postOnly().reduceOnly().send());
        refusedWith(1024, core.buy("0.1").limit("59000").reduceOnly().send());
        refusedWith(1025, core.buy("0.1").limit("59000").send());
        refusedWith(1022, core.buy("0.2").limit("59000").send());
    }

    @Test
    void aRefusedOrderLeavesNothingReserved() {
        core.buy("0.1").limit("60000.005").send();
        core.buy("6").limit("60000").send();
        assertThat(core.position(A1, BTC).openBuyE8).isZero();
        assertThat(core.state.orders.openCount()).isZero();
        assertThat(core.account(A1).positions().usedCount()).isZero();
    }
}

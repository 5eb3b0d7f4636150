package io.ringfence.engine.core;

import static io.ringfence.engine.core.CoreHarness.A1;
import static io.ringfence.engine.core.CoreHarness.A2;
import static io.ringfence.engine.core.CoreHarness.BTC;
import static io.ringfence.engine.core.CoreHarness.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.engine.state.EngineSetting;
import org.junit.jupiter.api.Test;

/** The price collar where nobody looks: at stops that fire, and at prices that ran away (api.md section 1.3). */
class CollarTest {
    private final CoreHarness core = CoreHarness.paper().newestRules();

    @Test
    void aFiredStopPaysNoMoreThanTheCollarOfThatMoment() {
        core.rules(BTC, "", 100);
        core.buy("0.1").stop("60100").id("b").send();
        core.sell("0.1").stop("59900").id("s").send();
        core.quote(BTC, "59000", "1", "61100", "1", "60000");
        // mid 60,050, collar 1 %: 60,650.5 and 59,449.5
        assertThat(core.trade(BTC, "60100", "1")).containsExactly("triggered b", "canceled b no_liquidity");
        assertThat(core.trade(BTC, "59900", "1")).containsExactly("triggered s", "canceled s no_liquidity");
        core.quote(BTC, "60000", "1", "60600", "1", "");
        core.buy("0.1").stop("60200").id("b2").send();
        assertThat(core.trade(BTC, "60200", "1")).containsExactly("triggered b2", "execution b2 0.1@60600");
    }

    @Test
    void underTheFirstRulesAFiredStopTakesWhatThereIs() {
        CoreHarness old = CoreHarness.paper();
        old.rules(BTC, "", 100);
        old.buy("0.1").stop("60100").id("b").send();
        old.quote(BTC, "59000", "1", "61100", "1", "60000");
        assertThat(old.trade(BTC, "60100", "1")).containsExactly("triggered b", "execution b 0.1@61100");
        ReplayTest.assertReplays(old);
    }

    @Test
    void withoutACollarAFiredStopTakesWhatThereIs() {
        core.buy("0.1").stop("60100").id("b").send();
        core.quote(BTC, "59000", "1", "75000", "1", "60000");
        assertThat(core.trade(BTC, "60100", "1")).containsExactly("triggered b", "execution b 0.1@75000");
    }

    @Test
    void aFiredStopLimitIsWorkedNoWorseThanTheCollar() {
        core.rules(BTC, "", 1000);
        core.buy("0.1").stop("60100").limit("62000").id("b").send();
        core.sell("0.1").stop("59900").limit("58000").id("s").send();
        core.rules(BTC, "", 100);
        core.quote(BTC, "60000", "1", "61001", "1", "60000");
        // mid 60,500, collar 1 %: 61,105.5 and 59,895.5; the book is inside on both sides
        assertThat(core.trade(BTC, "60100", "1"))
                .containsExactly("triggered b", "replaced b 0.1@61105.5 stop 60100", "execution b 0.1@61001");
        assertThat(core.trade(BTC, "59900", "1"))
                .containsExactly("triggered s", "replaced s 0.1@59895.5 stop 59900", "execution s 0.1@60000");
    }

    @Test
    void whatRestsOfAFiredStopLimitStandsOnTheLastTickInside() {
        core.rules(BTC, "", 1000);
        core.buy("0.1").stop("60100").limit("62000").id("b").send();
        core.sell("0.1").stop("59900").limit("58000").id("s").send();
        core.rules(BTC, "", 33);
        core.quote(BTC, "59600", "1", "60400.02", "1", "60000");
        // mid 60,000.01: 198.000033 to either side
        assertThat(core.trade(BTC, "60100", "1")).containsExactly("triggered b", "replaced b 0.1@60198.01 stop 60100");
        assertThat(core.trade(BTC, "59900", "1"))
                .containsExactly("execution b 0.1@60198.01", "triggered s", "replaced s 0.1@59802.01 stop 59900");
        assertThat(core.quote(BTC, "59802", "1", "60300", "1", "")).isEmpty();
        assertThat(core.quote(BTC, "59802.01", "1", "60300", "1", "")).containsExactly("execution s 0.1@59802.01");
        new Invariants(core.state).check();
        ReplayTest.assertReplays(core);
    }

    @Test
    void aLimitInsideTheCollarIsLeftAlone() {
        core.rules(BTC, "", 1000);
        core.buy("0.1").stop("60100").limit("60150").id("b").send();
        assertThat(core.trade(BTC, "60100", "1")).containsExactly("triggered b", "execution b 0.1@60005");
    }

    @Test
    void theMatchVenueProtectsItsFiredStopsToo() {
        CoreHarness match = CoreHarness.match().newestRules();
        match.rules(BTC, "", 100);
        match.buy("0.1").limit("59990").account(A2).send();
        match.sell("0.1").limit("60010").account(A2).send();
        match.sell("0.1").limit("60400").account(A2).send();
        match.rules(BTC, "", 1000);
        match.sell("0.2").limit("63000").account(A2).id("far").send();
        match.rules(BTC, "", 100);
        match.buy("0.3").stop("60005").id("stop").send();
        assertThat(match.buy("0.1").limit("60010").id("go").send())
                .containsExactly(
                        "accepted go 0.1",
                        "execution o2 0.1@60010",
                        "execution go 0.1@60010",
                        "triggered stop",
                        "execution o3 0.1@60400",
                        "execution stop 0.1@60400",
                        "canceled stop no_liquidity");
        new Invariants(match.state).check();
    }

    @Test
    void theMovingCollarHoldsPricesAgainstTheMarkOfAWhileAgo() {
        core.setting(EngineSetting.COLLAR_WINDOW_NS, 8 * SECOND);
        core.rules(BTC, "", 100);
        core.quote(BTC, "60000");
        core.pass(7 * SECOND).quote(BTC, "61000");
        assertThat(core.buy("0.1").limit("60800").id("a").send())
                .as("no whole window has been seen")
                .containsExactly("accepted a 0.1");
        core.pass(SECOND).quote(BTC, "61000");
        assertThat(core.buy("0.1").limit("60600.01").send()).containsExactly("rejected 1014");
        assertThat(core.buy("0.1").limit("60600").id("b").send()).containsExactly("accepted b 0.1");
        assertThat(core.sell("0.1").limit("60390").id("c").send())
                .as("one percent below the present mid is the nearer bound")
                .contains("accepted c 0.1");
        assertThat(core.sell("0.1").limit("60389.99").send()).containsExactly("rejected 1014");
        assertThat(core.buy("0.1").send())
                .as("a market order is bounded too")
                .last()
                .asString()
                .endsWith("no_liquidity");
        core.pass(7 * SECOND).quote(BTC, "61000");
        assertThat(core.buy("0.1").limit("60800").id("d").send()).containsExactly("accepted d 0.1");
    }

    @Test
    void theMovingCollarKeepsTheMarkThroughAQuietTime() {
        core.setting(EngineSetting.COLLAR_WINDOW_NS, 8 * SECOND);
        core.rules(BTC, "", 100);
        core.quote(BTC, "60000");
        core.pass(60 * SECOND).quote(BTC, "61000");
        assertThat(core.buy("0.1").limit("60600.01").send()).containsExactly("rejected 1014");
        core.pass(4 * SECOND).quote(BTC, "61000");
        assertThat(core.buy("0.1").limit("60600.01").send()).containsExactly("rejected 1014");
        ReplayTest.assertReplays(core);
    }

    @Test
    void aReplaceIsHeldAgainstTheCollarOnlyByAPriceThatItNames() {
        core.rules(BTC, "", 1000);
        core.buy("0.1").limit("50000").id("a").send();
        core.setting(EngineSetting.COLLAR_TWO_SIDED, 1);
        assertThat(core.replace(A1, "a", "", "0.2", "", "")).containsExactly("replaced a 0.2@50000");
        assertThat(core.replace(A1, "a", "", "", "53999.99", "")).containsExactly("replace_rejected a 1014");
        assertThat(core.replace(A1, "a", "", "", "54000", "")).containsExactly("replaced a 0.2@54000");
    }
}

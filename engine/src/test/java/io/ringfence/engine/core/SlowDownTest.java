package io.ringfence.engine.core;

import static io.ringfence.engine.core.CoreHarness.A1;
import static io.ringfence.engine.core.CoreHarness.A2;
import static io.ringfence.engine.core.CoreHarness.BTC;
import static io.ringfence.engine.core.CoreHarness.ETH;
import static io.ringfence.engine.core.CoreHarness.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.engine.state.LimitField;
import java.util.List;
import org.junit.jupiter.api.Test;

/** From 85 % of a loss, drawdown or gross limit on, new orders that add risk keep their distance (gates.md G1). */
class SlowDownTest {
    private static final String TOO_SOON = "rejected 1017 id-free";
    private final CoreHarness core = CoreHarness.paper();

    private void slowDown() {
        core.limit(A1, LimitField.SLOW_DOWN_MIN_DELAY_NS, SECOND);
        core.uncorrelated();
    }

    /** One bitcoin and room for more; a fall of 4,250 is 85 % of the day's 5,000. */
    private void hold(String bitcoins) {
        core.symbolLimit(A1, LimitField.POS_QTY, BTC, "100");
        core.limit(A1, LimitField.POS_NOTIONAL_ABS, "10000000");
        core.limit(A1, LimitField.POS_PCT_BPS, 1_000_000);
        core.limit(A1, LimitField.GROSS_ABS, "10000000");
        core.limit(A1, LimitField.MAX_LEVERAGE_BPS, 1_000_000);
        core.symbolLimit(A1, LimitField.MAX_ORDER_NOTIONAL, BTC, "10000000");
        core.limit(A1, LimitField.CLUSTER_ABS, "10000000");
        core.buy(bitcoins).send();
    }

    private List<String> buy() {
        return core.buy("0.001").limit("50000").send();
    }

    private void accepted(List<String> lines) {
        assertThat(lines).hasSize(1).first().asString().startsWith("accepted");
    }

    @Test
    void theDayLossSlowsDownAtExactlyEightyFivePercent() {
        hold("5");
        slowDown();
        core.quote(BTC, "59155.01");
        core.pass(2 * SECOND).quote(BTC, "59155.01");
        accepted(buy());
        accepted(buy());
        core.quote(BTC, "59155");
        assertThat(buy()).containsExactly(TOO_SOON);
        core.pass(SECOND - 1);
        assertThat(buy()).containsExactly(TOO_SOON);
        core.pass(1);
        accepted(buy());
        assertThat(buy()).containsExactly(TOO_SOON);
        core.quote(BTC, "59155.01");
        accepted(buy());
    }

    @Test
    void theDrawdownSlowsDown() {
        hold("5");
        slowDown();
        core.limit(A1, LimitField.DAY_LOSS_ABS, "1000000");
        core.limit(A1, LimitField.DAY_LOSS_BPS, 9_999);
        // 42,500 of 500,000 are 850 bps of 1,000
        core.quote(BTC, "51505.01");
        accepted(buy());
        core.quote(BTC, "51505");
        assertThat(core.buy("0.001").limit("50000").send()).containsExactly(TOO_SOON);
    }

    @Test
    void theGrossExposureSlowsDownByTheLimitThatBinds() {
        slowDown();
        core.limit(A1, LimitField.GROSS_ABS, "100000");
        core.buy("1.4").limit("60000").send();
        core.pass(SECOND);
        accepted(core.buy("0.3").symbol(ETH).limit("3000").send());
        // 84,900 of 100,000
        accepted(core.buy("0.1").symbol(ETH).limit("3000").send());
        // 85,200
        assertThat(core.buy("0.1").symbol(ETH).limit("3000").send()).containsExactly(TOO_SOON);
        core.limit(A1, LimitField.GROSS_ABS, "900000");
        accepted(core.buy("0.1").symbol(ETH).limit("3000").send());
        // 0.2 times 500,000 of equity is the limit that binds now
        core.limit(A1, LimitField.MAX_LEVERAGE_BPS, 2_000);
        assertThat(core.buy("0.1").symbol(ETH).limit("3000").send()).containsExactly(TOO_SOON);
    }

    @Test
    void whatCanOnlyReducePassesAtAnyPace() {
        hold("5");
        slowDown();
        core.quote(BTC, "59155");
        accepted(buy());
        for (int i = 0; i < 4; i++) {
            assertThat(core.sell("1").limit("60500").send()).first().asString().startsWith("accepted");
        }
        assertThat(core.sell("1.2").limit("60500").send()).as("1 of it reduces").containsExactly(TOO_SOON);
        assertThat(core.sell("1").limit("60500").send()).first().asString().startsWith("accepted");
        assertThat(core.sell("0.1").limit("60500").send())
                .as("nothing is left to reduce")
                .containsExactly(TOO_SOON);
    }

    @Test
    void otherAccountsAndAccountsWithoutTheSettingKeepTheirPace() {
        hold("5");
        core.quote(BTC, "59155");
        accepted(buy());
        accepted(buy());
        slowDown();
        accepted(buy());
        assertThat(buy()).containsExactly(TOO_SOON);
        accepted(core.buy("0.001").limit("50000").account(A2).send());
        accepted(core.buy("0.001").limit("50000").account(A2).send());
    }

    @Test
    void grossWarningsFollowTheLimitThatGateSixApplies() {
        core.limit(A1, LimitField.MAX_LEVERAGE_BPS, 2_000);
        core.buy("1.166").limit("60000").send();
        assertThat(core.seconds(2)).as("69,960 of 100,000").isEmpty();
        core.buy("0.0007").limit("60000").send();
        assertThat(core.seconds(2)).as("70,002").containsExactly("warning 6 stage 1");
    }
}

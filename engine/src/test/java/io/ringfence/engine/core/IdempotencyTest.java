package io.ringfence.engine.core;

import static io.ringfence.engine.core.CoreHarness.A1;
import static io.ringfence.engine.core.CoreHarness.A2;
import static io.ringfence.engine.core.CoreHarness.BTC;
import static io.ringfence.engine.core.CoreHarness.DAY;
import static io.ringfence.engine.core.CoreHarness.NOON;
import static io.ringfence.engine.core.CoreHarness.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.engine.state.EngineSetting;
import io.ringfence.engine.state.LimitField;
import org.junit.jupiter.api.Test;

/** One client order id is one order, however often it is sent (api.md 1.3, gates.md 9 "Idempotency"). */
class IdempotencyTest {
    private final CoreHarness core = CoreHarness.paper();

    @Test
    void sameRequestIsAnsweredByItsFirstResultAndSendsNothing() {
        assertThat(core.buy("0.1").limit("59000").id("a").send()).containsExactly("accepted a 0.1");
        assertThat(core.buy("0.1").limit("59000").id("a").send())
                .hasSize(1)
                .first()
                .asString()
                .startsWith("duplicate");
        assertThat(core.account(A1).openOrders).isEqualTo(1);
    }

    @Test
    void otherRequestWithTheSameIdIsRefusedAndDisturbsNothing() {
        core.buy("0.1").limit("59000").id("a").send();
        assertThat(core.buy("0.2").limit("59000").id("a").send()).containsExactly("rejected 1015 id-free");
        assertThat(core.account(A1).openOrders).isEqualTo(1);
        assertThat(core.cancel(A1, "a")).hasSize(1).first().asString().endsWith("by_user");
    }

    @Test
    void accountsDoNotShareIds() {
        core.buy("0.1").limit("59000").id("a").send();
        assertThat(core.buy("0.2").limit("59000").account(A2).id("a").send()).containsExactly("accepted a 0.2");
    }

    @Test
    void filledCanceledAndRejectedOrdersKeepTheirId() {
        core.buy("0.1").id("f").send();
        assertThat(core.buy("0.1").id("f").send()).first().asString().startsWith("duplicate");
        core.buy("0.1").limit("59000").id("c").send();
        core.cancel(A1, "c");
        assertThat(core.buy("0.1").limit("59000").id("c").send())
                .first()
                .asString()
                .startsWith("duplicate");
        assertThat(core.buy("6").limit("60000").id("r").send()).contains("rejected 701");
        assertThat(core.buy("6").limit("60000").id("r").send())
                .first()
                .asString()
                .startsWith("duplicate");
        assertThat(core.buy("1").limit("60000").id("r").send()).containsExactly("rejected 1015 id-free");
        assertThat(core.buy("0.00001").limit("60000").id("v").send()).containsExactly("rejected 1010");
        assertThat(core.buy("0.1").limit("60000").id("v").send()).containsExactly("rejected 1015 id-free");
    }

    @Test
    void throttledRequestMayBeSentAgain() {
        core.limit(A1, LimitField.THROTTLE_RATE, 1);
        core.buy("0.1").limit("59000").id("a").send();
        assertThat(core.buy("0.1").limit("59000").id("b").send()).containsExactly("rejected 1017 id-free");
        core.pass(SECOND);
        assertThat(core.buy("0.1").limit("59000").id("b").send()).containsExactly("accepted b 0.1");
    }

    @Test
    void requestDuringRecoveryMayBeSentAgain() {
        core.boot(1, 0, false);
        core.quoteAll("1000");
        assertThat(core.buy("0.1").limit("59000").id("a").send())
                .containsExactly("decision REJECT 121", "rejected 121 id-free");
        core.boot(1, 0, true);
        core.quoteAll("1000");
        assertThat(core.buy("0.1").limit("59000").id("a").send()).containsExactly("accepted a 0.1");
    }

    @Test
    void replaceDuringRecoveryMayBeSentAgain() {
        core.buy("0.1").limit("59000").id("a").send();
        core.boot(1, 0, false);
        core.quoteAll("1000");
        assertThat(core.replace(A1, "a", "b", "0.2", "", ""))
                .containsExactly("decision REJECT 121", "replace_rejected a 121");
        core.boot(1, 0, true);
        core.quoteAll("1000");
        assertThat(core.replace(A1, "a", "b", "0.2", "", "")).containsExactly("replaced a 0.2@59000");
    }

    @Test
    void expiredOrderSentAgainIsStillADuplicate() {
        core.buy("0.1").limit("59000").gtd(NOON + SECOND).id("a").send();
        core.pass(2 * SECOND);
        assertThat(core.buy("0.1").limit("59000").gtd(NOON + SECOND).id("a").send())
                .hasSize(2)
                .last()
                .asString()
                .startsWith("duplicate");
    }

    @Test
    void cancelSentAgainIsADuplicateWhicheverWayTheOrderWasNamed() {
        core.buy("0.1").limit("59000").id("a").send();
        core.buy("0.1").limit("59000").id("b").send();
        core.cancel(A1, 0, "x1", "a");
        assertThat(core.cancel(A1, 0, "x1", "a")).hasSize(1).first().asString().startsWith("duplicate");
        long id = core.orderId("b");
        core.cancel(A1, id, "x2", "");
        assertThat(core.cancel(A1, id, "x2", "")).hasSize(1).first().asString().startsWith("duplicate");
        assertThat(core.cancel(A1, 0, "x2", "a")).containsExactly("cancel_rejected a 1015");
    }

    @Test
    void replaceSentAgainIsADuplicate() {
        core.buy("0.1").limit("59000").id("a").send();
        assertThat(core.replace(A1, "a", "b", "0.2", "", "")).containsExactly("replaced a 0.2@59000");
        assertThat(core.replace(A1, "a", "b", "0.2", "", ""))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("duplicate");
        assertThat(core.replace(A1, "a", "b", "0.3", "", "")).containsExactly("replace_rejected a 1015");
    }

    @Test
    void idsExpireInJournalTimeButNotOfOpenOrders() {
        core.setting(EngineSetting.CLIENT_ORDER_ID_RETENTION_NS, DAY);
        core.buy("0.1").limit("59000").id("open").send();
        core.buy("0.1").id("done").send();
        core.pass(DAY + SECOND);
        core.quoteAll("1000");
        core.buy("0.1").limit("59000").id("x").send();
        core.buy("0.1").limit("59000").id("y").send();
        assertThat(core.buy("0.1").id("done").send()).contains("accepted done 0.1");
        assertThat(core.buy("0.1").limit("59000").id("open").send())
                .first()
                .asString()
                .startsWith("duplicate");
    }

    @Test
    void fullTableRefusesUntilIdsExpire() {
        core.setting(EngineSetting.MAX_CLIENT_ORDER_IDS, 3);
        core.setting(EngineSetting.CLIENT_ORDER_ID_RETENTION_NS, SECOND);
        for (int i = 0; i < 3; i++) {
            core.buy("0.001").id("t" + i).send();
        }
        assertThat(core.buy("0.001").id("more").send()).containsExactly("rejected 901 id-free");
        core.pass(2 * SECOND);
        core.quoteAll("1000");
        assertThat(core.buy("0.001").id("more").send()).contains("accepted more 0.001");
    }

    @Test
    void quarantinedIdIsRefusedUntilCleared() {
        core.write.quarantine(A1, false, "q");
        core.send();
        assertThat(core.buy("0.1").limit("59000").id("q").send()).containsExactly("rejected 904 id-free");
        core.pass(30 * DAY);
        core.quoteAll("1000");
        core.buy("0.1").limit("59000").id("x").send();
        core.buy("0.1").limit("59000").id("y").send();
        assertThat(core.buy("0.1").limit("59000").id("q").send()).containsExactly("rejected 904 id-free");
        core.write.quarantine(A1, true, "q");
        core.send();
        assertThat(core.buy("0.1").limit("59000").id("q").send()).containsExactly("accepted q 0.1");
    }

    @Test
    void finishedOrderIsKnownAsTooLateAndAForeignOneNotAtAll() {
        core.buy("0.1").id("f").send();
        assertThat(core.cancel(A1, "f")).containsExactly("cancel_rejected f 1102");
        core.buy("0.1").limit("59000").id("open").send();
        assertThat(core.cancel(A2, core.orderId("open"), "", "")).containsExactly("cancel_rejected - 1101");
        assertThat(core.cancel(A1, "never")).containsExactly("cancel_rejected - 1101");
        assertThat(core.position(A1, BTC).openBuyE8).isEqualTo(10_000_000);
    }

    @Test
    void onlyTheIdAcceptedLastNamesTheOrder() {
        core.buy("0.1").limit("59000").id("a").send();
        core.replace(A1, "a", "b", "0.2", "", "");
        assertThat(core.cancel(A1, "a")).containsExactly("cancel_rejected a 1104");
        assertThat(core.cancel(A1, core.orderId("a"), "", "a")).containsExactly("cancel_rejected a 1104");
        assertThat(core.cancel(A1, core.orderId("a"), "", "b")).containsExactly("canceled a by_user");
    }
}

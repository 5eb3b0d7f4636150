package io.ringfence.engine.core;

import static io.ringfence.engine.core.CoreHarness.A1;
import static io.ringfence.engine.core.CoreHarness.A2;
import static io.ringfence.engine.core.CoreHarness.BTC;
import static io.ringfence.engine.core.CoreHarness.SECOND;
import static io.ringfence.engine.state.KillLevel.HALTED;
import static io.ringfence.engine.state.KillLevel.REDUCE_ONLY;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.engine.gates.Scope;
import io.ringfence.engine.state.EngineSetting;
import io.ringfence.engine.state.LimitField;
import io.ringfence.engine.units.Fixed;
import org.junit.jupiter.api.Test;

/** The kill switch by hand, by itself, and over a start (gates.md G1, section 9 "Auto-trips"). */
class KillTest {
    private final CoreHarness core = CoreHarness.paper();

    private void strategy() {
        core.write.strategy(A1, 0, "s7");
        core.send();
    }

    private String buy() {
        core.buy("0.01")
                .limit("59000")
                .strategy(core.state.strategyCount() > 0 ? 0 : -1)
                .send();
        return core.reading(1).substring(0, 10) + " " + core.scope(1);
    }

    @Test
    void everyScopeRefusesWithItsCode() {
        strategy();
        int[][] scopes = {
            {Scope.GLOBAL, -1, 101}, {Scope.ACCOUNT, -1, 102}, {Scope.SYMBOL, BTC, 103},
            {Scope.STRATEGY, 0, 104}, {Scope.VENUE, -1, 105}, {Scope.SESSION, 7, 106}
        };
        core.write.origin(0, 0, 7, 0);
        for (int[] scope : scopes) {
            assertThat(core.kill(scope[0], HALTED, false, A1, scope[1]))
                    .containsExactly("kill " + Scope.name(scope[0]) + " active->halted operator");
            core.buy("0.01").limit("59000").strategy(0).send();
            assertThat(core.code(1)).isEqualTo(scope[2]);
            core.reset(scope[0], A1, scope[1]);
            core.buy("0.01").limit("59000").strategy(0).send();
            assertThat(core.code(1)).isEqualTo(100);
        }
    }

    @Test
    void theMostSevereScopeWinsAndTheWidestAtTies() {
        strategy();
        core.kill(Scope.STRATEGY, HALTED, false, A1, 0);
        core.kill(Scope.GLOBAL, REDUCE_ONLY, false, -1, -1);
        assertThat(buy()).isEqualTo("REJECT 104 strategy");
        core.kill(Scope.SYMBOL, HALTED, false, -1, BTC);
        assertThat(buy()).isEqualTo("REJECT 103 symbol");
        core.kill(Scope.GLOBAL, HALTED, false, -1, -1);
        assertThat(buy()).isEqualTo("REJECT 101 global");
    }

    @Test
    void reduceOnlyLetsReducingOrdersPass() {
        core.buy("0.5").send();
        core.kill(Scope.ACCOUNT, REDUCE_ONLY, false, A1, -1);
        assertThat(core.buy("0.1").send()).containsExactly("decision REJECT 111", "rejected 111");
        assertThat(core.sell("0.7").send())
                .startsWith("decision REDUCE_SIZE 111 0.5")
                .contains("accepted o3 0.5");
    }

    @Test
    void aTripNeverLowersALevel() {
        core.kill(Scope.ACCOUNT, HALTED, false, A1, -1);
        assertThat(core.kill(Scope.ACCOUNT, REDUCE_ONLY, false, A1, -1))
                .containsExactly("kill account halted->halted operator");
        assertThat(buy()).isEqualTo("REJECT 102 account");
    }

    @Test
    void aTripOfWhatDoesNotExistIsRefused() {
        assertThat(core.kill(Scope.ACCOUNT, HALTED, false, 9, -1)).containsExactly("refused 1001");
        assertThat(core.kill(Scope.STRATEGY, HALTED, false, A1, 0)).containsExactly("refused 1001");
        assertThat(core.kill(9, HALTED, false, A1, 0)).containsExactly("refused 1001");
        assertThat(core.kill(Scope.GLOBAL, 0, false, -1, -1)).containsExactly("refused 1005");
        assertThat(core.massCancel(7, -1, -1)).containsExactly("refused 1002");
        assertThat(core.massCancel(-2, -1, -1)).containsExactly("refused 1002");
    }

    @Test
    void killWithCancelBlocksThenCancelsItsScopeOnly() {
        core.buy("0.1").limit("59000").id("a").send();
        core.buy("0.1").stop("70000").id("b").send();
        core.buy("0.1").limit("59000").account(A2).id("other").send();
        assertThat(core.kill(Scope.ACCOUNT, HALTED, true, A1, -1))
                .containsExactly(
                        "kill account active->halted operator",
                        "canceled a kill",
                        "canceled b kill",
                        "mass_cancel 2 done");
        assertThat(core.account(A2).openOrders).isEqualTo(1);
        assertThat(core.position(A1, BTC).openBuyE8).isZero();
    }

    @Test
    void stopsOfAHaltedScopeWaitUntilItIsReset() {
        strategy();
        int[][] scopes = {
            {Scope.GLOBAL, -1}, {Scope.ACCOUNT, -1}, {Scope.SYMBOL, BTC}, {Scope.STRATEGY, 0}, {Scope.VENUE, -1},
        };
        for (int[] scope : scopes) {
            String id = Scope.name(scope[0]);
            core.quoteAll("1000");
            core.buy("0.01").stop("60100").strategy(0).id(id).send();
            core.kill(scope[0], HALTED, false, A1, scope[1]);
            assertThat(core.trade(BTC, "60100", "1")).as(id).isEmpty();
            assertThat(core.reset(scope[0], A1, scope[1]))
                    .as(id)
                    .contains("triggered " + id)
                    .anyMatch(event -> event.startsWith("execution " + id));
            core.trade(BTC, "60000", "1");
        }
    }

    @Test
    void massCancelsRunInSlicesThatAreCommandsOfTheirOwn() {
        for (int i = 0; i < 1000; i++) {
            core.buy("0.001").limit("59000").send();
        }
        long before = core.state.sequence;
        assertThat(core.kill(Scope.GLOBAL, HALTED, true, -1, -1))
                .hasSize(258)
                .last()
                .isEqualTo("mass_cancel 256 more");
        assertThat(core.slice()).hasSize(257).last().isEqualTo("mass_cancel 512 more");
        assertThat(core.slice()).hasSize(257).last().isEqualTo("mass_cancel 768 more");
        assertThat(core.core.hasPendingCancels()).isTrue();
        assertThat(core.slice()).hasSize(233).last().isEqualTo("mass_cancel 1000 done");
        assertThat(core.core.hasPendingCancels()).isFalse();
        assertThat(core.state.sequence).isEqualTo(before + 4);
        assertThat(core.account(A1).openOrders).isZero();
        assertThat(core.position(A1, BTC).openBuyE8).isZero();
        ReplayTest.checkChain(core.tape);
        ReplayTest.assertReplays(core);
    }

    @Test
    void massCancelTakesWhatItsFilterNames() {
        core.buy("0.1").limit("59000").id("b").send();
        core.sell("0.1").limit("61000").id("s").send();
        core.buy("1").symbol(1).limit("2900").id("e").send();
        assertThat(core.massCancel(A1, BTC, 1)).containsExactly("canceled s mass", "mass_cancel 1 done");
        assertThat(core.massCancel(A1, BTC, -1)).containsExactly("canceled b mass", "mass_cancel 1 done");
        assertThat(core.massCancel(-1, -1, -1)).containsExactly("canceled e mass", "mass_cancel 1 done");
        assertThat(core.massCancel(-1, -1, -1)).containsExactly("mass_cancel 0 done");
    }

    @Test
    void aStartWithoutItsKillFileIsHaltedUntilConfirmed() {
        assertThat(core.boot(2, 0, true)).containsExactly("kill global active->halted state_unknown");
        core.quoteAll("1000");
        assertThat(buy()).isEqualTo("REJECT 120 global");
        core.boot(1, 0, true);
        core.quoteAll("1000");
        assertThat(buy()).isEqualTo("REJECT 120 global");
        core.reset(Scope.GLOBAL, -1, -1);
        assertThat(buy()).isEqualTo("PASS 100 0 none");
    }

    @Test
    void aStartTakesTheWorseOfJournalAndFile() {
        assertThat(core.boot(4, REDUCE_ONLY, true)).containsExactly("kill global active->reduce_only state_unknown");
        core.kill(Scope.GLOBAL, HALTED, false, -1, -1);
        assertThat(core.boot(4, REDUCE_ONLY, true)).isEmpty();
        assertThat(core.state.kill.global).isEqualTo(HALTED);
    }

    @Test
    void aStartForgetsBooksAndRefusesWhileRecovering() {
        core.boot(1, 0, false);
        core.buy("0.1").limit("59000").send();
        assertThat(core.code(1)).isEqualTo(121);
        assertThat(core.code(2)).isEqualTo(201);
        core.boot(1, 0, true);
        assertThat(core.buy("0.1").limit("59000").send()).contains("decision REJECT 201");
        core.quoteAll("1000");
        assertThat(core.buy("0.1").limit("59000").send()).containsExactly("accepted o3 0.1");
    }

    private void bigPosition() {
        core.symbolLimit(A1, LimitField.POS_QTY, BTC, "100");
        core.symbolLimit(A1, LimitField.MAX_ORDER_QTY, BTC, "100");
        core.symbolLimit(A1, LimitField.MAX_ORDER_NOTIONAL, BTC, "10000000");
        core.limit(A1, LimitField.POS_NOTIONAL_ABS, "10000000");
        core.limit(A1, LimitField.POS_PCT_BPS, 1_000_000);
        core.limit(A1, LimitField.GROSS_ABS, "10000000");
        core.limit(A1, LimitField.MAX_LEVERAGE_BPS, 1_000_000);
        core.limit(A1, LimitField.CLUSTER_ABS, "10000000");
        core.buy("5").send();
    }

    @Test
    void dayLossTripsReduceOnlyThenHaltsAndCancels() {
        core.limit(A1, LimitField.TRIP_DAY_LOSS, 1);
        bigPosition();
        core.sell("1").limit("70000").id("s").send();
        core.quote(BTC, "59005");
        assertThat(core.seconds(2))
                .containsExactly("latched 3", "kill account active->reduce_only day_loss", "warning 3 stage 2");
        core.quote(BTC, "58805.01");
        assertThat(core.seconds(2)).isEmpty();
        core.quote(BTC, "58805");
        assertThat(core.seconds(2))
                .containsExactly("kill account reduce_only->halted day_loss", "canceled s kill", "mass_cancel 1 done");
    }

    @Test
    void theOrderThatFindsTheLossTripsInItsOwnRecord() {
        core.limit(A1, LimitField.TRIP_DAY_LOSS, 1);
        bigPosition();
        core.quote(BTC, "59005");
        assertThat(core.buy("0.1").limit("59000").send())
                .containsExactly(
                        "latched 3",
                        "decision REJECT 301",
                        "rejected 301",
                        "kill account active->reduce_only day_loss",
                        "warning 3 stage 2");
        core.buy("0.1").limit("59000").send();
        assertThat(core.code(1)).isEqualTo(111);
        assertThat(core.code(3)).isEqualTo(301);
    }

    @Test
    void tripsDoNotMoveOnUnsoundBooks() {
        core.limit(A1, LimitField.TRIP_DAY_LOSS, 1);
        bigPosition();
        core.quote(BTC, "59005");
        core.seconds(2);
        core.quote(BTC, "40000", "1", "60000", "1", "50000");
        core.seconds(2);
        assertThat(core.account(A1).killLevel).isEqualTo(REDUCE_ONLY);
    }

    @Test
    void drawdownTripsReduceOnly() {
        core.limit(A1, LimitField.TRIP_DRAWDOWN, 1);
        core.limit(A1, LimitField.DAY_LOSS_ABS, "1000000");
        core.limit(A1, LimitField.DAY_LOSS_BPS, 9_999);
        bigPosition();
        core.quote(BTC, "50005");
        assertThat(core.seconds(2)).contains("latched 4", "kill account active->reduce_only drawdown");
    }

    @Test
    void tooManyGateRejectsHaltTheirStrategy() {
        strategy();
        core.limit(A1, LimitField.TRIP_REJECTS, 3);
        core.limit(A1, LimitField.TRIP_REJECTS_WINDOW_NS, 10 * SECOND);
        for (int i = 0; i < 5; i++) {
            core.buy("6").limit("60000").send();
            core.buy("0.00001").limit("60000").strategy(0).send();
        }
        for (int i = 0; i < 3; i++) {
            core.buy("6").limit("60000").strategy(0).send();
        }
        assertThat(core.buy("6").limit("60000").strategy(0).send())
                .containsExactly("decision REJECT 701", "rejected 701", "kill strategy active->halted reject_rate");
        core.buy("0.01").limit("59000").strategy(0).send();
        assertThat(core.code(1)).isEqualTo(104);
        core.buy("0.01").limit("59000").send();
        assertThat(core.code(1)).isEqualTo(100);
    }

    @Test
    void refusedReplacesCountAsRejects() {
        strategy();
        core.limit(A1, LimitField.TRIP_REJECTS, 1);
        core.buy("0.1").limit("59000").strategy(0).id("a").send();
        core.replace(A1, "a", "", "6", "", "");
        assertThat(core.replace(A1, "a", "", "6", "", "")).contains("kill strategy active->halted reject_rate");
    }

    @Test
    void slowRejectsDoNotTrip() {
        strategy();
        core.limit(A1, LimitField.TRIP_REJECTS, 3);
        core.limit(A1, LimitField.TRIP_REJECTS_WINDOW_NS, 3 * SECOND);
        for (int i = 0; i < 20; i++) {
            core.pass(SECOND).quoteAll("1000");
            core.buy("6").limit("60000").strategy(0).send();
        }
        assertThat(core.state.strategy(0).killLevel).isZero();
    }

    @Test
    void tooManyExecutionsHaltTheirStrategy() {
        strategy();
        core.limit(A1, LimitField.TRIP_EXECUTIONS, 2);
        core.buy("0.01").strategy(0).send();
        core.buy("0.01").strategy(0).send();
        assertThat(core.buy("0.01").strategy(0).send())
                .containsExactly(
                        "accepted o3 0.01",
                        "execution o3 0.01@60005",
                        "kill strategy active->halted repeated_execution");
    }

    @Test
    void theThirdGateErrorHaltsTheHouseButAClientsNumberNever() {
        core.limit(A1, LimitField.TRIP_GATE_ERRORS, 3);
        core.limit(A1, LimitField.EXPOSURE_BUFFER_BPS, 10_000);
        for (int i = 0; i < 5; i++) {
            core.buy("1500000").limit("60000").send();
            assertThat(core.code(6)).isEqualTo(699);
        }
        assertThat(core.state.kill.global).isZero();
        core.limit(A1, LimitField.CLUSTER_ABS, Fixed.ABSENT);
        core.buy("0.01").limit("59000").send();
        core.buy("0.01").limit("59000").send();
        assertThat(core.buy("0.01").limit("59000").send())
                .containsExactly("decision REJECT 899", "rejected 899", "kill global active->halted gate_errors");
    }

    @Test
    void deadFeedsTripTheHouseOnceAQuoteHasBeenSeen() {
        core.limit(A1, LimitField.TRIP_FEEDS_DEAD, 1);
        assertThat(core.seconds(5)).isEmpty();
        assertThat(core.seconds(1)).containsExactly("kill global active->reduce_only feeds_dead");
        core.reset(Scope.GLOBAL, -1, -1);
        core.boot(1, 0, true);
        assertThat(core.seconds(9)).isEmpty();
    }

    @Test
    void theDeadManFiresBeforeWhateverCommandComesNext() {
        core.buy("0.1").limit("59000").id("a").send();
        core.deadMan(A1, SECOND);
        core.pass(SECOND - 1).deadMan(A1, SECOND);
        core.pass(SECOND - 1);
        assertThat(core.timer()).isEmpty();
        core.pass(1);
        assertThat(core.quote(BTC, "60000"))
                .containsExactly("kill account active->halted dead_man", "canceled a dead_man", "mass_cancel 1 done");
        assertThat(core.pass(SECOND).timer()).isEmpty();
    }

    @Test
    void theDeadManCancelsEvenWhereTheAccountIsHalted() {
        core.buy("0.1").limit("59000").id("a").send();
        core.kill(Scope.ACCOUNT, HALTED, false, A1, -1);
        core.deadMan(A1, SECOND);
        assertThat(core.pass(SECOND).timer()).contains("canceled a dead_man");
    }

    @Test
    void aDisarmedDeadManStaysQuiet() {
        core.deadMan(A1, SECOND);
        core.deadMan(A1, 0);
        assertThat(core.seconds(5)).isEmpty();
        core.deadMan(A1, Long.MAX_VALUE);
        assertThat(core.seconds(5)).isEmpty();
    }

    @Test
    void settingsThatTheCoreCouldNotLiveWithAreRefusedAsAWhole() {
        assertThat(core.settings(EngineSetting.TAKER_FEE_PPM.id, 7, EngineSetting.CANCEL_SLICE.id, 0))
                .containsExactly("refused 1005");
        assertThat(core.state.setting(EngineSetting.TAKER_FEE_PPM)).isZero();
        assertThat(core.setting(EngineSetting.RHO_SAMPLE_NS, 0)).containsExactly("refused 1005");
        assertThat(core.setting(EngineSetting.VENUE, 1)).containsExactly("refused 1005");
        assertThat(core.settings(99, 1)).containsExactly("refused 1005");
    }
}

package io.ringfence.engine.core;

import static io.ringfence.engine.core.CoreHarness.A1;
import static io.ringfence.engine.core.CoreHarness.A2;
import static io.ringfence.engine.core.CoreHarness.BTC;
import static io.ringfence.engine.core.CoreHarness.DAY;
import static io.ringfence.engine.core.CoreHarness.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.engine.gates.Scope;
import io.ringfence.engine.state.KillLevel;
import io.ringfence.engine.state.LimitField;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Trips that count executions and messages, and the codes that follow from them (gates.md G1, api.md section 5). */
class AutoTripTest {
    private final CoreHarness core = CoreHarness.paper();

    @BeforeEach
    void strategies() {
        core.write.strategy(A1, 0, "s0");
        core.send();
        core.write.strategy(A1, 1, "s1");
        core.send();
    }

    private void tripByExecutions() {
        core.limit(A1, LimitField.TRIP_EXECUTIONS, 2);
        core.buy("0.1").limit("59000").strategy(0).id("resting").send();
        core.buy("0.01").strategy(0).send();
        core.buy("0.01").strategy(0).send();
        assertThat(core.buy("0.01").strategy(0).send())
                .last()
                .isEqualTo("kill strategy active->halted repeated_execution");
    }

    @Test
    void aStrategyThatExecutedTooOftenAnswers1029UntilItIsEnabledAgain() {
        tripByExecutions();
        assertThat(core.buy("0.01").limit("59000").strategy(0).send()).containsExactly("rejected 1029");
        assertThat(core.sell("0.01").limit("61000").strategy(0).send()).containsExactly("rejected 1029");
        assertThat(core.replace(A1, "resting", "", "0.2", "", "")).containsExactly("replace_rejected resting 1029");
        assertThat(core.replace(A1, "resting", "", "0.05", "", "")).containsExactly("replace_rejected resting 1029");
        assertThat(core.buy("0.01").limit("59000").strategy(1).id("other").send())
                .containsExactly("accepted other 0.01");
        assertThat(core.buy("0.01").limit("59000").id("none").send()).containsExactly("accepted none 0.01");
        core.pass(2 * DAY).quoteAll("1000");
        core.limit(A1, LimitField.TRIP_EXECUTIONS, 100);
        assertThat(core.buy("0.01").limit("59000").strategy(0).send()).contains("rejected 1029");
        assertThat(core.cancel(A1, "resting")).containsExactly("canceled resting by_user");
        core.reset(Scope.STRATEGY, A1, 0);
        assertThat(core.buy("0.01").limit("59000").strategy(0).id("again").send())
                .containsExactly("accepted again 0.01");
    }

    @Test
    void the1029ComesBeforeTheThrottleAndKeepsItsClientOrderId() {
        tripByExecutions();
        core.limit(A1, LimitField.THROTTLE_RATE, 1);
        for (int i = 0; i < 5; i++) {
            assertThat(core.buy("0.01").limit("59000").strategy(0).send()).containsExactly("rejected 1029");
        }
        assertThat(core.buy("0.01").limit("59000").id("x").send()).containsExactly("accepted x 0.01");
        core.buy("0.01").limit("59000").strategy(0).id("final").send();
        assertThat(core.buy("0.01").limit("59000").strategy(0).id("final").send())
                .first()
                .asString()
                .startsWith("duplicate");
    }

    @Test
    void anOperatorsHaltOnTopChangesNothingAndAnotherCauseAnswers104() {
        tripByExecutions();
        core.kill(Scope.STRATEGY, KillLevel.HALTED, false, A1, 0);
        assertThat(core.buy("0.01").limit("59000").strategy(0).send()).containsExactly("rejected 1029");
        core.reset(Scope.STRATEGY, A1, 0);
        core.kill(Scope.STRATEGY, KillLevel.HALTED, false, A1, 0);
        assertThat(core.buy("0.01").limit("59000").strategy(0).send())
                .containsExactly("decision REJECT 104", "rejected 104");
    }

    @Test
    void executionsOutsideTheWindowDoNotTrip() {
        core.limit(A1, LimitField.TRIP_EXECUTIONS, 2);
        core.limit(A1, LimitField.TRIP_EXECUTIONS_WINDOW_NS, 2 * SECOND);
        for (int i = 0; i < 10; i++) {
            core.pass(SECOND).quoteAll("1000");
            assertThat(core.buy("0.001").strategy(0).send()).noneMatch(line -> line.startsWith("kill"));
        }
        core.pass(1);
        assertThat(core.buy("0.001").strategy(0).send()).last().asString().startsWith("kill strategy");
    }

    @Test
    void aTripAppliesAtTheEndOfTheCommandThatCausedIt() {
        core.limit(A1, LimitField.TRIP_EXECUTIONS, 1);
        core.buy("0.01").limit("59990").strategy(0).id("a").send();
        core.buy("0.01").limit("59980").strategy(0).id("b").send();
        core.buy("0.01").limit("59970").strategy(0).id("c").send();
        assertThat(core.trade(BTC, "59900", "5"))
                .containsExactly(
                        "execution a 0.01@59990",
                        "execution b 0.01@59980",
                        "execution c 0.01@59970",
                        "kill strategy active->halted repeated_execution");
    }

    @Test
    void aSessionThatSendsTooMuchIsHaltedAndNoOther() {
        core.limit(A1, LimitField.TRIP_MESSAGES, 3);
        core.session(7);
        core.buy("0.01").limit("59000").id("a").send();
        core.replace(A1, "a", "b", "0.02", "", "");
        core.buy("0.00001").limit("59000").send();
        assertThat(core.buy("0.01").limit("59000").id("c").send())
                .containsExactly("accepted c 0.01", "kill session active->halted message_rate");
        assertThat(core.buy("0.01").limit("59000").send()).containsExactly("decision REJECT 106", "rejected 106");
        assertThat(core.replace(A1, "b", "", "0.01", "", "")).contains("decision REJECT 106");
        assertThat(core.cancel(A1, "b")).containsExactly("canceled a by_user");
        core.session(8);
        assertThat(core.buy("0.01").limit("59000").id("d").send()).containsExactly("accepted d 0.01");
        core.reset(Scope.SESSION, -1, 7);
        core.session(7);
        core.pass(SECOND);
        assertThat(core.buy("0.01").limit("59000").id("e").send()).containsExactly("accepted e 0.01");
    }

    @Test
    void messagesToEveryAccountCountAndSlowOnesCancelsAndTheCoreItselfDoNot() {
        core.limit(A1, LimitField.TRIP_MESSAGES, 2);
        core.limit(A1, LimitField.TRIP_MESSAGES_WINDOW_NS, SECOND);
        core.session(7);
        for (int i = 0; i < 6; i++) {
            core.pass(SECOND / 2);
            assertThat(core.buy("0.001").limit("59000").id("m" + i).send()).hasSize(1);
        }
        for (int i = 0; i < 6; i++) {
            core.cancel(A1, "m" + i);
        }
        assertThat(core.state.kill.session(7)).isZero();
        core.pass(SECOND);
        core.buy("0.001").limit("59000").send();
        core.buy("0.001").limit("59000").account(A2).send();
        assertThat(core.buy("0.001").limit("59000").account(9).send())
                .containsExactly("rejected 1002 id-free", "kill session active->halted message_rate");
        core.session(0);
        for (int i = 0; i < 9; i++) {
            assertThat(core.buy("0.001").limit("59000").send()).hasSize(1);
        }
    }
}

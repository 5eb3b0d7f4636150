package io.ringfence.engine.gates;

import static io.ringfence.engine.core.CoreHarness.A1;
import static io.ringfence.engine.core.CoreHarness.A2;
import static io.ringfence.engine.core.CoreHarness.BTC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringfence.engine.command.CommandWriter.LimitRow;
import io.ringfence.engine.core.CoreHarness;
import io.ringfence.engine.state.Account;
import io.ringfence.engine.state.Aggregate;
import io.ringfence.engine.state.KillLevel;
import io.ringfence.engine.state.LimitField;
import io.ringfence.engine.state.Position;
import io.ringfence.engine.units.Decimal;
import io.ringfence.engine.units.Fixed;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whom a reading names when an account, its strategy, its group and the house have something to say. */
class GateScopesTest {
    private final CoreHarness core = CoreHarness.paper();
    private final Readings readings = new Readings();
    private final Gates gates = new Gates();
    private OrderContext order;

    @BeforeEach
    void define() {
        core.write.strategy(A2, 0, "first");
        core.send();
        core.write.strategy(A2, 1, "second");
        core.send();
        core.write.group(0, "both", A1, A2);
        core.send();
        core.state.nowNanos = core.now;
        order = new OrderContext(core.state, core.state.account(A2), core.state.instruments.get(BTC));
        order.strategy = core.state.strategy(1);
        order.sessionId = 7;
        order.quantityE8 = Fixed.SCALE / 100;
        order.totalQuantityE8 = order.quantityE8;
        order.limitPriceE8 = Fixed.ABSENT;
        order.stopPriceE8 = Fixed.ABSENT;
    }

    private void evaluate() {
        Account account = order.account;
        order.value.of(account, core.state);
        gates.evaluate(order, new Position(BTC), order.value.equityE8, readings);
    }

    private String reading(int gate) {
        return readings.code[gate] + " " + Scope.name(readings.scopeType[gate]) + " " + readings.scopeId[gate] + " "
                + readings.allowedE8[gate];
    }

    @Test
    void aKilledScopeIsNamedWithItsId() {
        order.account.killLevel = KillLevel.HALTED;
        evaluate();
        assertThat(reading(1)).isEqualTo("102 account 1 0");
        order.account.killLevel = KillLevel.ACTIVE;
        order.strategy.killLevel = KillLevel.HALTED;
        evaluate();
        assertThat(reading(1)).isEqualTo("104 strategy 1 0");
        order.strategy.killLevel = KillLevel.ACTIVE;
        core.state.instruments.get(BTC).killLevel = KillLevel.REDUCE_ONLY;
        evaluate();
        assertThat(reading(1)).isEqualTo("111 symbol 0 0");
    }

    @Test
    void aLatchedGroupBlocksWhatItsMembersWouldPass() {
        Aggregate group = order.account.groups[0];
        group.limits.set(LimitField.DD_HARD_BPS, 1_000);
        group.limits.set(LimitField.DAY_LOSS_ABS, 1_000 * Fixed.SCALE);
        evaluate();
        assertThat(List.of(readings.code[3], readings.code[4])).containsExactly(300, 400);
        group.drawdownLatched = true;
        group.dayLatched = true;
        evaluate();
        assertThat(reading(3)).isEqualTo("302 group 0 0");
        assertThat(reading(4)).isEqualTo("402 group 0 0");
    }

    @Test
    void theHouseAnswersWithItsOwnCodes() {
        Aggregate house = core.state.global;
        house.limits.set(LimitField.DD_HARD_BPS, 1_000);
        house.limits.set(LimitField.DAY_LOSS_BPS, 1_000);
        house.limits.set(LimitField.MAX_POSITIONS, 0);
        house.drawdownLatched = true;
        house.dayLatched = true;
        evaluate();
        assertThat(List.of(readings.code[3], readings.code[4], readings.code[5]))
                .containsExactly(311, 411, 511);
    }

    private void account(LimitField field, String value) {
        core.limits(Scope.ACCOUNT, A1, -1, new LimitRow(field.id, BTC, -1, Decimal.parseE8(value)));
    }

    private void strategy(String positionQuantity) {
        core.limits(
                Scope.STRATEGY, A1, 2, new LimitRow(LimitField.POS_QTY.id, BTC, -1, Decimal.parseE8(positionQuantity)));
    }

    /** An account in which nothing binds gate 7 but the quantity of the position, 3. */
    private void onlyQuantityBinds() {
        core.write.strategy(A1, 2, "own");
        core.send();
        core.limit(A1, LimitField.POS_NOTIONAL_ABS, "10000000");
        core.limit(A1, LimitField.POS_PCT_BPS, 10_000_000);
        account(LimitField.MAX_ORDER_NOTIONAL, "10000000");
        account(LimitField.POS_QTY, "3");
    }

    private String gate7(String quantity) {
        core.buy(quantity).limit("59000").strategy(2).send();
        return core.reading(7) + " " + core.scope(7);
    }

    @Test
    void atEqualityTheStrategyIsNamedBeforeItsAccount() {
        onlyQuantityBinds();
        // all gates read, and nothing is left behind for the next order
        core.kill(Scope.ACCOUNT, KillLevel.HALTED, false, A1, -1);
        strategy("3");
        assertThat(gate7("3.5")).isEqualTo("REDUCE 703 350000000/300000000 3 strategy");
        strategy("4");
        assertThat(gate7("3.5")).isEqualTo("REDUCE 703 350000000/300000000 3 account");
        strategy("2");
        assertThat(gate7("3.5")).isEqualTo("REDUCE 703 350000000/200000000 2 strategy");
        strategy("0");
        account(LimitField.POS_QTY, "0");
        assertThat(gate7("1")).isEqualTo("REJECT 703 100000000/0 0 strategy");
    }

    @Test
    void whatTheStrategyHasRestingCountsAgainstIt() {
        onlyQuantityBinds();
        core.limit(A1, LimitField.CLUSTER_ABS, "10000000");
        core.limit(A1, LimitField.GROSS_ABS, "10000000");
        core.limit(A1, LimitField.MAX_LEVERAGE_BPS, 10_000_000);
        assertThat(core.buy("1").limit("59000").strategy(2).send()).hasSize(1);
        strategy("2");
        assertThat(gate7("1.5")).isEqualTo("REDUCE 703 250000000/200000000 1 strategy");
    }

    @Test
    void everyDecisionIsShownAndTakesTheKeyOfTheOneBefore() {
        Decision decision = new Decision();
        List<Integer> shown = new ArrayList<>();
        decision.watch((context, seen, made) -> shown.add((int) made.result()));
        evaluate();
        decision.decide(order, readings, false, 0, 5);
        assertThat(decision.approved().quantityE8()).isEqualTo(order.quantityE8);
        order.account.killLevel = KillLevel.HALTED;
        evaluate();
        decision.decide(order, readings, false, 0, 6);
        assertThat(decision.primaryGate()).isEqualTo(1);
        assertThat(shown).containsExactly((int) Decision.APPROVE, (int) Decision.REJECT);
        assertThatThrownBy(() -> decision.approved().spend(5)).isInstanceOf(IllegalStateException.class);
    }
}

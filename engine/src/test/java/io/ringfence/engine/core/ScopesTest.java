package io.ringfence.engine.core;

import static io.ringfence.engine.core.CoreHarness.A1;
import static io.ringfence.engine.core.CoreHarness.A2;
import static io.ringfence.engine.core.CoreHarness.BTC;
import static io.ringfence.engine.core.CoreHarness.ETH;
import static io.ringfence.engine.core.CoreHarness.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.engine.command.CommandWriter.LimitRow;
import io.ringfence.engine.gates.Scope;
import io.ringfence.engine.state.LimitField;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One limit at several scopes: the smallest allowed quantity binds, the narrowest scope at ties (gates.md section 3). */
class ScopesTest {
    private final CoreHarness core = CoreHarness.paper();

    @BeforeEach
    void define() {
        core.write.strategy(A1, 0, "s0");
        core.send();
        core.write.strategy(A1, 1, "s1");
        core.send();
        core.write.group(0, "g", A1, A2);
        core.send();
        core.uncorrelated();
    }

    private void bind(int scope, LimitField field, String value) {
        core.limits(scope, scope == Scope.STRATEGY ? A1 : -1, 0, row(field, value));
    }

    private String gate(int gate) {
        return core.reading(gate) + " " + core.scope(gate);
    }

    @Test
    void aStrategyIsHeldToItsOwnGrossExposure() {
        bind(Scope.STRATEGY, LimitField.GROSS_ABS, "30000");
        core.buy("1").limit("60000").strategy(1).send();
        assertThat(core.buy("0.6").limit("60000").strategy(0).send()).startsWith("decision REDUCE_SIZE 601 0.5");
        assertThat(gate(6)).isEqualTo("REDUCE 601 3600000000000/3000000000000 0.5 strategy");
        core.buy("1").symbol(ETH).limit("3000").strategy(0).send();
        assertThat(gate(6)).isEqualTo("REJECT 601 3300000000000/3000000000000 0 strategy");
    }

    @Test
    void whatLowersAStrategysWorstCaseIsNotBlockedByItsLimits() {
        core.buy("0.8").limit("60005").strategy(0).send();
        bind(Scope.STRATEGY, LimitField.GROSS_ABS, "30000");
        bind(Scope.STRATEGY, LimitField.POS_NOTIONAL_ABS, "30000");
        bind(Scope.STRATEGY, LimitField.NET_ABS, "30000");
        assertThat(core.sell("0.8").limit("60010").strategy(0).send()).containsExactly("accepted o2 0.8");
    }

    @Test
    void aStrategysPositionCountsNotItsAccounts() {
        bind(Scope.STRATEGY, LimitField.POS_NOTIONAL_ABS, "30000");
        core.sell("1").limit("59995").strategy(1).send();
        // the account is short 1, the strategy flat: its own room is 0.5
        assertThat(core.buy("0.8").limit("60000").strategy(0).send()).startsWith("decision REDUCE_SIZE 704 0.5");
        assertThat(gate(7)).endsWith("strategy");
    }

    @Test
    void aStrategysPositionQuantityBinds() {
        core.limits(Scope.STRATEGY, A1, 0, new LimitRow(LimitField.POS_QTY.id, BTC, -1, 20_000_000));
        assertThat(core.buy("0.3").limit("60000").strategy(0).send()).startsWith("decision REDUCE_SIZE 703 0.2");
    }

    @Test
    void theNetLimitLooksAtTheSignedSum() {
        core.limit(A1, LimitField.NET_ABS, "90000");
        core.buy("1").limit("60000").send();
        assertThat(core.buy("20").symbol(ETH).limit("3000").send()).startsWith("decision REDUCE_SIZE 603 10");
        assertThat(gate(6)).isEqualTo("REDUCE 603 12000000000000/9000000000000 10 account");
        core.sell("400").symbol(3).limit("250").send();
        assertThat(gate(6)).as("the short side counts its own worst case").startsWith("REDUCE 603 10000000000000/");
        core.sell("360").symbol(3).limit("250").send();
        assertThat(gate(6)).startsWith("REJECT 603");
    }

    @Test
    void aStrategysNetLimitIsItsOwn() {
        bind(Scope.STRATEGY, LimitField.NET_ABS, "30000");
        core.buy("1").limit("60000").strategy(1).send();
        assertThat(core.buy("0.6").limit("60000").strategy(0).send()).startsWith("decision REDUCE_SIZE 603 0.5");
    }

    @Test
    void groupsAndTheHouseSumWithoutNetting() {
        bind(Scope.GROUP, LimitField.GROSS_ABS, "150000");
        core.sell("1.6").limit("60000").account(A2).send();
        assertThat(core.buy("1").limit("60000").send()).startsWith("decision REDUCE_SIZE 601 0.9");
        assertThat(gate(6)).isEqualTo("REDUCE 601 15600000000000/15000000000000 0.9 group");
        bind(Scope.GLOBAL, LimitField.GROSS_ABS, "151000");
        core.buy("1").limit("60000").send();
        assertThat(gate(6)).isEqualTo("REJECT 601 21000000000000/15000000000000 0 group");
        core.limits(Scope.GROUP, -1, 0, row(LimitField.GROSS_ABS, "900000"));
        core.buy("0.5").symbol(ETH).limit("3000").send();
        assertThat(gate(6)).isEqualTo("REDUCE 611 15150000000000/15100000000000 0.33333333 global");
    }

    @Test
    void theNarrowestScopeBindsAtTies() {
        core.limit(A1, LimitField.GROSS_ABS, "30000");
        bind(Scope.GROUP, LimitField.GROSS_ABS, "30000");
        bind(Scope.GLOBAL, LimitField.GROSS_ABS, "30000");
        core.buy("1").limit("60000").send();
        assertThat(gate(6)).endsWith("0.5 account");
        core.massCancel(-1, -1, -1);
        bind(Scope.STRATEGY, LimitField.GROSS_ABS, "30000");
        core.buy("1").limit("60000").account(A1).strategy(0).send();
        assertThat(gate(6)).endsWith("0.5 strategy");
        core.limit(A1, LimitField.GROSS_ABS, "250000");
        core.buy("1").symbol(ETH).limit("3000").send();
        assertThat(gate(6)).endsWith("0 group");
    }

    @Test
    void positionCountsOfTheHouseAreSlotsOfAllAccounts() {
        core.limits(Scope.GLOBAL, -1, -1, row(LimitField.MAX_POSITIONS, 2));
        core.buy("0.1").limit("59000").send();
        core.buy("0.1").limit("59000").account(A2).send();
        assertThat(core.buy("1").symbol(ETH).limit("2900").send())
                .containsExactly("decision REJECT 511", "rejected 511");
        assertThat(core.buy("0.1").limit("59000").send()).containsExactly("accepted o4 0.1");
        core.limits(Scope.GROUP, -1, 0, row(LimitField.MAX_POSITIONS, 2));
        assertThat(core.buy("1").symbol(ETH).limit("2900").send())
                .containsExactly("decision REJECT 501", "rejected 501");
    }

    @Test
    void theHousesLossBlocksEveryAccount() {
        core.limits(Scope.GLOBAL, -1, -1, row(LimitField.DAY_LOSS_ABS, "900"));
        core.buy("1").limit("60005").send();
        core.quote(BTC, "59105");
        core.buy("0.1").limit("59000").account(A2).send();
        assertThat(gate(3)).isEqualTo("REJECT 311 90000000000/90000000000 0 global");
        core.limits(Scope.GROUP, -1, 0, row(LimitField.DAY_LOSS_ABS, "800"));
        core.buy("0.1").limit("59000").account(A2).send();
        assertThat(gate(3)).isEqualTo("REJECT 301 90000000000/80000000000 0 group");
    }

    @Test
    void theHousesDrawdownBlocksEveryAccount() {
        core.limits(Scope.GLOBAL, -1, -1, row(LimitField.DD_HARD_BPS, 9));
        core.buy("1").limit("60005").send();
        core.quote(BTC, "59105");
        core.buy("0.1").limit("59000").account(A2).send();
        assertThat(gate(4)).isEqualTo("REJECT 411 9/9 0 global");
    }

    @Test
    void anAccountIsNamedOnceInAGroup() {
        core.write.group(1, "twice", A1, A1);
        assertThat(core.send()).containsExactly("refused 1002");
        core.write.group(1, "unknown", A1, 5);
        assertThat(core.send()).containsExactly("refused 1002");
        assertThat(core.state.groupCount()).isEqualTo(1);
    }

    @Test
    void aGroupOfUnfundedAccountsTakesItsMarkFromTheirFirstDeposits() {
        core.account(2, "A3", true, 0);
        core.write.group(1, "new", 2);
        core.send();
        core.limits(Scope.GROUP, -1, 1, row(LimitField.DD_HARD_BPS, 100));
        core.cash(2, "100000");
        assertThat(core.buy("0.1").limit("59000").account(2).send()).containsExactly("accepted o1 0.1");
        assertThat(core.state.group(1).hwmE8).isEqualTo(100_000 * 100_000_000L);
    }
}

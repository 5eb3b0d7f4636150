package io.ringfence.engine.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.engine.state.Account;
import io.ringfence.engine.state.Aggregate;
import io.ringfence.engine.state.ClientOrderIds;
import io.ringfence.engine.state.EngineState;
import io.ringfence.engine.state.Order;
import io.ringfence.engine.state.Position;
import io.ringfence.engine.state.PositionTable;
import io.ringfence.engine.state.Strategy;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Recomputes from the open orders and positions what the core keeps incrementally. */
final class Invariants {
    private final EngineState state;
    private int orders;

    Invariants(EngineState state) {
        this.state = state;
    }

    void check() {
        orders = 0;
        Set<Integer> slots = new HashSet<>();
        for (int i = 0; i < state.accountCount(); i++) {
            checkAccount(state.account(i), slots);
        }
        for (int i = 0; i < state.strategyCount(); i++) {
            checkStrategy(state.strategy(i));
        }
        assertThat(state.orders.openCount()).as("open orders by id").isEqualTo(orders);
        checkAggregate(state.global, null);
        for (int i = 0; i < state.groupCount(); i++) {
            checkAggregate(state.group(i), state.group(i));
        }
    }

    private void checkAccount(Account account, Set<Integer> slots) {
        Map<Integer, long[]> open = new HashMap<>();
        int count = 0;
        long lastId = 0;
        for (Order o = account.firstOrder; o != null; o = o.nextInAccount) {
            count++;
            assertThat(state.orders.find(o.orderId)).as("order %d", o.orderId).isSameAs(o);
            assertThat(o.accountId).isEqualTo(account.id);
            assertThat(o.orderId).as("orders of an account stand by age").isGreaterThan(lastId);
            lastId = o.orderId;
            assertThat(o.cumE8 + o.leavesE8).as("cum + leaves of %d", o.orderId).isEqualTo(o.quantityE8);
            assertThat(o.leavesE8).as("leaves of an open order").isPositive();
            assertThat(o.cumE8).isNotNegative();
            assertThat(o.level).as("order %d is in a book", o.orderId).isNotNull();
            assertThat(o.position).isSameAs(account.positions().find(o.symbolId));
            open.computeIfAbsent(o.symbolId, s -> new long[2])[o.side] += o.leavesE8;
            if (o.clientOrderIdSlot != ClientOrderIds.NONE) {
                assertThat(state.clientOrderIds.isOpen(o.clientOrderIdSlot)).isTrue();
                assertThat(state.clientOrderIds.orderId(o.clientOrderIdSlot)).isEqualTo(o.orderId);
                assertThat(slots.add(o.clientOrderIdSlot))
                        .as("one order per id")
                        .isTrue();
            }
            assertThat(o.heapIndex >= 0).isEqualTo(o.expireAtNanos != Long.MAX_VALUE);
        }
        assertThat(account.openOrders).isEqualTo(count);
        orders += count;
        checkOpen(account.positions(), open);
        assertThat(account.settlePending).isFalse();
    }

    private void checkStrategy(Strategy strategy) {
        Map<Integer, long[]> open = new HashMap<>();
        for (Order o = state.account(strategy.accountId).firstOrder; o != null; o = o.nextInAccount) {
            if (o.strategyId == strategy.id) {
                open.computeIfAbsent(o.symbolId, s -> new long[2])[o.side] += o.leavesE8;
            }
        }
        checkOpen(strategy.positions, open);
    }

    private static void checkOpen(PositionTable positions, Map<Integer, long[]> open) {
        int used = 0;
        int before = -1;
        for (int i = 0; i < positions.count(); i++) {
            Position p = positions.get(i);
            assertThat(p.symbolId).isGreaterThan(before);
            before = p.symbolId;
            long[] expected = open.getOrDefault(p.symbolId, new long[2]);
            assertThat(p.openBuyE8).as("open buys in %d", p.symbolId).isEqualTo(expected[0]);
            assertThat(p.openSellE8).as("open sells in %d", p.symbolId).isEqualTo(expected[1]);
            if (p.posE8 != 0 || p.openBuyE8 != 0 || p.openSellE8 != 0) {
                assertThat(positions.used(used)).isSameAs(p);
                used++;
            }
            assertThat(Long.signum(p.costE8) * Long.signum(p.posE8))
                    .as("sign of cost")
                    .isNotNegative();
        }
        assertThat(positions.usedCount()).isEqualTo(used);
    }

    private void checkAggregate(Aggregate sums, Aggregate group) {
        long cash = 0;
        long dayOpen = 0;
        long flows = 0;
        int slots = 0;
        Map<Integer, long[]> bySymbol = new HashMap<>();
        for (int i = 0; i < state.accountCount(); i++) {
            Account account = state.account(i);
            if (group != null && !java.util.Arrays.asList(account.groups).contains(group)) {
                continue;
            }
            cash += account.cashE8;
            dayOpen += account.dayOpenEquityE8;
            flows += account.netFlowsE8;
            slots += account.positions().usedCount();
            for (int k = 0; k < account.positions().count(); k++) {
                Position p = account.positions().get(k);
                long[] s = bySymbol.computeIfAbsent(p.symbolId, x -> new long[2]);
                s[0] += p.worstE8();
                s[1] += p.posE8;
            }
        }
        assertThat(sums.money.cashE8(state.houseCurrency())).isEqualTo(cash);
        assertThat(sums.money.dayOpenE8(state, true)).isEqualTo(dayOpen);
        assertThat(sums.money.flowsE8(state)).isEqualTo(flows);
        assertThat(sums.usedSlots).isEqualTo(slots);
        bySymbol.forEach((symbol, s) -> {
            assertThat(sums.worstE8(symbol)).isEqualTo(s[0]);
            assertThat(sums.netE8(symbol)).isEqualTo(s[1]);
        });
    }
}

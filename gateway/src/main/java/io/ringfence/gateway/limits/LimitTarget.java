package io.ringfence.gateway.limits;

import io.ringfence.engine.gates.Scope;
import io.ringfence.engine.state.Aggregate;
import io.ringfence.engine.state.EngineState;
import io.ringfence.engine.state.LimitField;
import io.ringfence.engine.state.LimitSet;
import io.ringfence.engine.state.RhoMatrix;
import io.ringfence.engine.state.Strategy;
import io.ringfence.engine.units.Fixed;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The limits of one scope, by the ids that a command carries.
 *
 * @param accountId -1 where the scope has none
 * @param targetId strategy or group, else -1
 * @param key as people write it: {@code A1}, {@code A1/s7}; empty for all accounts together
 */
public record LimitTarget(int scope, int accountId, int targetId, String key, LimitSet limits) {
    /** All scopes that can have limits: all accounts together, groups, accounts, strategies. */
    public static List<LimitTarget> all(EngineState state) {
        List<LimitTarget> all = new ArrayList<>();
        all.add(new LimitTarget(Scope.GLOBAL, -1, -1, "", state.global.limits));
        for (int i = 0; i < state.groupCount(); i++) {
            Aggregate group = state.group(i);
            if (group != null) {
                all.add(new LimitTarget(Scope.GROUP, -1, i, group.name, group.limits));
            }
        }
        for (int i = 0; i < state.accountCount(); i++) {
            all.add(new LimitTarget(Scope.ACCOUNT, i, -1, state.account(i).name, state.account(i).limits));
        }
        for (int i = 0; i < state.strategyCount(); i++) {
            Strategy strategy = state.strategy(i);
            if (strategy != null) {
                String key = state.account(strategy.accountId).name + "/" + strategy.name;
                all.add(new LimitTarget(Scope.STRATEGY, strategy.accountId, i, key, strategy.limits));
            }
        }
        return all;
    }

    /** The account that it belongs to; null where it concerns several. */
    public @Nullable String account(EngineState state) {
        return accountId < 0 ? null : state.account(accountId).name;
    }

    /** What stands in a row now; {@link Fixed#ABSENT} = no limit. */
    public long value(EngineState state, LimitField field, int symbolId, int otherSymbolId) {
        if (field == LimitField.RHO_CFG) {
            int ppm = state.rho.configuredPpm(symbolId, otherSymbolId);
            return ppm == RhoMatrix.UNSET ? Fixed.ABSENT : ppm;
        }
        if (!field.isPerSymbol()) {
            return limits.get(field);
        }
        LimitSet.SymbolLimits ofSymbol = limits.symbol(symbolId);
        return switch (field) {
            case MAX_ORDER_QTY -> ofSymbol.maxOrderQuantityE8;
            case MAX_ORDER_NOTIONAL -> ofSymbol.maxOrderNotionalE8;
            default -> ofSymbol.positionQuantityE8;
        };
    }
}

package io.ringfence.ops.counterfactual;

import io.ringfence.engine.gates.Scope;
import io.ringfence.engine.state.Aggregate;
import io.ringfence.engine.state.EngineState;
import io.ringfence.engine.state.LimitField;
import io.ringfence.engine.state.LimitSet;
import io.ringfence.engine.state.Strategy;
import io.ringfence.engine.units.Fixed;
import org.jspecify.annotations.Nullable;

/**
 * One limit that holds during a counterfactual run.
 *
 * @param scope as in {@link Scope}; never global for a single account
 * @param id account, strategy or group; -1 for global
 * @param symbolId -1 where the field has none
 * @param otherSymbolId -1 where the field has none
 * @param value in the field's unit; {@link Fixed#ABSENT} = no limit
 */
record LimitPin(int scope, int id, LimitField field, int symbolId, int otherSymbolId, long value) {
    LimitPin with(long other) {
        return new LimitPin(scope, id, field, symbolId, otherSymbolId, other);
    }

    /** Whether both are about the same limit. */
    boolean sameLimit(LimitPin that) {
        return with(that.value).equals(that);
    }

    /** The limit's value now; {@link Fixed#ABSENT} when there is none, or nobody yet whom it could bind. */
    long read(EngineState state) {
        if (field == LimitField.RHO_CFG) {
            return Fixed.ABSENT;
        }
        LimitSet limits = limits(state);
        if (limits == null) {
            return Fixed.ABSENT;
        }
        if (!field.isPerSymbol()) {
            return limits.get(field);
        }
        LimitSet.SymbolLimits symbol = limits.symbol(symbolId);
        return switch (field) {
            case MAX_ORDER_QTY -> symbol.maxOrderQuantityE8;
            case MAX_ORDER_NOTIONAL -> symbol.maxOrderNotionalE8;
            default -> symbol.positionQuantityE8;
        };
    }

    void write(EngineState state, long newValue) {
        LimitSet limits = limits(state);
        if (limits == null) {
            return;
        }
        if (field == LimitField.RHO_CFG) {
            if (state.instruments.has(Math.max(symbolId, otherSymbolId))) {
                state.rho.configure(symbolId, otherSymbolId, (int) newValue);
            }
        } else if (!field.isPerSymbol()) {
            limits.set(field, newValue);
        } else if (state.instruments.has(symbolId)) {
            limits.setSymbol(field, symbolId, newValue);
        }
    }

    private @Nullable LimitSet limits(EngineState state) {
        switch (scope) {
            case Scope.GLOBAL -> {
                return state.global.limits;
            }
            case Scope.ACCOUNT -> {
                return state.hasAccount(id) ? state.account(id).limits : null;
            }
            case Scope.STRATEGY -> {
                Strategy strategy = state.strategy(id);
                return strategy == null ? null : strategy.limits;
            }
            default -> {
                Aggregate group = state.group(id);
                return group == null ? null : group.limits;
            }
        }
    }

    /** Whether one value of this limit refuses more than another. */
    boolean isTighter(long a, long b) {
        if (a == Fixed.ABSENT || b == Fixed.ABSENT) {
            return a != Fixed.ABSENT;
        }
        return field == LimitField.DQ_MIN_SCORE ? a > b : a < b;
    }

    /** The value that is one unit tighter: 0.00000001, one basis point, one position, one point of the score. */
    long oneTighter() {
        return field == LimitField.DQ_MIN_SCORE ? value + 1 : value - 1;
    }
}

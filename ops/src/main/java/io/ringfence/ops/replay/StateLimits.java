package io.ringfence.ops.replay;

import io.ringfence.engine.state.EngineState;
import io.ringfence.engine.state.LimitField;
import io.ringfence.engine.state.LimitSet;
import io.ringfence.engine.state.LimitSet.SymbolLimits;
import io.ringfence.engine.units.Fixed;
import io.ringfence.gateway.limits.LimitValues;
import java.io.IOException;

/** The limits in force at one scope, with the names of the configuration. What is not there is no limit. */
final class StateLimits {
    private final EngineState state;
    private final StateWriter out;

    StateLimits(EngineState state, StateWriter out) {
        this.state = state;
        this.out = out;
    }

    void write(LimitSet limits) throws IOException {
        out.object("limits").wide("version", limits.version());
        for (LimitField field : LimitField.values()) {
            boolean isRow = !field.isPerSymbol() && field != LimitField.RHO_CFG;
            if (isRow && limits.has(field)) {
                out.text(field.configName, LimitValues.format(field, limits.get(field)));
            }
        }
        boolean any = false;
        for (int i = 0; i < state.instruments.count(); i++) {
            SymbolLimits symbol = limits.symbol(i);
            boolean set = symbol.maxOrderQuantityE8 != Fixed.ABSENT
                    || symbol.maxOrderNotionalE8 != Fixed.ABSENT
                    || symbol.positionQuantityE8 != Fixed.ABSENT;
            if (set) {
                if (!any) {
                    out.object("symbols");
                    any = true;
                }
                out.object(state.instruments.get(i).name)
                        .decimal("max_order_qty", symbol.maxOrderQuantityE8)
                        .decimal("max_order_notional", symbol.maxOrderNotionalE8)
                        .decimal("pos_qty", symbol.positionQuantityE8)
                        .end();
            }
        }
        if (any) {
            out.end();
        }
        out.end();
    }
}

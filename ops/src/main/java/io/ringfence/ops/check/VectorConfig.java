package io.ringfence.ops.check;

import io.ringfence.engine.state.Account;
import io.ringfence.engine.state.EngineState;
import io.ringfence.engine.state.LimitField;
import io.ringfence.engine.units.Fixed;
import java.util.Set;

/** The limits of a vector, field by field under the names of the configuration file. */
final class VectorConfig {
    private static final Set<String> INSTRUMENT_FIELDS = Set.of("lot", "min_qty", "min_notional");

    private final EngineState state;
    private final Account account;

    VectorConfig(EngineState state, Account account) {
        this.state = state;
        this.account = account;
    }

    void apply(Fields config) {
        for (String name : config.names()) {
            switch (name) {
                case "dq" -> setAll(config.object("dq"), "dq.");
                case "symbols" -> readSymbols(config.object("symbols"));
                case "rho_cfg" -> readMatrix(config.object("rho_cfg"));
                default -> set(config, name, name);
            }
        }
    }

    private void setAll(Fields fields, String prefix) {
        for (String name : fields.names()) {
            set(fields, name, prefix + name);
        }
    }

    private void set(Fields fields, String name, String configName) {
        LimitField field = LimitField.byConfigName(configName);
        if (field == null || field.isPerSymbol()) {
            throw fields.bad(name, "a limit that Ringfence knows");
        }
        account.limits.set(field, field.unit == LimitField.Unit.E8 ? fields.e8(name) : fields.whole(name));
    }

    private void readSymbols(Fields symbols) {
        for (String symbol : symbols.names()) {
            if (!symbols.has(symbol)) {
                continue;
            }
            Fields rules = symbols.object(symbol);
            int id = state.instruments.find(symbol);
            account.limits.setSymbol(LimitField.POS_QTY, id, Fixed.ABSENT);
            for (String name : rules.names()) {
                LimitField field = LimitField.byConfigName("symbols." + name);
                if (field != null) {
                    account.limits.setSymbol(field, id, rules.e8(name));
                } else if (!INSTRUMENT_FIELDS.contains(name)) {
                    throw rules.bad(name, "a limit per symbol that Ringfence knows");
                }
            }
        }
    }

    private void readMatrix(Fields matrix) {
        for (String pair : matrix.names()) {
            int[] ids = pair(state, pair, matrix);
            long rho = matrix.whole(pair);
            if (rho != Fixed.ABSENT) {
                if (rho < -Fixed.PPM || rho > Fixed.PPM) {
                    throw matrix.bad(pair, "a correlation between -1000000 and 1000000 ppm");
                }
                state.rho.configure(ids[0], ids[1], (int) rho);
            }
        }
    }

    /** Ids of the two symbols of a pair written as {@code A|B}. */
    static int[] pair(EngineState state, String pair, Fields where) {
        int bar = pair.indexOf('|');
        int first = bar < 0 ? -1 : state.instruments.find(pair.substring(0, bar));
        int second = bar < 0 ? -1 : state.instruments.find(pair.substring(bar + 1));
        if (first < 0 || second < 0 || first == second) {
            throw where.bad(pair, "a pair of two known symbols, written A|B,");
        }
        return new int[] {first, second};
    }
}

package io.ringfence.ops.check;

import io.ringfence.engine.state.Account;
import io.ringfence.engine.state.EngineState;
import io.ringfence.engine.state.LimitField;
import io.ringfence.engine.units.Fixed;
import java.util.Set;

/** The limits of a vector, field by field under the names of the configuration file. */
final class VectorConfig {
    private static final Set<String> INSTRUMENT_FIELDS =
            Set.of("lot", "min_qty", "min_notional", "tick", "venue_max_qty", "collar_bps");

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
        account.limits.set(field, value(fields, name, field));
    }

    private static long value(Fields fields, String name, LimitField field) {
        return switch (field.unit) {
            case E8 -> fields.e8(name);
            case FLAG -> !fields.has(name) ? Fixed.ABSENT : fields.flag(name, false) ? 1 : 0;
            default -> fields.whole(name);
        };
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
            if (matrix.has(pair)) {
                state.rho.configure(ids[0], ids[1], (int) matrix.wholeOr(pair, 0, -Fixed.PPM, Fixed.PPM));
            }
        }
    }

    /** Ids of the two symbols of a pair written as {@code A|B}; every symbol of a pair is defined. */
    static int[] pair(EngineState state, String pair, Fields where) {
        String[] names = pair.split("\\|", -1);
        if (names.length != 2 || names[0].equals(names[1]) || names[0].isEmpty() || names[1].isEmpty()) {
            throw where.bad(pair, "a pair of two symbols as its name, written A|B,");
        }
        return new int[] {state.instruments.find(names[0]), state.instruments.find(names[1])};
    }
}

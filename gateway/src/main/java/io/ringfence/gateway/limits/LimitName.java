package io.ringfence.gateway.limits;

import io.ringfence.engine.state.LimitField;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * A limit as configuration files and the API name it: {@code gross_abs}, {@code symbols.BTC-USD.pos_qty}, {@code
 * rho_cfg.BTC-USD|ETH-USD}.
 *
 * @param symbol empty where the field has none
 * @param other the second symbol of a pair, else empty
 */
public record LimitName(LimitField field, String symbol, String other) {
    private static final String SYMBOLS = "symbols.";
    private static final String RHO = LimitField.RHO_CFG.configName + ".";

    public static LimitName of(LimitField field) {
        return new LimitName(field, "", "");
    }

    /** The limit of that name, or null. */
    public static @Nullable LimitName parse(String text) {
        if (text.startsWith(RHO)) {
            int bar = text.indexOf('|');
            return bar < 0
                    ? null
                    : new LimitName(LimitField.RHO_CFG, text.substring(RHO.length(), bar), text.substring(bar + 1));
        }
        int dot = text.lastIndexOf('.');
        if (text.startsWith(SYMBOLS) && dot > SYMBOLS.length()) {
            LimitField field = LimitField.byConfigName(SYMBOLS + text.substring(dot + 1));
            return field == null ? null : new LimitName(field, text.substring(SYMBOLS.length(), dot), "");
        }
        LimitField field = LimitField.byConfigName(text);
        return field == null || field.isPerSymbol() || field == LimitField.RHO_CFG ? null : of(field);
    }

    public String text() {
        if (field == LimitField.RHO_CFG) {
            return RHO + symbol + "|" + other;
        }
        return field.isPerSymbol()
                ? SYMBOLS + symbol + "." + field.configName.substring(SYMBOLS.length())
                : field.configName;
    }

    /** The names that there are at a scope, for a message. */
    static String known(int scope) {
        StringJoiner known = new StringJoiner(", ");
        for (LimitField field : LimitScopes.of(scope)) {
            LimitName name = field == LimitField.RHO_CFG
                    ? new LimitName(field, "SYMBOL", "SYMBOL")
                    : new LimitName(field, field.isPerSymbol() ? "SYMBOL" : "", "");
            known.add(name.text());
        }
        return known.toString();
    }
}

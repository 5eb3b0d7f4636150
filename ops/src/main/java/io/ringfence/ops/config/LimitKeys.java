package io.ringfence.ops.config;

import io.ringfence.engine.state.LimitField;
import io.ringfence.gateway.limits.LimitScopes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The keys of the gates: the fields of gate-vectors.json at each scope where they have an effect. */
final class LimitKeys {
    /** Values of every account that the configuration leaves out: how data quality and correlation are computed. */
    static final Map<LimitField, String> FALLBACKS = Map.ofEntries(
            Map.entry(LimitField.DQ_MIN_SCORE, "70"),
            Map.entry(LimitField.DQ_MIN_SCORE_REDUCE, "40"),
            Map.entry(LimitField.DQ_SOFT_STALE_NS, "1000000000"),
            Map.entry(LimitField.DQ_HARD_STALE_NS, "5000000000"),
            Map.entry(LimitField.DQ_SOFT_SPREAD_BPS, "20"),
            Map.entry(LimitField.DQ_HARD_SPREAD_BPS, "200"),
            Map.entry(LimitField.DQ_SOFT_DEV_BPS, "50"),
            Map.entry(LimitField.DQ_HARD_DEV_BPS, "300"),
            Map.entry(LimitField.DQ_GAP_COOLDOWN_NS, "2000000000"),
            Map.entry(LimitField.DQ_ALLOW_REDUCE_ON_HARD, "true"),
            Map.entry(LimitField.DQ_REF_MAX_AGE_NS, "60000000000"),
            Map.entry(LimitField.DQ_FX_MAX_AGE_NS, "60000000000"),
            Map.entry(LimitField.DAY_STRESS_BPS, "0"),
            Map.entry(LimitField.EXPOSURE_BUFFER_BPS, "0"),
            Map.entry(LimitField.MARKET_BUFFER_BPS, "100"),
            Map.entry(LimitField.RHO_THRESHOLD_PPM, "500000"),
            Map.entry(LimitField.DEFAULT_RHO_PPM, "1000000"),
            Map.entry(LimitField.MIN_SAMPLES, "32"),
            Map.entry(LimitField.REDUCE_ALLOWED, "true"));

    /** Limits that an account may lack; said once as a warning, refused in live mode. */
    static final Set<LimitField> EXPECTED = EnumSet.of(
            LimitField.DAY_LOSS_BPS,
            LimitField.MAX_LEVERAGE_BPS,
            LimitField.POS_PCT_BPS,
            LimitField.MAX_ORDER_QTY,
            LimitField.MAX_ORDER_NOTIONAL,
            LimitField.POS_QTY);

    private static final String SYMBOLS = "symbols.";

    private LimitKeys() {}

    /** All keys under {@code gates}. */
    static List<ConfigKey> all() {
        List<ConfigKey> keys = new ArrayList<>();
        for (LimitField field : LimitField.values()) {
            keys.add(key("gates.default.", field));
        }
        for (LimitField field : LimitField.values()) {
            if (field != LimitField.RHO_CFG) {
                keys.add(key("gates.accounts.{account}.", field));
            }
        }
        keys.add(ConfigKey.of("gates.groups.{group}.members", KeyType.LIST, null, "accounts of the group"));
        LimitScopes.GROUP.forEach(field -> keys.add(key("gates.groups.{group}.", field)));
        LimitScopes.STRATEGY.forEach(field -> keys.add(key("gates.strategies.{strategy}.", field)));
        LimitScopes.GROUP.forEach(field -> keys.add(key("gates.global.", field)));
        keys.add(key("gates.global.", LimitField.TRIP_DAY_LOSS));
        return keys;
    }

    /** The key of a field within its scope, as segments: {@code symbols, BTC-USD, pos_qty}. */
    static List<String> segments(LimitField field, String symbol) {
        return field.isPerSymbol()
                ? List.of("symbols", symbol, field.configName.substring(SYMBOLS.length()))
                : KeyPath.split(field.configName);
    }

    /** The field of the segments behind the scope, or null. */
    static @Nullable LimitField field(List<String> segments) {
        if (segments.size() == 3 && segments.get(0).equals("symbols")) {
            return LimitField.byConfigName(SYMBOLS + segments.get(2));
        }
        if (segments.size() == 2 && segments.get(0).equals("rho_cfg")) {
            return LimitField.RHO_CFG;
        }
        return LimitField.byConfigName(String.join(".", segments));
    }

    private static ConfigKey key(String scope, LimitField field) {
        String name = field.configName;
        if (field.isPerSymbol()) {
            name = "symbols.{symbol}." + name.substring(SYMBOLS.length());
        } else if (field == LimitField.RHO_CFG) {
            name = "rho_cfg.{pair}";
        }
        boolean required = scope.startsWith("gates.default") && LimitScopes.REQUIRED.contains(field);
        KeyType type = required ? type(field) : type(field).orNone();
        return ConfigKey.of(
                scope + name, type, scope.equals("gates.default.") ? FALLBACKS.get(field) : null, help(field));
    }

    static KeyType type(LimitField field) {
        return switch (field.unit) {
            case E8 -> KeyType.NOT_NEGATIVE;
            case PPM -> KeyType.integer(-1_000_000, 1_000_000);
            case BPS -> KeyType.integer(0, 1_000_000_000);
            case NANOS, COUNT -> KeyType.COUNT;
            case FLAG -> KeyType.FLAG;
        };
    }

    private static String help(LimitField field) {
        return switch (field.unit) {
            case E8 -> "decimal";
            case PPM -> "parts per million";
            case BPS -> "basis points";
            case NANOS -> "nanoseconds";
            case COUNT -> "count";
            case FLAG -> "true or false";
        };
    }
}

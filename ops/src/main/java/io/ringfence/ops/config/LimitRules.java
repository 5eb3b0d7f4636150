package io.ringfence.ops.config;

import io.ringfence.engine.state.LimitField;
import io.ringfence.gateway.limits.LimitScopes;
import io.ringfence.ops.config.LimitRows.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Limits that must be there and must fit together, for every account. */
final class LimitRules {
    private final Configuration configuration;
    private final ConfigProblems problems;

    private LimitRules(Configuration configuration, ConfigProblems problems) {
        this.configuration = configuration;
        this.problems = problems;
    }

    static void check(Configuration configuration, ConfigProblems problems) {
        LimitRules rules = new LimitRules(configuration, problems);
        rules.matrix();
        for (String account : configuration.names().accounts()) {
            Map<Row, Long> rows = LimitRows.account(configuration, account);
            rules.complete(account, rows);
            rules.ordered(account, rows, LimitField.DD_SOFT_BPS, LimitField.DD_HARD_BPS);
            rules.ordered(account, rows, LimitField.DQ_SOFT_STALE_NS, LimitField.DQ_HARD_STALE_NS);
            rules.ordered(account, rows, LimitField.DQ_SOFT_SPREAD_BPS, LimitField.DQ_HARD_SPREAD_BPS);
            rules.ordered(account, rows, LimitField.DQ_SOFT_DEV_BPS, LimitField.DQ_HARD_DEV_BPS);
            rules.collars(account, rows);
        }
    }

    private void complete(String account, Map<Row, Long> rows) {
        List<String> expected = new ArrayList<>();
        for (LimitField field : LimitScopes.REQUIRED) {
            if (value(rows, field) == null) {
                problems.add(configuration.name() + ": gates.default." + field.configName + " is missing, and account "
                        + account + " has none of its own: no order could pass");
            }
        }
        for (LimitField field : LimitKeys.EXPECTED) {
            if (!field.isPerSymbol() && value(rows, field) == null) {
                expected.add(field.configName);
            }
        }
        for (String symbol : configuration.names().symbols()) {
            boolean tradable =
                    configuration.require("instruments", symbol, "kind").equals("tradable");
            for (LimitField field : LimitKeys.EXPECTED) {
                if (tradable && field.isPerSymbol() && !rows.containsKey(new Row(field, symbol, ""))) {
                    expected.add(ConfigRules.name(field, symbol));
                }
            }
        }
        if (expected.isEmpty()) {
            return;
        }
        String sentence =
                configuration.name() + ": account " + account + " has no limit for " + String.join(", ", expected);
        if (configuration.require("environment").equals("production")) {
            problems.add(sentence + "; production needs all of them");
        } else {
            problems.warn(sentence);
        }
    }

    private void ordered(String account, Map<Row, Long> rows, LimitField soft, LimitField hard) {
        Long low = value(rows, soft);
        Long high = value(rows, hard);
        if (low != null && high != null && low >= high) {
            problems.add(configuration.name() + ": account " + account + ": " + soft.configName + " (" + low
                    + ") must be below " + hard.configName + " (" + high + ")");
        }
    }

    private void collars(String account, Map<Row, Long> rows) {
        Long buffer = value(rows, LimitField.EXPOSURE_BUFFER_BPS);
        List<String> wider = new ArrayList<>();
        for (String symbol : configuration.names().symbols()) {
            long collar = configuration.number("instruments", symbol, "collar_bps");
            if (collar > 0 && buffer != null && buffer < collar) {
                wider.add(symbol);
            }
        }
        if (!wider.isEmpty()) {
            problems.warn(configuration.name() + ": account " + account + ": exposure_buffer_bps (" + buffer
                    + ") is below the collar of " + String.join(", ", wider)
                    + ": a fill at the collar can exceed the exposure that was reserved");
        }
    }

    private void matrix() {
        for (RawValue value : configuration.below("gates", "default", "rho_cfg")) {
            List<String> pair = ConfigRules.pair(value.segments().get(3));
            RawValue mirrored =
                    configuration.given(KeyPath.of("gates", "default", "rho_cfg", pair.get(1) + "|" + pair.get(0)));
            if (mirrored != null && !mirrored.text().equals(value.text())) {
                problems.add(value.source() + ": " + value.key() + " (" + value.text()
                        + ") contradicts its mirror image " + mirrored.key() + " (" + mirrored.text() + ")");
                return;
            }
        }
    }

    private static @Nullable Long value(Map<Row, Long> rows, LimitField field) {
        return rows.get(new Row(field, "", ""));
    }
}

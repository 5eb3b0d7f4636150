package io.ringfence.ops.config;

import io.ringfence.engine.state.LimitField;
import io.ringfence.engine.units.Fixed;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The limits of one scope as the configuration has them, by the name of the row; "no limit" rows are absent. */
final class LimitRows {
    /** A row: the field, and the symbols it is about; empty where it has none. */
    record Row(LimitField field, String symbol, String other) implements Comparable<Row> {
        @Override
        public int compareTo(Row that) {
            int byField = Integer.compare(field.id, that.field.id);
            int bySymbol = symbol.compareTo(that.symbol);
            return byField != 0 ? byField : bySymbol != 0 ? bySymbol : other.compareTo(that.other);
        }
    }

    private LimitRows() {}

    /** An account's own limits over {@code gates.default} over the fallbacks. */
    static Map<Row, Long> account(Configuration configuration, String account) {
        Map<Row, Long> rows = new TreeMap<>();
        LimitKeys.FALLBACKS.forEach((field, text) ->
                rows.put(new Row(field, "", ""), LimitKeys.type(field).parse(text)));
        read(configuration, rows, "gates", "default");
        read(configuration, rows, "gates", "accounts", account);
        rows.keySet().removeIf(row -> row.field() == LimitField.RHO_CFG);
        return rows;
    }

    /** The limits of all accounts together, and the one correlation matrix. */
    static Map<Row, Long> global(Configuration configuration) {
        Map<Row, Long> rows = new TreeMap<>();
        read(configuration, rows, "gates", "default");
        rows.keySet().removeIf(row -> row.field() != LimitField.RHO_CFG);
        read(configuration, rows, "gates", "global");
        return rows;
    }

    static Map<Row, Long> group(Configuration configuration, String group) {
        Map<Row, Long> rows = new TreeMap<>();
        read(configuration, rows, "gates", "groups", group);
        return rows;
    }

    static Map<Row, Long> strategy(Configuration configuration, String strategy) {
        Map<Row, Long> rows = new TreeMap<>();
        read(configuration, rows, "gates", "strategies", strategy);
        return rows;
    }

    private static void read(Configuration configuration, Map<Row, Long> rows, String... scope) {
        for (RawValue value : configuration.below(scope)) {
            List<String> rest =
                    value.segments().subList(scope.length, value.segments().size());
            LimitField field = LimitKeys.field(rest);
            if (field != null) {
                put(
                        rows,
                        row(field, rest),
                        configuration.number(value.segments().toArray(String[]::new)));
            }
        }
    }

    static Row row(LimitField field, List<String> segments) {
        if (field == LimitField.RHO_CFG) {
            String pair = segments.get(1);
            int bar = pair.indexOf('|');
            String first = pair.substring(0, bar);
            String second = pair.substring(bar + 1);
            return first.compareTo(second) < 0 ? new Row(field, first, second) : new Row(field, second, first);
        }
        return new Row(field, field.isPerSymbol() ? segments.get(1) : "", "");
    }

    private static void put(Map<Row, Long> rows, Row row, long value) {
        if (value == Fixed.ABSENT) {
            rows.remove(row);
        } else {
            rows.put(row, value);
        }
    }
}

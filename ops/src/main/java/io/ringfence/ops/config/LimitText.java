package io.ringfence.ops.config;

import io.ringfence.engine.command.CommandWriter.LimitRow;
import io.ringfence.engine.state.LimitField;
import io.ringfence.engine.units.Fixed;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** One limit as people write it, {@code symbols.BTC-USD.pos_qty = 3}, as a row of a command. */
public final class LimitText {
    private LimitText() {}

    /**
     * Reads one limit.
     *
     * @param path the field, nested or with dots, with symbol names within
     * @param text the value; null or "none" = no limit
     * @param symbolId the id of a symbol, or -1
     * @throws IllegalArgumentException with a sentence that says what is wrong
     */
    public static LimitRow row(List<String> path, @Nullable String text, ToIntFunction<String> symbolId) {
        List<String> segments = path.size() == 1 ? KeyPath.split(path.get(0)) : new ArrayList<>(path);
        String name = KeyPath.join(segments);
        LimitField field = LimitKeys.field(segments);
        if (field == null) {
            List<String> known = new ArrayList<>();
            for (LimitField candidate : LimitField.values()) {
                known.add(candidate.configName);
            }
            throw new IllegalArgumentException("unknown limit \"" + name + "\"; " + Suggestion.of(name, known));
        }
        if (field == LimitField.RHO_CFG && !segments.get(1).contains("|")) {
            throw new IllegalArgumentException("\"" + segments.get(1) + "\" is not a pair like BTC-USD|ETH-USD");
        }
        LimitRows.Row row = LimitRows.row(field, segments);
        return new LimitRow(field.id, id(row.symbol(), symbolId), id(row.other(), symbolId), value(field, name, text));
    }

    private static int id(String symbol, ToIntFunction<String> symbolId) {
        if (symbol.isEmpty()) {
            return -1;
        }
        int id = symbolId.applyAsInt(symbol);
        if (id < 0) {
            throw new IllegalArgumentException("symbol \"" + symbol + "\" is not configured");
        }
        return id;
    }

    private static long value(LimitField field, String name, @Nullable String text) {
        if (text == null) {
            return Fixed.ABSENT;
        }
        KeyType type = LimitKeys.type(field).orNone();
        try {
            return type.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + " is \"" + text + "\", which is not " + type.form, e);
        }
    }
}

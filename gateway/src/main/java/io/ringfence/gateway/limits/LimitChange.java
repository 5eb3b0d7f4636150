package io.ringfence.gateway.limits;

import io.ringfence.engine.command.CommandWriter.LimitRow;
import io.ringfence.engine.gates.ReasonCode;
import io.ringfence.engine.gates.Scope;
import io.ringfence.engine.state.EngineState;
import io.ringfence.engine.state.LimitField;
import io.ringfence.engine.units.Fixed;
import io.ringfence.gateway.json.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A change that somebody asks for, checked against the limits that it would change. */
public final class LimitChange {
    private static final int UNPROCESSABLE = 422;

    /**
     * One row: what it was and what it is to be; {@link Fixed#ABSENT} = no limit.
     *
     * @param isFirst a symbol without any limit is not traded at all, so that its first limit allows something
     */
    public record Entry(LimitName name, LimitRow row, long before, boolean isFirst) {
        public boolean loosens() {
            return isFirst || LimitDirection.of(name.field()).loosens(before, row.value());
        }
    }

    private final EngineState state;
    private final LimitTarget target;
    private final List<Entry> entries = new ArrayList<>();

    private LimitChange(EngineState state, LimitTarget target) {
        this.state = state;
        this.target = target;
    }

    /**
     * Checks a change.
     *
     * @param asked new values by name; null = no limit
     * @throws RefusedException 400 for a name that does not exist, 422 for a value or a combination that can not be
     */
    public static LimitChange of(EngineState state, LimitTarget target, Map<String, @Nullable String> asked) {
        LimitChange change = new LimitChange(state, target);
        if (asked.isEmpty()) {
            throw RefusedException.malformed("\"limits\" names no limit to change");
        }
        asked.forEach(change::add);
        if (target.scope() == Scope.ACCOUNT) {
            change.complete();
            change.ordered(LimitField.DD_SOFT_BPS, LimitField.DD_HARD_BPS);
            change.ordered(LimitField.DQ_SOFT_STALE_NS, LimitField.DQ_HARD_STALE_NS);
            change.ordered(LimitField.DQ_SOFT_SPREAD_BPS, LimitField.DQ_HARD_SPREAD_BPS);
            change.ordered(LimitField.DQ_SOFT_DEV_BPS, LimitField.DQ_HARD_DEV_BPS);
        }
        return change;
    }

    private void add(String text, @Nullable String value) {
        LimitName name = LimitName.parse(text);
        if (name == null || !LimitScopes.of(target.scope()).contains(name.field())) {
            throw RefusedException.malformed("There is no limit \"" + text + "\" at the scope "
                    + Scope.name(target.scope()) + "; there are " + LimitName.known(target.scope()));
        }
        int symbol = symbol(name.symbol());
        int other = symbol(name.other());
        if (name.field() == LimitField.RHO_CFG && symbol == other) {
            throw new RefusedException(UNPROCESSABLE, 0, "\"" + text + "\" names one symbol twice");
        }
        for (Entry entry : entries) {
            if (entry.name().equals(name) || isMirror(entry.name(), name)) {
                throw RefusedException.malformed("\"" + text + "\" is given twice");
            }
        }
        long before = target.value(state, name.field(), symbol, other);
        LimitRow row = new LimitRow(name.field().id, symbol, other, value(name, value));
        boolean isFirst = target.scope() == Scope.ACCOUNT
                && name.field().isPerSymbol()
                && !target.limits().hasSymbol(symbol);
        entries.add(new Entry(name, row, before, isFirst));
    }

    private static boolean isMirror(LimitName a, LimitName b) {
        return a.field() == LimitField.RHO_CFG
                && b.field() == LimitField.RHO_CFG
                && a.symbol().equals(b.other())
                && a.other().equals(b.symbol());
    }

    private int symbol(String name) {
        if (name.isEmpty()) {
            return -1;
        }
        int id = state.instruments.find(name);
        if (id < 0) {
            throw new RefusedException(404, ReasonCode.UNKNOWN_SYMBOL.number, "There is no symbol \"" + name + "\"");
        }
        return id;
    }

    private static long value(LimitName name, @Nullable String text) {
        if (text == null) {
            if (name.field() == LimitField.RHO_CFG) {
                throw new RefusedException(UNPROCESSABLE, 0, "\"" + name.text() + "\" can be changed, not removed");
            }
            return Fixed.ABSENT;
        }
        try {
            return LimitValues.parse(name.field(), text);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(UNPROCESSABLE, 0, "\"" + name.text() + "\" must be " + e.getMessage());
        }
    }

    private void complete() {
        for (Entry entry : entries) {
            if (entry.row().value() == Fixed.ABSENT
                    && LimitScopes.REQUIRED.contains(entry.name().field())) {
                throw new RefusedException(
                        UNPROCESSABLE,
                        0,
                        "\"" + entry.name().text() + "\" can not be removed: without it no order could pass");
            }
        }
    }

    private void ordered(LimitField soft, LimitField hard) {
        long low = after(soft);
        long high = after(hard);
        if (low != Fixed.ABSENT && high != Fixed.ABSENT && low >= high) {
            throw new RefusedException(
                    UNPROCESSABLE,
                    0,
                    soft.configName + " (" + low + ") must be below " + hard.configName + " (" + high + ")");
        }
    }

    private long after(LimitField field) {
        for (Entry entry : entries) {
            if (entry.name().field() == field) {
                return entry.row().value();
            }
        }
        return target.limits().get(field);
    }

    public List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** For the command. */
    public List<LimitRow> rows() {
        return entries.stream().map(Entry::row).toList();
    }

    /** Whether anything may be allowed afterwards that is not allowed now. */
    public boolean loosens() {
        return entries.stream().anyMatch(Entry::loosens);
    }

    /** The names of the rows that loosen, for a message. */
    public String loosened() {
        return entries.stream()
                .filter(Entry::loosens)
                .map(entry -> "\"" + entry.name().text() + "\"")
                .collect(Collectors.joining(", "));
    }
}

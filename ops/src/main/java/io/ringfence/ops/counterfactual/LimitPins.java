package io.ringfence.ops.counterfactual;

import io.ringfence.engine.gates.Scope;
import io.ringfence.engine.schema.DefineAccountDecoder;
import io.ringfence.engine.schema.DefineGroupDecoder;
import io.ringfence.engine.schema.DefineInstrumentDecoder;
import io.ringfence.engine.schema.DefineStrategyDecoder;
import io.ringfence.engine.schema.SetLimitsDecoder;
import io.ringfence.engine.state.EngineState;
import io.ringfence.ops.Failure;
import io.ringfence.ops.config.LimitFile;
import io.ringfence.ops.config.Suggestion;
import io.ringfence.ops.json.Names;
import java.util.ArrayList;
import java.util.List;

/**
 * The limits of a counterfactual run, from the first command to the last. What the recorded stream says about other
 * limits is done as it was; what it says about these is overruled at once.
 */
final class LimitPins {
    private final List<LimitPin> pins;
    private final boolean onlyTighten;

    /**
     * Limits that hold throughout.
     *
     * @param onlyTighten where the recorded limit is tighter at some moment, that one holds
     */
    LimitPins(List<LimitPin> pins, boolean onlyTighten) {
        this.pins = List.copyOf(pins);
        this.onlyTighten = onlyTighten;
    }

    List<LimitPin> list() {
        return pins;
    }

    /** Finds the accounts, strategies, groups and symbols that a file names among those of a journal. */
    static LimitPins of(List<LimitFile.Limit> limits, Names names, int accounts, boolean onlyTighten) {
        List<LimitPin> pins = new ArrayList<>();
        for (LimitFile.Limit limit : limits) {
            int symbol = symbol(limit, limit.symbol(), names);
            int other = symbol(limit, limit.other(), names);
            boolean every = limit.scope() == Scope.ACCOUNT && limit.key().equals(LimitFile.EVERY_ACCOUNT);
            for (int id = 0; every && id < accounts; id++) {
                put(pins, new LimitPin(Scope.ACCOUNT, id, limit.field(), symbol, other, limit.value()));
            }
            if (!every) {
                put(pins, new LimitPin(limit.scope(), id(limit, names), limit.field(), symbol, other, limit.value()));
            }
        }
        return new LimitPins(pins, onlyTighten);
    }

    /** A later limit takes the place of an earlier one. */
    private static void put(List<LimitPin> pins, LimitPin pin) {
        pins.removeIf(pin::sameLimit);
        pins.add(pin);
    }

    private static int symbol(LimitFile.Limit limit, String symbol, Names names) {
        if (symbol.isEmpty()) {
            return -1;
        }
        return known(limit, "symbol", symbol, names.symbolId(symbol), names.symbols());
    }

    private static int id(LimitFile.Limit limit, Names names) {
        String key = limit.key();
        return switch (limit.scope()) {
            case Scope.ACCOUNT -> known(limit, "account", key, names.accountId(key), names.accounts());
            case Scope.STRATEGY -> known(limit, "strategy", key, names.strategyId(key), names.strategies());
            case Scope.GROUP -> known(limit, "group", key, names.groupId(key), names.groups());
            default -> -1;
        };
    }

    private static int known(LimitFile.Limit limit, String kind, String name, int id, List<String> all) {
        if (id < 0) {
            throw Failure.usage(limit.source() + ": " + limit.name() + ": " + kind + " \"" + name
                    + "\" is not in this journal; " + Suggestion.of(name, all));
        }
        return id;
    }

    /** To be called behind every command: sets again what a command may have changed. */
    void applyBehind(int commandTemplate, EngineState state) {
        switch (commandTemplate) {
            case SetLimitsDecoder.TEMPLATE_ID,
                    DefineInstrumentDecoder.TEMPLATE_ID,
                    DefineAccountDecoder.TEMPLATE_ID,
                    DefineStrategyDecoder.TEMPLATE_ID,
                    DefineGroupDecoder.TEMPLATE_ID -> apply(state);
            default -> {}
        }
    }

    private void apply(EngineState state) {
        for (LimitPin pin : pins) {
            if (!onlyTighten || pin.isTighter(pin.value(), pin.read(state))) {
                pin.write(state, pin.value());
            }
        }
    }
}

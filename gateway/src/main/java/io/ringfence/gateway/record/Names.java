package io.ringfence.gateway.record;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The names behind the dense ids, and what of an instrument never changes. Immutable: the follower publishes a new one
 * when a command defines something.
 */
public record Names(
        List<String> accounts,
        List<Symbol> symbols,
        List<StrategyName> strategies,
        Map<String, Integer> accountIds,
        Map<String, Integer> symbolIds) {
    /** A symbol and its lot. */
    public record Symbol(String name, long lotE8) {}

    /** A strategy, named within its account. */
    public record StrategyName(int accountId, String name) {}

    public static final Names NONE = new Names(List.of(), List.of(), List.of(), Map.of(), Map.of());

    /** -1 when unknown. */
    public int accountId(String name) {
        return accountIds.getOrDefault(name, -1);
    }

    /** -1 when unknown. */
    public int symbolId(String name) {
        return symbolIds.getOrDefault(name, -1);
    }

    /** -1 when unknown. */
    public int strategyId(int accountId, String name) {
        for (int i = 0; i < strategies.size(); i++) {
            StrategyName strategy = strategies.get(i);
            if (strategy.accountId() == accountId && strategy.name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    public @Nullable String account(int accountId) {
        return accountId >= 0 && accountId < accounts.size() ? accounts.get(accountId) : null;
    }

    public @Nullable String symbol(int symbolId) {
        return symbolId >= 0 && symbolId < symbols.size()
                ? symbols.get(symbolId).name()
                : null;
    }

    /** 1 (the least) where the symbol is unknown. */
    public long lotE8(int symbolId) {
        return symbolId >= 0 && symbolId < symbols.size()
                ? symbols.get(symbolId).lotE8()
                : 1;
    }

    /** The name within its account. */
    public @Nullable String strategy(int strategyId) {
        return strategyId >= 0 && strategyId < strategies.size()
                ? strategies.get(strategyId).name()
                : null;
    }
}

package io.ringfence.engine.state;

import io.ringfence.engine.gates.Scope;
import org.jspecify.annotations.Nullable;

/** Reads and sets the kill level of any scope, wherever it is kept. */
public final class KillBoard {
    private final EngineState state;

    public KillBoard(EngineState state) {
        this.state = state;
    }

    /** Whether the scope names something that exists. */
    public boolean isKnown(byte scope, int accountId, int targetId) {
        return switch (scope) {
            case Scope.GLOBAL, Scope.VENUE, Scope.SESSION -> true;
            case Scope.ACCOUNT -> state.hasAccount(accountId);
            case Scope.SYMBOL -> state.instruments.has(targetId);
            case Scope.STRATEGY -> strategy(accountId, targetId) != null;
            default -> false;
        };
    }

    private @Nullable Strategy strategy(int accountId, int strategyId) {
        Strategy strategy = state.strategy(strategyId);
        return strategy != null && strategy.accountId == accountId ? strategy : null;
    }

    public byte level(byte scope, int accountId, int targetId) {
        return switch (scope) {
            case Scope.GLOBAL -> state.kill.global;
            case Scope.ACCOUNT -> state.account(accountId).killLevel;
            case Scope.SYMBOL -> state.instruments.get(targetId).killLevel;
            case Scope.STRATEGY -> {
                Strategy strategy = state.strategy(targetId);
                yield strategy == null ? KillLevel.ACTIVE : strategy.killLevel;
            }
            case Scope.VENUE -> state.kill.venue;
            default -> state.kill.session(targetId);
        };
    }

    /** Sets a level and what caused it; returns the level before. */
    public byte set(byte scope, int accountId, int targetId, byte level, byte cause) {
        byte previous = level(scope, accountId, targetId);
        switch (scope) {
            case Scope.GLOBAL -> state.kill.global = level;
            case Scope.ACCOUNT -> {
                Account account = state.account(accountId);
                state.changes.mark(account);
                account.killLevel = level;
            }
            case Scope.SYMBOL -> {
                Instrument instrument = state.instruments.get(targetId);
                state.changes.mark(instrument);
                instrument.killLevel = level;
            }
            case Scope.STRATEGY -> {
                Strategy strategy = state.strategy(targetId);
                if (strategy != null) {
                    state.changes.mark(strategy);
                    strategy.killCause = level == previous ? strategy.killCause : cause;
                    strategy.killLevel = level;
                }
            }
            case Scope.VENUE -> state.kill.venue = level;
            default -> state.kill.session(targetId, level);
        }
        return previous;
    }
}

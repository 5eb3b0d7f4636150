package io.ringfence.engine.control;

import io.ringfence.engine.gates.Scope;
import io.ringfence.engine.record.Events;
import io.ringfence.engine.state.EngineState;
import io.ringfence.engine.state.KillBoard;
import io.ringfence.engine.state.KillCause;
import io.ringfence.engine.state.KillLevel;

/** Trips and resets kill levels, journals each change with its cause, and starts the cancels that go with it. */
public final class KillControl {
    private final EngineState state;
    private final Events events;
    private final MassCancels massCancels;
    private final KillBoard board;

    public KillControl(EngineState state, Events events, MassCancels massCancels) {
        this.state = state;
        this.events = events;
        this.massCancels = massCancels;
        board = new KillBoard(state);
    }

    public boolean isKnown(byte scope, int accountId, int targetId) {
        return board.isKnown(scope, accountId, targetId);
    }

    /**
     * Raises a level; it never falls but by a reset. A trip by hand or by the dead-man switch, which disarms itself, is
     * always journaled and cancels even where the level stands already; the other automatic ones trip once.
     */
    public void trip(byte scope, byte level, boolean cancelAll, int accountId, int targetId, byte cause) {
        byte previous = board.level(scope, accountId, targetId);
        boolean repeats = cause == KillCause.OPERATOR || cause == KillCause.DEAD_MAN;
        if (previous >= level && !repeats) {
            return;
        }
        byte raised = previous > level ? previous : level;
        board.set(scope, accountId, targetId, raised, cause);
        events.killChanged(state.sequence, scope, raised, previous, cause, accountId, targetId);
        if (cancelAll) {
            massCancels.start(scope, accountId, targetId, cause);
        }
    }

    /** Back to ACTIVE; a reset of the global scope also confirms an unknown state. */
    public void reset(byte scope, int accountId, int targetId) {
        byte previous = board.set(scope, accountId, targetId, KillLevel.ACTIVE, KillCause.RESET);
        if (scope == Scope.GLOBAL) {
            state.kill.unknown = false;
        }
        events.killChanged(state.sequence, scope, KillLevel.ACTIVE, previous, KillCause.RESET, accountId, targetId);
    }
}

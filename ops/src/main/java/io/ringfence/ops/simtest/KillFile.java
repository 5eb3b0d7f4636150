package io.ringfence.ops.simtest;

import io.ringfence.engine.gates.Scope;
import io.ringfence.engine.state.EngineState;
import io.ringfence.engine.state.KillBoard;
import io.ringfence.engine.state.KillCause;
import io.ringfence.journal.KillEntry;
import io.ringfence.journal.KillState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The kill-state file: written behind the engine, so it may lag; now and then missing or damaged. */
final class KillFile {
    private @Nullable List<KillEntry> written;

    /** What the engine knows now reaches the file. */
    void write(EngineState state) {
        List<KillEntry> entries = new ArrayList<>();
        KillBoard board = new KillBoard(state);
        add(entries, board, Scope.GLOBAL, -1, -1);
        add(entries, board, Scope.VENUE, -1, -1);
        for (int i = 0; i < state.accountCount(); i++) {
            add(entries, board, Scope.ACCOUNT, i, -1);
        }
        for (int i = 0; i < state.instruments.count(); i++) {
            add(entries, board, Scope.SYMBOL, -1, i);
        }
        written = entries;
    }

    private static void add(List<KillEntry> entries, KillBoard board, byte scope, int account, int target) {
        byte level = board.level(scope, account, target);
        if (level != 0) {
            entries.add(new KillEntry(scope, account, target, level, 1, KillCause.OPERATOR, 0));
        }
    }

    KillState read(Dice dice, boolean faults, Coverage coverage) {
        List<KillEntry> entries = written;
        if (faults && dice.chance(100)) {
            coverage.count("fault: kill-state file damaged");
            return new KillState.Damaged("the simulated kill-state file");
        }
        if (entries == null || (faults && dice.chance(100))) {
            coverage.count(entries == null ? "recovery: no kill-state file yet" : "fault: kill-state file missing");
            return new KillState.Fresh();
        }
        return new KillState.Sound(entries);
    }
}

package io.ringfence.ops.run;

import io.ringfence.engine.command.CommandWriter;
import io.ringfence.engine.gates.Scope;
import io.ringfence.engine.state.EngineState;
import io.ringfence.engine.state.KillBoard;
import io.ringfence.journal.KillEntry;
import io.ringfence.journal.KillState;
import io.ringfence.ops.config.CommandSink;
import java.util.List;

/**
 * What a start finds in the kill-state file beside the journal, as commands. A file that is missing where it should be,
 * or that cannot be read, leaves the core halted (120) until somebody confirms; a file that is more severe than the
 * journal wins.
 */
public final class BootState {
    private static final int FRESH = 0;
    private static final int AGREES = 1;
    private static final int MISSING = 2;
    private static final int DAMAGED = 3;
    private static final int DIFFERS = 4;

    private BootState() {}

    /** Journals the boot; returns a sentence for the operator, empty when there is nothing to say. */
    public static String journal(KillState found, EngineState state, CommandWriter writer, CommandSink sink) {
        boolean fresh = state.sequence == 0;
        writer.origin(0, 0, 0, 0);
        if (found instanceof KillState.Sound sound) {
            return sound(sound.entries(), state, writer, sink);
        }
        int code = found instanceof KillState.Damaged ? DAMAGED : fresh ? FRESH : MISSING;
        boot(code, 0, writer, sink);
        if (found instanceof KillState.Damaged damaged) {
            return damaged.reason() + "; everything is halted until the global kill switch is reset";
        }
        return fresh
                ? ""
                : "emergency.state is missing beside a journal that is not empty; everything is halted until the"
                        + " global kill switch is reset";
    }

    private static String sound(List<KillEntry> entries, EngineState state, CommandWriter writer, CommandSink sink) {
        KillBoard board = new KillBoard(state);
        int global = 0;
        int raised = 0;
        for (KillEntry entry : entries) {
            if (entry.scope() == Scope.GLOBAL) {
                global = entry.level();
            }
            raised += isHigher(board, entry) ? 1 : 0;
        }
        boot(raised > 0 ? DIFFERS : AGREES, global, writer, sink);
        for (KillEntry entry : entries) {
            if (isHigher(board, entry)) {
                String reason = "emergency.state holds a higher level than the journal";
                writer.kill(
                        entry.scope(), entry.level(), false, entry.accountId(), entry.targetId(), reason, "start-up");
                sink.accept(writer.buffer(), 0, writer.length());
            }
        }
        return raised == 0 ? "" : "emergency.state holds higher kill levels than the journal; they were taken over";
    }

    private static boolean isHigher(KillBoard board, KillEntry entry) {
        byte scope = (byte) entry.scope();
        return board.isKnown(scope, entry.accountId(), entry.targetId())
                && entry.level() > board.level(scope, entry.accountId(), entry.targetId());
    }

    private static void boot(int code, int globalLevel, CommandWriter writer, CommandSink sink) {
        writer.boot(code, globalLevel, true);
        sink.accept(writer.buffer(), 0, writer.length());
    }
}

package io.ringfence.ops.run;

import io.ringfence.engine.command.CommandWriter;
import io.ringfence.journal.JournalLayout;
import io.ringfence.ops.config.CommandSink;
import java.io.IOException;

/** Orders that stopped the core are refused (904) after a restart, until an operator clears them. */
final class PoisonQuarantine {
    private PoisonQuarantine() {}

    /**
     * Journals what an operator cleared, then a quarantine for every poisoned order; one that is quarantined already
     * changes nothing.
     *
     * @return how many orders are refused
     */
    static int journal(JournalLayout layout, CommandWriter writer, CommandSink sink) throws IOException {
        for (PoisonedCommand command : PoisonedCommand.list(layout, PoisonedCommand.CLEARED)) {
            send(command, true, writer, sink);
            command.done();
        }
        int refused = 0;
        for (PoisonedCommand command : PoisonedCommand.held(layout)) {
            refused += send(command, false, writer, sink) ? 1 : 0;
        }
        return refused;
    }

    private static boolean send(PoisonedCommand command, boolean clears, CommandWriter writer, CommandSink sink) {
        if (!command.isOrder()) {
            return false;
        }
        writer.quarantine(command.accountId(), clears, command.clientOrderId());
        sink.accept(writer.buffer(), 0, writer.length());
        return true;
    }
}

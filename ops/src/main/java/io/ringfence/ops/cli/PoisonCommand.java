package io.ringfence.ops.cli;

import io.ringfence.journal.JournalLayout;
import io.ringfence.ops.Failure;
import io.ringfence.ops.replay.JournalFolder;
import io.ringfence.ops.run.PoisonedCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code poison list / clear}: commands that stopped the core. */
@Command(
        name = "poison",
        description = "Lists the commands that stopped the core, and clears them.",
        subcommands = {PoisonCommand.Listing.class, PoisonCommand.Clear.class})
final class PoisonCommand {
    private PoisonCommand() {}

    /** What both have. */
    abstract static class Base implements Callable<Integer> {
        @Option(names = "--data", paramLabel = "DIR", required = true, description = "The data folder.")
        private @Nullable Path data;

        @Spec
        private @Nullable CommandSpec spec;

        JournalLayout layout() {
            if (data == null) {
                throw Failure.usage("--data DIR is missing");
            }
            return JournalFolder.layout(data);
        }

        void say(String line) {
            Streams.out(spec).println(line);
        }
    }

    @Command(name = "list", description = "Each with its sequence, what it was, and what it did to the core.")
    static final class Listing extends Base {
        @Override
        public Integer call() throws IOException {
            List<PoisonedCommand> held = PoisonedCommand.held(layout());
            for (PoisonedCommand command : held) {
                String id = command.clientOrderId().isEmpty() ? "" : " client_order_id=" + command.clientOrderId();
                say(command.sequence() + " " + command.kind() + id + " cause: " + command.cause());
            }
            if (held.isEmpty()) {
                say("no command is refused");
            }
            return 0;
        }
    }

    @Command(
            name = "clear",
            description = "Lets the client order id of a poisoned order be used again, from the next start on. The"
                    + " command's bytes stay in the folder.")
    static final class Clear extends Base {
        @Parameters(paramLabel = "SEQ", description = "Sequence of the command, as list shows it.")
        private long sequence;

        @Override
        public Integer call() throws IOException {
            for (PoisonedCommand command : PoisonedCommand.held(layout())) {
                if (command.sequence() == sequence) {
                    command.clear();
                    say("command " + sequence + " is cleared; the next start journals it and takes the id again");
                    return 0;
                }
            }
            throw Failure.usage("no poisoned command " + sequence + " is held; see: ringfence poison list");
        }
    }
}

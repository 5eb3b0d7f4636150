package io.ringfence.ops.cli;

import io.ringfence.ops.Failure;
import io.ringfence.ops.check.CheckCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The command line. Exit codes are the same for every command: 0 success, 1 the check or comparison failed, 2 bad usage
 * or configuration, 3 journal damaged or short, 70 internal error.
 */
@Command(
        name = "ringfence",
        description = "A low-latency pre-trade risk and execution core.",
        version = "ringfence 0.1.0",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            RunCommand.class,
            CheckCommand.class,
            SimulateCommand.class,
            SimtestCommand.class,
            ReplayCommand.class,
            JournalCommand.class,
            ClientCommand.class,
            ConfigCommand.class,
            KeysCommand.class,
            PreflightCommand.class
        })
public final class CommandTree {
    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Print the stack trace of an error as well.")
    private boolean debug;

    private CommandTree() {}

    /** Runs one command; returns its exit code. */
    public static int execute(String... args) {
        CommandTree tree = new CommandTree();
        CommandLine line = new CommandLine(tree);
        line.setExecutionExceptionHandler((exception, command, result) -> tree.failed(exception, command));
        line.setParameterExceptionHandler((exception, arguments) -> misused(exception));
        line.setExecutionStrategy(CommandTree::run);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        return line.execute(args);
    }

    /** A command that only has subcommands prints its help when none is named. */
    private static int run(ParseResult result) {
        ParseResult last = result;
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        boolean names = !(last.commandSpec().userObject() instanceof Runnable)
                && !(last.commandSpec().userObject() instanceof java.util.concurrent.Callable);
        boolean asksForHelp = last.isUsageHelpRequested() || last.isVersionHelpRequested();
        if (names && !asksForHelp) {
            CommandLine command = last.commandSpec().commandLine();
            command.usage(command.getErr());
            return Failure.USAGE;
        }
        return new CommandLine.RunLast().execute(result);
    }

    private int failed(Exception exception, CommandLine command) {
        PrintWriter err = command.getErr();
        if (debug) {
            exception.printStackTrace(err);
        }
        if (exception instanceof Failure failure) {
            err.println("ringfence: " + failure.getMessage());
            return failure.exitCode();
        }
        if (isBrokenPipe(exception)) {
            return 0;
        }
        err.println("ringfence: internal error: " + exception + (debug ? "" : "; run again with --debug for details"));
        return Failure.INTERNAL;
    }

    /** Whoever read the output has seen enough, like {@code head}. */
    private static boolean isBrokenPipe(Exception exception) {
        Throwable cause = exception instanceof UncheckedIOException ? exception.getCause() : exception;
        return cause instanceof IOException && "Broken pipe".equals(cause.getMessage());
    }

    private static int misused(ParameterException exception) {
        CommandLine command = exception.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("ringfence: " + exception.getMessage());
        if (!UnmatchedArgumentException.printSuggestions(exception, err)) {
            err.println("Try: " + command.getCommandSpec().qualifiedName() + " --help");
        }
        return Failure.USAGE;
    }
}

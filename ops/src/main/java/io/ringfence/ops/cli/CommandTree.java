package io.ringfence.ops.cli;

import io.ringfence.ops.Failure;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
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
            FollowCommand.class,
            JournalCommand.class,
            PoisonCommand.class,
            ExportCommand.class,
            ClientCommand.class,
            ConfigCommand.class,
            KeysCommand.class,
            PreflightCommand.class
        })
public final class CommandTree {
    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Print the stack trace of an error as well.")
    private boolean debug;

    private final Map<String, String> environment;

    private CommandTree(Map<String, String> environment) {
        this.environment = environment;
    }

    /** The environment that a command of this tree runs in. */
    static Map<String, String> environment(@Nullable CommandSpec spec) {
        if (spec != null && spec.root().userObject() instanceof CommandTree tree) {
            return tree.environment;
        }
        return System.getenv();
    }

    /** Runs one command; returns its exit code. */
    public static int execute(String... args) {
        return execute(System.getenv(), args);
    }

    /** The same with another environment to override the configuration. */
    public static int execute(Map<String, String> environment, String... args) {
        CommandTree tree = new CommandTree(environment);
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
        if (cause(exception) instanceof IOException input) {
            err.println("ringfence: input or output failed: " + String.valueOf(exception.getMessage()) + ": "
                    + Failure.reason(input));
            return Failure.INTERNAL;
        }
        err.println("ringfence: internal error: " + exception + (debug ? "" : "; run again with --debug for details"));
        return Failure.INTERNAL;
    }

    /** Whoever read the output has seen enough, like {@code head}. */
    private static boolean isBrokenPipe(Exception exception) {
        Throwable cause = cause(exception);
        return cause instanceof IOException && "Broken pipe".equals(cause.getMessage());
    }

    private static @Nullable Throwable cause(Exception exception) {
        return exception instanceof UncheckedIOException ? exception.getCause() : exception;
    }

    private static int misused(ParameterException exception) {
        CommandLine command = exception.getCommandLine();
        PrintWriter err = command.getErr();
        String message = String.valueOf(exception.getMessage());
        err.println("ringfence: " + message.replaceAll("is not an? (long|int)$", "is not a whole number"));
        if (!UnmatchedArgumentException.printSuggestions(exception, err)) {
            err.println("Try: " + command.getCommandSpec().qualifiedName() + " --help");
        }
        return Failure.USAGE;
    }
}

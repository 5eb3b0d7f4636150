package io.ringfence.ops;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The command line. Exit codes are the same for every command: 0 success, 1 the check or comparison failed, 2 bad usage
 * or configuration, 3 journal damaged or short, 70 internal error.
 */
@Command(
        name = "ringfence",
        description = "A low-latency pre-trade risk and execution core.",
        version = "ringfence 0.1.0",
        mixinStandardHelpOptions = true,
        exitCodeOnExecutionException = Main.INTERNAL_ERROR)
public final class Main {
    static final int INTERNAL_ERROR = 70;

    private Main() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new Main()).execute(args));
    }
}

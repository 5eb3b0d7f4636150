package io.ringfence.bench;

import io.ringfence.bench.durability.DurabilityCommand;
import io.ringfence.bench.fix.FixCommand;
import io.ringfence.bench.flow.FlowCommand;
import io.ringfence.bench.micro.MicroCommand;
import io.ringfence.bench.rest.CrowdCommand;
import io.ringfence.bench.rest.TripCommand;
import io.ringfence.bench.soak.SoakCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The benchmarks. Exit codes: 0 success, 1 a digest is not the expected one, orders were not answered or something grew,
 * 2 bad usage or input, 70 internal error.
 */
@Command(
        name = "ringfence bench",
        description = "Measures the core, and says on what it measured.",
        mixinStandardHelpOptions = true,
        exitCodeOnExecutionException = Main.INTERNAL_ERROR,
        subcommands = {
            FlowCommand.class,
            FixCommand.class,
            MicroCommand.class,
            DurabilityCommand.class,
            SoakCommand.class,
            CrowdCommand.class,
            TripCommand.class
        })
public final class Main implements Runnable {
    public static final int FAILED = 1;
    public static final int BAD_INPUT = 2;
    static final int INTERNAL_ERROR = 70;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    private Main() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args));
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "Say which benchmark: flow, fix, micro, durability, soak, crowd or trip.");
    }
}

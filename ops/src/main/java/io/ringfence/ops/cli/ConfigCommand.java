package io.ringfence.ops.cli;

import io.ringfence.ops.Failure;
import io.ringfence.ops.config.ConfigLoader;
import io.ringfence.ops.config.ConfigProblems;
import io.ringfence.ops.config.ConfigText;
import io.ringfence.ops.config.Configuration;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code config check}, {@code config show}, {@code config env}. */
@Command(
        name = "config",
        description = "Checks and shows the configuration: file, environment and defaults together.",
        subcommands = {ConfigCommand.Check.class, ConfigCommand.Show.class, ConfigCommand.Env.class})
final class ConfigCommand {
    @Command(name = "check", description = "Lists everything that is wrong; exits 0 when nothing is.")
    static final class Check implements Callable<Integer> {
        @Option(names = "--config", paramLabel = "FILE", description = "Configuration; without it, the sandbox.")
        private @Nullable Path config;

        @Spec
        private @Nullable CommandSpec spec;

        @Override
        public Integer call() {
            ConfigProblems problems = new ConfigProblems();
            Configuration configuration = ConfigLoader.load(config, CommandTree.environment(spec), problems);
            PrintWriter err = Streams.err(spec);
            configuration.warnings().forEach(warning -> err.println("warning: " + warning));
            problems.list().forEach(problem -> err.println("ringfence: " + problem));
            if (!problems.isEmpty()) {
                return Failure.USAGE;
            }
            Streams.out(spec)
                    .println(configuration.name() + " is valid; mode: " + configuration.require("mode")
                            + "; instruments: " + String.join(", ", configuration.symbols()) + "; accounts: "
                            + String.join(", ", configuration.accounts()));
            return 0;
        }
    }

    @Command(name = "show", description = "Prints every key with its value and where the value comes from.")
    static final class Show implements Callable<Integer> {
        @Option(names = "--config", paramLabel = "FILE", description = "Configuration; without it, the sandbox.")
        private @Nullable Path config;

        @Spec
        private @Nullable CommandSpec spec;

        @Override
        public Integer call() {
            Configuration configuration = ConfigLoader.load(config, CommandTree.environment(spec));
            PrintWriter out = Streams.out(spec);
            ConfigText.show(configuration).forEach(out::println);
            return 0;
        }
    }

    @Command(
            name = "env",
            description = "Prints every key as an environment variable, with its value: what .env.example holds.")
    static final class Env implements Callable<Integer> {
        @Option(names = "--config", paramLabel = "FILE", description = "Configuration; without it, the sandbox.")
        private @Nullable Path config;

        @Spec
        private @Nullable CommandSpec spec;

        @Override
        public Integer call() {
            Configuration configuration = ConfigLoader.load(config, CommandTree.environment(spec));
            Streams.out(spec).print(ConfigText.environment(configuration));
            Streams.out(spec).flush();
            return 0;
        }
    }
}

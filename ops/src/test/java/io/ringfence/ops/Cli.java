package io.ringfence.ops;

import io.ringfence.ops.cli.CommandTree;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Runs a command in this process, as the launcher would, and keeps what it printed. */
public record Cli(int exitCode, String out, String err) {
    public static Cli run(Object... arguments) {
        return run(System.getenv(), List.of(arguments));
    }

    /** With another environment to override the configuration. */
    public static Cli run(Map<String, String> environment, List<?> arguments) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
        ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(outBytes, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(errBytes, true, StandardCharsets.UTF_8));
        try {
            String[] args = arguments.stream().map(Object::toString).toArray(String[]::new);
            int exitCode = CommandTree.execute(environment, args);
            return new Cli(
                    exitCode, outBytes.toString(StandardCharsets.UTF_8), errBytes.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    public List<String> outLines() {
        return out.lines().toList();
    }
}

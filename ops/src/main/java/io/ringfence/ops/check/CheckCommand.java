package io.ringfence.ops.check;

import java.io.BufferedInputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ringfence check}: gate vectors before the production gates. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = {
            "Evaluates gate vectors with the production gates and prints one JSON line per vector.",
            "Where a vector states what it expects, the result is compared; any difference exits with 1."
        })
public final class CheckCommand implements Callable<Integer> {
    private static final int OK = 0;
    private static final int MISMATCH = 1;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = "--vectors",
            required = true,
            paramLabel = "FILE",
            description = "vectors in the form of gate-vectors.json")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path vectors;

    @Option(names = "--out", paramLabel = "FILE", description = "where the results go; standard output if absent")
    private @Nullable Path out;

    @Override
    public Integer call() throws IOException {
        VectorEvaluator evaluator = load();
        PrintStream talk = System.err;
        int compared = 0;
        int different = 0;
        try (Writer results = open()) {
            for (int i = 0; i < evaluator.count(); i++) {
                VectorResult result = evaluate(evaluator, i);
                results.write(result.toJson());
                results.write('\n');
                Map<String, @Nullable Object> expected = evaluator.expected(i);
                List<String> differences = expected == null ? List.of() : result.differences(expected);
                compared += expected == null ? 0 : 1;
                different += differences.isEmpty() ? 0 : 1;
                for (String difference : differences) {
                    talk.println(result.id() + ": " + difference);
                }
            }
        }
        talk.println(evaluator.count() + " vectors evaluated, " + compared + " compared, " + different + " differ");
        return different == 0 ? OK : MISMATCH;
    }

    private VectorEvaluator load() {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(vectors))) {
            return VectorEvaluator.load(in);
        } catch (NoSuchFileException e) {
            throw usage("there is no file " + vectors + "; name an existing one with --vectors");
        } catch (BadVectorException e) {
            throw usage(vectors + ": " + e.getMessage());
        } catch (IOException e) {
            String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("unreadable");
            throw usage(vectors + " is not a readable JSON file: " + reason);
        }
    }

    private VectorResult evaluate(VectorEvaluator evaluator, int index) {
        try {
            return evaluator.evaluate(index);
        } catch (BadVectorException e) {
            throw usage(vectors + ": " + e.getMessage());
        }
    }

    private ParameterException usage(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }

    private Writer open() throws IOException {
        if (out == null) {
            // Not closed with the stream of the process.
            return new BufferedWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8), 1 << 16) {
                @Override
                public void close() throws IOException {
                    flush();
                }
            };
        }
        return Files.newBufferedWriter(out, StandardCharsets.UTF_8);
    }
}

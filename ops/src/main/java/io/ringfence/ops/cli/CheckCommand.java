package io.ringfence.ops.cli;

import io.ringfence.ops.Failure;
import io.ringfence.ops.check.BadVectorException;
import io.ringfence.ops.check.VectorEvaluator;
import io.ringfence.ops.check.VectorFile;
import io.ringfence.ops.check.VectorResult;
import java.io.BufferedInputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code check}: gate vectors before the production gates. */
@Command(
        name = "check",
        description = {
            "Evaluates gate vectors with the production gates and prints one JSON line per vector, in their order.",
            "Where a vector states what it expects, the result is compared; any difference exits with 1. A vector that"
                    + " can not be read ends the command with 2, behind the results of those before it."
        })
final class CheckCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--vectors",
            required = true,
            paramLabel = "FILE",
            description = "Vectors in the form of gate-vectors.json.")
    private Path vectors = Path.of("");

    @Option(names = "--out", paramLabel = "FILE", description = "Writes the results here instead of standard output.")
    private @Nullable Path out;

    private int evaluated;
    private int compared;
    private int different;

    @Override
    public Integer call() throws IOException {
        Output.refuseToOverwrite(vectors, out);
        PrintWriter talk = Streams.err(spec);
        try (InputStream in = input();
                VectorFile file = VectorFile.read(in);
                Writer results =
                        new BufferedWriter(new OutputStreamWriter(Output.open(out), StandardCharsets.UTF_8), 1 << 16)) {
            evaluate(file, results, talk);
            file.ignored().forEach(name -> talk.println("ringfence: field \"" + name + "\" means nothing here"));
        } catch (BadVectorException e) {
            throw new Failure(Failure.USAGE, vectors + ": " + e.getMessage(), e);
        }
        talk.println(evaluated + " vectors evaluated, " + compared + " compared, " + different + " differ");
        talk.flush();
        return different == 0 ? 0 : Failure.CHECK_FAILED;
    }

    private InputStream input() {
        try {
            return new BufferedInputStream(Files.newInputStream(vectors), 1 << 16);
        } catch (IOException e) {
            throw new Failure(Failure.USAGE, "vectors file " + vectors + " can not be read: " + Failure.reason(e), e);
        }
    }

    private void evaluate(VectorFile file, Writer results, PrintWriter talk) throws IOException {
        VectorEvaluator evaluator = new VectorEvaluator(file.config(), file.state());
        VectorFile.Vector vector = file.next();
        while (vector != null) {
            VectorResult result = evaluator.evaluate(vector);
            results.write(result.toJson());
            results.write('\n');
            Map<String, @Nullable Object> expected = vector.expected();
            List<String> differences = expected == null ? List.of() : result.differences(expected);
            evaluated++;
            compared += expected == null ? 0 : 1;
            different += differences.isEmpty() ? 0 : 1;
            for (String difference : differences) {
                talk.println(result.id() + ": " + difference);
            }
            vector = file.next();
        }
    }
}

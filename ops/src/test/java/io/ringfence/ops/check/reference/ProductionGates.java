package io.ringfence.ops.check.reference;

import io.ringfence.ops.check.VectorEvaluator;
import io.ringfence.ops.check.VectorFile;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;

/** The one place where production is hooked up to the comparison and to the properties. */
final class ProductionGates {
    private ProductionGates() {}

    /**
     * From a complete vector file with one vector (the form of gate-vectors.json) to the line that {@code ringfence
     * check} prints for it.
     */
    static Optional<Function<String, String>> hookedUp() {
        return Optional.of(ProductionGates::evaluate);
    }

    private static String evaluate(String fileJson) {
        byte[] bytes = fileJson.getBytes(StandardCharsets.UTF_8);
        VectorFile file = VectorFile.read(new ByteArrayInputStream(bytes));
        return new VectorEvaluator(file.config(), file.state())
                .evaluate(file.next())
                .toJson();
    }
}

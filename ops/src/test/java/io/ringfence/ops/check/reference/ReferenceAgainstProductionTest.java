package io.ringfence.ops.check.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every field of every result, the reference against the production gates as {@code ringfence check} runs them. */
class ReferenceAgainstProductionTest {
    private static final long SEED = Long.getLong("ringfence.vectors.seed", 20_260_101L);
    private static final long CASES = Long.getLong("ringfence.vectors.cases", 20_000L);
    private static final int SHOWN = 10;

    private final VectorGenerator generator = new VectorGenerator(SEED);

    @BeforeEach
    void assumeHookedUp() {
        Assumptions.assumeTrue(ProductionGates.hookedUp().isPresent(), "VectorEvaluator is not hooked up yet");
        System.out.println("seed " + SEED);
    }

    @Test
    void agreeOnTheSpecifiedVectors() {
        VectorFile fixture = VectorFile.fixture();
        assertThat(disagreements(fixture.defaults(), fixture.vectors().stream()))
                .isEmpty();
    }

    @Test
    void agreeOnOrdinaryCases() {
        assertThat(disagreements(generator.defaults(), generated("R-"))).isEmpty();
    }

    @Test
    void agreeOnCasesNearTheEndOfLong() {
        assertThat(disagreements(generator.defaults(), generated("X-"))).isEmpty();
    }

    private Stream<Map<String, Object>> generated(String idPrefix) {
        return LongStream.range(0, CASES)
                .mapToObj(generator::vector)
                .filter(vector -> Trees.text(vector, "id").orElseThrow().startsWith(idPrefix));
    }

    private static List<String> disagreements(Map<String, Object> defaults, Stream<Map<String, Object>> vectors) {
        Function<String, String> lineOf = ProductionGates.hookedUp().orElseThrow();
        ReferenceGates reference = new ReferenceGates(defaults);
        return vectors.flatMap(vector -> disagreement(reference, defaults, lineOf, vector))
                .limit(SHOWN)
                .toList();
    }

    private static Stream<String> disagreement(
            ReferenceGates reference,
            Map<String, Object> defaults,
            Function<String, String> lineOf,
            Map<String, Object> vector) {
        String line = lineOf.apply(GateEvaluator.oneVectorFile(defaults, vector));
        List<String> differences = Comparison.differences(reference.evaluate(vector), JsonTree.parseObject(line));
        return differences.isEmpty()
                ? Stream.empty()
                : Stream.of(String.join("\n", differences) + "\n" + JsonTree.write(vector));
    }
}

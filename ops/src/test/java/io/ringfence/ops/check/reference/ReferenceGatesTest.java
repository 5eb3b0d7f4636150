package io.ringfence.ops.check.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ReferenceGatesTest {
    private static final VectorFile FIXTURE = VectorFile.fixture();
    private static final ReferenceGates REFERENCE = new ReferenceGates(FIXTURE.defaults());

    @TestFactory
    Stream<DynamicTest> agreesWithEveryFieldOfTheSpecifiedVectors() {
        return FIXTURE.vectors().stream()
                .map(vector -> DynamicTest.dynamicTest(
                        Trees.text(vector, "id").orElseThrow(),
                        () -> assertThat(REFERENCE.evaluate(vector)).isEqualTo(expected(vector))));
    }

    @Test
    void theFixtureHoldsAllSixtyThreeVectors() {
        assertThat(FIXTURE.vectors()).hasSize(63);
    }

    private static Map<String, Object> expected(Map<String, Object> vector) {
        Map<String, Object> expected = new LinkedHashMap<>();
        expected.put("id", Trees.text(vector, "id").orElseThrow());
        expected.putAll(Trees.object(vector, "expect"));
        return expected;
    }
}

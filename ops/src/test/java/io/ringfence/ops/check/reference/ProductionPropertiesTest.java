package io.ringfence.ops.check.reference;

import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;

class ProductionPropertiesTest extends GatePropertiesContract {
    @BeforeAll
    void assumeHookedUp() {
        Assumptions.assumeTrue(ProductionGates.hookedUp().isPresent(), "VectorEvaluator is not hooked up yet");
    }

    @Override
    GateEvaluator gates(Map<String, Object> vectorDefaults) {
        return ProductionGates.hookedUp()
                .map(lineOf -> GateEvaluator.of(vectorDefaults, lineOf))
                .orElseGet(() -> GateEvaluator.reference(vectorDefaults));
    }
}

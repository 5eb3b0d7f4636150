package io.ringfence.ops.check.reference;

import java.util.Map;

class ReferencePropertiesTest extends GatePropertiesContract {
    @Override
    GateEvaluator gates(Map<String, Object> vectorDefaults) {
        return GateEvaluator.reference(vectorDefaults);
    }
}

package io.ringfence.ops.check.reference;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Eight gates, whoever wrote them, as the properties see them: a vector in, an outcome out. */
@FunctionalInterface
interface GateEvaluator {
    Outcome evaluate(Map<String, Object> vector);

    static GateEvaluator reference(Map<String, Object> defaults) {
        return new ReferenceGates(defaults)::judge;
    }

    /**
     * Wraps gates that take a vector file and answer a line, as {@code ringfence check} does.
     *
     * @param lineOf from a complete vector file with one vector to the JSON line for it
     */
    static GateEvaluator of(Map<String, Object> defaults, Function<String, String> lineOf) {
        return vector -> Outcome.of(JsonTree.parseObject(lineOf.apply(oneVectorFile(defaults, vector))));
    }

    static String oneVectorFile(Map<String, Object> defaults, Map<String, Object> vector) {
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("scale", "E8");
        file.put("defaults", defaults);
        file.put("vectors", List.of(vector));
        return JsonTree.write(file);
    }
}

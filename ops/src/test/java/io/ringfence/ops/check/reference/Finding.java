package io.ringfence.ops.check.reference;

import java.util.Map;
import java.util.function.Supplier;

/** What a property says of one case: it does not apply, it holds, or how it is violated. */
record Finding(boolean applies, String violation) {
    static final Finding NOT_APPLICABLE = new Finding(false, "");
    static final Finding HOLDS = new Finding(true, "");

    static Finding expect(boolean holds, Supplier<String> otherwise, Map<String, Object> vector) {
        return holds ? HOLDS : new Finding(true, otherwise.get() + "\n" + JsonTree.write(vector));
    }

    boolean violated() {
        return !violation.isEmpty();
    }
}

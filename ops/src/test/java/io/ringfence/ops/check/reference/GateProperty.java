package io.ringfence.ops.check.reference;

import java.util.Map;

/** A statement about every case, checked on one. */
@FunctionalInterface
interface GateProperty {
    Finding check(Map<String, Object> vector);
}

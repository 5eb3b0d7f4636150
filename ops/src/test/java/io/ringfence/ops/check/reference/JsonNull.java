package io.ringfence.ops.check.reference;

/** JSON's {@code null} as a value, so that no tree of this package ever holds a Java null. */
enum JsonNull {
    NULL
}

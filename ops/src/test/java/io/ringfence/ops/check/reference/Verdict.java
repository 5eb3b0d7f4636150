package io.ringfence.ops.check.reference;

enum Verdict {
    PASS,
    REDUCE,
    REJECT,
    ERROR,
    NOT_EVALUABLE
}

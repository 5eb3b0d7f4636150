package io.ringfence.ops.check.reference;

/** Section 3, order class: how much of the order can only make the position smaller. */
enum OrderClass {
    STRICT_REDUCE,
    MIXED,
    INCREASE
}

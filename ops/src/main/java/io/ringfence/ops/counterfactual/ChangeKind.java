package io.ringfence.ops.counterfactual;

import java.util.Locale;

/** How a decision under other limits differs from the recorded one. */
enum ChangeKind {
    /** Approved, whole or in part; now refused. */
    REFUSED,
    /** Approved; now for a smaller quantity. */
    REDUCED,
    /** Approved for a part; now for more of it. */
    ENLARGED,
    /** Refused; now approved, whole or in part. */
    ADMITTED,
    /** Refused in both worlds, for another reason; nothing else follows from it. */
    REASON,
    /** The decision is the same, but what became of the order is not: earlier changes reached it. */
    KNOCK_ON;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The kind of two outcomes that differ. */
    static ChangeKind of(Outcome recorded, Outcome other) {
        if (!recorded.isApproved()) {
            return other.isApproved() ? ADMITTED : REASON;
        }
        if (!other.isApproved()) {
            return REFUSED;
        }
        return other.approvedE8 < recorded.approvedE8 ? REDUCED : ENLARGED;
    }
}

package io.ringfence.ops.check.reference;

import java.math.BigInteger;

/** G5. */
final class PositionCountModel {
    private static final int GATE = 5;

    private PositionCountModel() {}

    static Reading read(RiskCase riskCase, Exposure exposure) {
        boolean ownSlot = exposure.own().usesSlot();
        // Section 4, G5: n = used+(symbol has slot?0:1), so the order's symbol counts either way
        BigInteger count = BigInteger.valueOf(exposure.others().size() + 1L);
        BigInteger max = riskCase.setting("max_positions");
        // n>max -> 501; orders in a used slot pass, flips too
        return ownSlot || !Exact.more(count, max)
                ? Reading.pass(GATE, 500, count, max, exposure.qtyE8())
                : Reading.reject(GATE, 501, count, max);
    }
}

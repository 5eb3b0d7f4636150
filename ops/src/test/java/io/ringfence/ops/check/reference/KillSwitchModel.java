package io.ringfence.ops.check.reference;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;

/** G1. Every scope in the vector's {@code kill} object matches the order. */
final class KillSwitchModel {
    private static final int GATE = 1;
    private static final int REDUCE_ONLY = 111;

    /** Section 4, G1: ties report GLOBAL first; codes 101 to 106 in this order. */
    private static final List<String> SCOPES = List.of("GLOBAL", "ACCOUNT", "SYMBOL", "STRATEGY", "VENUE", "SESSION");

    private static final List<String> LEVELS = List.of("ACTIVE", "REDUCE_ONLY", "HALTED");

    private KillSwitchModel() {}

    static Reading read(RiskCase riskCase, Exposure exposure) {
        Map<String, Object> kill = Trees.object(riskCase.state(), "kill");
        kill.keySet().forEach(scope -> indexOf(SCOPES, scope));
        int worst = 0;
        int code = 101;
        for (String scope : SCOPES) {
            // Section 4, G1: effective = most severe over matching scopes; a later scope must be worse to win.
            int level = indexOf(LEVELS, Trees.text(kill, scope).orElse("ACTIVE"));
            if (level > worst) {
                worst = level;
                code = 101 + SCOPES.indexOf(scope);
            }
        }
        // Section 4, G1: observed = worst level 0/1/2; the vectors give limit 0.
        BigInteger observed = BigInteger.valueOf(worst);
        return switch (worst) {
            case 0 -> Reading.pass(GATE, 100, observed, Exact.ZERO, exposure.qtyE8());
            case 1 -> Reading.blockIncreases(exposure, GATE, REDUCE_ONLY, observed, Exact.ZERO);
            default -> Reading.reject(GATE, code, observed, Exact.ZERO);
        };
    }

    private static int indexOf(List<String> names, String name) {
        int index = names.indexOf(name);
        if (index < 0) {
            throw new GateFault("unknown " + name); // Section 2: unknown enum is an ERROR.
        }
        return index;
    }
}

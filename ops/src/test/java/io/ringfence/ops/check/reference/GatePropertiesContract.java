package io.ringfence.ops.check.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The properties of gates.md over seeded cases; a subclass says whose gates are asked. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class GatePropertiesContract {
    /** {@code -Dringfence.properties.seed=N} repeats a run. */
    private static final long SEED = Long.getLong("ringfence.properties.seed", 20_260_101L);

    /** Cases per property in which it applies, in thousands. */
    private static final long SCALE = Long.getLong("ringfence.properties.thousands", 1L) * 1_000L;

    private final PropertyRun run = new PropertyRun(SEED);
    private final Map<String, Object> defaults = run.defaults();
    private final GateEvaluator gates = gates(defaults);
    private final GateProperties properties = new GateProperties(defaults, gates);

    abstract GateEvaluator gates(Map<String, Object> vectorDefaults);

    @Test
    void strictReducingOrderIsNeverBlockedByGates3To8() {
        assertHolds(properties::strictReducingOrderIsNeverBlockedByGates3To8, 10);
    }

    @Test
    void grossAfterApprovalIsAtMostBeforeOrLimit() {
        assertHolds(properties::grossAfterApprovalIsAtMostBeforeOrLimit, 12);
    }

    @Test
    void approvedQuantityResubmittedIsApproved() {
        assertHolds(properties::approvedQuantityResubmittedIsApproved, 12);
    }

    @Test
    void slicingAnOrderWinsAtMostOneLot() {
        assertHolds(new SlicingProperty(defaults, gates), 16);
    }

    @Test
    void orderOfPositionsNeverMatters() {
        assertHolds(properties::orderOfPositionsNeverMatters, 20);
    }

    @Test
    void gatesAreMonotoneInQuantity() {
        assertHolds(properties::gatesAreMonotoneInQuantity, 15);
    }

    @Test
    void mirroredCaseReadsTheSame() {
        assertHolds(properties::mirroredCaseReadsTheSame, 20);
    }

    private void assertHolds(GateProperty property, long thousands) {
        System.out.println("seed " + SEED);
        assertThat(run.firstViolation(property, thousands * SCALE))
                .as("seed " + SEED)
                .isEmpty();
    }
}

package io.ringfence.ops.check.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A property that cannot fail proves nothing: each is shown gates that are wrong in the way it is there to catch. */
class PropertiesCatchWrongGatesTest {
    private static final long CASES = 2_000;

    private final PropertyRun run = new PropertyRun(1);
    private final Map<String, Object> defaults = run.defaults();
    private final GateEvaluator right = GateEvaluator.reference(defaults);

    @Test
    void strictPropertyCatchesGatesThatForgetThePosition() {
        GateEvaluator wrong = vector -> {
            Map<String, Object> flat = Trees.deepCopy(vector);
            Trees.object(flat, "state").remove("positions");
            return right.evaluate(flat);
        };
        assertCaught(new GateProperties(defaults, wrong)::strictReducingOrderIsNeverBlockedByGates3To8);
    }

    @Test
    void grossPropertyCatchesGatesThatForgetRestingOrders() {
        assertCaught(new GateProperties(defaults, forgettingRestingOrders())::grossAfterApprovalIsAtMostBeforeOrLimit);
    }

    @Test
    void slicingPropertyCatchesGatesThatForgetRestingOrders() {
        assertCaught(new SlicingProperty(defaults, forgettingRestingOrders()));
    }

    @Test
    void resubmittingCatchesADrawdownThatScalesTheOrder() {
        GateEvaluator halving = vector -> {
            Outcome outcome = right.evaluate(vector);
            BigInteger halfE8 = outcome.approvedE8().shiftRight(1);
            return new Outcome("REDUCE_SIZE", 403, halfE8, outcome.flags(), 4, outcome.readings());
        };
        assertCaught(new GateProperties(defaults, halving)::approvedQuantityResubmittedIsApproved);
    }

    @Test
    void positionOrderPropertyCatchesGatesThatReadTheFirstPositionOnly() {
        GateEvaluator wrong = vector -> {
            Map<String, Object> shortened = Trees.deepCopy(vector);
            Map<String, Object> positions = Trees.object(Trees.object(shortened, "state"), "positions");
            positions.keySet().stream().limit(1).toList().forEach(positions::remove);
            return right.evaluate(shortened);
        };
        assertCaught(new GateProperties(defaults, wrong)::orderOfPositionsNeverMatters);
    }

    @Test
    void monotonePropertyCatchesGatesThatRefuseSmallOrders() {
        GateEvaluator wrong = vector -> {
            Outcome outcome = right.evaluate(vector);
            BigInteger qtyE8 = OrderInput.of(Trees.object(vector, "order")).qtyE8();
            return qtyE8.bitLength() > 20 ? outcome : right.evaluate(halted(vector));
        };
        assertCaught(new GateProperties(defaults, wrong)::gatesAreMonotoneInQuantity);
    }

    @Test
    void mirrorPropertyCatchesGatesThatTreatSellingAsSafe() {
        GateEvaluator wrong = vector -> {
            boolean buy = OrderInput.of(Trees.object(vector, "order")).buy();
            return right.evaluate(buy ? vector : halted(vector));
        };
        assertCaught(new GateProperties(defaults, wrong)::mirroredCaseReadsTheSame);
    }

    private GateEvaluator forgettingRestingOrders() {
        return vector -> {
            Map<String, Object> forgetful = Trees.deepCopy(vector);
            Map<String, Object> positions = Trees.object(Trees.object(forgetful, "state"), "positions");
            positions.values().stream().map(Trees::asObject).forEach(position -> {
                position.remove("open_buy");
                position.remove("open_sell");
            });
            return right.evaluate(forgetful);
        };
    }

    private static Map<String, Object> halted(Map<String, Object> vector) {
        Map<String, Object> halted = Trees.deepCopy(vector);
        Trees.set(halted, "HALTED", "state", "kill", "SESSION");
        return halted;
    }

    private void assertCaught(GateProperty property) {
        assertThat(run.firstViolation(property, CASES).orElse("not caught")).contains("\"order\"");
    }
}

package io.ringfence.ops.check.reference;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/**
 * The properties named at the top of gates.md, and two that follow from its text. Each takes one case and asks the
 * evaluator as often as it needs; what the case is (its class, its gross) comes from the reference's section 3.
 */
final class GateProperties {
    private final Map<String, Object> defaults;
    private final GateEvaluator gates;

    GateProperties(Map<String, Object> defaults, GateEvaluator gates) {
        this.defaults = defaults;
        this.gates = gates;
    }

    /** Applies to strict orders in cases where every gate could be computed. */
    Finding strictReducingOrderIsNeverBlockedByGates3To8(Map<String, Object> vector) {
        Exposure exposure = exposure(vector);
        if (exposure.orderClass() != OrderClass.STRICT_REDUCE) {
            return Finding.NOT_APPLICABLE;
        }
        Outcome outcome = gates.evaluate(vector);
        if (!outcome.computed()) {
            return Finding.NOT_APPLICABLE;
        }
        boolean holds = outcome.readings().stream()
                .filter(reading -> reading.gate() >= 3)
                .filter(reading -> reading.code() != 701 && reading.code() != 702)
                .allMatch(reading -> reading.verdict() == Verdict.PASS
                        && reading.allowedQtyE8().equals(exposure.qtyE8()));
        return Finding.expect(holds, () -> "strict order blocked: " + outcome, vector);
    }

    /** Applies to approved orders. Marks do not move between before and after. */
    Finding grossAfterApprovalIsAtMostBeforeOrLimit(Map<String, Object> vector) {
        Outcome outcome = gates.evaluate(vector);
        if (!outcome.approves()) {
            return Finding.NOT_APPLICABLE;
        }
        BigInteger beforeE8 = exposure(withQuantity(vector, Exact.ZERO)).grossAfterE8();
        BigInteger afterE8 =
                exposure(withQuantity(vector, outcome.approvedE8())).grossAfterE8();
        BigInteger limitE8 = outcome.gate(6).limit();
        return Finding.expect(
                !Exact.more(afterE8, beforeE8.max(limitE8)),
                () -> "gross " + beforeE8 + " -> " + afterE8 + " over " + limitE8,
                vector);
    }

    /** Applies to approved orders; nothing is reserved in between. */
    Finding approvedQuantityResubmittedIsApproved(Map<String, Object> vector) {
        Outcome first = gates.evaluate(vector);
        if (!first.approves()) {
            return Finding.NOT_APPLICABLE;
        }
        Outcome second = gates.evaluate(withQuantity(vector, first.approvedE8()));
        boolean holds =
                second.decision().equals("APPROVE") && second.approvedE8().equals(first.approvedE8());
        return Finding.expect(holds, () -> "approved " + first.approvedE8() + ", then " + second, vector);
    }

    /** Applies where two or more positions or correlations could be read in another order. */
    Finding orderOfPositionsNeverMatters(Map<String, Object> vector) {
        Map<String, Object> positions = Trees.object(Trees.object(vector, "state"), "positions");
        Map<String, Object> rho = Trees.object(Trees.object(vector, "config_overrides"), "rho_cfg");
        if (positions.size() < 2 && rho.size() < 2) {
            return Finding.NOT_APPLICABLE;
        }
        Outcome one = gates.evaluate(vector);
        Outcome other = gates.evaluate(shuffled(vector, random(vector)));
        return Finding.expect(one.equals(other), () -> one + "\nshuffled: " + other, vector);
    }

    /** Section 4: a gate that allows x allows every smaller quantity. Applies where the whole can be computed. */
    Finding gatesAreMonotoneInQuantity(Map<String, Object> vector) {
        BigInteger qtyE8 = exposure(vector).qtyE8();
        Outcome whole = gates.evaluate(vector);
        if (qtyE8.equals(BigInteger.ONE) || !whole.computed()) {
            return Finding.NOT_APPLICABLE;
        }
        BigInteger smallerE8 =
                new BigInteger(qtyE8.bitLength(), random(vector)).mod(qtyE8).max(BigInteger.ONE);
        Outcome part = gates.evaluate(withQuantity(vector, smallerE8));
        boolean holds = whole.readings().stream().allMatch(reading -> {
            BigInteger atLeastE8 = reading.allowedQtyE8().min(smallerE8);
            return !Exact.less(part.gate(reading.gate()).allowedQtyE8(), atLeastE8);
        });
        return Finding.expect(holds, () -> whole + "\nof " + smallerE8 + ": " + part, vector);
    }

    /** The rules know no favoured side: mirrored positions, orders and side read the same in every gate. */
    Finding mirroredCaseReadsTheSame(Map<String, Object> vector) {
        Outcome one = gates.evaluate(vector);
        Outcome other = gates.evaluate(mirrored(vector));
        return Finding.expect(one.equals(other), () -> one + "\nmirrored: " + other, vector);
    }

    private Exposure exposure(Map<String, Object> vector) {
        return new Exposure(RiskCase.of(defaults, vector));
    }

    static Map<String, Object> withQuantity(Map<String, Object> vector, BigInteger qtyE8) {
        Map<String, Object> changed = Trees.deepCopy(vector);
        Trees.set(changed, DecimalsE8.format(qtyE8), "order", "qty");
        return changed;
    }

    /** A source that depends on the case alone, so that a failure repeats. */
    static Random random(Map<String, Object> vector) {
        Map<String, Object> order = Trees.object(vector, "order");
        return new Random(Objects.hash(Trees.text(vector, "id"), Trees.text(order, "qty")));
    }

    private static Map<String, Object> shuffled(Map<String, Object> object, Random random) {
        List<String> names = new ArrayList<>(object.keySet());
        Collections.shuffle(names, random);
        Map<String, Object> shuffled = new LinkedHashMap<>();
        for (String name : names) {
            Object value = object.get(name);
            shuffled.put(name, value instanceof Map<?, ?> ? shuffled(Trees.asObject(value), random) : value);
        }
        return shuffled;
    }

    private static Map<String, Object> mirrored(Map<String, Object> vector) {
        Map<String, Object> mirrored = Trees.deepCopy(vector);
        boolean buy = OrderInput.of(Trees.object(vector, "order")).buy();
        Trees.set(mirrored, buy ? "SELL" : "BUY", "order", "side");
        Map<String, Object> positions = Trees.object(Trees.object(vector, "state"), "positions");
        for (String symbol : positions.keySet()) {
            Holding holding = Holding.of(Trees.object(positions, symbol));
            setHolding(mirrored, symbol, "pos", holding.posE8().negate());
            setHolding(mirrored, symbol, "open_buy", holding.openSellE8());
            setHolding(mirrored, symbol, "open_sell", holding.openBuyE8());
        }
        return mirrored;
    }

    private static void setHolding(Map<String, Object> vector, String symbol, String name, BigInteger qtyE8) {
        Trees.set(vector, DecimalsE8.format(qtyE8), "state", "positions", symbol, name);
    }
}

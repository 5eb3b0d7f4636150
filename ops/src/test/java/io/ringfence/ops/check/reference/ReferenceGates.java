package io.ringfence.ops.check.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The eight gates written a second time, from gates.md alone, in unbounded integers and with no thought for speed. It
 * exists so that production can be compared with something that was not made from the same code.
 *
 * <p>Input is a vector as a plain tree, output the {@code expect} object of gate-vectors.json with the id in front.
 */
final class ReferenceGates {
    private final Map<String, Object> defaults;

    /** @param defaults the {@code defaults} object of a vector file: {@code config} and {@code state} */
    ReferenceGates(Map<String, Object> defaults) {
        this.defaults = defaults;
    }

    /** The result as {@code ringfence check} prints it. */
    Map<String, Object> evaluate(Map<String, Object> vector) {
        return judge(vector).toTree(Trees.text(vector, "id").orElse(""));
    }

    Outcome judge(Map<String, Object> vector) {
        RiskCase riskCase = RiskCase.of(defaults, vector);
        Exposure exposure = new Exposure(riskCase);
        return DecisionModel.decide(riskCase, exposure, read(riskCase, exposure));
    }

    /** Section 5.2: all eight gates always run; a failing gate never hides a later one. */
    private static List<Reading> read(RiskCase riskCase, Exposure exposure) {
        List<Reading> readings = new ArrayList<>();
        boolean priced = exposure.orderSymbolPriced(); // 5.2: no mark, gates 3 to 8 are n98
        boolean allPriced = priced && exposure.allHeldPriced(); // 5.3: nor G3, G4, G6, G8 if a held symbol has none
        readings.add(read(1, true, KillSwitchModel::read, riskCase, exposure));
        readings.add(read(2, true, DataQualityModel::read, riskCase, exposure));
        readings.add(read(3, allPriced, DailyLossModel::read, riskCase, exposure));
        readings.add(read(4, allPriced, DrawdownModel::read, riskCase, exposure));
        readings.add(read(5, priced, PositionCountModel::read, riskCase, exposure));
        readings.add(read(6, allPriced, TotalExposureModel::read, riskCase, exposure));
        readings.add(read(7, priced, PositionSizeModel::read, riskCase, exposure));
        readings.add(read(8, allPriced, CorrelationModel::read, riskCase, exposure));
        return readings;
    }

    private static Reading read(int number, boolean evaluable, Gate gate, RiskCase riskCase, Exposure exposure) {
        if (!evaluable) {
            return Reading.notEvaluable(number);
        }
        try {
            return gate.read(riskCase, exposure);
        } catch (GateFault fault) {
            return Reading.error(number); // section 1: result outside long -> verdict ERROR, code n99
        }
    }

    private interface Gate {
        Reading read(RiskCase riskCase, Exposure exposure);
    }
}

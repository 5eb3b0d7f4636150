package io.ringfence.ops.evidence;

import io.ringfence.engine.gates.Readings;
import io.ringfence.engine.gates.ReasonCode;
import io.ringfence.engine.gates.Verdict;
import io.ringfence.engine.units.Decimal;
import io.ringfence.engine.units.Fixed;
import io.ringfence.journal.evidence.Checkpoint;
import io.ringfence.ops.json.Names;
import io.ringfence.ops.json.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A decision with its eight readings, as a page for a person. */
final class DecisionText {
    private static final String[] GATES = {
        "",
        "kill switch",
        "data quality",
        "daily loss",
        "drawdown bps",
        "position count",
        "total exposure",
        "position size",
        "correlation"
    };

    private final ProvenDecision decision;
    private final Names names;

    DecisionText(ProvenDecision decision, Names names) {
        this.decision = decision;
        this.names = names;
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("decision d-" + decision.sequence + ": " + Words.RESULT.of(decision.result) + ", code "
                + decision.code + " " + ReasonCode.name(decision.code)
                + (decision.primaryGate == 0 ? "" : ", by gate " + decision.primaryGate));
        lines.add("at " + EvidenceRun.instant(decision.timestampNanos) + ", sequence " + decision.sequence);
        lines.add(order());
        lines.add("asked for " + Decimal.format(decision.quantityE8) + ", approved "
                + Decimal.format(decision.approvedE8));
        if (decision.gateBitmap == 0) {
            lines.add("no gate was read: validation refused the request before them");
            return lines;
        }
        lines.add(String.format(
                Locale.ROOT,
                "%-18s %-8s %5s %22s %22s %18s  %s",
                "gate",
                "verdict",
                "code",
                "observed",
                "limit",
                "allowed",
                "scope"));
        for (int gate = 1; gate <= Readings.GATES; gate++) {
            if ((decision.gateBitmap & 1 << (gate - 1)) != 0) {
                lines.add(reading(gate));
            }
        }
        return lines;
    }

    private String order() {
        String symbol = decision.symbolId < 0 ? "an unknown symbol" : names.symbol(decision.symbolId);
        String strategy = decision.strategyId < 0 ? "" : ", strategy " + names.strategy(decision.strategyId);
        return (decision.replace ? "replace of order " : "order ") + decision.orderId + ": "
                + word(Words.SIDE, decision.side) + " "
                + symbol + ", " + word(Words.ORDER_TYPE, decision.orderType) + price(" limit ", decision.limitPriceE8)
                + price(" stop ", decision.stopPriceE8) + ", account "
                + (decision.accountId < 0 ? "unknown" : names.account(decision.accountId)) + strategy
                + ", client order id "
                + decision.clientOrderId;
    }

    private static String word(Words words, int value) {
        String word = words.of(value);
        return word == null ? "#" + value : word;
    }

    private static String price(String name, long e8) {
        return e8 == Fixed.ABSENT ? "" : name + Decimal.format(e8);
    }

    private String reading(int gate) {
        Readings readings = decision.readings;
        String scope = names.scope(readings.scopeType[gate], decision.accountId, readings.scopeId[gate]);
        return String.format(
                Locale.ROOT,
                "%-18s %-8s %5d %22s %22s %18s  %s",
                gate + " " + GATES[gate],
                Verdict.name(readings.verdict[gate]),
                readings.code[gate],
                value(gate, readings.observed[gate]),
                readings.limit[gate] == Fixed.ABSENT ? "none" : value(gate, readings.limit[gate]),
                Decimal.format(readings.allowedE8[gate]),
                scope == null ? "" : scope);
    }

    /** Money as decimals; levels, scores, basis points and counts as they are. */
    private static String value(int gate, long value) {
        return gate == 3 || gate >= 6 ? Decimal.format(value) : Long.toString(value);
    }

    static String signature(Checkpoint checkpoint) {
        return "signed by " + checkpoint.key() + " in checkpoint " + checkpoint.number() + " of journal "
                + checkpoint.journalId()
                + " (sequences " + checkpoint.first() + " to " + checkpoint.last() + ", sealed "
                + EvidenceRun.instant(checkpoint.sealedAtNanos()) + ")";
    }
}

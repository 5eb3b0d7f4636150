package io.ringfence.ops.check;

import io.ringfence.engine.gates.Decision;
import io.ringfence.engine.gates.Readings;
import io.ringfence.engine.gates.Verdict;
import io.ringfence.engine.units.Decimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The outcome of one vector, in the form of the file's {@code expect}: texts, for comparing and for printing. */
public final class VectorResult {
    private final String id;
    private final Map<String, String> decision = new LinkedHashMap<>();
    private final List<String> flags = new ArrayList<>();
    private final List<Map<String, String>> gates = new ArrayList<>();

    VectorResult(String id, Decision made, Readings readings) {
        this.id = id;
        decision.put("decision", Decision.name(made.result()));
        decision.put("code", Integer.toString(made.code()));
        decision.put("approved", Decimal.format(made.approvedE8()));
        decision.put("primary_gate", Integer.toString(made.primaryGate()));
        if ((made.flags() & Decision.FLAG_NOT_REDUCIBLE) != 0) {
            flags.add("NOT_REDUCIBLE");
        }
        if ((made.flags() & Decision.FLAG_RESIDUAL_BELOW_MIN) != 0) {
            flags.add("RESIDUAL_BELOW_MIN");
        }
        for (int gate = 1; gate <= Readings.GATES; gate++) {
            Map<String, String> reading = new LinkedHashMap<>();
            reading.put("gate", Integer.toString(gate));
            reading.put("verdict", Verdict.name(readings.verdict[gate]));
            reading.put("code", Integer.toString(readings.code[gate]));
            reading.put("observed", Long.toString(readings.observed[gate]));
            reading.put("limit", Long.toString(readings.limit[gate]));
            reading.put("allowed_qty_e8", Long.toString(readings.allowedE8[gate]));
            gates.add(reading);
        }
    }

    /** Every field in which the outcome differs from what was expected, as "field: expected X, got Y". */
    public List<String> differences(Map<String, @Nullable Object> expected) {
        List<String> found = new ArrayList<>();
        decision.forEach((name, got) -> compare(found, name, expected, got));
        if (expected.containsKey("flags") && !flags.equals(expected.get("flags"))) {
            found.add("flags: expected " + expected.get("flags") + ", got " + flags);
        }
        if (expected.get("gates") instanceof List<?> list) {
            for (Object entry : list) {
                compareGate(found, JsonTree.cast(entry));
            }
        }
        return found;
    }

    private void compareGate(List<String> found, Map<String, @Nullable Object> expected) {
        String number = Objects.toString(expected.get("gate"));
        for (Map<String, String> reading : gates) {
            if (number.equals(reading.get("gate"))) {
                reading.forEach((name, got) -> compareNamed(found, "gate " + number + " " + name, name, expected, got));
            }
        }
    }

    private static void compare(List<String> found, String name, Map<String, @Nullable Object> expected, String got) {
        compareNamed(found, name, name, expected, got);
    }

    private static void compareNamed(
            List<String> found, String label, String name, Map<String, @Nullable Object> expected, String got) {
        if (expected.containsKey(name) && !got.equals(Objects.toString(expected.get(name)))) {
            found.add(label + ": expected " + expected.get(name) + ", got " + got);
        }
    }

    public String id() {
        return id;
    }

    /** One line of JSON, fields in the order of the command's documentation. */
    public String toJson() {
        StringBuilder json = new StringBuilder(1024);
        json.append("{\"id\":\"")
                .append(escape(id))
                .append("\",\"decision\":\"")
                .append(decision.get("decision"));
        json.append("\",\"code\":").append(decision.get("code"));
        json.append(",\"approved\":\"").append(decision.get("approved")).append("\",\"flags\":[");
        for (int i = 0; i < flags.size(); i++) {
            json.append(i == 0 ? "\"" : ",\"").append(flags.get(i)).append('"');
        }
        json.append("],\"primary_gate\":").append(decision.get("primary_gate")).append(",\"gates\":[");
        for (int i = 0; i < gates.size(); i++) {
            json.append(i == 0 ? "" : ",");
            appendGate(json, gates.get(i));
        }
        return json.append("]}").toString();
    }

    private static void appendGate(StringBuilder json, Map<String, String> reading) {
        json.append("{\"gate\":").append(reading.get("gate"));
        json.append(",\"verdict\":\"").append(reading.get("verdict"));
        json.append("\",\"code\":").append(reading.get("code"));
        json.append(",\"observed\":\"").append(reading.get("observed"));
        json.append("\",\"limit\":\"").append(reading.get("limit"));
        json.append("\",\"allowed_qty_e8\":\"")
                .append(reading.get("allowed_qty_e8"))
                .append("\"}");
    }

    private static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                escaped.append('\\').append(c);
            } else if (c < ' ') {
                escaped.append(String.format(java.util.Locale.ROOT, "\\u%04x", (int) c));
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }
}

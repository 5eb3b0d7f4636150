package io.ringfence.ops.counterfactual;

import io.ringfence.engine.state.LimitField;
import io.ringfence.ops.config.LimitFile;
import io.ringfence.ops.json.Names;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The tightest limits as a section of a configuration, to be used as it is. */
final class TightestYaml {
    /** A key with its value, or with the keys below it. */
    private static final class Node {
        final Map<String, Node> below = new TreeMap<>();
        String value = "";

        Node at(List<String> path) {
            Node node = this;
            for (String key : path) {
                node = node.below.computeIfAbsent(key, name -> new Node());
            }
            return node;
        }

        void write(StringBuilder yaml, String indent) {
            below.forEach((key, node) -> {
                yaml.append(indent).append(quoted(key)).append(':');
                yaml.append(node.value.isEmpty() ? "" : " " + node.value).append('\n');
                node.write(yaml, indent + "  ");
            });
        }

        private static String quoted(String key) {
            return key.matches("[a-z_]+")
                    ? key
                    : '"' + key.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
        }
    }

    private TightestYaml() {}

    static String of(TightestLimits limits, Names names) {
        Node root = new Node();
        for (TightestLimits.Tightest one : limits.list()) {
            LimitPin pin = one.limit();
            Node account = root.at(List.of("gates", "accounts", names.account(pin.id())));
            String symbol = pin.symbolId() < 0 ? "" : names.symbol(pin.symbolId());
            String value = ReportJson.text(pin.field(), pin.value());
            account.at(LimitFile.segments(pin.field(), symbol)).value = value;
            if (pin.field() == LimitField.DD_HARD_BPS && limits.lowersSoftLimit(pin)) {
                account.at(LimitFile.segments(LimitField.DD_SOFT_BPS, "")).value = value;
            }
        }
        StringBuilder yaml = new StringBuilder();
        root.write(yaml, "");
        return yaml.toString();
    }
}

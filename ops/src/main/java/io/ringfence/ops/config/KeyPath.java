package io.ringfence.ops.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Names of configuration keys: segments joined by dots, a segment with a dot in it in double quotes. */
final class KeyPath {
    private KeyPath() {}

    static List<String> split(String key) {
        List<String> segments = new ArrayList<>();
        StringBuilder segment = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == '.' && !quoted) {
                segments.add(segment.toString());
                segment.setLength(0);
            } else {
                segment.append(c);
            }
        }
        segments.add(segment.toString());
        return segments;
    }

    static String join(List<String> segments) {
        StringBuilder key = new StringBuilder();
        for (String segment : segments) {
            key.append(key.isEmpty() ? "" : ".");
            key.append(segment.contains(".") ? '"' + segment + '"' : segment);
        }
        return key.toString();
    }

    static String of(String... segments) {
        return join(List.of(segments));
    }

    /**
     * Two spellings that people use: {@code gates.gross_abs} means {@code gates.default.gross_abs}, and the trading
     * rules that gate-vectors.json keeps beside the limits of a symbol belong to the instrument.
     */
    static List<String> canonical(List<String> segments) {
        List<String> result = new ArrayList<>(segments);
        if (result.size() > 1 && result.get(0).equals("gates") && !ConfigKeys.GATE_SCOPES.contains(result.get(1))) {
            result.add(1, "default");
        }
        if (result.size() == 5
                && result.subList(0, 3).equals(List.of("gates", "default", "symbols"))
                && ConfigKeys.SYMBOL_RULES.contains(result.get(4))) {
            return List.of("instruments", result.get(3), result.get(4));
        }
        return result;
    }

    /** The part of an environment variable that stands for a name: upper case, everything else an underscore. */
    static String environmentForm(String name) {
        StringBuilder form = new StringBuilder(name.length());
        String upper = name.toUpperCase(Locale.ROOT);
        for (int i = 0; i < upper.length(); i++) {
            char c = upper.charAt(i);
            boolean plain = (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            form.append(plain ? c : '_');
        }
        return form.toString();
    }
}

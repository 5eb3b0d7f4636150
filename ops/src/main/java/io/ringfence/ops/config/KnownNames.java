package io.ringfence.ops.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The names that the configuration itself introduces, for what stands in the place of a placeholder. */
final class KnownNames {
    private final Set<String> symbols = new TreeSet<>();
    private final Set<String> accounts = new TreeSet<>();
    private final Set<String> groups = new TreeSet<>();
    private final Set<String> strategies = new TreeSet<>();
    private final Set<String> sessions = new TreeSet<>();

    /** Collects from the values of a file. */
    static KnownNames of(Collection<RawValue> values) {
        KnownNames names = new KnownNames();
        for (RawValue value : values) {
            names.learn(value);
        }
        return names;
    }

    /** Learns the names that a value introduces; an override can add strategies to an account. */
    void learn(RawValue value) {
        List<String> key = value.segments();
        String text = value.text();
        if (key.size() < 3) {
            return;
        }
        switch (key.get(0)) {
            case "instruments" -> symbols.add(key.get(1));
            case "accounts" -> {
                accounts.add(key.get(1));
                if (key.get(2).equals("strategies")) {
                    list(text).forEach(name -> strategies.add(key.get(1) + "/" + name));
                }
            }
            case "gateway" -> {
                if (key.get(1).equals("fix") && key.get(2).equals("sessions") && key.size() > 3) {
                    sessions.add(key.get(3));
                }
            }
            case "gates" -> {
                if (key.get(1).equals("groups")) {
                    groups.add(key.get(2));
                } else if (key.get(1).equals("strategies")) {
                    strategies.add(key.get(2));
                }
            }
            default -> {}
        }
    }

    Set<String> symbols() {
        return symbols;
    }

    Set<String> accounts() {
        return accounts;
    }

    Set<String> groups() {
        return groups;
    }

    /** As {@code account/strategy}. */
    Set<String> strategies() {
        return strategies;
    }

    /** Of FIX. */
    Set<String> sessions() {
        return sessions;
    }

    /** All names that can stand for a placeholder. */
    Set<String> of(String placeholder) {
        return switch (placeholder) {
            case "{symbol}" -> symbols;
            case "{account}" -> accounts;
            case "{group}" -> groups;
            case "{strategy}" -> strategies;
            case "{session}" -> sessions;
            default -> pairs();
        };
    }

    private Set<String> pairs() {
        Set<String> pairs = new TreeSet<>();
        for (String first : symbols) {
            for (String second : symbols) {
                if (!first.equals(second)) {
                    pairs.add(first + "|" + second);
                }
            }
        }
        return pairs;
    }

    /** Every key as an environment variable, families with each of their names. */
    List<String> environmentForms() {
        List<String> forms = new ArrayList<>();
        for (ConfigKey key : ConfigKeys.ALL) {
            for (List<String> segments : expand(key)) {
                forms.add(variable(segments));
                if (segments.size() > 2
                        && segments.get(0).equals("gates")
                        && segments.get(1).equals("default")) {
                    forms.add(variable(segments).replace("_GATES_DEFAULT_", "_GATES_"));
                }
            }
        }
        return forms;
    }

    static String variable(List<String> segments) {
        List<String> forms = segments.stream().map(KeyPath::environmentForm).toList();
        return Environment.PREFIX + String.join("_", forms);
    }

    /** The keys of a family, one for each combination of known names. */
    List<List<String>> expand(ConfigKey key) {
        List<List<String>> keys = List.of(List.of());
        for (String segment : key.segments()) {
            List<List<String>> longer = new ArrayList<>();
            for (List<String> begun : keys) {
                for (String name : ConfigKey.isPlaceholder(segment) ? of(segment) : Set.of(segment)) {
                    List<String> next = new ArrayList<>(begun);
                    next.add(name);
                    longer.add(next);
                }
            }
            keys = longer;
        }
        return keys;
    }

    /** The names of a list value. */
    static List<String> list(String text) {
        List<String> names = new ArrayList<>();
        for (String name : text.split(",", -1)) {
            if (!name.isBlank()) {
                names.add(name.trim());
            }
        }
        return names;
    }
}

package io.ringfence.ops.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Overrides from the environment: {@code RINGFENCE_GATES_GROSS_ABS} is {@code gates.gross_abs}. */
final class Environment {
    static final String PREFIX = "RINGFENCE_";
    /** Read by the launcher and the tests. */
    private static final Set<String> NOT_KEYS =
            Set.of("RINGFENCE_JAVA_OPTS", "RINGFENCE_SHARED_DATA", "RINGFENCE_DEBUG");
    /** What Kubernetes and Docker links put into every container beside a service that is called ringfence. */
    private static final Pattern SERVICE_LINK =
            Pattern.compile("RINGFENCE_(\\w+_)?(SERVICE_(HOST|PORT(_\\w+)?)|PORT(_\\d+_(TCP|UDP)(_\\w+)?)?)");

    private final KnownNames names;
    private final List<RawValue> values = new ArrayList<>();

    private Environment(KnownNames names) {
        this.names = names;
    }

    static List<RawValue> read(Map<String, String> environment, KnownNames names, ConfigProblems problems) {
        Environment matcher = new Environment(names);
        // Sorted, so that of two problems the same one always comes first.
        new TreeMap<>(environment).forEach((variable, text) -> {
            if (variable.startsWith(PREFIX) && !NOT_KEYS.contains(variable)) {
                matcher.add(variable, text, problems);
            }
        });
        return matcher.values;
    }

    private void add(String variable, String text, ConfigProblems problems) {
        List<List<String>> matches = new ArrayList<>();
        for (ConfigKey key : ConfigKeys.ALL) {
            match(variable.substring(PREFIX.length()), key.segments(), 0, new ArrayList<>(), matches);
            List<String> pattern = key.segments();
            if (pattern.size() > 2
                    && pattern.get(0).equals("gates")
                    && pattern.get(1).equals("default")) {
                List<String> shorter = new ArrayList<>(pattern);
                shorter.remove(1);
                match(variable.substring(PREFIX.length()), shorter, 0, new ArrayList<>(), matches);
            }
        }
        List<List<String>> keys =
                matches.stream().map(KeyPath::canonical).distinct().toList();
        if (keys.size() > 1) {
            problems.add("environment variable " + variable + " can mean " + KeyPath.join(keys.get(0)) + " or "
                    + KeyPath.join(keys.get(1)) + "; set it in the file instead");
        } else if (!keys.isEmpty()) {
            values.add(new RawValue(keys.get(0), text.trim(), "environment " + variable));
        } else if (!SERVICE_LINK.matcher(variable).matches()) {
            problems.add("environment variable " + variable + " is not a configuration key; "
                    + Suggestion.of(variable, names.environmentForms()));
        }
    }

    /** Matches the rest of a variable with the rest of a pattern; a placeholder stands for any known name. */
    private void match(String rest, List<String> pattern, int at, List<String> key, List<List<String>> matches) {
        if (at == pattern.size()) {
            if (rest.isEmpty()) {
                matches.add(List.copyOf(key));
            }
            return;
        }
        String segment = pattern.get(at);
        for (String name : ConfigKey.isPlaceholder(segment) ? names.of(segment) : Set.of(segment)) {
            String form = KeyPath.environmentForm(name);
            boolean last = at == pattern.size() - 1;
            if (last ? rest.equals(form) : rest.startsWith(form + "_")) {
                key.add(name);
                match(last ? "" : rest.substring(form.length() + 1), pattern, at + 1, key, matches);
                key.remove(key.size() - 1);
            }
        }
    }
}

package io.ringfence.ops.config;

import io.ringfence.ops.Failure;
import java.util.ArrayList;
import java.util.List;

/** Everything that is wrong with a configuration, in the order in which it was found, and what is only doubtful. */
public final class ConfigProblems {
    private final List<String> problems = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    void add(String sentence) {
        problems.add(sentence);
    }

    void warn(String sentence) {
        warnings.add(sentence);
    }

    public boolean isEmpty() {
        return problems.isEmpty();
    }

    public List<String> list() {
        return List.copyOf(problems);
    }

    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    /** Stops with the first problem when there is one. */
    void throwIfAny() {
        if (problems.isEmpty()) {
            return;
        }
        int more = problems.size() - 1;
        String rest = more == 0 ? "" : " (and " + more + " more: ringfence config check lists them all)";
        throw Failure.usage(problems.get(0) + rest);
    }
}

package io.ringfence.engine.execution.book;

import java.util.Map;
import java.util.TreeMap;

/** Counts what a model test reached, because one that never gets anywhere proves nothing. */
final class ModelCoverage {
    private final Map<String, Long> counts = new TreeMap<>();
    private long operations;

    void operation(String what) {
        operations++;
        count(what);
    }

    void count(String what) {
        counts.merge(what, 1L, Long::sum);
    }

    void count(NaiveBook.Event event) {
        count(event.kind() == 'C' ? "canceled for " + event.second() : "event " + event.kind());
    }

    long operations() {
        return operations;
    }

    long rarest() {
        return counts.values().stream().mapToLong(Long::longValue).min().orElse(0);
    }

    @Override
    public String toString() {
        return operations + " operations: " + counts;
    }
}

package io.ringfence.ops.check.reference;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;

/** Runs properties over the same seeded cases, each until it has applied often enough. */
final class PropertyRun {
    private static final long BATCH = 2_000;
    private static final long MOST_CASES_PER_WANTED = 40;

    /** A case is used by every property and costs more to make than to judge; the first ones are kept. */
    private static final long KEPT_CASES = 30_000;

    private final VectorGenerator generator;
    private final Map<Long, Map<String, Object>> kept = new ConcurrentHashMap<>();

    PropertyRun(long seed) {
        this.generator = new VectorGenerator(seed);
    }

    Map<String, Object> defaults() {
        return generator.defaults();
    }

    /** The first violation, or that the property did not apply often enough; empty when it held. */
    Optional<String> firstViolation(GateProperty property, long wanted) {
        AtomicLong applied = new AtomicLong();
        long mostCases = Math.max(BATCH, wanted * MOST_CASES_PER_WANTED);
        for (long first = 0; applied.get() < wanted; first += BATCH) {
            if (first >= mostCases) {
                return Optional.of("applied to " + applied + " of " + first + " cases only, wanted " + wanted);
            }
            Optional<String> violation = LongStream.range(first, first + BATCH)
                    .parallel()
                    .mapToObj(index -> property.check(vector(index)))
                    .peek(finding -> applied.addAndGet(finding.applies() ? 1 : 0))
                    .filter(Finding::violated)
                    .map(Finding::violation)
                    .findFirst();
            if (violation.isPresent()) {
                return violation;
            }
        }
        return Optional.empty();
    }

    private Map<String, Object> vector(long index) {
        return index < KEPT_CASES ? kept.computeIfAbsent(index, generator::vector) : generator.vector(index);
    }
}

package io.ringfence.engine.execution.book;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * The book against {@link NaiveBook} over a million random operations. A failure names the seed; the run is repeated with
 * {@code -Dringfence.seed=}.
 */
class ModelTest {
    private static final int BOOKS = 60;
    private static final int OPERATIONS_PER_BOOK = 17_000;

    @Test
    void agreesWithTheNaiveBookOverAMillionRandomOperations() {
        long seed = Long.getLong("ringfence.seed", 20260101L);
        System.out.println("match book model test: -Dringfence.seed=" + seed);
        ModelCoverage coverage = new ModelCoverage();
        for (int i = 0; i < BOOKS; i++) {
            ModelRun run = new ModelRun(seed + i, ModelRun.TRIGGERS.get(i % 3), coverage);
            for (int operation = 0; operation < OPERATIONS_PER_BOOK; operation++) {
                run.step(operation);
            }
            run.compareBooks();
        }
        System.out.println(coverage);
        assertThat(coverage.operations()).isGreaterThanOrEqualTo(1_000_000);
        assertThat(coverage.rarest()).as(coverage.toString()).isGreaterThan(1_000);
    }
}

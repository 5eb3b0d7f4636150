package io.ringfence.ops.check.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class VectorGeneratorTest {
    private static final long SEED = 42;
    private static final long CASES = 12_000;

    private final VectorGenerator generator = new VectorGenerator(SEED);
    private final ReferenceGates reference = new ReferenceGates(generator.defaults());

    @Test
    void repeatsACaseFromItsSeedAndIndex() {
        assertThat(new VectorGenerator(SEED).vector(17)).isEqualTo(generator.vector(17));
        assertThat(new VectorGenerator(SEED + 1).vector(17)).isNotEqualTo(generator.vector(17));
    }

    @Test
    void writesAFileThatReadsBackAsTheSameVectorsAndResults() {
        VectorFile file = VectorFile.parse(generator.file(5, 40, true));
        assertThat(file.defaults())
                .isEqualTo(VectorFile.parse(generator.file(0, 1, false)).defaults());
        assertThat(file.vectors())
                .hasSize(40)
                .allSatisfy(vector -> assertThat(
                                Comparison.differences(reference.evaluate(vector), Trees.object(vector, "expect")))
                        .containsExactly("/id: " + Trees.text(vector, "id").orElseThrow() + " -> NULL"));
    }

    /** Cases that never reach a code say nothing about it. */
    @Test
    void reachesEveryVerdictOfEveryCodeTheVectorFormCanExpress() {
        Set<String> reached = LongStream.range(0, CASES)
                .parallel()
                .mapToObj(index -> reference.judge(generator.vector(index)))
                .flatMap(outcome -> outcome.readings().stream())
                .map(reading -> reading.code() + " " + reading.verdict())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(reached).isEqualTo(expressible());
    }

    private static Set<String> expressible() {
        Set<String> expressible = new TreeSet<>();
        add(expressible, Verdict.PASS, 100, 190, 200, 290, 300, 390, 400, 403, 490, 500, 600, 690, 700, 790, 800, 890);
        add(expressible, Verdict.REJECT, 101, 102, 103, 104, 105, 106, 111);
        add(expressible, Verdict.REJECT, 201, 202, 203, 204, 205, 206, 207, 210, 220);
        add(expressible, Verdict.REJECT, 301, 302, 303, 401, 402, 404, 501, 601, 602);
        add(expressible, Verdict.REJECT, 701, 702, 703, 704, 705, 706, 801);
        add(expressible, Verdict.REDUCE, 111, 301, 302, 303, 401, 402, 404, 601, 602, 703, 704, 705, 706, 801);
        add(expressible, Verdict.NOT_EVALUABLE, 398, 498, 598, 698, 798, 898);
        add(expressible, Verdict.ERROR, 399, 699, 799, 899);
        return expressible;
    }

    private static void add(Set<String> expressible, Verdict verdict, int... codes) {
        Arrays.stream(codes).forEach(code -> expressible.add(code + " " + verdict));
    }
}

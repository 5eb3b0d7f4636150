package io.ringfence.ops.check.reference;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Random but nasty vectors in the form of gate-vectors.json. A seed and an index name one case for good: {@code
 * vector(index)} does not depend on what was drawn before, so a failure is repeated from the two numbers in its id.
 *
 * <p>Ids start with {@code R} for ordinary cases and with {@code X} for those near the end of {@code long}.
 */
final class VectorGenerator {
    private final long seed;
    private final Map<String, Object> defaults = Instrument.defaults();
    private final ReferenceGates reference = new ReferenceGates(defaults);

    VectorGenerator(long seed) {
        this.seed = seed;
    }

    long seed() {
        return seed;
    }

    Map<String, Object> defaults() {
        return defaults;
    }

    Map<String, Object> vector(long index) {
        Dice dice = new Dice(seed, index);
        boolean extreme = dice.chance(3);
        Instrument instrument = dice.pick(Instrument.ALL);
        Map<String, Object> vector = new LinkedHashMap<>();
        vector.put("id", (extreme ? "X-" : "R-") + seed + "-" + index);
        vector.put("order", new LinkedHashMap<String, Object>());
        vector.put("state", new LinkedHashMap<String, Object>());
        vector.put("config_overrides", new LinkedHashMap<String, Object>());
        new RandomState(dice, vector).addTo(instrument);
        RandomAccount.addTo(dice, vector);
        new RandomLimits(dice, vector).addTo(instrument);
        new RandomOrder(dice, vector).addTo(instrument);
        if (extreme) {
            RandomExtreme.addTo(dice, vector, instrument);
        } else {
            aim(dice, vector, instrument);
        }
        return vector;
    }

    private void aim(Dice dice, Map<String, Object> vector, Instrument instrument) {
        if (dice.chance(8)) {
            BookAim.aim(dice, vector, instrument);
        }
        for (long aims = dice.between(0, 2); aims > 0; aims--) {
            BoundaryAim.aim(dice, vector, defaults, reference.judge(vector));
        }
    }

    /** A complete vector file, one vector a line. */
    String file(long firstIndex, long count, boolean withExpect) {
        String vectors = LongStream.range(firstIndex, firstIndex + count)
                .mapToObj(this::vector)
                .map(vector -> JsonTree.write(withExpect ? withExpect(vector) : vector))
                .collect(Collectors.joining(",\n"));
        return "{\"scale\":\"E8\",\"defaults\":" + JsonTree.write(defaults) + ",\n\"vectors\":[\n" + vectors + "\n]}\n";
    }

    private Map<String, Object> withExpect(Map<String, Object> vector) {
        Map<String, Object> expect = new LinkedHashMap<>(reference.evaluate(vector));
        expect.remove("id");
        Map<String, Object> complete = new LinkedHashMap<>(vector);
        complete.put("expect", expect);
        return complete;
    }

    /**
     * Writes a vector file to standard output, for {@code ringfence check --vectors FILE}.
     *
     * @param arguments seed, number of vectors, and {@code expect} to add the reference's results
     */
    public static void main(String[] arguments) {
        if (arguments.length < 2) {
            System.err.println("usage: VectorGenerator SEED COUNT [expect]");
            System.exit(2);
        }
        VectorGenerator generator = new VectorGenerator(Long.parseLong(arguments[0]));
        System.err.println("seed " + generator.seed());
        System.out.print(generator.file(0, Long.parseLong(arguments[1]), arguments.length > 2));
    }
}

package io.ringfence.ops.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * The vectors of the specification with one value each replaced by something nasty: either there are eight readings, or
 * the complaint names the vector. Nothing else may come out. {@code -Dringfence.vectors.broken=N} runs more.
 */
class BrokenVectorsTest {
    private static final long SEED = 20_260_101L;
    private static final int RUNS = Integer.getInteger("ringfence.vectors.broken", 10_000);
    private static final Object[] NASTY = {
        null,
        true,
        "",
        "x",
        "0",
        "-1",
        "1e5",
        "1.5",
        "92233720368.54775807",
        "-92233720368.54775807",
        "-92233720368.54775808",
        "9223372036854775807",
        "-9223372036854775807",
        "-9223372036854775808",
        "99999999999999999999999",
        "DOGE-USD",
        "A|B|C",
        List.of(),
        List.of("x"),
        Map.of(),
        Map.of("x", "1")
    };

    @Test
    void areEvaluatedOrNamed() throws IOException {
        SplittableRandom random = new SplittableRandom(SEED);
        int refused = 0;
        for (int run = 0; run < RUNS; run++) {
            try (InputStream in = BrokenVectorsTest.class.getResourceAsStream("/gate-vectors.json")) {
                if (run % 1000 == 0) {
                    vectors = load(in);
                }
            }
            VectorFile.Vector good = vectors.get(random.nextInt(vectors.size()));
            Map<String, Object> fields = copy(good.fields());
            Map<String, Object> full = new LinkedHashMap<>(fields);
            full.put("config_overrides", JsonTree.merge(config, JsonTree.cast(fields.get("config_overrides"))));
            full.put("state", JsonTree.merge(state, JsonTree.cast(fields.get("state"))));
            full = copy(full);
            String what = spoil(full, random);
            try {
                String json = new VectorEvaluator(Map.of(), Map.of())
                        .evaluate(new VectorFile.Vector(good.id(), full))
                        .toJson();
                assertThat(json).contains("\"gate\":8");
            } catch (BadVectorException e) {
                refused++;
                assertThat(e.getMessage()).as(what).startsWith(good.id() + ":");
            } catch (RuntimeException e) {
                fail("seed " + SEED + ", run " + run + ", vector " + good.id() + ", " + what, e);
            }
        }
        assertThat(refused).isBetween(RUNS / 10, RUNS * 9 / 10);
    }

    private List<VectorFile.Vector> vectors = List.of();
    private Map<String, Object> config = Map.of();
    private Map<String, Object> state = Map.of();

    private List<VectorFile.Vector> load(InputStream in) {
        VectorFile file = VectorFile.read(in);
        config = file.config();
        state = file.state();
        List<VectorFile.Vector> all = new ArrayList<>();
        for (VectorFile.Vector vector = file.next(); vector != null; vector = file.next()) {
            all.add(vector);
        }
        return all;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> copy(Map<String, Object> tree) {
        Map<String, Object> copy = new LinkedHashMap<>();
        tree.forEach((name, value) -> copy.put(name, value instanceof Map ? copy((Map<String, Object>) value) : value));
        return copy;
    }

    /** Replaces one value somewhere, at any depth; says which and by what. */
    @SuppressWarnings("unchecked")
    private static String spoil(Map<String, Object> tree, SplittableRandom random) {
        Map<String, Object> at = tree;
        StringBuilder path = new StringBuilder();
        while (true) {
            List<String> names = new ArrayList<>(at.keySet());
            names.removeAll(List.of("id", "note", "expect"));
            if (names.isEmpty()) {
                at.put("x", "1");
                return path + "x = 1";
            }
            String name = names.get(random.nextInt(names.size()));
            path.append(name);
            if (at.get(name) instanceof Map && random.nextInt(8) != 0) {
                at = (Map<String, Object>) at.get(name);
                path.append('.');
            } else {
                Object nasty = NASTY[random.nextInt(NASTY.length)];
                at.put(name, nasty);
                return path + " = " + nasty;
            }
        }
    }

    private static VectorFile file(String json) {
        return VectorFile.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void keepTheirOrderWhereverTheDefaultsStand() {
        String vectors = "\"vectors\":[{\"id\":\"b\"},{\"id\":\"a\"},{},{\"id\":7}]";
        String defaults = "\"defaults\":{\"config\":{\"gross_abs\":\"1\"},\"state\":null}";
        for (String json : List.of("{" + vectors + "," + defaults + "}", "{" + defaults + "," + vectors + "}")) {
            VectorFile file = file(json);
            assertThat(file.config()).containsEntry("gross_abs", "1");
            assertThat(file.state()).isEmpty();
            List<String> ids = new ArrayList<>();
            for (VectorFile.Vector vector = file.next(); vector != null; vector = file.next()) {
                ids.add(vector.id());
            }
            assertThat(ids).containsExactly("b", "a", "vector 3", "7");
        }
    }

    @Test
    void nameFieldsThatMeanNothingAndRefuseMisspeltOnes() {
        VectorFile file =
                file("{\"defaults\":{},\"vectors\":[{\"id\":\"a\",\"author\":\"me\"},{\"id\":\"b\",\"ordr\":{}}]}");
        assertThat(file.next()).isNotNull();
        assertThat(file.ignored()).containsExactly("author");
        org.assertj.core.api.Assertions.assertThatThrownBy(file::next)
                .hasMessage("b: unknown field \"ordr\"; did you mean order?");
    }

    @Test
    void knowSymbolsThatOnlyTheStateNames() {
        VectorFile file = file(
                "{\"defaults\":{},\"vectors\":[{\"id\":\"a\",\"order\":{\"symbol\":\"X\",\"side\":\"buy\",\"qty\":\"1\"},"
                        + "\"state\":{\"rho_ewma\":{\"X|Y\":1},\"positions\":{\"Z\":{\"pos\":\"1\"}}}}]}");
        String json = new VectorEvaluator(file.config(), file.state())
                .evaluate(file.next())
                .toJson();
        assertThat(json).startsWith("{\"id\":\"a\",\"decision\":\"REJECT\"");
    }
}

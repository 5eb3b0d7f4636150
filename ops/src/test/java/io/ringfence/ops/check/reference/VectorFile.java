package io.ringfence.ops.check.reference;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** A file in the form of gate-vectors.json. */
record VectorFile(Map<String, Object> defaults, List<Map<String, Object>> vectors) {

    static VectorFile parse(String json) {
        Map<String, Object> file = JsonTree.parseObject(json);
        return new VectorFile(
                Trees.object(file, "defaults"),
                Trees.array(file, "vectors").stream().map(Trees::asObject).toList());
    }

    /** The 63 vectors of the specification. */
    static VectorFile fixture() {
        try (InputStream json = VectorFile.class.getResourceAsStream("/gate-vectors.json")) {
            if (json == null) {
                throw new IllegalStateException("gate-vectors.json is not on the test class path");
            }
            return parse(new String(json.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

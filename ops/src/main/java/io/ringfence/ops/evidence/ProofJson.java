package io.ringfence.ops.evidence;

import io.ringfence.journal.evidence.Checkpoint;
import io.ringfence.journal.evidence.Proof;
import io.ringfence.journal.evidence.Proof.Proven;
import io.ringfence.ops.check.JsonTree;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A proof as a JSON file. A proof has exactly one rendering and a reader takes no other, so that no byte of the file is
 * outside of what is checked.
 */
final class ProofJson {
    private static final String FORMAT = "ringfence-proof 1";

    private ProofJson() {}

    static byte[] write(Proof proof) {
        StringBuilder json = new StringBuilder("{\n");
        json.append(" \"format\": \"").append(FORMAT).append("\",\n");
        json.append(" \"decision\": \"d-")
                .append(proof.records().get(0).sequence())
                .append("\",\n");
        json.append(" \"records\": [");
        String separator = "\n";
        for (Proven record : proof.records()) {
            json.append(separator);
            append(json, record);
            separator = ",\n";
        }
        json.append("\n ],\n \"checkpoints\": [");
        separator = "\n";
        for (Checkpoint checkpoint : proof.checkpoints()) {
            json.append(separator).append("  \"").append(checkpoint.line()).append('"');
            separator = ",\n";
        }
        return json.append("\n ]\n}\n").toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static void append(StringBuilder json, Proven record) {
        json.append("  {\"sequence\": ").append(record.sequence());
        json.append(", \"checkpoint\": ").append(record.checkpoint());
        json.append(",\n   \"fragments\": [");
        String separator = "\n";
        for (byte[] fragment : record.fragments()) {
            json.append(separator)
                    .append("    \"")
                    .append(Base64.getEncoder().encodeToString(fragment))
                    .append('"');
            separator = ",\n";
        }
        json.append("\n   ],\n   \"path\": [");
        separator = "\n";
        for (byte[] hash : record.path()) {
            json.append(separator)
                    .append("    \"")
                    .append(HexFormat.of().formatHex(hash))
                    .append('"');
            separator = ",\n";
        }
        json.append("\n   ]}");
    }

    /**
     * Reads a proof.
     *
     * @throws IllegalArgumentException if the file is anything else than the rendering of a proof
     */
    static Proof read(byte[] content) {
        try {
            Map<String, @Nullable Object> root = object(JsonTree.read(new ByteArrayInputStream(content)));
            List<Proven> records = new ArrayList<>();
            for (Object each : list(root.get("records"))) {
                Map<String, @Nullable Object> record = object(each);
                records.add(new Proven(
                        Long.parseLong(text(record.get("sequence"))),
                        Long.parseLong(text(record.get("checkpoint"))),
                        list(record.get("fragments")).stream()
                                .map(fragment -> Base64.getDecoder().decode(text(fragment)))
                                .toList(),
                        list(record.get("path")).stream()
                                .map(hash -> HexFormat.of().parseHex(text(hash)))
                                .toList()));
            }
            List<Checkpoint> checkpoints = list(root.get("checkpoints")).stream()
                    .map(line -> Checkpoint.parse(text(line)))
                    .toList();
            Proof proof = new Proof(records, checkpoints);
            if (records.isEmpty() || !Arrays.equals(write(proof), content)) {
                throw new IllegalArgumentException("it is not in the one form that a proof has");
            }
            return proof;
        } catch (IOException e) {
            throw new IllegalArgumentException("it is not JSON", e);
        }
    }

    private static Map<String, @Nullable Object> object(@Nullable Object value) {
        if (!(value instanceof Map)) {
            throw new IllegalArgumentException("an object is missing");
        }
        return JsonTree.cast(value);
    }

    private static List<?> list(@Nullable Object value) {
        if (value instanceof List<?> list) {
            return list;
        }
        throw new IllegalArgumentException("a list is missing");
    }

    private static String text(@Nullable Object value) {
        if (value instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("a text or number is missing");
    }
}

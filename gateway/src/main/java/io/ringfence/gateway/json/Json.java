package io.ringfence.gateway.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.ringfence.engine.units.Decimal;
import io.ringfence.engine.units.Fixed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** One factory with tight limits, and the spelling of numbers and times. */
public final class Json {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final DateTimeFormatter RFC_3339 =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.nnnnnnnnn'Z'").withZone(ZoneOffset.UTC);

    static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(4)
                    .maxNumberLength(32)
                    .maxStringLength(2048)
                    .maxNameLength(64)
                    .build())
            .build();

    private Json() {}

    /** Writes into a generator that can only fail by a bug. */
    public interface Body {
        void write(JsonGenerator json) throws IOException;
    }

    public static byte[] bytes(Body body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            body.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return out.toByteArray();
    }

    /** A decimal string, or null for an absent value. */
    static void decimal(JsonGenerator json, String name, long e8) throws IOException {
        text(json, name, e8 == Fixed.ABSENT ? null : Decimal.format(e8));
    }

    static void text(JsonGenerator json, String name, @Nullable String value) throws IOException {
        if (value == null) {
            json.writeNullField(name);
        } else {
            json.writeStringField(name, value);
        }
    }

    /** Integers that may pass 2^53 are strings. */
    static void number(JsonGenerator json, String name, long value) throws IOException {
        json.writeStringField(name, Long.toString(value));
    }

    /** A moment twice: for programs in nanoseconds, for people as RFC 3339. */
    static void time(JsonGenerator json, String prefix, long nanos) throws IOException {
        boolean known = nanos != Fixed.ABSENT && nanos != Long.MAX_VALUE;
        text(json, prefix.isEmpty() ? "ts_ns" : prefix + "_ns", known ? Long.toString(nanos) : null);
        text(json, prefix.isEmpty() ? "time" : prefix, known ? rfc3339(nanos) : null);
    }

    static String rfc3339(long nanos) {
        return RFC_3339.format(
                Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS_PER_SECOND), Math.floorMod(nanos, NANOS_PER_SECOND)));
    }
}

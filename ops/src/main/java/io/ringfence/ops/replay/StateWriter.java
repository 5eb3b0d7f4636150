package io.ringfence.ops.replay;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ringfence.engine.units.Decimal;
import io.ringfence.engine.units.Fixed;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Writes the fields of the state: decimals and 64-bit numbers as strings, what is absent left out. */
final class StateWriter {
    final JsonGenerator json;

    StateWriter(JsonGenerator json) {
        this.json = json;
    }

    StateWriter text(String name, @Nullable String value) throws IOException {
        if (value != null && !value.isEmpty()) {
            json.writeStringField(name, value);
        }
        return this;
    }

    StateWriter decimal(String name, long e8) throws IOException {
        if (e8 != Fixed.ABSENT) {
            json.writeStringField(name, Decimal.format(e8));
        }
        return this;
    }

    /** A number that may need all 64 bits. */
    StateWriter wide(String name, long value) throws IOException {
        if (value != Fixed.ABSENT) {
            json.writeStringField(name, Long.toString(value));
        }
        return this;
    }

    /** An instant or a bound of which the largest value means "never". */
    StateWriter unlessNever(String name, long value) throws IOException {
        return value == Long.MAX_VALUE ? this : wide(name, value);
    }

    StateWriter number(String name, long value) throws IOException {
        json.writeNumberField(name, value);
        return this;
    }

    StateWriter flag(String name, boolean value) throws IOException {
        json.writeBooleanField(name, value);
        return this;
    }

    /** Three ASCII letters packed big-endian. */
    StateWriter currency(String name, int packed) throws IOException {
        return text(name, "" + (char) (packed >> 16 & 0xFF) + (char) (packed >> 8 & 0xFF) + (char) (packed & 0xFF));
    }

    StateWriter object() throws IOException {
        json.writeStartObject();
        return this;
    }

    StateWriter object(String name) throws IOException {
        json.writeObjectFieldStart(name);
        return this;
    }

    StateWriter array(String name) throws IOException {
        json.writeArrayFieldStart(name);
        return this;
    }

    void end() throws IOException {
        if (json.getOutputContext().inArray()) {
            json.writeEndArray();
        } else {
            json.writeEndObject();
        }
    }
}

package io.ringfence.ops.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ringfence.engine.units.Decimal;
import io.ringfence.engine.units.Fixed;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Writes fields in the project's form: decimals and times as strings, absent values left out. */
final class Fields {
    private final JsonGenerator json;

    Fields(JsonGenerator json) {
        this.json = json;
    }

    void text(String name, @Nullable String value) throws IOException {
        if (value != null && !value.isEmpty()) {
            json.writeStringField(name, value);
        }
    }

    void word(String name, Words words, int value) throws IOException {
        String word = words.of(value);
        if (word != null) {
            json.writeStringField(name, word);
        } else if (value >= 0) {
            json.writeStringField(name, "#" + value);
        }
    }

    void number(String name, long value) throws IOException {
        json.writeNumberField(name, value);
    }

    void flag(String name, boolean value) throws IOException {
        json.writeBooleanField(name, value);
    }

    /** A price, quantity or amount of money. */
    void decimal(String name, long e8) throws IOException {
        if (e8 != Fixed.ABSENT) {
            json.writeStringField(name, Decimal.format(e8));
        }
    }

    /** A long of any other unit; as a string, because JSON readers may know only doubles. */
    void raw(String name, long value) throws IOException {
        if (value != Fixed.ABSENT) {
            json.writeStringField(name, Long.toString(value));
        }
    }
}

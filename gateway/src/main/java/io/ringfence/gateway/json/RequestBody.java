package io.ringfence.gateway.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.ringfence.engine.units.Decimal;
import io.ringfence.engine.units.Decimal.MalformedDecimalException;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One JSON object, read strictly: known fields only, none twice, nothing behind it, and each of the kind that the API
 * says. A field that is {@code null} counts as absent. Flat, but for fields that are named as {@linkplain #texts(String)
 * objects of texts}.
 */
public final class RequestBody {
    private static final int MOST_MEMBERS = 256;

    private final Map<String, Object> fields = new LinkedHashMap<>();

    private final Set<String> objects;

    private RequestBody(Set<String> objects) {
        this.objects = objects;
    }

    /** Marks a JSON number, which is never a price or a quantity here. */
    private record JsonNumber(String text) {}

    public static RequestBody parse(byte[] body, Set<String> known) {
        return parse(body, known, Set.of());
    }

    /**
     * The same, where some fields are objects.
     *
     * @param objects those of the known fields that are objects, whose members may have any name
     */
    public static RequestBody parse(byte[] body, Set<String> known, Set<String> objects) {
        RequestBody result = new RequestBody(objects);
        try (JsonParser parser = Json.FACTORY.createParser(body)) {
            result.read(parser, known);
        } catch (JsonProcessingException e) {
            throw RefusedException.malformed("The body is not valid JSON: " + brief(e.getOriginalMessage()));
        } catch (IOException e) {
            throw RefusedException.malformed("The body is not valid UTF-8 JSON");
        }
        return result;
    }

    private static String brief(@Nullable String message) {
        String text = message == null ? "unreadable" : message;
        return text.length() <= 200 ? text : text.substring(0, 200);
    }

    private void read(JsonParser parser, Set<String> known) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw RefusedException.malformed("The body must be one JSON object");
        }
        String name = parser.nextFieldName();
        while (name != null) {
            if (!known.contains(name)) {
                throw RefusedException.malformed(
                        "Unknown field \"" + name + "\"; known are " + String.join(", ", known));
            }
            Object value = value(parser, name);
            if (value != null) {
                fields.put(name, value);
            }
            name = parser.nextFieldName();
        }
        if (parser.nextToken() != null) {
            throw RefusedException.malformed("Something follows the JSON object");
        }
    }

    private @Nullable Object value(JsonParser parser, String name) throws IOException {
        JsonToken token = parser.nextToken();
        if (token == null) {
            throw RefusedException.malformed("The body ends within \"" + name + "\"");
        }
        return switch (token) {
            case VALUE_STRING -> parser.getText();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new JsonNumber(parser.getText());
            case START_OBJECT -> members(parser, name);
            default -> throw RefusedException.malformed("\"" + name + "\" must not be an array");
        };
    }

    private Map<String, @Nullable Object> members(JsonParser parser, String name) throws IOException {
        if (!objects.contains(name)) {
            throw RefusedException.malformed("\"" + name + "\" must not be an object");
        }
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        String member = parser.nextFieldName();
        while (member != null) {
            if (members.size() == MOST_MEMBERS) {
                throw RefusedException.malformed("\"" + name + "\" has more than " + MOST_MEMBERS + " members");
            }
            members.put(member, value(parser, member));
            member = parser.nextFieldName();
        }
        return members;
    }

    public boolean has(String name) {
        return fields.containsKey(name);
    }

    public @Nullable String text(String name) {
        Object value = fields.get(name);
        if (value == null || value instanceof String) {
            return (String) value;
        }
        throw RefusedException.malformed("\"" + name + "\" must be a string");
    }

    public String required(String name) {
        String value = text(name);
        if (value == null || value.isBlank()) {
            throw RefusedException.malformed("\"" + name + "\" is missing");
        }
        return value;
    }

    /** True only when the field is there and true. */
    public boolean flag(String name) {
        Object value = fields.get(name);
        if (value == null || value instanceof Boolean) {
            return Boolean.TRUE.equals(value);
        }
        throw RefusedException.malformed("\"" + name + "\" must be true or false");
    }

    /** The members of an object in their order: strings, true and false, and whole numbers as text; null stays null. */
    public Map<String, @Nullable String> texts(String name) {
        Object value = fields.get(name);
        if (!(value instanceof Map<?, ?> members)) {
            throw RefusedException.malformed("\"" + name + "\" must be an object");
        }
        Map<String, @Nullable String> texts = new LinkedHashMap<>();
        members.forEach((member, of) -> texts.put(String.valueOf(member), member(name + "." + member, of)));
        return texts;
    }

    private static @Nullable String member(String name, @Nullable Object value) {
        if (value instanceof JsonNumber number) {
            return number.text();
        }
        if (value instanceof Map) {
            throw RefusedException.malformed("\"" + name + "\" must not be an object");
        }
        return value == null ? null : value.toString();
    }

    public long decimalE8(String name, long absent) {
        Object value = fields.get(name);
        if (value == null) {
            return absent;
        }
        if (!(value instanceof String text)) {
            throw RefusedException.malformed("\"" + name + "\" must be a decimal string, like \"0.5\"");
        }
        try {
            return Decimal.parseE8(text);
        } catch (MalformedDecimalException e) {
            throw RefusedException.malformed("\"" + name + "\": " + brief(e.getMessage()));
        }
    }

    /** A whole number, as JSON number or as string. */
    public long integer(String name, long absent, long least, long most) {
        Object value = fields.get(name);
        if (value == null) {
            return absent;
        }
        String text = value instanceof JsonNumber number ? number.text() : value.toString();
        try {
            long result = Long.parseLong(text);
            if (result >= least && result <= most) {
                return result;
            }
        } catch (NumberFormatException e) {
            // told below, with the range
        }
        throw RefusedException.malformed("\"" + name + "\" must be a whole number from " + least + " to " + most);
    }

    /** An RFC 3339 moment in UTC nanoseconds. */
    public long timeNanos(String name, long absent) {
        String text = text(name);
        if (text == null) {
            return absent;
        }
        return timeNanos(name, text);
    }

    /** A moment in UTC nanoseconds, of the RFC 3339 text in a field or parameter. */
    public static long timeNanos(String name, String text) {
        try {
            Instant moment = Instant.parse(text);
            return Math.addExact(Math.multiplyExact(moment.getEpochSecond(), 1_000_000_000L), moment.getNano());
        } catch (DateTimeParseException | ArithmeticException e) {
            throw RefusedException.malformed("\"" + name + "\" must be an RFC 3339 time, like 2026-01-01T00:00:00Z");
        }
    }
}

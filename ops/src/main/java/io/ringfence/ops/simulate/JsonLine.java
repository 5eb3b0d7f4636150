package io.ringfence.ops.simulate;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.ringfence.engine.units.Decimal;
import io.ringfence.engine.units.Fixed;
import io.ringfence.ops.config.Suggestion;
import io.ringfence.ops.json.Words;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One JSON object of a scenario, read strictly: every field must be known, and of the kind that it is said to be. */
final class JsonLine {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(com.fasterxml.jackson.core.StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** What is wrong with a line; file and number are added where they are known. */
    static final class MalformedException extends Exception {
        private static final long serialVersionUID = 1L;

        MalformedException(String problem) {
            super(problem);
        }
    }

    /** One value, with the path of fields that leads to it; null text for JSON null. */
    record Value(List<String> path, @Nullable String text) {}

    private final Map<String, List<Value>> fields = new LinkedHashMap<>();

    private JsonLine() {}

    static JsonLine parse(String text) throws MalformedException {
        JsonLine line = new JsonLine();
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new MalformedException("not a JSON object");
            }
            line.object(parser, List.of());
            if (parser.nextToken() != null) {
                throw new MalformedException("something follows the JSON object");
            }
        } catch (JsonProcessingException e) {
            throw new MalformedException("not valid JSON: " + brief(e.getOriginalMessage()));
        } catch (IOException e) {
            throw new MalformedException("not valid JSON");
        }
        return line;
    }

    private static String brief(@Nullable String message) {
        String text = message == null ? "unreadable" : message.replace('\n', ' ');
        return text.length() <= 150 ? text : text.substring(0, 150);
    }

    private void object(JsonParser parser, List<String> path) throws IOException, MalformedException {
        String name = parser.nextFieldName();
        while (name != null) {
            List<String> below = new ArrayList<>(path);
            below.add(name);
            JsonToken token = parser.nextToken();
            if (token == JsonToken.START_OBJECT && below.size() <= 4) {
                fields.computeIfAbsent(below.get(0), key -> new ArrayList<>());
                object(parser, below);
            } else if (token != null && token.isScalarValue()) {
                String text = token == JsonToken.VALUE_NULL ? null : parser.getText();
                fields.computeIfAbsent(below.get(0), key -> new ArrayList<>()).add(new Value(below, text));
            } else {
                throw new MalformedException("\"" + name + "\" is neither a text, a number nor true or false");
            }
            name = parser.nextFieldName();
        }
    }

    /** Refuses every field that is not one of these. */
    void only(Set<String> known) throws MalformedException {
        for (String name : fields.keySet()) {
            if (!known.contains(name)) {
                throw new MalformedException("unknown field \"" + name + "\"; " + Suggestion.of(name, known));
            }
        }
    }

    boolean has(String name) {
        return text(name) != null;
    }

    @Nullable
    String text(String name) {
        List<Value> values = fields.get(name);
        return values == null || values.size() != 1 || values.get(0).path().size() > 1
                ? null
                : values.get(0).text();
    }

    /** Everything below a field that holds an object. */
    List<Value> below(String name) {
        return fields.getOrDefault(name, List.of());
    }

    String required(String name) throws MalformedException {
        String text = text(name);
        if (text == null || text.isEmpty()) {
            throw new MalformedException("\"" + name + "\" is missing");
        }
        return text;
    }

    String orEmpty(String name) {
        String text = text(name);
        return text == null ? "" : text;
    }

    /** A decimal; {@link Fixed#ABSENT} where the line has none. */
    long decimal(String name) throws MalformedException {
        String text = text(name);
        if (text == null) {
            return Fixed.ABSENT;
        }
        try {
            return Decimal.parseE8(text);
        } catch (IllegalArgumentException e) {
            throw new MalformedException("\"" + name + "\": " + e.getMessage());
        }
    }

    long requiredDecimal(String name) throws MalformedException {
        required(name);
        return decimal(name);
    }

    long integer(String name, long absent) throws MalformedException {
        String text = text(name);
        if (text == null) {
            return absent;
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new MalformedException("\"" + name + "\" is \"" + text + "\", which is not a whole number");
        }
    }

    boolean flag(String name) throws MalformedException {
        String text = text(name);
        if (text == null || text.equals("false")) {
            return false;
        }
        if (text.equals("true")) {
            return true;
        }
        throw new MalformedException("\"" + name + "\" is \"" + text + "\", which is neither true nor false");
    }

    /** The number of a word that must be one of the list. */
    byte word(String name, Words words) throws MalformedException {
        byte value = words.parse(required(name));
        if (value == Words.UNKNOWN) {
            throw new MalformedException(
                    "\"" + name + "\" is \"" + text(name) + "\", which is none of " + words.list());
        }
        return value;
    }
}

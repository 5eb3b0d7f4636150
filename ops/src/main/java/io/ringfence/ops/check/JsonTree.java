package io.ringfence.ops.check;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON as maps, lists, booleans, nulls and texts; a number stays the text that it was written as, so that nothing is
 * rounded on the way.
 */
public final class JsonTree {
    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private JsonTree() {}

    /** The one value that a stream holds. */
    public static @Nullable Object read(InputStream in) throws IOException {
        try (JsonParser parser = FACTORY.createParser(in)) {
            parser.nextToken();
            Object value = value(parser);
            if (parser.nextToken() != null) {
                throw new JsonParseException(parser, "something follows the JSON value");
            }
            return value;
        }
    }

    static JsonParser parser(InputStream in) throws IOException {
        return FACTORY.createParser(in);
    }

    /** The value at which the parser stands. */
    static @Nullable Object value(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == null) {
            throw new JsonParseException(parser, "the file ends where a value should be");
        }
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_NULL -> null;
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getText();
            default -> throw new JsonParseException(parser, "unexpected " + token);
        };
    }

    private static Map<String, @Nullable Object> object(JsonParser parser) throws IOException {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            map.put(name, value(parser));
        }
        return map;
    }

    private static List<@Nullable Object> array(JsonParser parser) throws IOException {
        List<@Nullable Object> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            list.add(value(parser));
        }
        return list;
    }

    /** Overlays one tree on another: objects merge by name, anything else replaces, an explicit null too. */
    static Map<String, @Nullable Object> merge(Map<String, @Nullable Object> base, Map<String, @Nullable Object> over) {
        if (over.isEmpty()) {
            return base;
        }
        Map<String, @Nullable Object> merged = new LinkedHashMap<>(base);
        for (Map.Entry<String, @Nullable Object> entry : over.entrySet()) {
            Object below = merged.get(entry.getKey());
            Object above = entry.getValue();
            boolean both = below instanceof Map && above instanceof Map;
            merged.put(entry.getKey(), both ? merge(cast(below), cast(above)) : above);
        }
        return merged;
    }

    @SuppressWarnings("unchecked") // objects of a tree have text keys by construction
    public static Map<String, @Nullable Object> cast(@Nullable Object object) {
        return object == null ? Map.of() : (Map<String, @Nullable Object>) object;
    }
}

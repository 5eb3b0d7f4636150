package io.ringfence.ops.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A flat JSON object for a request; what was not given is left out. */
public final class Body {
    private static final JsonFactory JSON = new JsonFactory();
    private final Map<String, Object> fields = new LinkedHashMap<>();

    public Body with(String name, @Nullable Object value) {
        if (value != null) {
            fields.put(name, value);
        }
        return this;
    }

    public String json() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            for (Map.Entry<String, Object> field : fields.entrySet()) {
                if (field.getValue() instanceof Boolean flag) {
                    json.writeBooleanField(field.getKey(), flag);
                } else {
                    json.writeStringField(field.getKey(), field.getValue().toString());
                }
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** The objects of a list at the top of a JSON object, each as one line of JSON. */
    public static List<String> elements(String text, String name) {
        List<String> elements = new ArrayList<>();
        try (JsonParser parser = JSON.createParser(text)) {
            parser.nextToken();
            for (String found = parser.nextFieldName(); found != null; found = parser.nextFieldName()) {
                JsonToken token = parser.nextToken();
                while (found.equals(name)
                        && token == JsonToken.START_ARRAY
                        && parser.nextToken() == JsonToken.START_OBJECT) {
                    StringWriter line = new StringWriter();
                    try (JsonGenerator json = JSON.createGenerator(line)) {
                        json.copyCurrentStructure(parser);
                    }
                    elements.add(line.toString());
                }
                if (!found.equals(name)) {
                    parser.skipChildren();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return elements;
    }

    /** A text field at the top of a JSON object, or null; null too when it is no JSON. */
    public static @Nullable String field(String text, String name) {
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            for (String found = parser.nextFieldName(); found != null; found = parser.nextFieldName()) {
                JsonToken token = parser.nextToken();
                if (found.equals(name) && token != null && token.isScalarValue()) {
                    return parser.getText();
                }
                parser.skipChildren();
            }
        } catch (IOException e) {
            return null;
        }
        return null;
    }
}

package io.ringfence.gateway.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One message of a client on the WebSocket, read as strictly as a body: known fields only, each of its kind. */
public final class SocketMessage {
    private static final String BODY = "body";
    private static final String CHANNELS = "channels";
    private static final Set<String> FIELDS = new LinkedHashSet<>(List.of(
            "op",
            "ref",
            "token",
            "key",
            "timestamp",
            "nonce",
            "signature",
            CHANNELS,
            "account",
            "from_seq",
            "last_event_id",
            "order_id",
            "symbol",
            "side",
            BODY));

    private final Map<String, String> texts = new HashMap<>();
    private byte[] body = new byte[0];

    private SocketMessage() {}

    /**
     * Reads a message.
     *
     * @throws RefusedException when it is not one
     */
    public static SocketMessage parse(String text) {
        SocketMessage message = new SocketMessage();
        try (JsonParser parser = Json.FACTORY.createParser(text)) {
            message.read(parser);
        } catch (JsonProcessingException e) {
            throw RefusedException.malformed("The message is not valid JSON");
        } catch (IOException e) {
            throw RefusedException.malformed("The message is not readable");
        }
        return message;
    }

    private void read(JsonParser parser) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw RefusedException.malformed("A message must be one JSON object");
        }
        String name = parser.nextFieldName();
        while (name != null) {
            if (!FIELDS.contains(name)) {
                throw RefusedException.malformed(
                        "Unknown field \"" + name + "\"; known are " + String.join(", ", FIELDS));
            }
            value(parser, name);
            name = parser.nextFieldName();
        }
        if (parser.nextToken() != null) {
            throw RefusedException.malformed("Something follows the JSON object");
        }
    }

    private void value(JsonParser parser, String name) throws IOException {
        JsonToken token = parser.nextToken();
        if (name.equals(BODY)) {
            body = object(parser, token);
        } else if (name.equals(CHANNELS)) {
            texts.put(name, list(parser, token));
        } else if (token == JsonToken.VALUE_STRING || token == JsonToken.VALUE_NUMBER_INT) {
            texts.put(name, parser.getText());
        } else if (token != JsonToken.VALUE_NULL) {
            throw RefusedException.malformed("\"" + name + "\" must be a string");
        }
    }

    private static byte[] object(JsonParser parser, @Nullable JsonToken token) throws IOException {
        if (token != JsonToken.START_OBJECT) {
            throw RefusedException.malformed("\"body\" must be an object");
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(256);
        try (JsonGenerator copy = Json.FACTORY.createGenerator(out)) {
            copy.copyCurrentStructure(parser);
        }
        return out.toByteArray();
    }

    private static String list(JsonParser parser, @Nullable JsonToken token) throws IOException {
        if (token != JsonToken.START_ARRAY) {
            throw RefusedException.malformed("\"channels\" must be an array of strings");
        }
        StringBuilder list = new StringBuilder();
        while (parser.nextToken() == JsonToken.VALUE_STRING) {
            list.append(list.isEmpty() ? "" : ",").append(parser.getText());
        }
        if (parser.currentToken() != JsonToken.END_ARRAY) {
            throw RefusedException.malformed("\"channels\" must be an array of strings");
        }
        return list.toString();
    }

    /** A field as text; a list joined by commas. */
    public @Nullable String text(String name) {
        return texts.get(name);
    }

    public String op() {
        String op = text("op");
        if (op == null) {
            throw RefusedException.malformed("\"op\" is missing");
        }
        return op;
    }

    /** What the client calls this message; comes back with the answer. */
    public @Nullable String ref() {
        return text("ref");
    }

    /** The object in {@code body} as JSON; empty when there is none. */
    public byte[] body() {
        return body.clone();
    }

    /** To whom the core knows now. */
    public static Answer welcome(String name, String role) {
        return Answer.json(200, Json.bytes(json -> {
            json.writeStartObject();
            json.writeStringField("key", name);
            json.writeStringField("role", role.toLowerCase(Locale.ROOT));
            json.writeEndObject();
        }));
    }

    /** What is answered on the socket to one message: the status and document that REST would have answered. */
    public static byte[] reply(String op, @Nullable String ref, Answer answer) {
        return Json.bytes(json -> {
            json.writeStartObject();
            json.writeStringField("op", op);
            if (ref != null) {
                json.writeStringField("ref", ref);
            }
            json.writeNumberField("status", answer.status());
            for (Map.Entry<String, String> header : answer.headers().entrySet()) {
                json.writeStringField(field(header.getKey()), header.getValue());
            }
            json.writeFieldName(BODY);
            json.writeRawValue(new String(answer.body(), StandardCharsets.UTF_8));
            json.writeEndObject();
        });
    }

    /** The name of an HTTP header as that of a field. */
    private static String field(String header) {
        return header.toLowerCase(Locale.ROOT).replace('-', '_');
    }
}

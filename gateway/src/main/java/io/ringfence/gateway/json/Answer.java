package io.ringfence.gateway.json;

import java.util.LinkedHashMap;
import java.util.Map;

/** What goes back to a client. */
@SuppressWarnings("ArrayRecordComponent") // written once, handed on, never compared
public record Answer(int status, String contentType, byte[] body, Map<String, String> headers) {
    public static final String JSON = "application/json";
    public static final String PROBLEM = "application/problem+json";

    public static Answer json(int status, byte[] body) {
        return new Answer(status, JSON, body, Map.of());
    }

    public Answer withStatus(int newStatus) {
        return new Answer(newStatus, contentType, body, headers);
    }

    public Answer withHeader(String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(name, value);
        return new Answer(status, contentType, body, Map.copyOf(all));
    }
}

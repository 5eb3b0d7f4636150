package io.ringfence.gateway.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ringfence.engine.gates.ReasonCode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An RFC 9457 problem document under construction. */
public final class Problem {
    private static final Map<Integer, String> TITLES = Map.ofEntries(
            Map.entry(400, "Malformed request"),
            Map.entry(401, "Not authenticated"),
            Map.entry(403, "Not allowed"),
            Map.entry(404, "Not found"),
            Map.entry(405, "Method not allowed"),
            Map.entry(408, "Request timeout"),
            Map.entry(409, "Conflict"),
            Map.entry(412, "Precondition failed"),
            Map.entry(413, "Body too large"),
            Map.entry(415, "Unsupported media type"),
            Map.entry(422, "Not acceptable to the rules"),
            Map.entry(426, "Upgrade required"),
            Map.entry(428, "Precondition required"),
            Map.entry(429, "Too many requests"),
            Map.entry(500, "Internal error"),
            Map.entry(503, "Not available now"),
            Map.entry(505, "HTTP version not supported"));

    private final int status;
    private final int code;
    private final String title;
    private final String detail;
    private final List<Json.Body> extensions = new ArrayList<>();
    private @Nullable String instance;

    private Problem(int status, int code, String detail) {
        this.status = status;
        this.code = code;
        this.detail = detail;
        ReasonCode reason = ReasonCode.of(code);
        this.title = reason != null
                ? reason.title
                : code != 0 ? (status == 500 ? "Gate error" : "Not evaluable") : title(status);
    }

    private static String title(int status) {
        return TITLES.getOrDefault(status, "Error");
    }

    /** A problem that has no reason code: the HTTP status is all there is. */
    public static Problem http(int status, String detail) {
        return new Problem(status, 0, detail);
    }

    /** A problem with a reason code, and the status that belongs to it. */
    public static Problem code(int code, String detail) {
        return new Problem(StatusMap.status(code), code, detail);
    }

    /** A reason code under a status of its own. */
    public static Problem of(int status, int code, String detail) {
        return new Problem(status, code, detail);
    }

    public static Problem of(RefusedException refused) {
        return new Problem(refused.status, refused.code, refused.sentence());
    }

    public Problem instance(String path) {
        instance = path;
        return this;
    }

    /** Adds members of its own to the document. */
    public Problem with(Json.Body extension) {
        extensions.add(extension);
        return this;
    }

    /** The answer; {@code typeBase} is what the type's URI begins with. */
    public Answer answer(String typeBase) {
        byte[] body = Json.bytes(json -> write(json, typeBase));
        Answer answer = new Answer(status, Answer.PROBLEM, body, Map.of());
        if (StatusMap.isRetryable(status)) {
            answer = answer.withHeader("Retry-After", "1");
        }
        return status == 401 ? answer.withHeader("WWW-Authenticate", "Bearer realm=\"ringfence\"") : answer;
    }

    private void write(JsonGenerator json, String typeBase) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", typeBase + (code != 0 ? code : status));
        json.writeStringField("title", title);
        json.writeNumberField("status", status);
        json.writeStringField("detail", detail);
        if (instance != null) {
            json.writeStringField("instance", instance);
        }
        if (code != 0) {
            json.writeNumberField("code", code);
            json.writeStringField("name", ReasonCode.name(code));
        }
        for (Json.Body extension : extensions) {
            extension.write(json);
        }
        json.writeBooleanField("retryable", StatusMap.isRetryable(status));
        json.writeEndObject();
    }
}

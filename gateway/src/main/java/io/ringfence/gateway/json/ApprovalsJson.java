package io.ringfence.gateway.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;

/** Changes that wait for a second person. */
public final class ApprovalsJson {
    private ApprovalsJson() {}

    /**
     * One change.
     *
     * @param action as in the security log
     * @param requestedAtNanos nanoseconds since 1970 UTC
     * @param expiresAtNanos nanoseconds since 1970 UTC
     */
    public record Pending(
            long id,
            String action,
            String subject,
            String reason,
            String requester,
            long requestedAtNanos,
            long expiresAtNanos) {}

    /** 202: nothing is done until somebody else approves. */
    public static Answer waiting(Pending pending) {
        return Answer.json(202, Json.bytes(json -> write(json, pending)))
                .withHeader("Location", "/v1/risk/approvals/" + pending.id());
    }

    public static Answer list(List<Pending> all) {
        return Answer.json(200, Json.bytes(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("approvals");
            for (Pending pending : all) {
                write(json, pending);
            }
            json.writeEndArray();
            json.writeEndObject();
        }));
    }

    private static void write(JsonGenerator json, Pending pending) throws IOException {
        json.writeStartObject();
        Json.number(json, "approval_id", pending.id());
        json.writeStringField("action", pending.action());
        json.writeStringField("subject", pending.subject());
        json.writeStringField("reason", pending.reason());
        json.writeStringField("requester", pending.requester());
        Json.time(json, "requested_at", pending.requestedAtNanos());
        Json.time(json, "expires_at", pending.expiresAtNanos());
        json.writeEndObject();
    }
}

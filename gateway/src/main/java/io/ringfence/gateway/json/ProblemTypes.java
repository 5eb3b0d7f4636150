package io.ringfence.gateway.json;

import io.ringfence.engine.gates.ReasonCode;

/** Describes reason codes. */
public final class ProblemTypes {
    private ProblemTypes() {}

    public static Answer describe(ReasonCode code) {
        int status = StatusMap.status(code.number);
        return Answer.json(200, Json.bytes(json -> {
            json.writeStartObject();
            json.writeNumberField("code", code.number);
            json.writeStringField("name", code.name());
            json.writeStringField("title", code.title);
            json.writeNumberField("status", status);
            json.writeStringField("detail", Sentences.of(code.number));
            json.writeBooleanField("retryable", StatusMap.isRetryable(status));
            json.writeEndObject();
        }));
    }
}

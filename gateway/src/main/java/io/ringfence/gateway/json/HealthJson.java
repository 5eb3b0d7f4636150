package io.ringfence.gateway.json;

import java.util.List;

/** Health probes' answers: a word, and the reasons. */
public final class HealthJson {
    private HealthJson() {}

    public static Answer of(int status, String word, List<String> reasons) {
        return Answer.json(status, Json.bytes(json -> {
            json.writeStartObject();
            json.writeStringField("status", word);
            json.writeArrayFieldStart("reasons");
            for (String reason : reasons) {
                json.writeString(reason);
            }
            json.writeEndArray();
            json.writeEndObject();
        }));
    }
}

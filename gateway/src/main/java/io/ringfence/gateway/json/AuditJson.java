package io.ringfence.gateway.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ringfence.gateway.audit.Verdict;
import java.io.IOException;
import java.util.List;

/** Answers about the signed journal. */
public final class AuditJson {
    private AuditJson() {}

    /** 202: ask again. */
    public static Answer running(long done, long of) {
        return Answer.json(202, Json.bytes(json -> {
                    json.writeStartObject();
                    json.writeStringField("state", "running");
                    Json.number(json, "checked", done);
                    Json.number(json, "of", of);
                    json.writeEndObject();
                }))
                .withHeader("Retry-After", "5");
    }

    /** 200 with what was found, be it good or bad. */
    public static Answer verdict(Verdict verdict, long checkedAtNanos) {
        return Answer.json(200, Json.bytes(json -> {
            json.writeStartObject();
            json.writeStringField("state", "done");
            json.writeStringField("result", verdict.result());
            Json.text(json, "problem", verdict.problem());
            Json.number(json, "signed_through", verdict.signedThrough());
            Json.number(json, "unsigned_commands", verdict.unsignedCommands());
            Json.number(json, "checkpoints", verdict.checkpoints());
            Json.text(json, "journal_id", verdict.journalId());
            Json.text(json, "last_checkpoint", verdict.lastCheckpoint());
            texts(json, "signers", verdict.signers());
            Json.number(json, "hashed_bytes", verdict.hashedBytes());
            texts(json, "notes", verdict.notes());
            Json.time(json, "checked_at", checkedAtNanos);
            json.writeEndObject();
        }));
    }

    private static void texts(JsonGenerator json, String name, List<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }
}

package io.ringfence.gateway.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ringfence.engine.gates.Scope;
import io.ringfence.engine.state.EngineState;
import io.ringfence.engine.state.LimitField;
import io.ringfence.engine.units.Fixed;
import io.ringfence.gateway.limits.LimitChange;
import io.ringfence.gateway.limits.LimitName;
import io.ringfence.gateway.limits.LimitScopes;
import io.ringfence.gateway.limits.LimitTarget;
import io.ringfence.gateway.limits.LimitValues;
import io.ringfence.gateway.record.CommitRecord;
import java.io.IOException;
import java.util.List;

/** Limits in force, scope by scope; and what a change made of them. A limit that is not there is no limit. */
public final class LimitsJson {
    private LimitsJson() {}

    /** Several scopes, each with the version that a change of it must name. */
    public static Answer all(EngineState state, List<LimitTarget> targets) {
        return Answer.json(200, Json.bytes(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("scopes");
            for (LimitTarget target : targets) {
                json.writeStartObject();
                scope(json, state, target);
                json.writeEndObject();
            }
            json.writeEndArray();
            asOf(json, state);
            json.writeEndObject();
        }));
    }

    /** One scope; its version is the entity tag. */
    public static Answer one(EngineState state, LimitTarget target) {
        byte[] body = Json.bytes(json -> {
            json.writeStartObject();
            scope(json, state, target);
            asOf(json, state);
            json.writeEndObject();
        });
        return Answer.json(200, body).withHeader("ETag", tag(target.limits().version()));
    }

    public static String tag(long version) {
        return "\"" + version + "\"";
    }

    private static void asOf(JsonGenerator json, EngineState state) throws IOException {
        Json.time(json, "", state.nowNanos);
        Json.number(json, "as_of_seq", state.sequence);
    }

    private static void scope(JsonGenerator json, EngineState state, LimitTarget target) throws IOException {
        head(json, target, target.limits().version());
        json.writeObjectFieldStart("limits");
        for (LimitField field : LimitScopes.of(target.scope())) {
            if (field == LimitField.RHO_CFG) {
                matrix(json, state, target);
            } else if (field.isPerSymbol()) {
                for (int i = 0; i < state.instruments.count(); i++) {
                    row(json, state, target, new LimitName(field, state.instruments.get(i).name, ""), i, -1);
                }
            } else {
                row(json, state, target, LimitName.of(field), -1, -1);
            }
        }
        json.writeEndObject();
    }

    private static void head(JsonGenerator json, LimitTarget target, long version) throws IOException {
        json.writeStringField("scope", Scope.name(target.scope()));
        json.writeStringField("key", target.key());
        Json.number(json, "version", version);
    }

    private static void matrix(JsonGenerator json, EngineState state, LimitTarget target) throws IOException {
        for (int i = 0; i < state.instruments.count(); i++) {
            for (int j = i + 1; j < state.instruments.count(); j++) {
                String first = state.instruments.get(i).name;
                String second = state.instruments.get(j).name;
                row(json, state, target, new LimitName(LimitField.RHO_CFG, first, second), i, j);
            }
        }
    }

    private static void row(
            JsonGenerator json, EngineState state, LimitTarget target, LimitName name, int symbolId, int otherId)
            throws IOException {
        long value = target.value(state, name.field(), symbolId, otherId);
        if (value != Fixed.ABSENT) {
            json.writeStringField(name.text(), LimitValues.format(name.field(), value));
        }
    }

    /** What a change made, from its commit record. */
    public static Answer changed(LimitTarget target, LimitChange change, long version, CommitRecord commit) {
        byte[] body = Json.bytes(json -> {
            json.writeStartObject();
            head(json, target, version);
            json.writeStringField("change", change.loosens() ? "loosened" : "tightened");
            json.writeArrayFieldStart("changed");
            for (LimitChange.Entry entry : change.entries()) {
                json.writeStartObject();
                json.writeStringField("limit", entry.name().text());
                value(json, "before", entry.name().field(), entry.before());
                value(json, "after", entry.name().field(), entry.row().value());
                json.writeBooleanField("loosens", entry.loosens());
                json.writeEndObject();
            }
            json.writeEndArray();
            Json.time(json, "", commit.timestampNanos());
            Json.number(json, "seq", commit.sequence());
            json.writeEndObject();
        });
        return Answer.json(200, body).withHeader("ETag", tag(version));
    }

    private static void value(JsonGenerator json, String name, LimitField field, long value) throws IOException {
        Json.text(json, name, value == Fixed.ABSENT ? null : LimitValues.format(field, value));
    }
}

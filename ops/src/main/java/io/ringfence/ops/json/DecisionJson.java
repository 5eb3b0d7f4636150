package io.ringfence.ops.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ringfence.engine.gates.Readings;
import io.ringfence.engine.gates.ReadingsCodec;
import io.ringfence.engine.gates.ReasonCode;
import io.ringfence.engine.gates.Verdict;
import io.ringfence.engine.schema.DecisionDecoder;
import io.ringfence.engine.units.Decimal;
import java.io.IOException;
import org.agrona.DirectBuffer;

/** A decision with its eight readings, in the same words and units as the {@code check} command. */
final class DecisionJson {
    private static final int NOT_REDUCIBLE = 1;
    private static final int RESIDUAL_BELOW_MIN = 2;
    static final int REPLACE = 4;

    private final JsonGenerator json;
    private final Fields fields;
    private final Names names;
    private final Readings readings = new Readings();

    DecisionJson(JsonGenerator json, Fields fields, Names names) {
        this.json = json;
        this.fields = fields;
        this.names = names;
    }

    /** Writes what was decided; the caller has written whose order it is. */
    void write(DecisionDecoder decision, int accountId) throws IOException {
        fields.text("decision", Words.RESULT.of(decision.result()));
        fields.number("code", decision.primaryCode());
        fields.text("name", ReasonCode.name(decision.primaryCode()));
        fields.number("primary_gate", decision.primaryGate());
        json.writeStringField("qty", Decimal.format(decision.quantityE8()));
        json.writeStringField("approved", Decimal.format(decision.approvedE8()));
        json.writeArrayFieldStart("flags");
        if ((decision.flags() & NOT_REDUCIBLE) != 0) {
            json.writeString("NOT_REDUCIBLE");
        }
        if ((decision.flags() & RESIDUAL_BELOW_MIN) != 0) {
            json.writeString("RESIDUAL_BELOW_MIN");
        }
        json.writeEndArray();
        json.writeArrayFieldStart("gates");
        if (decision.gateBitmap() != 0) {
            readings(decision, accountId);
        }
        json.writeEndArray();
    }

    private void readings(DecisionDecoder decision, int accountId) throws IOException {
        DirectBuffer buffer = decision.buffer();
        int at = decision.limit() + DecisionDecoder.readingsHeaderLength();
        ReadingsCodec.decode(buffer, at, decision.quantityE8(), readings);
        for (int gate = 1; gate <= Readings.GATES; gate++) {
            json.writeStartObject();
            fields.number("gate", gate);
            fields.text("verdict", Verdict.name(readings.verdict[gate]));
            fields.number("code", readings.code[gate]);
            json.writeStringField("observed", Long.toString(readings.observed[gate]));
            json.writeStringField("limit", Long.toString(readings.limit[gate]));
            json.writeStringField("allowed_qty_e8", Long.toString(readings.allowedE8[gate]));
            fields.text("scope", names.scope(readings.scopeType[gate], accountId, readings.scopeId[gate]));
            json.writeEndObject();
        }
    }
}

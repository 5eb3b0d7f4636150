package io.ringfence.gateway.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ringfence.engine.state.EngineState;
import io.ringfence.engine.state.Instrument;
import io.ringfence.engine.state.KillLevel;
import io.ringfence.engine.state.MarketData;
import java.io.IOException;
import java.util.function.IntToLongFunction;

/** Instruments with their rules and what is known of their market. */
public final class MarketJson {
    private static final String[] STATUS = {"trading", "halted", "closed", "auction"};

    private MarketJson() {}

    /** All instruments; {@code score} tells the data quality by symbol id, -1 = unknown. */
    public static Answer instruments(EngineState state, IntToLongFunction score) {
        return Answer.json(200, Json.bytes(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("instruments");
            for (int i = 0; i < state.instruments.count(); i++) {
                instrument(json, state.instruments.get(i), score.applyAsLong(i));
            }
            json.writeEndArray();
            Json.number(json, "as_of_seq", state.sequence);
            json.writeEndObject();
        }));
    }

    private static void instrument(JsonGenerator json, Instrument instrument, long score) throws IOException {
        MarketData market = instrument.market;
        json.writeStartObject();
        json.writeStringField("symbol", instrument.name);
        json.writeStringField("kind", instrument.kind == Instrument.KIND_FX ? "fx_rate" : "tradable");
        json.writeStringField("quote_currency", AccountsJson.currency(instrument.quoteCurrency));
        Json.decimal(json, "tick", instrument.tickE8);
        Json.decimal(json, "lot", instrument.lotE8);
        Json.decimal(json, "min_qty", instrument.minQuantityE8);
        Json.decimal(json, "max_qty", instrument.venueMaxQuantityE8);
        Json.decimal(json, "min_notional", instrument.minNotionalE8);
        json.writeNumberField("collar_bps", instrument.collarBps);
        boolean named = market.status >= 0 && market.status < STATUS.length;
        json.writeStringField("status", named ? STATUS[market.status] : "unknown");
        json.writeStringField("kill_level", KillLevel.name(instrument.killLevel));
        json.writeObjectFieldStart("market");
        Json.decimal(json, "bid", market.bidE8);
        Json.decimal(json, "bid_qty", market.bidQuantityE8);
        Json.decimal(json, "ask", market.askE8);
        Json.decimal(json, "ask_qty", market.askQuantityE8);
        Json.decimal(json, "mark", market.markE8);
        Json.decimal(json, "reference", market.referenceE8);
        json.writeBooleanField("gap_open", market.gapOpen);
        Json.text(json, "dq_score", score < 0 ? null : Long.toString(score));
        Json.time(json, "book_at", market.bookAtNanos);
        json.writeEndObject();
        json.writeEndObject();
    }

    /** Wall-clock time at the gateway, and how far the engine's own time is. */
    public static Answer time(long wallNanos, long engineNanos, long sequence) {
        return Answer.json(200, Json.bytes(json -> {
            json.writeStartObject();
            Json.time(json, "", wallNanos);
            Json.time(json, "engine_time", engineNanos);
            Json.number(json, "as_of_seq", sequence);
            json.writeEndObject();
        }));
    }
}

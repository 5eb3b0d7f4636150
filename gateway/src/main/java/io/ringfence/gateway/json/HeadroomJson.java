package io.ringfence.gateway.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ringfence.engine.control.Headroom;
import io.ringfence.engine.gates.Readings;
import io.ringfence.engine.gates.Verdict;
import io.ringfence.engine.state.Account;
import io.ringfence.engine.state.EngineState;
import io.ringfence.engine.state.Instrument;
import io.ringfence.engine.state.KillLevel;
import io.ringfence.engine.state.Order;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Predicate;

/** What each account uses of its limits, gate by gate, and how much more of each symbol would pass now. */
public final class HeadroomJson {
    private static final List<String> NAMES = List.of(
            "",
            "kill_switch",
            "data_quality",
            "daily_loss",
            "drawdown",
            "position_count",
            "total_exposure",
            "position_size",
            "correlation");

    private final EngineState state;
    private final Headroom headroom;
    private final long atNanos;

    private HeadroomJson(EngineState state, Headroom headroom, long atNanos) {
        this.state = state;
        this.headroom = headroom;
        this.atNanos = atNanos;
    }

    /** The answer for those accounts, with market data as old as it is at that moment. */
    public static Answer answer(EngineState state, Headroom headroom, Predicate<String> accounts, long atNanos) {
        HeadroomJson document = new HeadroomJson(state, headroom, atNanos);
        return Answer.json(200, Json.bytes(json -> document.write(json, accounts)));
    }

    /** One account's uses, without the time. */
    public static String uses(EngineState state, Headroom headroom, Account account, long atNanos) {
        HeadroomJson document = new HeadroomJson(state, headroom, atNanos);
        return new String(Json.bytes(json -> document.account(json, account)), StandardCharsets.UTF_8);
    }

    private void write(JsonGenerator json, Predicate<String> accounts) throws IOException {
        json.writeStartObject();
        json.writeArrayFieldStart("accounts");
        for (int i = 0; i < state.accountCount(); i++) {
            if (accounts.test(state.account(i).name)) {
                account(json, state.account(i));
            }
        }
        json.writeEndArray();
        Json.time(json, "", Math.max(atNanos, state.nowNanos));
        Json.number(json, "as_of_seq", state.sequence);
        json.writeEndObject();
    }

    private void account(JsonGenerator json, Account account) throws IOException {
        json.writeStartObject();
        json.writeStringField("account", account.name);
        json.writeStringField("kill_level", KillLevel.name(account.killLevel));
        json.writeArrayFieldStart("gates");
        if (headroom.account(account)) {
            use(json, account, Headroom.DAY_LOSS);
            use(json, account, Headroom.DRAWDOWN);
            use(json, account, Headroom.POSITIONS);
            use(json, account, Headroom.GROSS);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("symbols");
        for (int i = 0; i < state.instruments.count(); i++) {
            Instrument instrument = state.instruments.get(i);
            if (instrument.kind == Instrument.KIND_TRADABLE) {
                symbol(json, account, instrument);
            }
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void use(JsonGenerator json, Account account, int gate) throws IOException {
        long used = headroom.used(gate, account);
        long limit = headroom.limit(gate, account);
        json.writeStartObject();
        json.writeNumberField("gate", gate);
        json.writeStringField("name", NAMES.get(gate));
        json.writeStringField("observed", GateValues.value(gate, used));
        Json.text(json, "limit", limit == Long.MAX_VALUE ? null : GateValues.value(gate, limit));
        json.writeNumberField("used_bps", Headroom.usedBps(used, limit));
        json.writeEndObject();
    }

    private void symbol(JsonGenerator json, Account account, Instrument instrument) throws IOException {
        json.writeStartObject();
        json.writeStringField("symbol", instrument.name);
        side(json, account, instrument, Order.BUY, "buy");
        side(json, account, instrument, Order.SELL, "sell");
        json.writeEndObject();
    }

    private void side(JsonGenerator json, Account account, Instrument instrument, byte side, String name)
            throws IOException {
        json.writeObjectFieldStart(name);
        json.writeArrayFieldStart("gates");
        Readings readings = headroom.read(account, instrument, side, 0, atNanos);
        reading(json, readings, 2);
        reading(json, readings, 7);
        reading(json, readings, 8);
        json.writeEndArray();
        long most = headroom.mostE8(account, instrument);
        headroom.read(account, instrument, side, most, atNanos);
        long allowed = headroom.allowedE8(instrument);
        int binding = headroom.bindingGate();
        Json.decimal(json, "max_qty_now", allowed);
        // Where every gate allows the whole of it, the limits of a single order bind, and those are gate 7's.
        json.writeNumberField("binding_gate", readings.allowedE8[binding] < most ? binding : 7);
        json.writeEndObject();
    }

    private static void reading(JsonGenerator json, Readings readings, int gate) throws IOException {
        json.writeStartObject();
        json.writeNumberField("gate", gate);
        json.writeStringField("name", NAMES.get(gate));
        json.writeNumberField("code", readings.code[gate]);
        json.writeStringField("observed", GateValues.value(gate, readings.observed[gate]));
        json.writeStringField("limit", GateValues.limit(gate, readings.limit[gate]));
        boolean wasRead = readings.verdict[gate] != Verdict.ERROR && readings.verdict[gate] != Verdict.NOT_EVALUABLE;
        if (gate != 2 && wasRead) {
            json.writeNumberField("used_bps", Headroom.usedBps(readings.observed[gate], readings.limit[gate]));
        }
        json.writeEndObject();
    }
}

package io.ringfence.gateway.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ringfence.engine.gates.Scope;
import io.ringfence.engine.state.Account;
import io.ringfence.engine.state.EngineState;
import io.ringfence.engine.state.KillCause;
import io.ringfence.engine.state.KillLevel;
import io.ringfence.gateway.record.KillTrip;
import io.ringfence.gateway.record.Names;
import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;

/** Kill switches, latches and data quality, as of one sequence. */
public final class RiskJson {
    private RiskJson() {}

    public static Answer state(EngineState state, List<KillTrip> trips, Names names, Predicate<String> accounts) {
        return Answer.json(200, Json.bytes(json -> {
            json.writeStartObject();
            json.writeStringField("global", KillLevel.name(state.kill.global));
            json.writeStringField("venue", KillLevel.name(state.kill.venue));
            json.writeBooleanField("recovering", state.kill.recovering);
            json.writeBooleanField("kill_state_unknown", state.kill.unknown);
            json.writeArrayFieldStart("kills");
            for (KillTrip trip : trips) {
                if (visible(trip, names, accounts)) {
                    trip(json, trip, names);
                }
            }
            json.writeEndArray();
            accounts(json, state, accounts);
            Json.time(json, "", state.nowNanos);
            Json.number(json, "as_of_seq", state.sequence);
            json.writeEndObject();
        }));
    }

    private static boolean visible(KillTrip trip, Names names, Predicate<String> accounts) {
        String account = names.account(trip.accountId());
        return !ScopeKeys.isOfAccount(trip.scope()) || (account != null && accounts.test(account));
    }

    private static void trip(JsonGenerator json, KillTrip trip, Names names) throws IOException {
        json.writeStartObject();
        tripFields(json, trip, names);
        Json.time(json, "", trip.timestampNanos());
        json.writeEndObject();
    }

    /** All of a trip but its time, into an object that is already open. */
    static void tripFields(JsonGenerator json, KillTrip trip, Names names) throws IOException {
        json.writeStringField("scope", Scope.name(trip.scope()));
        json.writeStringField("key", ScopeKeys.key(trip.scope(), trip.accountId(), trip.targetId(), names));
        json.writeStringField("level", KillLevel.name(trip.level()));
        json.writeStringField("cause", KillCause.name(trip.cause()));
        json.writeStringField("reason", trip.reason());
        json.writeStringField("actor", trip.actor());
        Json.number(json, "trip_id", trip.tripId());
    }

    private static void accounts(JsonGenerator json, EngineState state, Predicate<String> accounts) throws IOException {
        json.writeArrayFieldStart("accounts");
        for (int i = 0; i < state.accountCount(); i++) {
            Account account = state.account(i);
            if (accounts.test(account.name)) {
                json.writeStartObject();
                json.writeStringField("account", account.name);
                json.writeStringField("kill_level", KillLevel.name(account.killLevel));
                json.writeBooleanField("day_loss_latched", account.dayLatched);
                json.writeBooleanField("drawdown_latched", account.drawdownLatched);
                Json.time(json, "dead_man_at", account.deadManAtNanos);
                Json.decimal(json, "equity", AccountsJson.equityE8(state, account));
                Json.decimal(json, "day_open_equity", account.dayOpenEquityE8);
                Json.decimal(json, "high_water_mark", account.hwmE8);
                json.writeEndObject();
            }
        }
        json.writeEndArray();
    }
}

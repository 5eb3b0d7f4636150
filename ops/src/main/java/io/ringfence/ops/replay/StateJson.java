package io.ringfence.ops.replay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.ringfence.engine.state.EngineSetting;
import io.ringfence.engine.state.EngineState;
import io.ringfence.engine.state.KillLevel;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HexFormat;

/** The engine's state at one moment as JSON: what an auditor asks for first. Every field is told in docs/audit.md. */
final class StateJson {
    private StateJson() {}

    static void write(EngineState state, OutputStream target) throws IOException {
        try (JsonGenerator json = new JsonFactory().createGenerator(target)) {
            json.useDefaultPrettyPrinter();
            StateWriter out = new StateWriter(json);
            out.object()
                    .number("seq", state.sequence)
                    .wide("t", state.nowNanos)
                    .text("state_hash", HexFormat.of().toHexDigits(state.hash()))
                    .number("logic_version", state.logicVersion)
                    .wide("config_version", state.configVersion)
                    .wide("limits_version", state.limitsVersion)
                    .wide("clamped_stamps", state.clampedStamps)
                    .number("client_order_ids", state.clientOrderIds.size())
                    .number("open_orders", state.orders.openCount())
                    .wide("last_quote_t", state.lastQuoteAtNanos);
            settings(state, out);
            kill(state, out);
            new StateMarket(state, out).write();
            new StateAccounts(state, out).write();
            out.end();
            json.writeRaw('\n');
        }
    }

    private static void settings(EngineState state, StateWriter out) throws IOException {
        out.object("settings");
        for (EngineSetting setting : EngineSetting.values()) {
            out.wide(setting.configName, state.setting(setting));
        }
        out.end();
    }

    private static void kill(EngineState state, StateWriter out) throws IOException {
        out.object("kill")
                .text("global", KillLevel.name(state.kill.global))
                .text("venue", KillLevel.name(state.kill.venue))
                .flag("recovering", state.kill.recovering)
                .flag("unknown", state.kill.unknown)
                .object("sessions");
        for (int session : state.kill.restrictedSessions()) {
            out.text(Integer.toString(session), KillLevel.name(state.kill.session(session)));
        }
        out.end();
        out.end();
    }
}

package io.ringfence.ops.counterfactual;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.ringfence.engine.gates.Decision;
import io.ringfence.engine.gates.ReasonCode;
import io.ringfence.engine.state.EngineSetting;
import io.ringfence.engine.state.EngineState;
import io.ringfence.engine.state.LimitField;
import io.ringfence.engine.units.Decimal;
import io.ringfence.engine.units.Fixed;
import io.ringfence.ops.config.LimitFile;
import io.ringfence.ops.json.Names;
import io.ringfence.ops.json.Words;
import io.ringfence.ops.replay.JournalFolder;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The counterfactual as JSON: decimals, times and 64-bit numbers as strings, everything exact. */
final class ReportJson {
    private final CounterfactualRun run;
    private final @Nullable TightestLimits tightest;
    private final Names names;
    private final EngineState state;
    private final LimitPins pins;

    ReportJson(CounterfactualRun run, LimitPins pins, @Nullable TightestLimits tightest, Names names) {
        this.run = run;
        this.pins = pins;
        this.tightest = tightest;
        this.names = names;
        state = run.recorded().state;
    }

    /** Writes the report; at most {@code listed} changed decisions one by one. */
    void write(JournalFolder folder, String file, int listed, boolean pretty, OutputStream out) throws IOException {
        try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
            if (pretty) {
                json.useDefaultPrettyPrinter();
            }
            json.writeStartObject();
            journal(json, folder, file);
            limits(json);
            decisions(json, listed);
            new ReportMoney(run, names, json).write();
            if (tightest != null) {
                tightest(json, tightest);
            }
            json.writeArrayFieldStart("assumptions");
            for (String sentence : Wording.assumptions(state.setting(EngineSetting.VENUE) == 1)) {
                json.writeString(sentence);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private void journal(JsonGenerator json, JournalFolder folder, String file) throws IOException {
        var totals = folder.report().totals();
        json.writeObjectFieldStart("journal");
        json.writeStringField("commands", Long.toString(run.commands()));
        json.writeStringField("last_seq", Long.toString(totals.lastSequence()));
        json.writeStringField("first_t", Long.toString(totals.firstTimestampNanos()));
        json.writeStringField("last_t", Long.toString(totals.lastTimestampNanos()));
        json.writeStringField("venue", state.setting(EngineSetting.VENUE) == 1 ? "match" : "paper");
        json.writeStringField("state_hash", HexFormat.of().toHexDigits(state.hash()));
        json.writeStringField(
                "counterfactual_state_hash",
                HexFormat.of().toHexDigits(run.other().state.hash()));
        json.writeEndObject();
        json.writeStringField("limits_file", file);
    }

    private void limits(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("limits");
        for (LimitPin pin : pins.list()) {
            json.writeStartObject();
            json.writeStringField("limit", name(pin));
            value(json, "recorded", pin, pin.field() == LimitField.RHO_CFG ? rho(pin) : pin.read(state));
            value(json, "counterfactual", pin, pin.value());
            json.writeStringField("unit", unit(pin.field()));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private long rho(LimitPin pin) {
        int configured = state.rho.configuredPpm(pin.symbolId(), pin.otherSymbolId());
        return configured == io.ringfence.engine.state.RhoMatrix.UNSET ? Fixed.ABSENT : configured;
    }

    private String name(LimitPin pin) {
        String symbol = pin.symbolId() < 0 ? "" : names.symbol(pin.symbolId());
        String other = pin.otherSymbolId() < 0 ? "" : names.symbol(pin.otherSymbolId());
        String key = pin.id() < 0 ? "" : String.valueOf(names.scopeKey(pin.scope(), pin.id(), pin.id()));
        return new LimitFile.Limit(pin.scope(), key, pin.field(), symbol, other, pin.value(), "").name();
    }

    static String unit(LimitField field) {
        return switch (field.unit) {
            case E8 -> field.configName.endsWith("qty") ? "quantity" : "money";
            case BPS -> "bps";
            case PPM -> "ppm";
            case NANOS -> "ns";
            case COUNT -> field == LimitField.DQ_MIN_SCORE ? "score" : "count";
            case FLAG -> "flag";
        };
    }

    /** A limit's value as the configuration has it; left out where there is none. */
    private static void value(JsonGenerator json, String name, LimitPin pin, long value) throws IOException {
        if (value != Fixed.ABSENT) {
            json.writeStringField(name, text(pin.field(), value));
        }
    }

    static String text(LimitField field, long value) {
        return switch (field.unit) {
            case E8 -> Decimal.format(value);
            case FLAG -> value == 0 ? "false" : "true";
            default -> Long.toString(value);
        };
    }

    private void decisions(JsonGenerator json, int listed) throws IOException {
        Comparison comparison = run.comparison();
        json.writeObjectFieldStart("decisions");
        json.writeNumberField("total", comparison.decisions());
        json.writeNumberField("approved", comparison.approved());
        json.writeNumberField("counterfactual_approved", comparison.otherApproved());
        json.writeNumberField("changed", comparison.changed());
        for (ChangeKind kind : ChangeKind.values()) {
            if (kind != ChangeKind.KNOCK_ON) {
                json.writeNumberField(kind.word(), comparison.count(kind));
            }
        }
        List<ChangedDecision> all = comparison.listed();
        json.writeArrayFieldStart("changes");
        for (ChangedDecision change : all.subList(0, Math.min(listed, all.size()))) {
            change(json, change);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void change(JsonGenerator json, ChangedDecision change) throws IOException {
        json.writeStartObject();
        json.writeStringField("decision_id", "d-" + change.sequence());
        json.writeStringField("t", Long.toString(change.atNanos()));
        json.writeStringField("account", change.accountId() < 0 ? "?" : names.account(change.accountId()));
        if (change.symbolId() >= 0) {
            json.writeStringField("symbol", names.symbol(change.symbolId()));
            json.writeStringField("side", String.valueOf(Words.SIDE.of(change.side())));
        }
        json.writeStringField("request", change.isReplace() ? "replace" : "new");
        json.writeStringField("kind", change.kind().word());
        side(json, "recorded", change.recorded());
        side(json, "counterfactual", change.other());
        json.writeEndObject();
    }

    private static void side(JsonGenerator json, String name, ChangedDecision.Side side) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeStringField("decision", Decision.name(side.result()));
        json.writeNumberField("gate", side.gate());
        json.writeNumberField("code", side.code());
        json.writeStringField("name", side.code() == 0 ? "OK" : ReasonCode.name(side.code()));
        json.writeStringField("approved", Decimal.format(side.approvedE8()));
        json.writeEndObject();
    }

    private void tightest(JsonGenerator json, TightestLimits limits) throws IOException {
        json.writeObjectFieldStart("tightest");
        json.writeBooleanField("nothing_changes_under_all", limits.firstChangeAtAll() == Rerun.NONE);
        json.writeNumberField("executions_of_the_journal", limits.runs());
        json.writeArrayFieldStart("limits");
        for (TightestLimits.Tightest one : limits.list()) {
            LimitPin pin = one.limit();
            json.writeStartObject();
            json.writeStringField("account", names.account(pin.id()));
            json.writeNumberField("gate", gate(pin.field()));
            json.writeStringField("limit", name(pin));
            value(json, "recorded", pin, one.recorded());
            value(json, "tightest", pin, pin.value());
            json.writeStringField("unit", unit(pin.field()));
            json.writeStringField("needed_by", "d-" + one.neededBy());
            json.writeBooleanField("proven", one.firstChangeBelow() != Rerun.NONE);
            if (one.firstChangeBelow() != Rerun.NONE) {
                value(json, "one_unit_tighter", pin, pin.oneTighter());
                json.writeStringField("first_change_then", Long.toString(one.firstChangeBelow()));
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeStringField("yaml", TightestYaml.of(limits, names));
        json.writeEndObject();
    }

    static int gate(LimitField field) {
        return switch (field) {
            case DQ_MIN_SCORE -> 2;
            case DAY_LOSS_ABS -> 3;
            case DD_HARD_BPS -> 4;
            case MAX_POSITIONS -> 5;
            case GROSS_ABS -> 6;
            case CLUSTER_ABS -> 8;
            default -> 7;
        };
    }
}

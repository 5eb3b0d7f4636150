package io.ringfence.ops.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ringfence.engine.gates.ReasonCode;
import io.ringfence.engine.gates.Scope;
import io.ringfence.engine.schema.*;
import io.ringfence.engine.state.KillCause;
import io.ringfence.engine.state.KillLevel;
import java.io.IOException;
import org.agrona.DirectBuffer;

/** The fields of the events that are not about one order. */
final class EventJson {
    private final JsonGenerator json;
    private final Fields fields;
    private final Names names;
    private final KillChangedDecoder kill = new KillChangedDecoder();
    private final DayRollDecoder dayRoll = new DayRollDecoder();
    private final LimitsChangedDecoder limits = new LimitsChangedDecoder();
    private final StateHashDecoder hash = new StateHashDecoder();
    private final CashChangedDecoder cash = new CashChangedDecoder();
    private final MassCancelReportDecoder massCancel = new MassCancelReportDecoder();
    private final CommandRefusedDecoder refused = new CommandRefusedDecoder();
    private final LatchChangedDecoder latch = new LatchChangedDecoder();
    private final UsageWarningDecoder warning = new UsageWarningDecoder();
    private final OrderQuarantinedDecoder quarantined = new OrderQuarantinedDecoder();
    private final LogicActivatedDecoder logic = new LogicActivatedDecoder();

    EventJson(JsonGenerator json, Fields fields, Names names) {
        this.json = json;
        this.fields = fields;
        this.names = names;
    }

    void write(int template, DirectBuffer buffer, int at, int block, int version) throws IOException {
        switch (template) {
            case KillChangedDecoder.TEMPLATE_ID -> kill(kill.wrap(buffer, at, block, version));
            case DayRollDecoder.TEMPLATE_ID -> {
                dayRoll.wrap(buffer, at, block, version);
                event("day_roll");
                fields.text("account", names.account(dayRoll.accountId()));
                fields.number("day", dayRoll.day());
                fields.decimal("day_open_equity", dayRoll.dayOpenEquityE8());
            }
            case LimitsChangedDecoder.TEMPLATE_ID -> {
                limits.wrap(buffer, at, block, version);
                event("limits");
                fields.text("scope", Scope.name(limits.scope()));
                fields.text("key", names.scopeKey(limits.scope(), limits.accountId(), limits.targetId()));
                fields.raw("version", limits.version());
            }
            case StateHashDecoder.TEMPLATE_ID -> {
                event("state_hash");
                fields.text("hash", hex(hash.wrap(buffer, at, block, version).hash()));
            }
            case CashChangedDecoder.TEMPLATE_ID -> {
                cash.wrap(buffer, at, block, version);
                event("cash");
                fields.text("account", names.account(cash.accountId()));
                fields.decimal("cash", cash.cashE8());
            }
            case MassCancelReportDecoder.TEMPLATE_ID -> {
                massCancel.wrap(buffer, at, block, version);
                event("mass_cancel");
                fields.raw("request_seq", massCancel.requestSequence());
                fields.number("canceled", massCancel.canceled());
                fields.flag("remaining", massCancel.remaining() == 1);
            }
            case CommandRefusedDecoder.TEMPLATE_ID -> {
                event("refused");
                code(refused.wrap(buffer, at, block, version).code());
            }
            case LatchChangedDecoder.TEMPLATE_ID -> {
                latch.wrap(buffer, at, block, version);
                event("latch");
                fields.text("account", names.account(latch.accountId()));
                fields.number("gate", latch.gate());
                fields.flag("latched", latch.latched() == 1);
                fields.raw("observed", latch.observed());
                fields.raw("limit", latch.limitValue());
            }
            case UsageWarningDecoder.TEMPLATE_ID -> {
                warning.wrap(buffer, at, block, version);
                event("warning");
                fields.text("account", names.account(warning.accountId()));
                fields.number("gate", warning.gate());
                fields.number("stage", warning.stage());
                fields.number("used_bps", warning.usedBps());
            }
            case OrderQuarantinedDecoder.TEMPLATE_ID -> {
                quarantined.wrap(buffer, at, block, version);
                event("quarantine");
                fields.text("account", names.account(quarantined.accountId()));
                fields.flag("cleared", quarantined.cleared() == 1);
            }
            case LogicActivatedDecoder.TEMPLATE_ID -> {
                logic.wrap(buffer, at, block, version);
                event("logic_activated");
                fields.number("version_before", logic.versionBefore());
                fields.number("logic_version", logic.logicVersion());
            }
            default -> event("#" + template);
        }
    }

    private void kill(KillChangedDecoder change) throws IOException {
        event("kill");
        fields.text("scope", Scope.name(change.scope()));
        fields.text("key", names.scopeKey(change.scope(), change.accountId(), change.targetId()));
        fields.text("level", KillLevel.name(change.level()));
        fields.text("previous_level", KillLevel.name(change.previousLevel()));
        fields.text("cause", KillCause.name(change.cause()));
        fields.raw("trip_id", change.tripId());
    }

    void event(String name) throws IOException {
        json.writeStringField("event", name);
    }

    void code(int code) throws IOException {
        fields.number("code", code);
        fields.text("name", ReasonCode.name(code));
    }

    static String hex(long value) {
        StringBuilder digits = new StringBuilder(16);
        for (int shift = 60; shift >= 0; shift -= 4) {
            digits.append(Character.forDigit((int) (value >>> shift) & 0xF, 16));
        }
        return digits.toString();
    }
}

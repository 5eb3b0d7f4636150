package io.ringfence.ops.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ringfence.engine.gates.Scope;
import io.ringfence.engine.schema.*;
import io.ringfence.engine.state.KillLevel;
import io.ringfence.engine.units.Fixed;
import java.io.IOException;
import org.agrona.DirectBuffer;

/** The fields of the commands of operators and of the core itself. */
final class AdminJson {
    private final JsonGenerator json;
    private final Fields fields;
    private final Names names;
    private final DefinitionJson definitions;
    private final TimerDecoder timer = new TimerDecoder();
    private final HashStateDecoder hashState = new HashStateDecoder();
    private final CancelSliceDecoder slice = new CancelSliceDecoder();
    private final KillDecoder kill = new KillDecoder();
    private final KillResetDecoder killReset = new KillResetDecoder();
    private final CashFlowDecoder cash = new CashFlowDecoder();
    private final ResetHighWaterMarkDecoder resetHwm = new ResetHighWaterMarkDecoder();
    private final DeadManDecoder deadMan = new DeadManDecoder();
    private final BootDecoder boot = new BootDecoder();
    private final QuarantineDecoder quarantine = new QuarantineDecoder();
    private final UpgradeDecoder upgrade = new UpgradeDecoder();

    AdminJson(JsonGenerator json, Fields fields, Names names) {
        this.json = json;
        this.fields = fields;
        this.names = names;
        this.definitions = new DefinitionJson(json, fields, names, this);
    }

    void write(int template, DirectBuffer buffer, int at, int block, int version) throws IOException {
        switch (template) {
            case TimerDecoder.TEMPLATE_ID ->
                type("timer", timer.wrap(buffer, at, block, version).origin());
            case HashStateDecoder.TEMPLATE_ID ->
                type("hash_state", hashState.wrap(buffer, at, block, version).origin());
            case CancelSliceDecoder.TEMPLATE_ID ->
                type("cancel_slice", slice.wrap(buffer, at, block, version).origin());
            case KillDecoder.TEMPLATE_ID -> kill(kill.wrap(buffer, at, block, version));
            case KillResetDecoder.TEMPLATE_ID -> killReset(killReset.wrap(buffer, at, block, version));
            case CashFlowDecoder.TEMPLATE_ID -> {
                cash.wrap(buffer, at, block, version);
                type("cash", cash.origin());
                fields.text("account", names.account(cash.accountId()));
                fields.decimal("amount", cash.amountE8());
                why(cash.reason(), cash.actor());
            }
            case ResetHighWaterMarkDecoder.TEMPLATE_ID -> {
                resetHwm.wrap(buffer, at, block, version);
                type("hwm_reset", resetHwm.origin());
                fields.text("account", names.account(resetHwm.accountId()));
                why(resetHwm.reason(), resetHwm.actor());
            }
            case DeadManDecoder.TEMPLATE_ID -> {
                deadMan.wrap(buffer, at, block, version);
                type("dead_man", deadMan.origin());
                fields.text("account", names.account(deadMan.accountId()));
                fields.raw("timeout_ns", deadMan.timeoutNanos());
            }
            case BootDecoder.TEMPLATE_ID -> {
                boot.wrap(buffer, at, block, version);
                type("boot", boot.origin());
                fields.word("kill_state", Words.KILL_FOUND, boot.killState());
                fields.text("file_global_level", KillLevel.name(boot.fileGlobalLevel()));
                fields.flag("ready", boot.ready() == 1);
            }
            case QuarantineDecoder.TEMPLATE_ID -> {
                quarantine.wrap(buffer, at, block, version);
                type("quarantine", quarantine.origin());
                fields.text("account", names.account(quarantine.accountId()));
                fields.text("client_order_id", quarantine.clientOrderId());
                fields.flag("cleared", quarantine.cleared() == 1);
            }
            case UpgradeDecoder.TEMPLATE_ID -> {
                upgrade.wrap(buffer, at, block, version);
                type("upgrade", upgrade.origin());
                fields.number("logic_version", upgrade.logicVersion());
            }
            default -> definitions.write(template, buffer, at, block, version);
        }
    }

    private void kill(KillDecoder command) throws IOException {
        type("kill", command.origin());
        fields.text("scope", Scope.name(command.scope()));
        fields.text("key", names.scopeKey(command.scope(), command.accountId(), command.targetId()));
        fields.text("level", KillLevel.name(command.level()));
        fields.flag("cancel", command.cancelAll() == 1);
        why(command.reason(), command.actor());
    }

    private void killReset(KillResetDecoder command) throws IOException {
        type("kill_reset", command.origin());
        fields.text("scope", Scope.name(command.scope()));
        fields.text("key", names.scopeKey(command.scope(), command.accountId(), command.targetId()));
        why(command.reason(), command.actor());
    }

    void why(String reason, String actor) throws IOException {
        fields.text("reason", reason);
        fields.text("actor", actor);
    }

    /** The command's type, and where it came from when that was not the core itself. */
    void type(String type, OriginDecoder origin) throws IOException {
        json.writeStringField("type", type);
        if (origin.sessionId() != 0) {
            fields.number("session", origin.sessionId());
        }
        if (origin.keyId() != 0) {
            fields.number("key_id", origin.keyId());
        }
        fields.raw("source_seq", origin.sourceSeqNum() == 0 ? Fixed.ABSENT : origin.sourceSeqNum());
    }
}

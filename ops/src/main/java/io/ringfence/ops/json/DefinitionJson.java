package io.ringfence.ops.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ringfence.engine.gates.Scope;
import io.ringfence.engine.schema.*;
import io.ringfence.engine.state.EngineSetting;
import io.ringfence.engine.state.LimitField;
import io.ringfence.engine.units.Decimal;
import io.ringfence.engine.units.Fixed;
import java.io.IOException;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/** The fields of the commands that carry configuration: instruments, accounts, limits, settings. */
final class DefinitionJson {
    private final JsonGenerator json;
    private final Fields fields;
    private final Names names;
    private final AdminJson admin;
    private final SetLimitsDecoder limits = new SetLimitsDecoder();
    private final DefineInstrumentDecoder instrument = new DefineInstrumentDecoder();
    private final DefineAccountDecoder account = new DefineAccountDecoder();
    private final DefineStrategyDecoder strategy = new DefineStrategyDecoder();
    private final DefineSessionDecoder session = new DefineSessionDecoder();
    private final SessionMarkDecoder mark = new SessionMarkDecoder();
    private final DefineGroupDecoder group = new DefineGroupDecoder();
    private final EngineSettingsDecoder settings = new EngineSettingsDecoder();
    private final PermitSymbolDecoder permit = new PermitSymbolDecoder();

    DefinitionJson(JsonGenerator json, Fields fields, Names names, AdminJson admin) {
        this.json = json;
        this.fields = fields;
        this.names = names;
        this.admin = admin;
    }

    void write(int template, DirectBuffer buffer, int at, int block, int version) throws IOException {
        switch (template) {
            case SetLimitsDecoder.TEMPLATE_ID -> limits(limits.wrap(buffer, at, block, version));
            case DefineInstrumentDecoder.TEMPLATE_ID -> instrument(instrument.wrap(buffer, at, block, version));
            case DefineAccountDecoder.TEMPLATE_ID -> account(account.wrap(buffer, at, block, version));
            case DefineStrategyDecoder.TEMPLATE_ID -> {
                strategy.wrap(buffer, at, block, version);
                admin.type("define_strategy", strategy.origin());
                fields.number("id", strategy.strategyId());
                fields.text("account", names.account(strategy.accountId()));
                fields.text("strategy", strategy.strategyName());
            }
            case DefineSessionDecoder.TEMPLATE_ID -> {
                session.wrap(buffer, at, block, version);
                admin.type("define_session", session.origin());
                fields.number("id", session.sessionId());
                fields.text("session", session.sessionName());
            }
            case SessionMarkDecoder.TEMPLATE_ID -> {
                mark.wrap(buffer, at, block, version);
                admin.type("session_mark", mark.origin());
            }
            case DefineGroupDecoder.TEMPLATE_ID -> group(group.wrap(buffer, at, block, version));
            case EngineSettingsDecoder.TEMPLATE_ID -> settings(settings.wrap(buffer, at, block, version));
            case PermitSymbolDecoder.TEMPLATE_ID -> {
                permit.wrap(buffer, at, block, version);
                admin.type("permit_symbol", permit.origin());
                fields.text("account", names.account(permit.accountId()));
                fields.text("symbol", names.symbol(permit.symbolId()));
                fields.flag("permitted", permit.permitted() == 1);
            }
            default -> json.writeStringField("type", "#" + template);
        }
    }

    private void limits(SetLimitsDecoder command) throws IOException {
        admin.type("limits", command.origin());
        fields.text("scope", Scope.name(command.scope()));
        fields.text("key", names.scopeKey(command.scope(), command.accountId(), command.targetId()));
        fields.raw("expected_version", command.expectedVersion());
        json.writeObjectFieldStart("set");
        for (SetLimitsDecoder.RowsDecoder row : command.rows()) {
            limit(row.fieldId(), row.symbolId(), row.otherSymbolId(), row.limitValue());
        }
        json.writeEndObject();
        admin.why(command.reason(), command.actor());
    }

    private void limit(int fieldId, int symbolId, int otherSymbolId, long value) throws IOException {
        LimitField field = LimitField.byId(fieldId);
        String name = field == null ? "#" + fieldId : limitName(field, symbolId, otherSymbolId);
        json.writeFieldName(name);
        String text = limitText(field, value);
        if (text == null) {
            json.writeNull();
        } else if (field != null && field.unit == LimitField.Unit.FLAG) {
            json.writeBoolean(value != 0);
        } else {
            json.writeString(text);
        }
    }

    private String limitName(LimitField field, int symbolId, int otherSymbolId) {
        if (field == LimitField.RHO_CFG) {
            return "rho_cfg." + names.symbol(symbolId) + "|" + names.symbol(otherSymbolId);
        }
        return field.isPerSymbol()
                ? field.configName.replace("symbols.", "symbols." + names.symbol(symbolId) + ".")
                : field.configName;
    }

    private static @Nullable String limitText(@Nullable LimitField field, long value) {
        if (value == Fixed.ABSENT) {
            return null;
        }
        return field != null && field.unit == LimitField.Unit.E8 ? Decimal.format(value) : Long.toString(value);
    }

    private void instrument(DefineInstrumentDecoder command) throws IOException {
        admin.type("define_instrument", command.origin());
        fields.number("id", command.symbolId());
        fields.word("kind", Words.INSTRUMENT_KIND, command.kind());
        fields.decimal("tick", command.tickE8());
        fields.decimal("lot", command.lotE8());
        fields.decimal("min_qty", command.minQuantityE8());
        fields.decimal("venue_max_qty", command.venueMaxQuantityE8());
        fields.decimal("min_notional", command.minNotionalE8());
        fields.number("collar_bps", command.collarBps());
        fields.text("quote_currency", currency(command.quoteCurrency()));
        fields.decimal("opening_reference", command.openingReferenceE8());
        fields.text("symbol", command.symbolName());
    }

    private void account(DefineAccountDecoder command) throws IOException {
        admin.type("define_account", command.origin());
        fields.number("id", command.accountId());
        fields.text("currency", currency(command.currency()));
        fields.word("smp_mode", Words.SMP_MODE, command.smpMode());
        fields.flag("short_allowed", command.shortAllowed() == 1);
        fields.number("max_open_orders", command.maxOpenOrders());
        fields.text("account", command.accountName());
    }

    private void group(DefineGroupDecoder command) throws IOException {
        admin.type("define_group", command.origin());
        fields.number("id", command.groupId());
        json.writeArrayFieldStart("members");
        for (DefineGroupDecoder.MembersDecoder member : command.members()) {
            json.writeString(names.account(member.accountId()));
        }
        json.writeEndArray();
        fields.text("group", command.groupName());
    }

    private void settings(EngineSettingsDecoder command) throws IOException {
        admin.type("engine_settings", command.origin());
        json.writeObjectFieldStart("set");
        for (EngineSettingsDecoder.RowsDecoder row : command.rows()) {
            EngineSetting setting = EngineSetting.byId(row.settingId());
            fields.raw(setting == null ? "#" + row.settingId() : setting.configName, row.settingValue());
        }
        json.writeEndObject();
    }

    static String currency(int packed) {
        return "" + (char) (packed >> 16 & 0xFF) + (char) (packed >> 8 & 0xFF) + (char) (packed & 0xFF);
    }
}

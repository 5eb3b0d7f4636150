package io.ringfence.ops.replay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.ringfence.engine.state.Account;
import io.ringfence.engine.state.AccountValue;
import io.ringfence.engine.state.EngineState;
import io.ringfence.engine.state.Instrument;
import io.ringfence.engine.state.KillLevel;
import io.ringfence.engine.state.LimitField;
import io.ringfence.engine.state.Order;
import io.ringfence.engine.state.Position;
import io.ringfence.engine.state.Strategy;
import io.ringfence.engine.units.Decimal;
import io.ringfence.engine.units.Fixed;
import io.ringfence.ops.json.Words;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HexFormat;

/** The engine's state at one moment as JSON: what an auditor asks for first. */
final class StateJson {
    private final JsonGenerator json;
    private final EngineState state;

    private StateJson(JsonGenerator json, EngineState state) {
        this.json = json;
        this.state = state;
    }

    static void write(EngineState state, OutputStream out) throws IOException {
        try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
            json.useDefaultPrettyPrinter();
            new StateJson(json, state).all();
            json.writeRaw('\n');
        }
    }

    private void all() throws IOException {
        json.writeStartObject();
        json.writeNumberField("seq", state.sequence);
        json.writeStringField("t", Long.toString(state.nowNanos));
        json.writeStringField("state_hash", HexFormat.of().toHexDigits(state.hash()));
        json.writeObjectFieldStart("kill");
        json.writeStringField("global", KillLevel.name(state.kill.global));
        json.writeStringField("venue", KillLevel.name(state.kill.venue));
        json.writeBooleanField("recovering", state.kill.recovering);
        json.writeBooleanField("unknown", state.kill.unknown);
        json.writeEndObject();
        json.writeArrayFieldStart("instruments");
        for (int i = 0; i < state.instruments.count(); i++) {
            instrument(state.instruments.get(i));
        }
        json.writeEndArray();
        json.writeArrayFieldStart("accounts");
        for (int i = 0; i < state.accountCount(); i++) {
            account(state.account(i));
        }
        json.writeEndArray();
        json.writeArrayFieldStart("strategies");
        for (int i = 0; i < state.strategyCount(); i++) {
            Strategy strategy = state.strategy(i);
            if (strategy != null) {
                json.writeStartObject();
                json.writeStringField("strategy", state.account(strategy.accountId).name + "/" + strategy.name);
                json.writeStringField("kill", KillLevel.name(strategy.killLevel));
                json.writeEndObject();
            }
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void instrument(Instrument instrument) throws IOException {
        json.writeStartObject();
        json.writeStringField("symbol", instrument.name);
        json.writeStringField("status", String.valueOf(Words.STATUS.of(instrument.market.status)));
        json.writeStringField("kill", KillLevel.name(instrument.killLevel));
        decimal("bid", instrument.market.bidE8);
        decimal("bid_qty", instrument.market.bidQuantityE8);
        decimal("ask", instrument.market.askE8);
        decimal("ask_qty", instrument.market.askQuantityE8);
        decimal("mark", instrument.market.markE8);
        decimal("reference", instrument.market.referenceE8);
        json.writeBooleanField("gap", instrument.market.gapOpen);
        json.writeEndObject();
    }

    private void account(Account account) throws IOException {
        AccountValue value = new AccountValue();
        value.of(account, state);
        json.writeStartObject();
        json.writeStringField("account", account.name);
        json.writeStringField("kill", KillLevel.name(account.killLevel));
        decimal("cash", account.cashE8);
        decimal("equity", value.equityE8);
        decimal("gross", value.grossE8);
        decimal("day_open_equity", account.dayOpenEquityE8);
        decimal("net_flows", account.netFlowsE8);
        decimal("high_water_mark", account.hwmE8);
        decimal("fees", account.feesE8);
        json.writeNumberField("day", account.day);
        json.writeBooleanField("day_latched", account.dayLatched);
        json.writeBooleanField("drawdown_latched", account.drawdownLatched);
        limits(account);
        json.writeArrayFieldStart("positions");
        for (int i = 0; i < account.positions().count(); i++) {
            position(account.positions().get(i));
        }
        json.writeEndArray();
        json.writeArrayFieldStart("open_orders");
        for (Order order = account.firstOrder; order != null; order = order.nextInAccount) {
            order(order);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void limits(Account account) throws IOException {
        json.writeObjectFieldStart("limits");
        json.writeStringField("version", Long.toString(account.limits.version()));
        for (LimitField field : LimitField.values()) {
            boolean isRow = !field.isPerSymbol() && field != LimitField.RHO_CFG;
            if (isRow && account.limits.has(field)) {
                long value = account.limits.get(field);
                boolean money = field.unit == LimitField.Unit.E8;
                json.writeStringField(field.configName, money ? Decimal.format(value) : Long.toString(value));
            }
        }
        json.writeEndObject();
    }

    private void position(Position position) throws IOException {
        json.writeStartObject();
        json.writeStringField("symbol", state.instruments.get(position.symbolId).name);
        decimal("position", position.posE8);
        decimal("open_buy", position.openBuyE8);
        decimal("open_sell", position.openSellE8);
        decimal("cost", position.costE8);
        decimal("realized", position.realizedE8);
        decimal("fees", position.feesE8);
        json.writeEndObject();
    }

    private void order(Order order) throws IOException {
        json.writeStartObject();
        json.writeStringField("order_id", Long.toString(order.orderId));
        json.writeStringField("symbol", state.instruments.get(order.symbolId).name);
        json.writeStringField("side", String.valueOf(Words.SIDE.of(order.side)));
        json.writeStringField("order_type", String.valueOf(Words.ORDER_TYPE.of(order.type)));
        json.writeStringField("time_in_force", String.valueOf(Words.TIME_IN_FORCE.of(order.timeInForce)));
        decimal("qty", order.quantityE8);
        decimal("cum_qty", order.cumE8);
        decimal("leaves_qty", order.leavesE8);
        decimal("limit_price", order.limitPriceE8);
        decimal("stop_price", order.stopPriceE8);
        json.writeEndObject();
    }

    private void decimal(String name, long e8) throws IOException {
        if (e8 != Fixed.ABSENT) {
            json.writeStringField(name, Decimal.format(e8));
        }
    }
}

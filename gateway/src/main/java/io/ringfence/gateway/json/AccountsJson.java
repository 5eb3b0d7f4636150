package io.ringfence.gateway.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ringfence.engine.state.Account;
import io.ringfence.engine.state.EngineState;
import io.ringfence.engine.state.Instrument;
import io.ringfence.engine.state.KillLevel;
import io.ringfence.engine.state.Position;
import io.ringfence.engine.state.Valuation;
import io.ringfence.engine.units.Fixed;
import io.ringfence.engine.units.FixedOverflowException;
import java.io.IOException;
import java.math.BigInteger;
import java.util.function.Predicate;

/** Accounts and positions at the marks of the read model. What can not be valued is null, never a guess. */
public final class AccountsJson {
    private AccountsJson() {}

    public static Answer positions(EngineState state, Predicate<String> accounts, Predicate<String> symbols) {
        return Answer.json(200, Json.bytes(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("positions");
            for (int i = 0; i < state.accountCount(); i++) {
                Account account = state.account(i);
                if (accounts.test(account.name)) {
                    positionsOf(json, state, account, symbols);
                }
            }
            json.writeEndArray();
            Json.number(json, "as_of_seq", state.sequence);
            json.writeEndObject();
        }));
    }

    private static void positionsOf(JsonGenerator json, EngineState state, Account account, Predicate<String> symbols)
            throws IOException {
        for (int i = 0; i < account.positions().count(); i++) {
            Position position = account.positions().get(i);
            Instrument instrument = state.instruments.get(position.symbolId);
            boolean touched = position.isUsed() || position.realizedE8 != 0 || position.feesE8 != 0;
            if (touched && symbols.test(instrument.name)) {
                position(json, state, account, instrument, position);
            }
        }
    }

    private static void position(
            JsonGenerator json, EngineState state, Account account, Instrument instrument, Position position)
            throws IOException {
        long mark = instrument.market.markE8;
        long value = valueE8(position.posE8, mark, Fixed.SCALE);
        json.writeStartObject();
        json.writeStringField("account", account.name);
        json.writeStringField("symbol", instrument.name);
        Json.decimal(json, "qty", position.posE8);
        Json.decimal(json, "avg_price", averageE8(position));
        Json.decimal(json, "mark_price", mark);
        Json.decimal(json, "market_value", value);
        Json.decimal(json, "cost", position.costE8);
        Json.decimal(json, "unrealized_pnl", value == Fixed.ABSENT ? value : value - position.costE8);
        Json.decimal(json, "realized_pnl", position.realizedE8);
        Json.decimal(json, "fees", position.feesE8);
        Json.decimal(json, "open_buy_qty", position.openBuyE8);
        Json.decimal(json, "open_sell_qty", position.openSellE8);
        Json.decimal(json, "gross_exposure", exposureE8(state, account, instrument, position));
        json.writeEndObject();
    }

    private static long averageE8(Position position) {
        if (position.posE8 == 0) {
            return Fixed.ABSENT;
        }
        return BigInteger.valueOf(position.costE8)
                .multiply(BigInteger.valueOf(Fixed.SCALE))
                .divide(BigInteger.valueOf(position.posE8))
                .longValue();
    }

    private static long exposureE8(EngineState state, Account account, Instrument instrument, Position position) {
        long rate = state.rateE8(instrument, account);
        long mark = instrument.market.markE8;
        if (mark == Fixed.ABSENT || rate == Fixed.ABSENT) {
            return Fixed.ABSENT;
        }
        try {
            return Fixed.mulCeil(position.worstE8(), Valuation.unitE8(mark, rate, 0));
        } catch (FixedOverflowException e) {
            return Fixed.ABSENT;
        }
    }

    private static long valueE8(long posE8, long markE8, long rateE8) {
        if (posE8 == 0) {
            return 0;
        }
        if (markE8 == Fixed.ABSENT || rateE8 == Fixed.ABSENT) {
            return Fixed.ABSENT;
        }
        try {
            return Valuation.valueE8(posE8, markE8, rateE8);
        } catch (FixedOverflowException e) {
            return Fixed.ABSENT;
        }
    }

    /** Cash plus all positions at their marks; absent when one of them has none. */
    static long equityE8(EngineState state, Account account) {
        long equity = account.cashE8;
        for (int i = 0; i < account.positions().count(); i++) {
            Position position = account.positions().get(i);
            Instrument instrument = state.instruments.get(position.symbolId);
            long value = valueE8(position.posE8, instrument.market.markE8, state.rateE8(instrument, account));
            if (value == Fixed.ABSENT) {
                return Fixed.ABSENT;
            }
            equity += value;
        }
        return equity;
    }

    public static Answer account(EngineState state, Account account) {
        long equity = equityE8(state, account);
        boolean valued = equity != Fixed.ABSENT;
        return Answer.json(200, Json.bytes(json -> {
            json.writeStartObject();
            json.writeStringField("account", account.name);
            json.writeStringField("currency", currency(account.currency));
            Json.decimal(json, "cash", account.cashE8);
            Json.decimal(json, "equity", equity);
            Json.decimal(json, "day_open_equity", account.dayOpenEquityE8);
            Json.decimal(json, "net_flows_today", account.netFlowsE8);
            Json.decimal(
                    json, "day_pnl", valued ? equity - account.dayOpenEquityE8 - account.netFlowsE8 : Fixed.ABSENT);
            Json.decimal(json, "high_water_mark", account.hwmE8);
            Json.decimal(json, "fees", account.feesE8);
            json.writeNumberField("open_orders", account.openOrders);
            json.writeStringField("kill_level", KillLevel.name(account.killLevel));
            json.writeBooleanField("day_loss_latched", account.dayLatched);
            json.writeBooleanField("drawdown_latched", account.drawdownLatched);
            json.writeBooleanField("short_allowed", account.shortAllowed);
            Json.number(json, "as_of_seq", state.sequence);
            json.writeEndObject();
        }));
    }

    static String currency(int packed) {
        char[] letters = {(char) (packed >> 16 & 0xFF), (char) (packed >> 8 & 0xFF), (char) (packed & 0xFF)};
        return new String(letters);
    }
}

package io.ringfence.ops.simulate;

import io.ringfence.engine.command.CommandWriter;
import io.ringfence.engine.units.Fixed;
import io.ringfence.ops.json.Names;
import io.ringfence.ops.json.Words;
import io.ringfence.ops.simulate.JsonLine.MalformedException;
import java.util.Set;

/** Scenario lines that come from the market. */
final class MarketLines {
    private static final Set<String> QUOTE =
            Set.of("t", "type", "note", "symbol", "bid", "bid_qty", "ask", "ask_qty", "last");
    private static final Set<String> TRADE = Set.of("t", "type", "note", "symbol", "price", "qty");
    private static final Set<String> STATUS = Set.of("t", "type", "note", "symbol", "status");
    private static final Set<String> GAP = Set.of("t", "type", "note", "symbol", "open");
    private static final Set<String> FX = Set.of("t", "type", "note", "pair", "rate");

    private final CommandWriter writer;
    private final Names names;

    MarketLines(CommandWriter writer, Names names) {
        this.writer = writer;
        this.names = names;
    }

    void quote(JsonLine line) throws MalformedException {
        line.only(QUOTE);
        long bid = line.decimal("bid");
        long ask = line.decimal("ask");
        writer.quote(
                symbol(line, "symbol"),
                bid,
                bid == Fixed.ABSENT ? 0 : quantity(line, "bid_qty"),
                ask,
                ask == Fixed.ABSENT ? 0 : quantity(line, "ask_qty"),
                line.decimal("last"));
    }

    private static long quantity(JsonLine line, String field) throws MalformedException {
        long value = line.requiredDecimal(field);
        if (value < 0) {
            throw new MalformedException("\"" + field + "\" is below zero");
        }
        return value;
    }

    void trade(JsonLine line) throws MalformedException {
        line.only(TRADE);
        long price = line.requiredDecimal("price");
        long quantity = line.requiredDecimal("qty");
        if (price <= 0 || quantity <= 0) {
            throw new MalformedException("a trade needs a price and a quantity above zero");
        }
        writer.trade(symbol(line, "symbol"), price, quantity);
    }

    void status(JsonLine line) throws MalformedException {
        line.only(STATUS);
        writer.status(symbol(line, "symbol"), line.word("status", Words.STATUS));
    }

    void gap(JsonLine line) throws MalformedException {
        line.only(GAP);
        line.required("open");
        writer.gap(symbol(line, "symbol"), line.flag("open"));
    }

    void fx(JsonLine line) throws MalformedException {
        line.only(FX);
        long rate = line.requiredDecimal("rate");
        if (rate <= 0) {
            throw new MalformedException("\"rate\" must be above zero");
        }
        writer.fxRate(symbol(line, "pair"), rate);
    }

    private int symbol(JsonLine line, String field) throws MalformedException {
        int id = names.symbolId(line.required(field));
        if (id < 0) {
            throw new MalformedException(field + " \"" + line.text(field) + "\" is not configured");
        }
        return id;
    }
}

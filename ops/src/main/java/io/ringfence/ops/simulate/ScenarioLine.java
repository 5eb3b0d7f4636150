package io.ringfence.ops.simulate;

import io.ringfence.engine.command.CommandWriter;
import io.ringfence.ops.json.Names;
import io.ringfence.ops.simulate.JsonLine.MalformedException;

/** Turns one line of a scenario into one command. */
final class ScenarioLine {
    private final CommandWriter writer;
    private final OrderLines orders;
    private final MarketLines market;
    private final OperatorLines operator;

    ScenarioLine(CommandWriter writer, Names names) {
        this.writer = writer;
        this.orders = new OrderLines(writer, names);
        this.market = new MarketLines(writer, names);
        this.operator = new OperatorLines(writer, names);
    }

    /** UTC nanoseconds of a line. */
    static long time(JsonLine line) throws MalformedException {
        line.required("t");
        long at = line.integer("t", 0);
        if (at < 0) {
            throw new MalformedException("\"t\" is before 1970");
        }
        return at;
    }

    /** Encodes the line with the writer. */
    void encode(JsonLine line) throws MalformedException {
        try {
            dispatch(line);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new MalformedException(String.valueOf(e.getMessage()));
        }
    }

    private void dispatch(JsonLine line) throws MalformedException {
        switch (line.required("type")) {
            case "order" -> orders.order(line);
            case "cancel" -> orders.cancel(line);
            case "replace" -> orders.replace(line);
            case "mass_cancel" -> orders.massCancel(line);
            case "quote" -> market.quote(line);
            case "trade" -> market.trade(line);
            case "status" -> market.status(line);
            case "gap" -> market.gap(line);
            case "fx" -> market.fx(line);
            case "kill" -> operator.kill(line);
            case "kill_reset" -> operator.killReset(line);
            case "limits" -> operator.limits(line);
            case "cash" -> operator.cash(line);
            case "hwm_reset" -> operator.resetHighWaterMark(line);
            case "dead_man" -> operator.deadMan(line);
            case "timer" -> writer.timer();
            default ->
                throw new MalformedException("type \"" + line.text("type") + "\" is none of order, cancel, replace,"
                        + " mass_cancel, quote, trade, status, gap, fx, kill, kill_reset, limits, cash, hwm_reset,"
                        + " dead_man, timer");
        }
    }

    static boolean isMarketData(JsonLine line) {
        String type = line.orEmpty("type");
        return type.equals("quote") || type.equals("trade") || type.equals("status") || type.equals("gap");
    }
}

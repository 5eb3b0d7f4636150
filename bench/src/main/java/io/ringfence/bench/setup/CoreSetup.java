package io.ringfence.bench.setup;

import io.ringfence.engine.command.CommandWriter;
import io.ringfence.engine.command.CommandWriter.LimitRow;
import io.ringfence.engine.gates.Scope;
import io.ringfence.engine.pipeline.CommandProcessor;
import io.ringfence.engine.pipeline.Journal;
import io.ringfence.engine.pipeline.StampSource;
import io.ringfence.engine.state.EngineSetting;
import io.ringfence.engine.state.EngineState;
import io.ringfence.engine.state.LimitField;
import io.ringfence.engine.state.Order;
import io.ringfence.engine.units.Fixed;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Takes a fresh core, command by command, up to the point where orders can follow: settings, instruments, accounts with
 * money and limits, boot, quotes. Trips, collars, throttles, self-match prevention and staleness are off.
 */
public final class CoreSetup {
    private static final int ROWS_PER_COMMAND = 64;
    private static final String ACTOR = "bench";

    private final CommandWriter writer = new CommandWriter();
    private final CommandProcessor processor;
    private final StampSource stamps;

    /** One row of an account's limits. */
    record Row(LimitField field, long value) {
        LimitRow in(int symbolId) {
            return new LimitRow(field.id, symbolId, -1, value);
        }
    }

    /** One engine setting. */
    public record Setting(EngineSetting setting, long value) {}

    /**
     * A core with room for the orders that are expected, all of whose ids it will remember.
     *
     * @param settings sent as the first command
     */
    public CoreSetup(int expectedOrders, Journal journal, StampSource stamps, List<Setting> settings) {
        this.stamps = stamps;
        processor = new CommandProcessor(new EngineState(expectedOrders), journal);
        long[][] rows = new long[settings.size()][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = new long[] {settings.get(i).setting().id, settings.get(i).value()};
        }
        writer.settings(rows);
        send(writer.length());
    }

    public CommandProcessor processor() {
        return processor;
    }

    private void send(int length) {
        processor.process(writer.buffer(), 0, length, stamps.nextNanos());
    }

    /** The instrument with the next id: tick, lot and least quantity one unit. */
    public void instrument(String name) {
        int symbolId = processor.state().instruments.count();
        writer.instrument(symbolId)
                .tickE8(Fixed.SCALE)
                .lotE8(Fixed.SCALE)
                .minQuantityE8(Fixed.SCALE)
                .symbolName(name);
        send(writer.instrumentLength());
    }

    /** The account with the next id, with its limits, also for the symbols that it trades, and its money. */
    public void account(String name, Purse purse, Collection<Integer> symbolIds) {
        int accountId = processor.state().accountCount();
        writer.account(accountId, "USD", Order.SMP_NONE, true, 0, name);
        send(writer.length());
        List<LimitRow> rows = new ArrayList<>();
        purse.rows().forEach(row -> rows.add(row.in(-1)));
        for (int symbolId : symbolIds) {
            purse.rowsOfSymbol().forEach(row -> rows.add(row.in(symbolId)));
        }
        for (int from = 0; from < rows.size(); from += ROWS_PER_COMMAND) {
            List<LimitRow> part = rows.subList(from, Math.min(rows.size(), from + ROWS_PER_COMMAND));
            writer.setLimits(Scope.ACCOUNT, accountId, -1, Fixed.ABSENT, part, ACTOR, ACTOR);
            send(writer.length());
        }
        writer.cashFlow(accountId, purse.moneyUnits() * Fixed.SCALE, ACTOR, ACTOR);
        send(writer.length());
    }

    /** Opens for orders; quotes come after it, because a start forgets the books. */
    public void boot() {
        writer.boot(0, 0, true);
        send(writer.length());
    }

    /** A quote one basis point to either side of a price, with the price as reference. */
    public void quote(int symbolId, long priceUnits, long sizeUnits) {
        long priceE8 = priceUnits * Fixed.SCALE;
        long half = Fixed.mulFloor(priceE8, 1, Fixed.BPS);
        long sizeE8 = sizeUnits * Fixed.SCALE;
        writer.quote(symbolId, priceE8 - half, sizeE8, priceE8 + half, sizeE8, priceE8);
        send(writer.length());
    }

    /** An immediate market order, to give an account a position. */
    public void market(int accountId, int symbolId, byte side, long quantityUnits, String clientOrderId) {
        writer.newOrder(accountId, symbolId, clientOrderId)
                .side(side)
                .orderType(Order.TYPE_MARKET)
                .timeInForce(Order.TIF_IOC)
                .quantityE8(quantityUnits * Fixed.SCALE);
        send(writer.length());
    }
}

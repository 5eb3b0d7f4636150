package io.ringfence.bench.micro;

import io.ringfence.bench.setup.CoreSetup;
import io.ringfence.bench.setup.CoreSetup.Setting;
import io.ringfence.bench.setup.Purse;
import io.ringfence.engine.gates.OrderContext;
import io.ringfence.engine.pipeline.CommandProcessor;
import io.ringfence.engine.pipeline.Journal;
import io.ringfence.engine.pipeline.StampSource;
import io.ringfence.engine.state.Account;
import io.ringfence.engine.state.AccountValue;
import io.ringfence.engine.state.EngineSetting;
import io.ringfence.engine.state.EngineState;
import io.ringfence.engine.state.Instrument;
import io.ringfence.engine.state.LimitField;
import io.ringfence.engine.state.Order;
import io.ringfence.engine.state.Position;
import io.ringfence.engine.units.Fixed;
import java.util.ArrayList;
import java.util.List;

/** Accounts with ten positions each in a core of their own, traded at the paper venue. */
final class Desk {
    static final int POSITIONS = 10;
    private static final long VENUE_PAPER = 0;
    private static final long PRICE = 100;
    private static final long DEPTH = 1_000_000_000L;
    private static final long POSITION = 100;
    /** Long enough for an id to be looked up again, short enough for the table to stay at its size. */
    private static final long ID_RETENTION_NANOS = 65_536_000;

    private static final int ID_CAPACITY = 1 << 17;

    final CommandProcessor processor;
    final StampSource clock;
    private final AccountValue value = new AccountValue();

    Desk(Purse purse, int accounts, Journal journal, StampSource clock) {
        this.clock = clock;
        CoreSetup setup = new CoreSetup(
                ID_CAPACITY,
                journal,
                clock,
                List.of(
                        new Setting(EngineSetting.VENUE, VENUE_PAPER),
                        new Setting(EngineSetting.STATE_HASH_EVERY, 0),
                        new Setting(EngineSetting.CLIENT_ORDER_ID_RETENTION_NS, ID_RETENTION_NANOS)));
        List<Integer> symbols = new ArrayList<>();
        for (int symbolId = 0; symbolId < POSITIONS; symbolId++) {
            setup.instrument("S" + symbolId);
            symbols.add(symbolId);
        }
        for (int accountId = 0; accountId < accounts; accountId++) {
            setup.account("A" + accountId, purse, symbols);
        }
        setup.boot();
        for (int symbolId : symbols) {
            setup.quote(symbolId, PRICE, DEPTH);
            for (int accountId = 0; accountId < accounts; accountId++) {
                byte side = symbolId % 2 == 0 ? Order.BUY : Order.SELL;
                setup.market(accountId, symbolId, side, POSITION, "P" + accountId + "-" + symbolId);
            }
        }
        processor = setup.processor();
        check(accounts);
    }

    private void check(int accounts) {
        for (int accountId = 0; accountId < accounts; accountId++) {
            int held = state().account(accountId).positions().usedCount();
            if (held != POSITIONS) {
                throw new IllegalStateException(
                        "account " + accountId + " has " + held + " positions, not " + POSITIONS);
            }
        }
    }

    EngineState state() {
        return processor.state();
    }

    /** A limit order for ten units of one of the symbols, as the gates see it. */
    OrderContext order(int accountId, int symbolId, byte side) {
        EngineState state = state();
        OrderContext order = new OrderContext(state, state.account(accountId), state.instruments.get(symbolId));
        order.side = side;
        order.type = Order.TYPE_LIMIT;
        order.quantityE8 = 10 * Fixed.SCALE;
        order.totalQuantityE8 = order.quantityE8;
        order.limitPriceE8 = PRICE * Fixed.SCALE;
        order.stopPriceE8 = Fixed.ABSENT;
        order.bind(value(order), order.value.equityE8);
        return order;
    }

    /** What the engine does before it asks the gates: values the account; returns the position of the order's symbol. */
    Position value(OrderContext order) {
        Account account = order.account;
        Instrument instrument = order.instrument;
        Position position = account.positions().open(instrument.symbolId);
        order.value = value.of(account, state());
        position.value(
                instrument.market.markE8,
                state().rateE8(instrument, account),
                account.limits.getOr(LimitField.EXPOSURE_BUFFER_BPS, 0));
        return position;
    }
}

package io.ringfence.engine.control;

import io.ringfence.engine.gates.Gates;
import io.ringfence.engine.gates.OrderContext;
import io.ringfence.engine.gates.Readings;
import io.ringfence.engine.state.Account;
import io.ringfence.engine.state.AccountValue;
import io.ringfence.engine.state.EngineState;
import io.ringfence.engine.state.Instrument;
import io.ringfence.engine.state.LimitField;
import io.ringfence.engine.state.LimitSet;
import io.ringfence.engine.state.Order;
import io.ringfence.engine.state.Position;
import io.ringfence.engine.units.Fixed;

/**
 * How much of each limit is used now, and how much more of a symbol would pass. Asked of the gates themselves: an order
 * of nothing shows what is used, the largest order that its own size limits permit shows what is left. For a read
 * model; leaves no trace in the state.
 */
public final class Headroom {
    /** Gates whose use belongs to the account and not to a symbol; 5 = positions. */
    public static final int DAY_LOSS = Usage.DAY_LOSS;

    public static final int DRAWDOWN = Usage.DRAWDOWN;
    public static final int POSITIONS = 5;
    public static final int GROSS = Usage.GROSS;

    /** Value of the largest order asked about where no limit bounds it: far below what a long holds, E8. */
    private static final long MOST_VALUE_E8 = 1_000_000_000_000_000_000L;

    private static final int MOST_BPS = 1_000_000;

    private final EngineState state;
    private final Gates gates = new Gates();
    private final Readings readings = new Readings();
    private final OrderContext context;
    private final AccountValue value = new AccountValue();
    private final Usage usage = new Usage();

    public Headroom(EngineState state) {
        this.state = state;
        context = new OrderContext(state, new Account(-1, ""), new Instrument(-1, ""));
    }

    /** Reads what an account uses; false where a figure does not fit, and then there is nothing to tell. */
    public boolean account(Account account) {
        try {
            usage.read(account, value.of(account, state));
            return !value.unpriced && !value.equityOverflow && !value.grossOverflow;
        } catch (ArithmeticException e) {
            return false;
        }
    }

    /** What the account read last uses, in the unit of the gate: E8 money, bps, or a count. */
    public long used(int gate, Account account) {
        return gate == POSITIONS ? account.positions().usedCount() : usage.used(gate);
    }

    /** The limit now, leverage and drawdown scale included; {@link Long#MAX_VALUE} = none. */
    public long limit(int gate, Account account) {
        return gate == POSITIONS ? account.limits.getOr(LimitField.MAX_POSITIONS, Long.MAX_VALUE) : usage.limit(gate);
    }

    /**
     * Has the gates read an order.
     *
     * @param quantityE8 0 = what is used without any order
     * @param atNanos a moment, not before the state's own
     */
    public Readings read(Account account, Instrument instrument, byte side, long quantityE8, long atNanos) {
        long now = state.nowNanos;
        state.nowNanos = Math.max(now, atNanos);
        try {
            Position held = account.positions().find(instrument.symbolId);
            Position position = held == null ? new Position(instrument.symbolId) : held;
            context.account = account;
            context.instrument = instrument;
            context.strategy = null;
            context.side = side;
            context.type = Order.TYPE_LIMIT;
            context.sessionId = 0;
            context.quantityE8 = quantityE8;
            context.totalQuantityE8 = quantityE8;
            context.limitPriceE8 = instrument.market.markE8;
            context.stopPriceE8 = Fixed.ABSENT;
            context.reduceOnly = false;
            context.value.of(account, state);
            context.value(position);
            gates.evaluate(context, position, context.value.equityE8, readings);
        } catch (ArithmeticException e) {
            gates.refuse(readings);
        } finally {
            state.nowNanos = now;
        }
        return readings;
    }

    /**
     * The largest order that the size limits of the symbol read last permit, at the price of that reading; 0 where no
     * price is known.
     */
    public long mostE8(Account account, Instrument instrument) {
        long mark = instrument.market.markE8;
        long rate = state.rateE8(instrument, account);
        if (mark == Fixed.ABSENT || mark <= 0 || rate == Fixed.ABSENT) {
            return 0;
        }
        LimitSet.SymbolLimits limits = account.limits.symbol(instrument.symbolId);
        long price = Math.max(1, context.orderPriceE8);
        long notional = limits.maxOrderNotionalE8 == Fixed.ABSENT ? MOST_VALUE_E8 : limits.maxOrderNotionalE8;
        long most = Fixed.quotientOverflows(notional, Fixed.SCALE, price)
                ? Long.MAX_VALUE
                : Fixed.mulFloor(notional, Fixed.SCALE, price);
        most = limits.maxOrderQuantityE8 == Fixed.ABSENT ? most : Math.min(most, limits.maxOrderQuantityE8);
        return instrument.venueMaxQuantityE8 == Fixed.ABSENT ? most : Math.min(most, instrument.venueMaxQuantityE8);
    }

    /** Of the order read last, the most that every gate allows, in whole lots. */
    public long allowedE8(Instrument instrument) {
        long least = Long.MAX_VALUE;
        for (int gate = 1; gate <= Readings.GATES; gate++) {
            least = Math.min(least, readings.allowedE8[gate]);
        }
        long lot = Math.max(1, instrument.lotE8);
        return Math.max(0, least) / lot * lot;
    }

    /** The gate that allows least of the order read last; the first of several. */
    public int bindingGate() {
        int binding = 1;
        for (int gate = 2; gate <= Readings.GATES; gate++) {
            binding = readings.allowedE8[gate] < readings.allowedE8[binding] ? gate : binding;
        }
        return binding;
    }

    /** used / limit in bps, rounded up, at most a million (a hundred times the limit); 0 where there is no limit. */
    public static int usedBps(long used, long limit) {
        if (used <= 0 || limit == Long.MAX_VALUE) {
            return 0;
        }
        boolean far = limit <= 0 || used / 100 >= limit;
        return far ? MOST_BPS : (int) Fixed.mulCeil(used, Fixed.BPS, limit);
    }
}

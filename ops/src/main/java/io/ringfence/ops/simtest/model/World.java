package io.ringfence.ops.simtest.model;

import io.ringfence.engine.gates.Scope;
import io.ringfence.engine.state.EngineSetting;
import io.ringfence.engine.state.KillCause;
import io.ringfence.engine.state.KillLevel;
import io.ringfence.engine.state.LimitField;
import io.ringfence.ops.simtest.model.Things.Account;
import io.ringfence.ops.simtest.model.Things.Holding;
import io.ringfence.ops.simtest.model.Things.Instrument;
import io.ringfence.ops.simtest.model.Things.Strategy;
import io.ringfence.ops.simtest.model.Things.Sums;
import io.ringfence.ops.simtest.model.Things.Working;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All that the model remembers, and the few questions that everybody asks of it. */
final class World {
    private static final long DAY = 86_400_000_000_000L;

    /** A strategy that is to be halted at the end of the command in hand. */
    record Halt(Strategy strategy, int cause) {}

    final List<Halt> halts = new ArrayList<>();
    final List<Instrument> instruments = new ArrayList<>();
    final List<NaiveVenue> venues = new ArrayList<>();
    final List<Account> accounts = new ArrayList<>();
    /** Self-match mode of each account. */
    final List<Integer> selfMatch = new ArrayList<>();

    final List<Strategy> strategies = new ArrayList<>();
    final List<Sums> groups = new ArrayList<>();
    final Sums global = new Sums(0, accounts);
    final Map<Long, Long> rho = new HashMap<>();
    final TreeMap<Long, Working> orders = new TreeMap<>();
    final Map<Integer, Integer> sessions = new HashMap<>();
    final Value value = new Value(instruments);
    private final Map<Integer, Long> settings = new HashMap<>();
    int globalKill;
    int venueKill;
    boolean recovering;
    boolean unknown;
    long now;

    long setting(EngineSetting setting) {
        return settings.getOrDefault(setting.id, setting.defaultValue);
    }

    void setting(int id, long number) {
        settings.put(id, number);
    }

    boolean match() {
        return setting(EngineSetting.VENUE) == 1;
    }

    long dayOf(long at) {
        return Math.floorDiv(at - setting(EngineSetting.DAY_OFFSET_NS), DAY);
    }

    long endOf(long day) {
        return (day + 1) * DAY + setting(EngineSetting.DAY_OFFSET_NS);
    }

    @Nullable
    Strategy strategy(int id) {
        return id < 0 ? null : strategies.get(id);
    }

    List<Sums> sumsOf(Account account) {
        List<Sums> all = new ArrayList<>(account.groups);
        all.add(global);
        return all;
    }

    void define(Instrument instrument) {
        instruments.add(instrument);
        NaiveVenue.Trades trades = this::traded;
        int trigger = (int) setting(EngineSetting.STOP_TRIGGER);
        venues.add(
                match()
                        ? new NaiveMatch(instrument, this::mayFire, trades, trigger)
                        : new NaivePaper(
                                instrument, this::mayFire, trades, trigger, setting(EngineSetting.PAPER_QUEUE_AHEAD)));
    }

    private boolean mayFire(Working stop) {
        Strategy strategy = strategy(stop.strategy);
        boolean halted = recovering
                || unknown
                || globalKill == KillLevel.HALTED
                || venueKill == KillLevel.HALTED
                || sessions.getOrDefault(stop.session, 0) == KillLevel.HALTED
                || accounts.get(stop.account).killLevel == KillLevel.HALTED
                || instruments.get(stop.symbol).killLevel == KillLevel.HALTED
                || (strategy != null && strategy.killLevel == KillLevel.HALTED);
        return !halted && !instruments.get(stop.symbol).holdsStops();
    }

    /** A strategy that executes too often is halted when the command ends. */
    private void traded(Working order) {
        Strategy strategy = strategy(order.strategy);
        Limits limits = accounts.get(order.account).limits;
        long most = limits.get(LimitField.TRIP_EXECUTIONS, 0);
        if (strategy != null && most > 0) {
            long window = limits.get(LimitField.TRIP_EXECUTIONS_WINDOW_NS, 10_000_000_000L);
            if (exceeds(strategy.executions, most, window)) {
                halts.add(new Halt(strategy, KillCause.REPEATED_EXECUTION));
            }
        }
    }

    /** Notes an event now; whether more than so many lie within the window. */
    boolean exceeds(List<Long> stamps, long most, long window) {
        long within = stamps.stream().filter(at -> now - at < window).count();
        stamps.add(now);
        return within >= most;
    }

    void kill(int scope, int account, int target, int level) {
        switch (scope) {
            case Scope.GLOBAL -> globalKill = level;
            case Scope.ACCOUNT -> accounts.get(account).killLevel = level;
            case Scope.SYMBOL -> instruments.get(target).killLevel = level;
            case Scope.STRATEGY -> strategies.get(target).killLevel = level;
            case Scope.VENUE -> venueKill = level;
            default -> sessions.put(target, level);
        }
    }

    int killLevel(int scope, int account, int target) {
        return switch (scope) {
            case Scope.GLOBAL -> globalKill;
            case Scope.ACCOUNT -> accounts.get(account).killLevel;
            case Scope.SYMBOL -> instruments.get(target).killLevel;
            case Scope.STRATEGY -> strategies.get(target).killLevel;
            case Scope.VENUE -> venueKill;
            default -> sessions.getOrDefault(target, 0);
        };
    }

    /** Adds to, or takes from, what an order may still fill. */
    void reserve(Working order, long quantity) {
        add(accounts.get(order.account).holdings.of(order.symbol), order.buys, quantity, 0);
        Strategy strategy = strategy(order.strategy);
        if (strategy != null) {
            add(strategy.holdings.of(order.symbol), order.buys, quantity, 0);
        }
    }

    void fill(Working order, long quantity) {
        long signed = order.buys ? quantity : -quantity;
        add(accounts.get(order.account).holdings.of(order.symbol), order.buys, -quantity, signed);
        Strategy strategy = strategy(order.strategy);
        if (strategy != null) {
            add(strategy.holdings.of(order.symbol), order.buys, -quantity, signed);
        }
    }

    private static void add(Holding holding, boolean buys, long open, long position) {
        holding.openBuy = buys ? holding.openBuy.add(Exact.of(open)) : holding.openBuy;
        holding.openSell = buys ? holding.openSell : holding.openSell.add(Exact.of(open));
        holding.position = holding.position.add(Exact.of(position));
    }

    boolean sound(Instrument instrument, Limits limits) {
        return new NaiveData(instrument, limits, now).sound();
    }

    boolean sound(Account account) {
        return account.holdings.bySymbol.entrySet().stream()
                .allMatch(entry -> entry.getValue().position.signum() == 0
                        || sound(instruments.get(entry.getKey()), account.limits));
    }

    boolean sound(Sums sums, Account thresholds) {
        return instruments.stream()
                .allMatch(instrument ->
                        value.net(sums, instrument.id).signum() == 0 || sound(instrument, thresholds.limits));
    }

    /** Everything that was ever deposited, less what was withdrawn. */
    BigInteger deposits() {
        return accounts.stream().map(account -> account.deposits).reduce(Exact.ZERO, BigInteger::add);
    }
}

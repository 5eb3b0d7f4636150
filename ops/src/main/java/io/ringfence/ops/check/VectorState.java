package io.ringfence.ops.check;

import io.ringfence.engine.gates.Scope;
import io.ringfence.engine.state.Account;
import io.ringfence.engine.state.EngineState;
import io.ringfence.engine.state.Exposures;
import io.ringfence.engine.state.Instrument;
import io.ringfence.engine.state.KillLevel;
import io.ringfence.engine.state.LimitField;
import io.ringfence.engine.state.MarketData;
import io.ringfence.engine.state.Order;
import io.ringfence.engine.state.Position;
import io.ringfence.engine.state.Strategy;
import io.ringfence.engine.units.Fixed;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** The account, market and limits that one vector describes, as the engine's own state. */
final class VectorState {
    /** Any instant will do: a vector gives ages, not times. */
    static final long NOW_NANOS = 1_767_225_600_000_000_000L;

    static final int SESSION_ID = 1;
    private static final int USD = 'U' << 16 | 'S' << 8 | 'D';
    private static final List<String> STATUSES = List.of("TRADING", "HALTED", "CLOSED", "AUCTION");
    private static final Set<String> BOOK_FIELDS =
            Set.of("bid", "ask", "age_ns", "ref", "gap", "gap_recovered_age_ns", "status");
    private static final Set<String> STATE_FIELDS = Set.of(
            "books",
            "kill",
            "equity",
            "day_open_equity",
            "net_flows",
            "day_latched",
            "hwm",
            "dd_latched",
            "positions",
            "rho_ewma",
            "samples");

    final EngineState state = new EngineState(0);
    final Account account = state.addAccount("vector");
    final Strategy strategy = state.addStrategy(account, "vector");
    final long equityE8;

    VectorState(Fields config, Fields states, String orderSymbol) {
        states.only(STATE_FIELDS);
        state.nowNanos = NOW_NANOS;
        account.currency = USD;
        defineInstruments(config, states, orderSymbol);
        new VectorConfig(state, account).apply(config);
        readBooks(states.object("books"));
        readPositions(states.object("positions"));
        readKill(states.object("kill"));
        readCorrelations(states);
        equityE8 = states.e8Or("equity", 0);
        account.dayOpenEquityE8 = states.e8Or("day_open_equity", 0);
        account.netFlowsE8 = states.e8Or("net_flows", 0);
        account.hwmE8 = states.e8Or("hwm", 0);
        account.dayLatched = states.flag("day_latched", false);
        account.drawdownLatched = states.flag("dd_latched", false);
    }

    private void defineInstruments(Fields config, Fields states, String orderSymbol) {
        TreeSet<String> names = new TreeSet<>();
        config.object("symbols").names().forEach(names::add);
        states.object("books").names().forEach(names::add);
        states.object("positions").names().forEach(names::add);
        names.add(orderSymbol);
        for (Fields pairs : List.of(config.object("rho_cfg"), states.object("rho_ewma"))) {
            pairs.names().forEach(pair -> names.addAll(List.of(pair.split("\\|", -1))));
        }
        for (String name : names) {
            Instrument instrument = state.instruments.add(name);
            instrument.quoteCurrency = USD;
            Fields rules = config.object("symbols").object(name);
            instrument.lotE8 = rules.e8Or("lot", 0);
            instrument.minQuantityE8 = rules.e8Or("min_qty", 0);
            instrument.minNotionalE8 = rules.e8Or("min_notional", 0);
        }
        state.rho.grow(state.instruments.count());
    }

    Instrument instrument(String name) {
        return state.instruments.get(state.instruments.find(name));
    }

    private void readBooks(Fields books) {
        for (String name : books.names()) {
            Fields book = books.object(name).only(BOOK_FIELDS);
            MarketData market = instrument(name).market;
            long age = book.wholeOr("age_ns", 0, 0, Long.MAX_VALUE);
            market.quote(positive(book.e8("bid")), 0, positive(book.e8("ask")), 0, NOW_NANOS - age);
            long reference = positive(book.e8("ref"));
            if (reference != Fixed.ABSENT) {
                market.reference(reference, NOW_NANOS);
            }
            market.gapOpen = book.flag("gap", false);
            if (book.has("gap_recovered_age_ns")) {
                market.gapHealedAtNanos = NOW_NANOS - book.wholeOr("gap_recovered_age_ns", 0, 0, Long.MAX_VALUE);
            }
            market.status = (byte) STATUSES.indexOf(book.word("status", "TRADING", STATUSES));
        }
    }

    private static long positive(long priceE8) {
        return priceE8 > 0 ? priceE8 : Fixed.ABSENT;
    }

    private void readPositions(Fields positions) {
        Exposures exposures = new Exposures(state);
        long buffer = account.limits.getOr(LimitField.EXPOSURE_BUFFER_BPS, 0);
        for (String name : positions.names()) {
            Fields given = positions.object(name).only(Set.of("pos", "open_buy", "open_sell"));
            Instrument instrument = instrument(name);
            Position position = account.positions().open(instrument.symbolId);
            position.posE8 = given.e8Or("pos", 0);
            Order order = new Order();
            order.accountId = account.id;
            order.position = position;
            order.side = Order.BUY;
            exposures.reserve(order, given.e8Or("open_buy", 0));
            order.side = Order.SELL;
            exposures.reserve(order, given.e8Or("open_sell", 0));
            position.value(instrument.market.markE8, Fixed.SCALE, buffer);
        }
    }

    private void readKill(Fields kill) {
        for (String name : kill.names()) {
            byte level = level(kill, name);
            switch (Scope.parse(name.toLowerCase(Locale.ROOT))) {
                case Scope.GLOBAL -> state.kill.global = level;
                case Scope.ACCOUNT -> account.killLevel = level;
                case Scope.SYMBOL -> killSymbols(level);
                case Scope.STRATEGY -> strategy.killLevel = level;
                case Scope.VENUE -> state.kill.venue = level;
                case Scope.SESSION -> state.kill.session(SESSION_ID, level);
                default -> throw kill.bad(name, "one of GLOBAL, ACCOUNT, SYMBOL, STRATEGY, VENUE, SESSION");
            }
        }
    }

    /** A vector has one order, so "its symbol" and "every symbol" are the same. */
    private void killSymbols(byte level) {
        for (int i = 0; i < state.instruments.count(); i++) {
            state.instruments.get(i).killLevel = level;
        }
    }

    private static byte level(Fields kill, String name) {
        int level = KillLevel.parse(kill.text(name).toLowerCase(Locale.ROOT));
        if (level < 0) {
            throw kill.bad(name, "ACTIVE, REDUCE_ONLY or HALTED");
        }
        return (byte) level;
    }

    private void readCorrelations(Fields states) {
        Fields rho = states.object("rho_ewma");
        int samples = (int) states.wholeOr("samples", 0, 0, Integer.MAX_VALUE);
        for (String pair : rho.names()) {
            int[] ids = VectorConfig.pair(state, pair, rho);
            if (rho.has(pair)) {
                state.rho.estimate(ids[0], ids[1], (int) rho.wholeOr(pair, 0, -Fixed.PPM, Fixed.PPM), samples);
            }
        }
    }
}

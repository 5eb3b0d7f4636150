package io.ringfence.ops.config;

import io.ringfence.engine.command.CommandWriter;
import io.ringfence.engine.schema.DefineInstrumentEncoder;
import io.ringfence.engine.state.Account;
import io.ringfence.engine.state.Aggregate;
import io.ringfence.engine.state.EngineState;
import io.ringfence.engine.state.Instrument;
import io.ringfence.ops.Failure;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Instruments, accounts, strategies and groups as commands, in the order of their names: new ones and changed ones. */
final class EntityCommands {
    private final Configuration configuration;
    private final EngineState state;
    private final CommandWriter writer;
    private final CommandSink sink;

    EntityCommands(Configuration configuration, EngineState state, CommandWriter writer, CommandSink sink) {
        this.configuration = configuration;
        this.state = state;
        this.writer = writer;
        this.sink = sink;
    }

    /** Throws when something differs that a journal fixes for good. */
    void requireCompatible() {
        for (String symbol : configuration.names().symbols()) {
            int id = state.instruments.find(symbol);
            if (id >= 0) {
                var unused = isChanged(state.instruments.get(id));
            }
        }
        for (String name : configuration.names().accounts()) {
            int id = state.findAccount(name);
            if (id >= 0) {
                var unused = isChanged(state.account(id));
            }
        }
        for (String group : configuration.names().groups()) {
            requireSameMembers(group, members(group));
        }
    }

    void instruments() {
        for (String symbol : configuration.names().symbols()) {
            int id = state.instruments.find(symbol);
            if (id < 0) {
                instrument(symbol, state.instruments.count());
            } else if (isChanged(state.instruments.get(id))) {
                instrument(symbol, id);
            }
        }
    }

    private void instrument(String symbol, int id) {
        DefineInstrumentEncoder encoder = writer.instrument(id);
        encoder.kind((byte) number(symbol, "kind"))
                .tickE8(number(symbol, "tick"))
                .lotE8(Math.max(0, number(symbol, "lot")))
                .minQuantityE8(number(symbol, "min_qty"))
                .venueMaxQuantityE8(number(symbol, "venue_max_qty"))
                .minNotionalE8(number(symbol, "min_notional"))
                .collarBps((int) number(symbol, "collar_bps"))
                .quoteCurrency(currency(symbol))
                .openingReferenceE8(number(symbol, "opening_reference"));
        encoder.symbolName(symbol);
        sink.accept(writer.buffer(), 0, writer.instrumentLength());
    }

    /** Trading rules may change at a restart; what positions are counted in may not. */
    private boolean isChanged(Instrument known) {
        String symbol = known.name;
        if (known.kind != number(symbol, "kind")) {
            throw changed(KeyPath.of("instruments", symbol, "kind"));
        }
        if (known.quoteCurrency != currency(symbol)) {
            throw changed(KeyPath.of("instruments", symbol, "quote_currency"));
        }
        return known.tickE8 != number(symbol, "tick")
                || known.lotE8 != Math.max(0, number(symbol, "lot"))
                || known.minQuantityE8 != number(symbol, "min_qty")
                || known.venueMaxQuantityE8 != number(symbol, "venue_max_qty")
                || known.minNotionalE8 != number(symbol, "min_notional")
                || known.collarBps != number(symbol, "collar_bps");
    }

    private int currency(String symbol) {
        return CommandWriter.currency(configuration.require("instruments", symbol, "quote_currency"));
    }

    private long number(String symbol, String field) {
        return configuration.number("instruments", symbol, field);
    }

    void accounts() {
        for (String name : configuration.names().accounts()) {
            int id = state.findAccount(name);
            if (id < 0 || isChanged(state.account(id))) {
                account(name, id < 0 ? state.accountCount() : id);
                id = state.findAccount(name);
            }
            permits(name, id);
        }
    }

    private void account(String name, int id) {
        writer.account(
                id,
                configuration.require("accounts", name, "currency"),
                (int) configuration.number("accounts", name, "smp_mode"),
                configuration.flag("accounts", name, "short_allowed"),
                (int) configuration.number("accounts", name, "max_open_orders"),
                name);
        send();
    }

    private boolean isChanged(Account known) {
        String name = known.name;
        if (known.currency != CommandWriter.currency(configuration.require("accounts", name, "currency"))) {
            throw changed(KeyPath.of("accounts", name, "currency"));
        }
        return known.smpMode != configuration.number("accounts", name, "smp_mode")
                || known.shortAllowed != configuration.flag("accounts", name, "short_allowed")
                || known.maxOpenOrders != configuration.number("accounts", name, "max_open_orders");
    }

    private void permits(String name, int accountId) {
        String only = configuration.text("accounts", name, "symbols");
        List<String> list = only == null ? List.of() : KnownNames.list(only);
        for (int symbolId = 0; symbolId < state.instruments.count(); symbolId++) {
            boolean permitted = only == null || list.contains(state.instruments.get(symbolId).name);
            if (state.account(accountId).mayTrade(symbolId) != permitted) {
                writer.permit(accountId, symbolId, permitted);
                send();
            }
        }
    }

    void strategies() {
        for (String strategy : configuration.names().strategies()) {
            int slash = strategy.indexOf('/');
            int accountId = state.findAccount(strategy.substring(0, slash));
            String name = strategy.substring(slash + 1);
            if (state.findStrategy(accountId, name) < 0) {
                writer.strategy(accountId, state.strategyCount(), name);
                send();
            }
        }
    }

    /** A session keeps its id for ever; one that the configuration drops stays in the journal and is connected no more. */
    void sessions() {
        for (String session : configuration.names().sessions()) {
            if (state.sessions.find(session) == null) {
                writer.session(state.sessions.nextId(), session);
                send();
            }
        }
    }

    void groups() {
        for (String group : configuration.names().groups()) {
            int[] ids = members(group);
            requireSameMembers(group, ids);
            if (state.findGroup(group) < 0) {
                writer.group(state.groupCount(), group, ids);
                send();
            }
        }
    }

    private int[] members(String group) {
        return KnownNames.list(configuration.require("gates", "groups", group, "members")).stream()
                .mapToInt(state::findAccount)
                .distinct()
                .sorted()
                .toArray();
    }

    private void requireSameMembers(String group, int[] ids) {
        int known = state.findGroup(group);
        if (known >= 0 && !Arrays.equals(ids, members(known))) {
            throw changed(KeyPath.of("gates", "groups", group, "members"));
        }
    }

    private int[] members(int groupId) {
        Aggregate group = state.group(groupId);
        return IntStream.range(0, state.accountCount())
                .filter(id -> Arrays.asList(state.account(id).groups).contains(group))
                .toArray();
    }

    /** The first deposit of every account that has not had one. */
    void deposits() {
        for (String name : configuration.names().accounts()) {
            int id = state.findAccount(name);
            long cash = configuration.number("accounts", name, "cash");
            if (!state.account(id).opened && cash > 0) {
                writer.cashFlow(id, cash, "first deposit", ConfigHistory.ACTOR);
                send();
            }
        }
    }

    private void send() {
        sink.accept(writer.buffer(), 0, writer.length());
    }

    private Failure changed(String key) {
        return Failure.usage(configuration.name() + ": " + key + " differs from what this journal was started with; "
                + "put it back, or start a new journal with another --data folder");
    }
}

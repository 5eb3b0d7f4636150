package io.ringfence.ops.config;

import io.ringfence.engine.command.CommandWriter;
import io.ringfence.engine.command.CommandWriter.LimitRow;
import io.ringfence.engine.gates.Scope;
import io.ringfence.engine.state.EngineState;
import io.ringfence.engine.state.LimitField;
import io.ringfence.engine.units.Fixed;
import io.ringfence.ops.Failure;
import io.ringfence.ops.config.ConfigHistory.Cell;
import io.ringfence.ops.config.LimitRows.Row;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The limits of every scope as commands; only what the configuration says differently from last time. */
final class LimitCommands {
    /** So that a command fits its slot of the ring. */
    private static final int MAX_ROWS = 64;

    private static final String REASON = "configuration file";

    private final Configuration configuration;
    private final EngineState state;
    private final ConfigHistory history;
    private final CommandWriter writer;
    private final CommandSink sink;

    LimitCommands(
            Configuration configuration,
            EngineState state,
            ConfigHistory history,
            CommandWriter writer,
            CommandSink sink) {
        this.configuration = configuration;
        this.state = state;
        this.history = history;
        this.writer = writer;
        this.sink = sink;
    }

    void all() {
        scope(Scope.GLOBAL, -1, -1, LimitRows.global(configuration));
        for (String group : configuration.names().groups()) {
            scope(Scope.GROUP, -1, state.findGroup(group), LimitRows.group(configuration, group));
        }
        for (String account : configuration.names().accounts()) {
            scope(Scope.ACCOUNT, state.findAccount(account), -1, LimitRows.account(configuration, account));
        }
        for (String strategy : configuration.names().strategies()) {
            int slash = strategy.indexOf('/');
            int accountId = state.findAccount(strategy.substring(0, slash));
            int id = state.findStrategy(accountId, strategy.substring(slash + 1));
            scope(Scope.STRATEGY, accountId, id, LimitRows.strategy(configuration, strategy));
        }
    }

    /** Throws when a configured correlation is gone. */
    void requireCompatible() {
        for (String account : configuration.names().accounts()) {
            int id = state.findAccount(account);
            Set<Cell> said = new HashSet<>();
            LimitRows.account(configuration, account)
                    .keySet()
                    .forEach(row -> said.add(cell(Scope.ACCOUNT, id, -1, row)));
            for (Cell cell : history.of(Scope.ACCOUNT, id, -1)) {
                if (!said.contains(cell)) {
                    notCorrelation(cell);
                }
            }
        }
    }

    private Cell cell(int scope, int accountId, int targetId, Row row) {
        return new Cell(scope, accountId, targetId, row.field().id, id(row.symbol()), id(row.other()));
    }

    private void scope(int scope, int accountId, int targetId, Map<Row, Long> rows) {
        List<LimitRow> changes = new ArrayList<>();
        Set<Cell> said = new HashSet<>();
        rows.forEach((row, value) -> {
            Cell cell = cell(scope, accountId, targetId, row);
            said.add(cell);
            Long before = history.value(cell);
            if (before == null || !before.equals(value)) {
                changes.add(new LimitRow(cell.fieldId(), cell.symbolId(), cell.otherSymbolId(), value));
            }
        });
        for (Cell cell : history.of(scope, accountId, targetId)) {
            Long before = history.value(cell);
            if (!said.contains(cell) && before != null && before != Fixed.ABSENT) {
                notCorrelation(cell);
                changes.add(new LimitRow(cell.fieldId(), cell.symbolId(), cell.otherSymbolId(), Fixed.ABSENT));
            }
        }
        for (int from = 0; from < changes.size(); from += MAX_ROWS) {
            List<LimitRow> part = changes.subList(from, Math.min(changes.size(), from + MAX_ROWS));
            writer.setLimits(scope, accountId, targetId, Fixed.ABSENT, part, REASON, ConfigHistory.ACTOR);
            sink.accept(writer.buffer(), 0, writer.length());
        }
    }

    private void notCorrelation(Cell cell) {
        if (cell.fieldId() == LimitField.RHO_CFG.id) {
            throw Failure.usage(configuration.name() + ": gates.default.rho_cfg."
                    + state.instruments.get(cell.symbolId()).name + "|"
                    + state.instruments.get(cell.otherSymbolId()).name
                    + " is gone, but a configured correlation can not be taken back; give it a value");
        }
    }

    private int id(String symbol) {
        return symbol.isEmpty() ? -1 : state.instruments.find(symbol);
    }
}

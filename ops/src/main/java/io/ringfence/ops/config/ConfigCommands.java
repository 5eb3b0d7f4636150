package io.ringfence.ops.config;

import io.ringfence.engine.command.CommandWriter;
import io.ringfence.engine.state.EngineSetting;
import io.ringfence.engine.state.EngineState;
import io.ringfence.engine.state.LogicVersion;
import io.ringfence.engine.units.Fixed;
import io.ringfence.ops.Failure;
import java.util.ArrayList;
import java.util.List;

/**
 * A configuration as commands for the journal: all of it at the first start, the difference at a restart. Ids follow
 * from the order of the names, so the same configuration always gives the same commands.
 */
public final class ConfigCommands {
    private final Configuration configuration;
    private final EngineState state;
    private final CommandWriter writer = new CommandWriter();
    private final CommandSink sink;

    private ConfigCommands(Configuration configuration, EngineState state, CommandSink sink) {
        this.configuration = configuration;
        this.state = state;
        this.sink = sink;
    }

    /**
     * Sends the commands that bring the state to what the configuration says. The sink must have taken each command
     * into the state when it returns.
     *
     * @throws Failure when the configuration contradicts what the journal has fixed for good
     */
    public static void apply(Configuration configuration, EngineState state, ConfigHistory history, CommandSink sink) {
        ConfigCommands commands = new ConfigCommands(configuration, state, sink);
        commands.requireSameVenue();
        commands.upgrade();
        commands.settings();
        EntityCommands entities = new EntityCommands(configuration, state, commands.writer, sink);
        entities.instruments();
        entities.accounts();
        entities.strategies();
        entities.groups();
        entities.sessions();
        new LimitCommands(configuration, state, history, commands.writer, sink).all();
        entities.deposits();
    }

    /**
     * Refuses a configuration that contradicts what the journal has fixed for good; changes nothing.
     *
     * @throws Failure naming the key
     */
    public static void requireCompatible(Configuration configuration, EngineState state, ConfigHistory history) {
        ConfigCommands commands = new ConfigCommands(configuration, state, (buffer, offset, length) -> {});
        commands.wantedRules();
        commands.requireSameVenue();
        new EntityCommands(configuration, state, commands.writer, commands.sink).requireCompatible();
        new LimitCommands(configuration, state, history, commands.writer, commands.sink).requireCompatible();
    }

    /** Newer rules than the journal's last ones, if this build has them and the configuration does not hold them back. */
    private void upgrade() {
        int version = wantedRules();
        if (version > state.logicVersion) {
            writer.upgrade(version);
            sink.accept(writer.buffer(), 0, writer.length());
        }
    }

    private int wantedRules() {
        int wanted = (int) configuration.number("engine", "logic_version");
        int version = wanted == 0 ? LogicVersion.NEWEST : wanted;
        if (version > LogicVersion.NEWEST) {
            throw Failure.usage(configuration.name() + ": engine.logic_version is " + version
                    + ", but this build knows the rules up to version " + LogicVersion.NEWEST
                    + "; take 0 for the newest");
        }
        if (version < state.logicVersion) {
            throw Failure.usage(configuration.name() + ": engine.logic_version is " + version
                    + ", but this journal already follows version " + state.logicVersion + "; there is no way back");
        }
        return version;
    }

    private boolean isFirst() {
        return state.sequence == 0 || state.instruments.count() == 0;
    }

    private long venue() {
        return configuration.require("mode").equals("match") ? 1 : 0;
    }

    private void requireSameVenue() {
        long venue = venue();
        if (!isFirst() && state.setting(EngineSetting.VENUE) != venue) {
            throw Failure.usage(configuration.name() + ": mode is " + configuration.require("mode")
                    + ", but this journal was written in mode " + (venue == 1 ? "paper" : "match")
                    + "; give another --data folder");
        }
    }

    private void settings() {
        boolean first = isFirst();
        long venue = venue();
        List<long[]> rows = new ArrayList<>();
        for (EngineSetting setting : EngineSetting.values()) {
            long value = setting == EngineSetting.VENUE ? venue : value(setting);
            if (first || state.setting(setting) != value) {
                rows.add(new long[] {setting.id, value});
            }
        }
        if (!rows.isEmpty()) {
            writer.settings(rows.toArray(long[][]::new));
            sink.accept(writer.buffer(), 0, writer.length());
        }
    }

    private long value(EngineSetting setting) {
        String[] key = KeyPath.split(setting.configName).toArray(String[]::new);
        long value = configuration.number(key);
        return value == Fixed.ABSENT ? setting.defaultValue : value;
    }
}

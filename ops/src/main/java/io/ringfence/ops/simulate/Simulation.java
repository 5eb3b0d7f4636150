package io.ringfence.ops.simulate;

import io.ringfence.engine.command.CommandWriter;
import io.ringfence.engine.pipeline.CommandProcessor;
import io.ringfence.engine.pipeline.Journal;
import io.ringfence.engine.state.EngineState;
import io.ringfence.ops.config.ConfigCommands;
import io.ringfence.ops.config.ConfigHistory;
import io.ringfence.ops.config.Configuration;
import io.ringfence.ops.feed.InputException;
import io.ringfence.ops.feed.MarketFeed;

/**
 * The engine in virtual time: every command is stamped with the time that its input gives. TIMERs fire on the grid of
 * whole seconds by themselves, a timer before everything else of its instant.
 */
public final class Simulation {
    private static final long SECOND = 1_000_000_000L;

    private final EngineState state;
    private final CommandProcessor processor;
    private final CommandWriter writer = new CommandWriter();
    private final CommandWriter timer = new CommandWriter();
    private long nextTimerNanos;
    private boolean configured;
    private long inputs;

    public Simulation(int expectedOrders, Journal journal) {
        state = new EngineState(expectedOrders);
        processor = new CommandProcessor(state, journal);
    }

    /**
     * Configures the engine at the time of the first input, then runs all of it; the last record holds a state hash.
     *
     * @throws InputException at the first line that can not be used; everything before it has been executed
     */
    void run(Configuration configuration, MergedFeeds inputsByTime) throws InputException {
        MarketFeed input = inputsByTime.next();
        if (input == null) {
            return;
        }
        configure(configuration, input.atNanos());
        while (input != null) {
            timersUpTo(input.atNanos());
            input.encode(writer);
            process(writer, input.atNanos());
            inputs++;
            input = inputsByTime.next();
        }
        writer.hashState();
        process(writer, state.nowNanos);
    }

    private void configure(Configuration configuration, long startNanos) {
        ConfigCommands.apply(
                configuration,
                state,
                new ConfigHistory(),
                (command, offset, length) -> processor.process(command, offset, length, startNanos));
        nextTimerNanos = (Math.floorDiv(startNanos, SECOND) + 1) * SECOND;
        timer.timer();
        configured = true;
    }

    /** False while the commands of the configuration run, which are not the scenario's doing. */
    boolean isConfigured() {
        return configured;
    }

    private void timersUpTo(long atNanos) {
        while (nextTimerNanos <= atNanos) {
            process(timer, nextTimerNanos);
            nextTimerNanos += SECOND;
        }
    }

    private void process(CommandWriter command, long stampNanos) {
        processor.process(command.buffer(), 0, command.length(), stampNanos);
        while (processor.hasPendingCancels()) {
            processor.processPendingCancels(stampNanos);
        }
    }

    /** Lines and rows executed so far. */
    public long inputs() {
        return inputs;
    }

    public EngineState state() {
        return state;
    }
}

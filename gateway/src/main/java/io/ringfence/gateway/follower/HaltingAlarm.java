package io.ringfence.gateway.follower;

import io.ringfence.engine.command.CommandWriter;
import io.ringfence.engine.gates.Scope;
import io.ringfence.engine.pipeline.CommandPublisher.Result;
import io.ringfence.engine.state.KillLevel;
import io.ringfence.gateway.CommandPort;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trips the global kill switch, past every command that waits, and cancels what is open: a core whose records cannot be
 * reproduced must not trade on. Journaled like any other trip, so it holds across a restart until somebody resets it.
 */
public final class HaltingAlarm implements Alarm {
    private static final Logger LOG = LoggerFactory.getLogger(HaltingAlarm.class);
    private static final String ACTOR = "follower";
    private static final int MAX_REASON = 200;
    private static final long RETRY_NANOS = 1_000_000;

    private final CommandPort port;

    public HaltingAlarm(CommandPort port) {
        this.port = port;
    }

    @Override
    public synchronized void raise(String sentence) {
        String reason = sentence.length() > MAX_REASON ? sentence.substring(0, MAX_REASON) : sentence;
        CommandWriter writer = new CommandWriter();
        writer.origin(0, 0, 0, 0);
        writer.kill(Scope.GLOBAL, KillLevel.HALTED, true, -1, -1, reason, ACTOR);
        Result result = port.publishKill(writer.buffer(), 0, writer.length());
        while (result == Result.FULL) {
            // The lane holds 64 trips and is emptied before each command: room comes, or the core is dead.
            LockSupport.parkNanos(RETRY_NANOS);
            result = port.publishKill(writer.buffer(), 0, writer.length());
        }
        LOG.error("trading is halted: {}", sentence);
    }
}

package io.ringfence.engine.pipeline;

import com.lmax.disruptor.EventHandler;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The engine thread's duty: trips first, then the next slice of a running mass cancel, then the command in hand. Every
 * command gets its own stamp and its own commit record. Anything thrown stops the core.
 */
final class EngineHandler implements EventHandler<CommandSlot> {
    private final CommandProcessor processor;
    private final StampSource stamps;
    private final KillLane killLane;
    private final StageProbe probe;
    private final FailStop failStop;

    EngineHandler(
            CommandProcessor processor, StampSource stamps, KillLane killLane, StageProbe probe, FailStop failStop) {
        this.processor = processor;
        this.stamps = stamps;
        this.killLane = killLane;
        this.probe = probe;
        this.failStop = failStop;
    }

    @Override
    public void onEvent(CommandSlot slot, long ringSequence, boolean endOfBatch) {
        if (failStop.isDead()) {
            throw new IllegalStateException("the core has stopped", failStop.cause());
        }
        drainUrgent();
        if (slot.length > 0) {
            probe.taken(slot.publishedAtNanos);
            process(slot.buffer, slot.length);
            probe.committed(slot.publishedAtNanos);
            drainUrgent();
        }
    }

    private void drainUrgent() {
        drainKillLane();
        while (processor.hasPendingCancels()) {
            processPendingCancels();
            drainKillLane();
        }
    }

    private void drainKillLane() {
        UnsafeBuffer trip = killLane.poll();
        while (trip != null) {
            process(trip, trip.capacity());
            trip = killLane.poll();
        }
    }

    private void process(DirectBuffer command, int length) {
        try {
            processor.process(command, 0, length, stamps.nextNanos());
        } catch (Throwable e) {
            failStop.trip(e, command, length);
            throw e;
        }
    }

    private void processPendingCancels() {
        try {
            processor.processPendingCancels(stamps.nextNanos());
        } catch (Throwable e) {
            failStop.trip(e, null, 0);
            throw e;
        }
    }
}

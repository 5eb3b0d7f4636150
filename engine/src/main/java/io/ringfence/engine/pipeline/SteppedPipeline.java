package io.ringfence.engine.pipeline;

import com.lmax.disruptor.BusySpinWaitStrategy;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;

/**
 * The {@link Pipeline} without its thread: the same ring, kill lane, publisher and engine duty, one slot at a time, when
 * the caller says so. For simulations, which decide themselves what happens when.
 */
public final class SteppedPipeline {
    private final RingBuffer<CommandSlot> ring;
    private final EngineHandler handler;
    private final CommandPublisher publisher;
    private final FailStop failStop;
    private final Sequence done = new Sequence();

    public SteppedPipeline(
            CommandProcessor processor, StampSource stamps, FailStop.Listener failStopListener, int ringSize) {
        ring = RingBuffer.createMultiProducer(CommandSlot::new, ringSize, new BusySpinWaitStrategy());
        ring.addGatingSequences(done);
        failStop = new FailStop(failStopListener);
        KillLane killLane = new KillLane();
        publisher = new CommandPublisher(ring, killLane, failStop);
        handler = new EngineHandler(processor, stamps, killLane, StageProbe.NONE, failStop);
    }

    public CommandPublisher publisher() {
        return publisher;
    }

    public FailStop failStop() {
        return failStop;
    }

    /** Processes the next slot; false when there is none. What the engine throws is thrown on, as its thread would end. */
    public boolean step() {
        long next = done.get() + 1;
        if (next > ring.getCursor()) {
            return false;
        }
        handler.onEvent(ring.get(next), next, true);
        done.set(next);
        return true;
    }
}

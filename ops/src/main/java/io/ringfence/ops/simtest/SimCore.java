package io.ringfence.ops.simtest;

import io.ringfence.engine.command.CommandWriter;
import io.ringfence.engine.pipeline.CommandProcessor;
import io.ringfence.engine.pipeline.CommandPublisher;
import io.ringfence.engine.pipeline.FailStop;
import io.ringfence.engine.pipeline.StampSource;
import io.ringfence.engine.pipeline.SteppedPipeline;
import io.ringfence.engine.schema.MessageHeaderDecoder;
import io.ringfence.engine.schema.NewOrderDecoder;
import io.ringfence.engine.state.EngineState;
import io.ringfence.journal.ChronicleJournal;
import io.ringfence.journal.JournalReader;
import io.ringfence.journal.SimulatedJournal;
import io.ringfence.journal.SimulatedRelease;
import io.ringfence.ops.replay.Replay;
import io.ringfence.ops.run.BootState;
import io.ringfence.ops.simtest.model.Recorded;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One life of the core: from what is on the disk to its death. Recovery, replay, journal, pipeline and stamps are
 * production code, called in production's order ({@code ops.run.Recovery}, {@code RunningCore}).
 */
final class SimCore implements FailStop.Listener {
    private final SimulatedJournal store;
    private final ChronicleJournal journal;
    private final SimulatedRelease durability;
    private final Replay replay;
    private final ShadowJournal shadow;
    private final SteppedPipeline pipeline;
    private final StampSource stamps;
    private final JournalReader egress;
    private @Nullable NewOrder poison;
    private List<byte[]> half = new ArrayList<>();

    /** An order that was in hand when the core stopped itself. */
    record NewOrder(int account, String id) {}

    /**
     * Recovers; throws what production throws.
     *
     * @param memory what was made in the lives before
     */
    SimCore(SimulatedJournal store, ShadowJournal memory, SimClocks clocks, Swarm swarm, Coverage coverage) {
        this.store = store;
        SimulatedJournal.Opened opened = store.open(swarm.power());
        journal = opened.journal();
        durability = opened.release();
        opened.found().tails().forEach(tail -> coverage.count("recovery: cut " + tail.kind()));
        if (opened.found().tails().isEmpty()) {
            coverage.count("recovery: nothing to cut");
        }
        long survived = journal.recovered().lastSequence();
        if (survived > memory.size()) {
            throw new Violation("the journal holds sequence " + survived + ", which the core never made");
        }
        replay = new Replay(64, new Compared(memory));
        replayAll(survived);
        journal.recovered().requireNotAheadOf(clocks.wallNanos());
        stamps = clocks.stamps(replay.state().nowNanos);
        shadow = memory.over(journal, survived);
        replay.continueInto(shadow);
        pipeline = new SteppedPipeline(replay.processor(), stamps, this, swarm.ringSize());
        egress = store.read(journal, survived);
    }

    private void replayAll(long last) {
        if (last > 0) {
            try (JournalReader reader = store.read(journal, 0)) {
                while (replay.state().sequence < last && replay.next(reader)) {
                    // compared by the replay, and by its listener with what was made
                }
            }
        }
        if (replay.divergence() != null) {
            throw new Violation(
                    "the replay diverges at sequence " + replay.divergence().sequence());
        }
    }

    /** Journals what the start found, then what the configuration still lacks. */
    void boot(io.ringfence.journal.KillState found, List<byte[]> setup, int done, @Nullable NewOrder quarantined) {
        CommandWriter writer = new CommandWriter();
        String said = BootState.journal(found, state(), writer, this::process);
        Objects.requireNonNull(said);
        if (quarantined != null) {
            writer.origin(0, 0, 0, 0);
            writer.quarantine(quarantined.account(), false, quarantined.id());
            process(writer.buffer(), 0, writer.length());
        }
        for (int i = done; i < setup.size(); i++) {
            UnsafeBuffer command = new UnsafeBuffer(setup.get(i));
            process(command, 0, command.capacity());
        }
    }

    private void process(DirectBuffer command, int offset, int length) {
        processor().process(command, offset, length, stamps.nextNanos());
        while (processor().hasPendingCancels()) {
            processor().processPendingCancels(stamps.nextNanos());
        }
    }

    CommandProcessor processor() {
        return replay.processor();
    }

    EngineState state() {
        return replay.state();
    }

    ShadowJournal shadow() {
        return shadow;
    }

    long recovered() {
        return journal.recovered().lastSequence();
    }

    long released() {
        return journal.releasedSequence();
    }

    CommandPublisher.Result publish(Message message) {
        UnsafeBuffer buffer = new UnsafeBuffer(message.bytes());
        return message.trip()
                ? pipeline.publisher().publishKill(buffer, 0, buffer.capacity())
                : pipeline.publisher().publish(message.commandClass(), buffer, 0, buffer.capacity(), 0);
    }

    boolean step() {
        return pipeline.step();
    }

    /** One round of the thread that forces what is committed, where the durability has one. */
    void force(boolean mark) {
        durability.step(mark);
    }

    /** Whether a force has failed, so that nothing is released any more. */
    boolean couldNotForce() {
        return durability.failure() != null;
    }

    boolean isDead() {
        return pipeline.failStop().isDead();
    }

    @Nullable
    NewOrder poison() {
        return poison;
    }

    @Override
    public void stopped(Throwable cause, @Nullable DirectBuffer command, int length) {
        if (command != null && Recorded.template(command) == NewOrderDecoder.TEMPLATE_ID) {
            NewOrderDecoder order = new NewOrderDecoder().wrapAndApplyHeader(command, 0, new MessageHeaderDecoder());
            poison = new NewOrder(order.accountId(), order.clientOrderId());
        }
    }

    /** The next command that may be answered, read from the journal behind the barrier; null when there is none. */
    @Nullable
    Recorded nextReleased() {
        DirectBuffer record = egress.poll();
        while (record != null) {
            byte[] bytes = new byte[record.capacity()];
            record.getBytes(0, bytes);
            half.add(bytes);
            if (egress.isLastOfCommand()) {
                List<byte[]> fragments = half;
                half = new ArrayList<>();
                return Recorded.of(fragments);
            }
            record = egress.poll();
        }
        return null;
    }

    /** An orderly stop. */
    void close() {
        journal.close();
    }

    /** What a recovery reads must be what was made. */
    private static final class Compared implements Replay.Listener {
        private final ShadowJournal memory;
        private long sequence;
        private int fragment;

        Compared(ShadowJournal memory) {
            this.memory = memory;
        }

        @Override
        public void recorded(DirectBuffer record, int offset, int length) {
            long found = io.ringfence.engine.record.RecordFrame.sequence(record, offset);
            fragment = found == sequence ? fragment + 1 : 0;
            sequence = found;
            List<byte[]> made = memory.command(sequence);
            byte[] bytes = new byte[length];
            record.getBytes(offset, bytes);
            if (fragment >= made.size() || !java.util.Arrays.equals(made.get(fragment), bytes)) {
                throw new Violation("the journal holds another record of sequence " + sequence + " than was made");
            }
        }
    }
}

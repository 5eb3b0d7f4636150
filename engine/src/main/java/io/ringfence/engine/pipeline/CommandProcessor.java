package io.ringfence.engine.pipeline;

import io.ringfence.engine.control.Administration;
import io.ringfence.engine.control.Definitions;
import io.ringfence.engine.control.Housekeeping;
import io.ringfence.engine.control.KillControl;
import io.ringfence.engine.control.MarketFeed;
import io.ringfence.engine.control.MassCancels;
import io.ringfence.engine.control.OrderAmendment;
import io.ringfence.engine.control.OrderEntry;
import io.ringfence.engine.control.RejectWatch;
import io.ringfence.engine.control.RiskMonitor;
import io.ringfence.engine.control.TouchedAccounts;
import io.ringfence.engine.execution.Execution;
import io.ringfence.engine.gates.Decision;
import io.ringfence.engine.gates.OrderContext;
import io.ringfence.engine.gates.Readings;
import io.ringfence.engine.record.Events;
import io.ringfence.engine.record.RecordWriter;
import io.ringfence.engine.schema.CancelSliceEncoder;
import io.ringfence.engine.schema.MessageHeaderEncoder;
import io.ringfence.engine.schema.OriginDecoder;
import io.ringfence.engine.state.Account;
import io.ringfence.engine.state.EngineSetting;
import io.ringfence.engine.state.EngineState;
import io.ringfence.engine.state.Exposures;
import io.ringfence.engine.state.Instrument;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The whole deterministic core: a command and its stamp in, one commit record out. Same commands and stamps, same
 * records, byte for byte; so recovery, replay, the follower and the simulation all are this class behind another
 * {@link Journal}.
 */
public final class CommandProcessor {
    private final EngineState state;
    private final RecordWriter writer;
    private final Events events;
    private final Execution execution;
    private final MassCancels massCancels;
    private final TouchedAccounts touched;
    private final Housekeeping housekeeping;
    private final CommandDispatcher dispatcher;
    private final Readings readings = new Readings();
    private final Decision decision = new Decision();
    private final OriginDecoder origin = new OriginDecoder();
    private final UnsafeBuffer slice = new UnsafeBuffer(new byte[64]);
    private final int sliceLength;

    public CommandProcessor(EngineState state, Journal journal) {
        this.state = state;
        writer = new RecordWriter(journal);
        events = new Events(writer);
        Exposures exposures = new Exposures(state);
        execution = new Execution(state, events, exposures);
        massCancels = new MassCancels(state, events, execution);
        KillControl kill = new KillControl(state, events, massCancels);
        RiskMonitor monitor = new RiskMonitor(state, events, exposures, kill);
        RejectWatch rejectWatch = new RejectWatch(state, kill);
        touched = new TouchedAccounts(state, monitor, rejectWatch);
        execution.listen(touched);
        housekeeping = new Housekeeping(state, execution, monitor, kill);
        OrderContext context = new OrderContext(state, new Account(-1, ""), new Instrument(-1, ""));
        dispatcher = new CommandDispatcher(
                new OrderEntry(state, events, execution, monitor, touched, readings, decision, context),
                new OrderAmendment(state, events, execution, monitor, touched, readings, decision, context),
                massCancels,
                new MarketFeed(state, execution),
                housekeeping,
                new Administration(state, events, execution, exposures, monitor, kill),
                new Definitions(state, events, execution, exposures));
        CancelSliceEncoder encoder = new CancelSliceEncoder();
        encoder.wrapAndApplyHeader(slice, 0, new MessageHeaderEncoder())
                .origin()
                .correlationId(0)
                .sourceSeqNum(0)
                .sessionId(0)
                .keyId(0);
        sliceLength = MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
    }

    public EngineState state() {
        return state;
    }

    public Execution execution() {
        return execution;
    }

    /** The checksum of the last record, to which the next one is chained. */
    public int lastRecordCrc() {
        return writer.previousCrc();
    }

    /** Lets the next record follow one with this checksum, which another core wrote; for a snapshot's reader. */
    public void resumeAfter(int recordCrc) {
        writer.resume(recordCrc);
    }

    /** What the gates read for the last order or replace. */
    public Readings readings() {
        return readings;
    }

    public Decision decision() {
        return decision;
    }

    /** Takes one command through all stages and commits its record. */
    public void process(DirectBuffer command, int offset, int length, long stampNanos) {
        long now = stampNanos;
        if (now < state.nowNanos) {
            now = state.nowNanos;
            state.clampedStamps++;
        }
        state.nowNanos = now;
        state.sequence++;
        writer.begin(state.logicVersion, state.sequence, now, command, offset, length);
        events.begin();
        housekeeping.fireDue();
        dispatcher.dispatch(command, offset);
        origin.wrap(command, offset + MessageHeaderEncoder.ENCODED_LENGTH);
        state.sessions.read(origin.sessionId(), origin.sourceSeqNum());
        touched.settle();
        long hashEvery = state.setting(EngineSetting.STATE_HASH_EVERY);
        if (hashEvery > 0 && state.sequence % hashEvery == 0) {
            events.stateHash(state.hash());
        }
        writer.commit();
        state.changes.settle();
    }

    /** Whether a mass cancel is not finished: its next slice goes before any other command. */
    public boolean hasPendingCancels() {
        return massCancels.isPending();
    }

    /** Makes the next slice of a mass cancel a command of its own. */
    public void processPendingCancels(long stampNanos) {
        process(slice, 0, sliceLength, stampNanos);
    }
}

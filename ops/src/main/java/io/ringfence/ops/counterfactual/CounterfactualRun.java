package io.ringfence.ops.counterfactual;

import io.ringfence.engine.record.RecordReader;
import io.ringfence.engine.schema.CashFlowDecoder;
import io.ringfence.engine.schema.NewOrderDecoder;
import io.ringfence.journal.JournalReader;
import io.ringfence.ops.Failure;
import io.ringfence.ops.Progress;
import io.ringfence.ops.replay.CommandRecords;
import io.ringfence.ops.replay.JournalFolder;
import io.ringfence.ops.replay.Replay;
import org.agrona.DirectBuffer;

/**
 * Executes the recorded commands in two engines side by side: one as it was, compared with the journal byte for byte,
 * the other under other limits.
 */
final class CounterfactualRun {
    private static final int HEADER = 8;
    private static final long PROGRESS_MASK = 0x3FFF;

    private final JournalFolder folder;
    private final CommandRecords records = new CommandRecords();
    private final Replay replay;
    private final OtherEngine otherEngine;
    private final World recorded;
    private final World other;
    private final WorldEvents recordedEvents;
    private final WorldEvents otherEvents;
    private final DecisionView recordedView = new DecisionView();
    private final DecisionView otherView = new DecisionView();
    private final Outcome recordedOutcome = new Outcome();
    private final Outcome otherOutcome = new Outcome();
    private final Comparison comparison = new Comparison();
    private final Series series;
    private final RecordReader reader = new RecordReader();
    private final NewOrderDecoder newOrder = new NewOrderDecoder();
    private final CashFlowDecoder cashFlow = new CashFlowDecoder();

    CounterfactualRun(JournalFolder folder, LimitPins pins) {
        this.folder = folder;
        CommandRecords gathered = records;
        replay = new Replay(folder.expectedOrders(), gathered::add);
        otherEngine = new OtherEngine(folder.expectedOrders(), pins);
        recorded = new World(replay.state());
        other = new World(otherEngine.state());
        Comparison changes = comparison;
        recordedEvents = new WorldEvents(
                recorded,
                (orderId, accountId, symbolId, signed, cash) ->
                        changes.of(orderId, accountId).recorded.add(symbolId, signed, cash));
        otherEvents = new WorldEvents(
                other,
                (orderId, accountId, symbolId, signed, cash) ->
                        changes.of(orderId, accountId).other.add(symbolId, signed, cash));
        replay.processor().decision().watch(recordedView);
        otherEngine.processor().decision().watch(otherView);
        series = new Series(
                folder.report().totals().firstTimestampNanos(),
                folder.report().totals().lastTimestampNanos(),
                recorded,
                other);
    }

    void execute() {
        long last = folder.lastSequence();
        try (JournalReader journal = folder.read();
                Progress progress = Progress.start("replaying twice", "commands")) {
            records.clear();
            while (replay.state().sequence < last && next(journal)) {
                if ((replay.commands() & PROGRESS_MASK) == 0) {
                    progress.to(replay.commands(), last);
                }
            }
        }
        if (replay.divergence() != null) {
            throw new Failure(
                    Failure.CHECK_FAILED,
                    "the journal does not replay equal at sequence "
                            + replay.divergence().sequence()
                            + ", so what else might have been can not be said; 'ringfence replay --verify' tells more");
        }
        otherEngine.finishMassCancels();
        series.end(replay.state().nowNanos);
    }

    private boolean next(JournalReader journal) {
        recordedView.forget();
        otherView.forget();
        records.clear();
        if (!replay.next(journal)) {
            return false;
        }
        long atNanos = journal.timestampNanos();
        reader.wrap(records.buffer(), records.offset(0), records.length(0));
        reader.next();
        series.before(atNanos);
        otherEngine.execute(records.buffer(), reader.messageOffset(), reader.messageLength(), atNanos);
        long sequence = replay.state().sequence;
        recordedOutcome.read(records, sequence);
        otherOutcome.read(otherEngine.records(), sequence);
        int subject = recordedView.present ? recordedView.accountId : otherView.present ? otherView.accountId : -1;
        if (recordedOutcome.asked) {
            compare(sequence, atNanos, subject);
        }
        long flow = flowE8(records.buffer());
        recordedEvents.take(records, subject, flow);
        otherEvents.take(otherEngine.records(), subject, flow);
        series.after();
        return true;
    }

    private void compare(long sequence, long atNanos, int subject) {
        comparison.counted(recordedOutcome, otherOutcome);
        boolean same = recordedOutcome.sameAs(otherOutcome)
                && (recordedOutcome.code == otherOutcome.code || recordedOutcome.isApproved());
        if (same) {
            return;
        }
        DecisionView view = recordedView.present ? recordedView : otherView;
        int accountId = subject;
        int symbolId = view.present ? view.symbolId : -1;
        byte side = view.side;
        if (!view.present && reader.templateId() == NewOrderDecoder.TEMPLATE_ID) {
            newOrder.wrap(records.buffer(), reader.messageOffset() + HEADER, reader.blockLength(), reader.version());
            accountId = newOrder.accountId();
            symbolId = newOrder.symbolId();
            side = newOrder.side();
        }
        ChangedDecision decision = new ChangedDecision(
                sequence,
                atNanos,
                accountId,
                symbolId,
                side,
                recordedOutcome.isReplace,
                ChangeKind.of(recordedOutcome, otherOutcome),
                ChangedDecision.Side.of(recordedOutcome),
                ChangedDecision.Side.of(otherOutcome));
        long price = Math.max(
                recordedView.present ? recordedView.orderPriceE8 : 0, otherView.present ? otherView.orderPriceE8 : 0);
        comparison.decided(decision, recordedOutcome, otherOutcome, price);
    }

    private long flowE8(DirectBuffer buffer) {
        if (reader.templateId() != CashFlowDecoder.TEMPLATE_ID) {
            return 0;
        }
        return cashFlow.wrap(buffer, reader.messageOffset() + HEADER, reader.blockLength(), reader.version())
                .amountE8();
    }

    long commands() {
        return replay.commands();
    }

    World recorded() {
        return recorded;
    }

    World other() {
        return other;
    }

    Comparison comparison() {
        return comparison;
    }

    Series series() {
        return series;
    }
}

package io.ringfence.ops.export;

import io.ringfence.journal.BarrierWait;
import io.ringfence.journal.JournalDamagedException;
import io.ringfence.journal.JournalReader;
import io.ringfence.journal.MarkBarrier;
import io.ringfence.ops.Failure;
import io.ringfence.ops.Progress;
import io.ringfence.ops.replay.JournalFolder;
import io.ringfence.ops.replay.Replay;
import java.io.IOException;
import java.util.function.BooleanSupplier;

/**
 * Projects a journal into a sink. Every command is executed again and compared on the way, so that what is exported is
 * what this journal proves; at a divergence the export stops.
 */
public final class Exporter {
    private static final long PROGRESS_MASK = 0x3FF;
    private static final long PARK_NANOS = 20_000_000;
    private static final long WAIT_NANOS = 500_000_000;

    private final JournalFolder folder;
    private final RowSink sink;
    private final Replay replay;
    private final Projector projector;

    public Exporter(JournalFolder folder, RowSink sink) {
        this.folder = folder;
        this.sink = sink;
        replay = new Replay(
                folder.expectedOrders(), (record, offset, length) -> projected().recorded(record, offset, length));
        projector = new Projector(replay.state(), sink);
        replay.processor().decision().watch(projector.context());
    }

    private Projector projected() {
        return projector;
    }

    /**
     * Exports up to a sequence.
     *
     * @return the last sequence that was read
     */
    public long export(long until) throws IOException {
        long last = Math.min(until, folder.lastSequence());
        try (JournalReader reader = folder.read();
                Progress progress = Progress.start("exporting", "commands")) {
            while (replay.state().sequence < last && step(reader)) {
                if ((replay.commands() & PROGRESS_MASK) == 0) {
                    progress.to(replay.commands(), last);
                }
            }
        } catch (JournalDamagedException e) {
            throw damaged(e);
        }
        projector.end();
        sink.finish();
        return replay.state().sequence;
    }

    /** Exports what is there and then what comes, until told to stop. */
    public void follow(BooleanSupplier stop) throws IOException {
        try (MarkBarrier barrier = MarkBarrier.open(folder.layout());
                JournalReader reader = JournalReader.open(folder.layout(), barrier)) {
            BarrierWait wait = new BarrierWait(barrier, PARK_NANOS);
            while (!stop.getAsBoolean()) {
                if (!step(reader)) {
                    sink.flush();
                    wait.await(reader.sequence() + 1, WAIT_NANOS);
                }
            }
            sink.flush();
        } catch (JournalDamagedException e) {
            throw damaged(e);
        }
    }

    private boolean step(JournalReader reader) throws IOException {
        if (!replay.next(reader)) {
            if (replay.divergence() != null) {
                throw new Failure(
                        Failure.CHECK_FAILED,
                        "the journal does not replay equal at sequence "
                                + replay.divergence().sequence()
                                + ", so nothing behind it is exported; 'ringfence replay --verify' tells more");
            }
            return false;
        }
        projector.executed();
        return true;
    }

    private static Failure damaged(JournalDamagedException e) {
        return new Failure(Failure.JOURNAL_DAMAGED, String.valueOf(e.getMessage()), e);
    }
}

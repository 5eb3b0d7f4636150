package io.ringfence.ops.run;

import io.ringfence.gateway.audit.AuditRange;
import io.ringfence.gateway.audit.AuditSource;
import io.ringfence.gateway.audit.Verdict;
import io.ringfence.journal.JournalException;
import io.ringfence.journal.JournalLayout;
import io.ringfence.journal.JournalReader;
import io.ringfence.journal.ReleaseBarrier;
import io.ringfence.journal.evidence.Checkpoint;
import io.ringfence.journal.evidence.CheckpointChain;
import io.ringfence.journal.evidence.CheckpointStore;
import io.ringfence.journal.evidence.EvidenceCheck;
import io.ringfence.journal.evidence.EvidenceReport;
import io.ringfence.journal.evidence.VerifyingKey;
import io.ringfence.ops.json.RecordJson;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * The journal of a running core, read from its files beside it. Names are learned from the first record on, so that an
 * export reads all that came before it.
 */
final class AuditTrail implements AuditSource {
    private final JournalLayout layout;
    private final ReleaseBarrier barrier;
    private final VerifyingKey key;

    /**
     * Opens nothing yet.
     *
     * @param barrier nothing behind it is told
     * @param key with which the core signs
     */
    AuditTrail(JournalLayout layout, ReleaseBarrier barrier, VerifyingKey key) {
        this.layout = layout;
        this.barrier = barrier;
        this.key = key;
    }

    @Override
    public void export(AuditRange range, OutputStream out) throws IOException {
        try (JournalReader reader = JournalReader.open(layout, barrier);
                RecordJson json = new RecordJson(out)) {
            DirectBuffer record = reader.poll();
            while (record != null && !range.isBehind(reader.sequence(), reader.timestampNanos())) {
                if (range.contains(reader.sequence(), reader.timestampNanos())) {
                    json.writeRecord(record, 0, record.capacity());
                } else {
                    json.skip(record, 0, record.capacity());
                }
                record = reader.poll();
            }
            json.flush();
        } catch (JournalException e) {
            throw new IOException("the journal can not be read: " + e.getMessage(), e);
        }
    }

    @Override
    public Verdict verify(Progress progress) {
        try {
            if (CheckpointChain.read(new CheckpointStore(layout)).all().isEmpty()) {
                return Verdict.unsigned(barrier.releasedSequence());
            }
            return verdict(EvidenceCheck.run(layout, key, List.of(), progress::to));
        } catch (JournalException e) {
            return Verdict.failed(String.valueOf(e.getMessage()));
        }
    }

    private static Verdict verdict(EvidenceReport report) {
        Checkpoint last = report.last();
        return new Verdict(
                null,
                report.signedThrough(),
                report.tailCommands(),
                report.chain().all().size(),
                last == null ? null : String.valueOf(last.journalId()),
                last == null ? null : String.valueOf(last.hash()),
                report.chain().keys(),
                report.bytes(),
                report.notes());
    }
}

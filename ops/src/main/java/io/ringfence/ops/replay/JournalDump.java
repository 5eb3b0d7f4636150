package io.ringfence.ops.replay;

import io.ringfence.journal.BarrierWait;
import io.ringfence.journal.JournalReader;
import io.ringfence.journal.MarkBarrier;
import io.ringfence.ops.json.RecordJson;
import java.io.IOException;
import java.io.OutputStream;
import org.agrona.DirectBuffer;

/** Records of a journal as JSON lines: those that are there, or as they come. */
public final class JournalDump {
    private static final long PARK_NANOS = 20_000_000;
    private static final long WAIT_NANOS = 1_000_000_000;

    private JournalDump() {}

    /** Writes the records of a range of sequences, both ends included. */
    public static void range(JournalFolder folder, long from, long to, OutputStream out) throws IOException {
        try (RecordJson json = new RecordJson(out);
                JournalReader reader = folder.read()) {
            DirectBuffer record = reader.poll();
            while (record != null && reader.sequence() <= to) {
                write(json, record, reader.sequence() >= from);
                record = reader.poll();
            }
        }
    }

    /** Writes what is appended from now on (and the last records before), until the thread is interrupted. */
    public static void follow(JournalFolder folder, long before, OutputStream out) throws IOException {
        try (RecordJson json = new RecordJson(out);
                MarkBarrier barrier = MarkBarrier.open(folder.layout());
                JournalReader reader = JournalReader.open(folder.layout(), barrier)) {
            BarrierWait wait = new BarrierWait(barrier, PARK_NANOS);
            long from = Math.max(1, barrier.releasedSequence() - before + 1);
            while (!Thread.currentThread().isInterrupted()) {
                DirectBuffer record = reader.poll();
                if (record == null) {
                    json.flush();
                    wait.await(reader.sequence() + 1, WAIT_NANOS);
                } else {
                    write(json, record, reader.sequence() >= from);
                }
            }
        }
    }

    private static void write(RecordJson json, DirectBuffer record, boolean wanted) throws IOException {
        if (wanted) {
            json.writeRecord(record, 0, record.capacity());
        } else {
            json.skip(record, 0, record.capacity());
        }
    }
}

package io.ringfence.gateway;

import io.ringfence.engine.record.RecordFrame;
import io.ringfence.gateway.audit.AuditRange;
import io.ringfence.gateway.audit.AuditSource;
import io.ringfence.gateway.audit.Verdict;
import io.ringfence.gateway.record.ReleasedRecords;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Tells the sequences of released records, and can be held up; what a core says of its journal is in module ops. */
final class MemoryAudit implements AuditSource {
    private final ReleasedRecords records;
    private volatile CountDownLatch gate = new CountDownLatch(0);
    /** Fails behind so many records. */
    volatile int failBehind = Integer.MAX_VALUE;

    MemoryAudit(ReleasedRecords records) {
        this.records = records;
    }

    /** Exports and checks wait until the latch is open. */
    CountDownLatch hold() {
        gate = new CountDownLatch(1);
        return gate;
    }

    @Override
    public void export(AuditRange range, OutputStream out) throws IOException {
        await();
        int[] written = new int[1];
        try (ReleasedRecords.Cursor cursor = records.cursor(1)) {
            cursor.poll(
                    (buffer, offset, length) -> {
                        long sequence = RecordFrame.sequence(buffer, offset);
                        if (range.contains(sequence, RecordFrame.timestampNanos(buffer, offset))) {
                            write(out, "{\"seq\":" + sequence + "}\n", written[0]++);
                        }
                    },
                    Integer.MAX_VALUE);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } finally {
            // As a writer does that is closed because it failed.
            out.close();
        }
    }

    private void write(OutputStream out, String line, int written) {
        try {
            if (written == failBehind) {
                throw new IOException("the disk is gone");
            }
            out.write(line.getBytes(StandardCharsets.US_ASCII));
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void await() {
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public Verdict verify(Progress progress) {
        await();
        long released = records.releasedSequence();
        return new Verdict(null, released, 0, 1, "journal", "hash", List.of("key"), 1, List.of());
    }
}

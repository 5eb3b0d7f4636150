package io.ringfence.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Random;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadAheadTest {
    @TempDir
    private Path data;

    private static final class Counting implements RecordSource {
        private final long records;
        private final boolean failing;
        private final UnsafeBuffer buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(70_000));
        private long next;
        private boolean closed;

        Counting(long records, boolean failing) {
            this.records = records;
            this.failing = failing;
        }

        @Override
        public DirectBuffer poll() {
            if (next == records) {
                if (failing) {
                    throw new JournalException("the disk is gone");
                }
                return null;
            }
            int length = 44 + (int) (next * 7919 % 65_000);
            buffer.putLong(0, next);
            buffer.putLong(length - 8, ~next);
            next++;
            return new UnsafeBuffer(buffer, 0, length);
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    @Test
    void everyRecordComesInOrderAndThenTheEnd() {
        Counting source = new Counting(3000, false);
        try (ReadAhead ahead = new ReadAhead(source)) {
            for (long i = 0; i < 3000; i++) {
                DirectBuffer record = ahead.poll();
                assertThat(record.capacity()).isEqualTo(44 + (int) (i * 7919 % 65_000));
                assertThat(record.getLong(0)).isEqualTo(i);
                assertThat(record.getLong(record.capacity() - 8)).isEqualTo(~i);
            }
            assertThat(ahead.poll()).isNull();
            assertThat(ahead.poll()).isNull();
        }
        assertThat(source.closed).isTrue();
    }

    @Test
    void aFailureComesBehindTheRecordsBeforeIt() {
        try (ReadAhead ahead = new ReadAhead(new Counting(100, true))) {
            for (int i = 0; i < 100; i++) {
                assertThat(ahead.poll()).isNotNull();
            }
            assertThatThrownBy(ahead::poll).hasMessage("the disk is gone");
        }
    }

    @Test
    void closesInTheMiddle() {
        Counting source = new Counting(Long.MAX_VALUE, false);
        try (ReadAhead ahead = new ReadAhead(source)) {
            assertThat(ahead.poll()).isNotNull();
        }
        assertThat(source.closed).isTrue();
    }

    @Test
    void readsAJournalLikeItsReader() {
        Fixture fixture = Fixture.write(data);
        long last = 0;
        try (RecordSource ahead =
                new ReadAhead(JournalReader.open(fixture.layout, ReleaseBarrier.upTo(Fixture.SEQUENCES)))) {
            for (DirectBuffer record = ahead.poll(); record != null; record = ahead.poll()) {
                last = io.ringfence.engine.record.RecordFrame.sequence(record, 0);
            }
        }
        assertThat(last).isEqualTo(Fixture.SEQUENCES);
    }

    @Test
    void comparisonFindsTheFirstDifference() {
        long seed = Long.getLong("ringfence.seed", System.nanoTime());
        Random random = new Random(seed);
        RecordComparison comparison = new RecordComparison();
        UnsafeBuffer a = new UnsafeBuffer(ByteBuffer.allocateDirect(2000));
        UnsafeBuffer heap = new UnsafeBuffer(new byte[2000]);
        UnsafeBuffer b = new UnsafeBuffer(ByteBuffer.allocateDirect(2000), 100, 1900);
        for (int round = 0; round < 2000; round++) {
            int length = random.nextInt(900);
            int fromA = random.nextInt(1000);
            int fromB = random.nextInt(900);
            for (int i = 0; i < length; i++) {
                byte value = (byte) random.nextInt();
                a.putByte(fromA + i, value);
                heap.putByte(fromA + i, value);
                b.putByte(fromB + i, value);
            }
            int shorter = random.nextInt(3) == 0 && length > 0 ? random.nextInt(length) : length;
            int expected = shorter == length ? -1 : shorter;
            if (random.nextBoolean() && shorter > 0) {
                expected = random.nextInt(shorter);
                b.putByte(fromB + expected, (byte) ~b.getByte(fromB + expected));
            }
            UnsafeBuffer view = new UnsafeBuffer(a, fromA, length);
            assertThat(comparison.mismatch(view, 0, length, b, fromB, shorter))
                    .as("seed %d round %d", seed, round)
                    .isEqualTo(expected);
            assertThat(comparison.mismatch(heap, fromA, length, b, fromB, shorter))
                    .isEqualTo(expected);
        }
    }
}

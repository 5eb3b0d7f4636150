package io.ringfence.gateway.fix;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.gateway.record.ReleasedRecords;
import io.ringfence.gateway.snapshot.SnapshotPolicy;
import io.ringfence.journal.snapshot.SnapshotStore;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens when the journal can not be read any further. */
class FixEgressTest {
    @TempDir
    private Path folder;

    private static final class BrokenRecords implements ReleasedRecords {
        @Override
        public Cursor cursor(long firstSequence) {
            return new Cursor() {
                @Override
                public int poll(FragmentHandler handler, int limit) {
                    throw new IllegalStateException("record 7 is not readable, on purpose");
                }

                @Override
                public void close() {}
            };
        }

        @Override
        public Lookup lookup() {
            throw new IllegalStateException("not asked");
        }

        @Override
        public long appendedSequence() {
            return 7;
        }

        @Override
        public long releasedSequence() {
            return 7;
        }
    }

    @Test
    void tellsWhenNothingIsReportedAnyMore() throws InterruptedException {
        CountDownLatch told = new CountDownLatch(1);
        SnapshotPolicy policy = new SnapshotPolicy(new SnapshotStore(folder, 1), 1_000, Long.MAX_VALUE);
        try (FixEgress egress = new FixEgress(
                new BrokenRecords(),
                () -> new Reporter(16, "paper", new Links(), new InFlight()),
                policy,
                told::countDown)) {
            egress.start();
            assertThat(told.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }
}

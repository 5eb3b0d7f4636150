package io.ringfence.gateway.fix;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.gateway.record.ReleasedRecords;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What happens when the journal can not be read any further. */
class FixEgressTest {
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
        Reporter reporter = new Reporter(16, "paper", new Links(), new InFlight());
        try (FixEgress egress = new FixEgress(new BrokenRecords(), reporter, told::countDown)) {
            egress.start();
            assertThat(told.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }
}

package io.ringfence.engine.execution.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** Once the book has been as large as it gets, no operation allocates. */
class AllocationTest {
    private static final int WARM_UP_ROUNDS = 4;

    @Test
    void allocatesNothingInSteadyState() {
        assumeTrue(
                ManagementFactory.getThreadMXBean() instanceof ThreadMXBean,
                "skipped: this JVM does not count allocated bytes by thread");
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        MixedFlow flow = new MixedFlow(300_000, 42);
        for (int round = 0; round < WARM_UP_ROUNDS; round++) {
            flow.run();
            flow.rewind();
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        long nothing = threads.getCurrentThreadAllocatedBytes() - before;
        before = threads.getCurrentThreadAllocatedBytes();
        flow.run();
        long allocated = threads.getCurrentThreadAllocatedBytes() - before - nothing;
        assertThat(flow.trades()).isGreaterThan(50_000);
        assertThat(flow.triggered()).isGreaterThan(1_000);
        assertThat(allocated).isZero();
    }
}

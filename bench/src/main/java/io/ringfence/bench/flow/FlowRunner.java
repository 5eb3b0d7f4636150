package io.ringfence.bench.flow;

import com.sun.management.ThreadMXBean;
import io.ringfence.bench.setup.BenchClock;
import io.ringfence.engine.pipeline.CommandProcessor;
import io.ringfence.engine.pipeline.CommandPublisher;
import io.ringfence.engine.pipeline.CommandPublisher.Result;
import io.ringfence.engine.pipeline.Pipeline;
import io.ringfence.engine.pipeline.StageProbe;
import io.ringfence.engine.pipeline.StampSource;
import java.io.IOException;
import java.lang.management.ManagementFactory;

/** Runs a flow through a fresh core, again and again. */
final class FlowRunner {
    private static final int RING_SIZE = Pipeline.MAX_RING_SIZE;

    private final FlowPlan plan;
    private final EncodedFlow commands;
    private final JournalFactory journals;
    private final Pipeline.WaitProfile wait;
    private final long stateHashEvery;
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    FlowRunner(
            FlowPlan plan,
            EncodedFlow commands,
            JournalFactory journals,
            Pipeline.WaitProfile wait,
            long stateHashEvery) {
        this.plan = plan;
        this.commands = commands;
        this.journals = journals;
        this.wait = wait;
        this.stateHashEvery = stateHashEvery;
    }

    /** One pass; set-up, collection of the last pass's garbage and counting lie outside the measured time. */
    FlowPass pass(Way way) throws IOException {
        try (BenchJournal journal = journals.open()) {
            StampSource clock = new BenchClock();
            CommandProcessor core = FlowCore.open(plan, journal.port(), clock, stateHashEvery);
            System.gc();
            Measured measured = way == Way.DIRECT ? direct(core, clock) : ring(core, clock);
            FlowDigest digest = journal.digest();
            return new FlowPass(
                    commands.size(), measured.nanos, measured.threadNanos, measured.allocated, journal.bytes(), digest);
        }
    }

    private record Measured(long nanos, long threadNanos, long allocated) {}

    private Measured direct(CommandProcessor core, StampSource clock) {
        long allocated = threads.getCurrentThreadAllocatedBytes();
        long cpu = threads.getCurrentThreadCpuTime();
        long start = System.nanoTime();
        processAll(core, clock);
        long nanos = System.nanoTime() - start;
        return new Measured(
                nanos, threads.getCurrentThreadCpuTime() - cpu, threads.getCurrentThreadAllocatedBytes() - allocated);
    }

    private void processAll(CommandProcessor core, StampSource clock) {
        for (int i = 0; i < commands.size(); i++) {
            core.process(commands.buffer(i), commands.offset(i), commands.length(i), clock.nextNanos());
        }
    }

    private Measured ring(CommandProcessor core, StampSource clock) {
        try (Pipeline pipeline = new Pipeline(
                core,
                clock,
                StageProbe.NONE,
                (cause, command, length) -> System.err.println("The core stopped: " + cause),
                RING_SIZE,
                wait)) {
            pipeline.start();
            CommandPublisher publisher = pipeline.publisher();
            long start = System.nanoTime();
            publishAll(publisher);
            while (publisher.depth() > 0 && !pipeline.failStop().isDead()) {
                Thread.onSpinWait();
            }
            long nanos = System.nanoTime() - start;
            Throwable cause = pipeline.failStop().cause();
            if (cause != null) {
                throw new IllegalStateException("the core stopped in the middle of the flow", cause);
            }
            return new Measured(nanos, -1, -1);
        }
    }

    private void publishAll(CommandPublisher publisher) {
        for (int i = 0; i < commands.size(); i++) {
            Result result = publish(publisher, i);
            while (result == Result.FULL) {
                Thread.onSpinWait();
                result = publish(publisher, i);
            }
            if (result == Result.DEAD) {
                return;
            }
        }
    }

    private Result publish(CommandPublisher publisher, int i) {
        return publisher.publish(
                commands.commandClass(i), commands.buffer(i), commands.offset(i), commands.length(i), 0);
    }
}

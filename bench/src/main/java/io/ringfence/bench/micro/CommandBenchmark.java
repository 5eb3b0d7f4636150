package io.ringfence.bench.micro;

import io.ringfence.bench.setup.Folders;
import io.ringfence.bench.setup.Purse;
import io.ringfence.engine.pipeline.Journal;
import io.ringfence.engine.state.Order;
import io.ringfence.journal.ChronicleJournal;
import io.ringfence.journal.JournalConfig;
import io.ringfence.journal.JournalLayout;
import io.ringfence.journal.ScanProgress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Whole commands on the engine thread, from the bytes in the slot to the committed record, for an account with ten
 * positions: an IOC order that finds no counterparty (one command, two events), and an order that rests and is cancelled
 * (two commands).
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CommandBenchmark {
    private static final int SYMBOL = 3;

    /** A core whose records are encoded and dropped. */
    @State(Scope.Thread)
    public static class Dropped extends Core {
        public Dropped() {
            super(new NoJournal());
        }
    }

    /** A core whose records are copied into memory. */
    @State(Scope.Thread)
    public static class InMemory extends Core {
        public InMemory() {
            super(new WrappingJournal());
        }
    }

    /** A core with the production journal in a temporary folder. */
    @State(Scope.Thread)
    public static class OnChronicle extends Core {
        private final Path folder;
        private final ChronicleJournal journal;

        public OnChronicle() {
            this(Folders.temporary());
        }

        private OnChronicle(Path folder) {
            this(folder, ChronicleJournal.open(JournalConfig.of(new JournalLayout(folder)), ScanProgress.NONE));
        }

        private OnChronicle(Path folder, ChronicleJournal journal) {
            super(journal);
            this.folder = folder;
            this.journal = journal;
        }

        @TearDown
        public void clear() throws IOException {
            journal.close();
            Folders.delete(folder);
        }
    }

    /** Sends orders to one desk, whose book is empty again after every invocation. */
    public static class Core {
        private final Desk desk;
        private final UnsafeBuffer resting = OrderBytes.order(0, SYMBOL, Order.TIF_GTC);
        private final UnsafeBuffer immediate = OrderBytes.order(0, SYMBOL, Order.TIF_IOC);
        private final UnsafeBuffer cancel = OrderBytes.cancel(0, SYMBOL);
        private long number;

        Core(Journal journal) {
            desk = new Desk(Purse.desk(), 1, journal, new VirtualClock());
            orderAndCancel();
            immediateOrder();
            if (!desk.processor.decision().isApproved() || desk.state().orders.openCount() != 0) {
                throw new IllegalStateException("the orders are not worked as they should be: code "
                        + desk.processor.decision().code());
            }
        }

        final void immediateOrder() {
            OrderBytes.putId(immediate, OrderBytes.ORDER_ID, ++number);
            send(immediate);
        }

        final void orderAndCancel() {
            OrderBytes.putId(resting, OrderBytes.ORDER_ID, ++number);
            OrderBytes.putId(cancel, OrderBytes.CANCEL_ORIG_ID, number);
            send(resting);
            send(cancel);
        }

        private void send(UnsafeBuffer command) {
            desk.processor.process(command, 0, command.capacity(), desk.clock.nextNanos());
        }
    }

    @Benchmark
    public void iocOrder(Dropped core) {
        core.immediateOrder();
    }

    @Benchmark
    public void iocOrderInMemory(InMemory core) {
        core.immediateOrder();
    }

    @Benchmark
    public void iocOrderOnChronicle(OnChronicle core) {
        core.immediateOrder();
    }

    @Benchmark
    @OperationsPerInvocation(2)
    public void orderAndCancel(Dropped core) {
        core.orderAndCancel();
    }

    @Benchmark
    @OperationsPerInvocation(2)
    public void orderAndCancelInMemory(InMemory core) {
        core.orderAndCancel();
    }

    @Benchmark
    @OperationsPerInvocation(2)
    public void orderAndCancelOnChronicle(OnChronicle core) {
        core.orderAndCancel();
    }
}

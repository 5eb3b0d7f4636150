package io.ringfence.engine.snapshot;

import io.ringfence.engine.command.CommandWriter;
import io.ringfence.engine.core.CoreHarness;
import io.ringfence.engine.core.RecordTape;
import io.ringfence.engine.gates.Scope;
import io.ringfence.engine.pipeline.CommandProcessor;
import io.ringfence.engine.schema.NewOrderEncoder;
import io.ringfence.engine.state.LimitField;
import io.ringfence.engine.state.Order;
import io.ringfence.engine.units.Fixed;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;

/**
 * What it takes to write a large state and to read it: by default 100,000 open orders and 1,000,000 client order ids. Run
 * from the root after {@code mvn test-compile}: java -Xmx4g --add-opens java.base/jdk.internal.misc=ALL-UNNAMED -cp
 * (class path of the engine's tests) io.ringfence.engine.snapshot.SnapshotSpeed [orders] [ids]
 */
public final class SnapshotSpeed {
    private static final int PASSES = 7;

    private SnapshotSpeed() {}

    public static void main(String[] args) {
        int orders = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
        int ids = args.length > 1 ? Integer.parseInt(args[1]) : 1_000_000;
        CoreHarness core = fill(orders, ids);
        System.out.printf(
                Locale.ROOT,
                "%,d open orders, %,d client order ids, sequence %,d%n",
                core.state.orders.openCount(),
                core.state.clientOrderIds.size(),
                core.state.sequence);
        for (int pass = 1; pass <= PASSES; pass++) {
            long start = cpuNanos();
            long hash = core.state.rescan();
            long scanned = cpuNanos();
            long[] bytes = new long[1];
            new SnapshotWriter(core.core).write((buffer, offset, length) -> bytes[0] += length);
            long written = cpuNanos();
            List<byte[]> sections = Snapshots.write(core.core);
            long kept = cpuNanos();
            long wall = System.nanoTime();
            CommandProcessor restored = Snapshots.read(sections, new RecordTape(), 1 << 16);
            long read = cpuNanos();
            wall = System.nanoTime() - wall;
            if (restored.state().hash() != hash) {
                throw new IllegalStateException("the hashes differ");
            }
            System.out.printf(
                    Locale.ROOT,
                    "pass %d: rescan %,d ms, write %,d ms (%,d bytes in %,d sections), read %,d ms; read by the clock %,d ms%n",
                    pass,
                    (scanned - start) / 1_000_000,
                    (written - scanned) / 1_000_000,
                    bytes[0],
                    sections.size(),
                    (read - kept) / 1_000_000,
                    wall / 1_000_000);
        }
    }

    /** Processor time of this thread: what it takes, however busy the machine is. */
    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    /** Ids of orders that ended at once (IOC without a match), then orders that rest, over 2,000 prices. */
    private static CoreHarness fill(int orders, int ids) {
        CoreHarness core = CoreHarness.paper();
        for (int account = 0; account < 2; account++) {
            core.write.setLimits(Scope.ACCOUNT, account, -1, Fixed.ABSENT, wide(), "speed", "speed");
            core.send();
        }
        core.uncorrelated();
        for (int i = 0; i < ids; i++) {
            boolean rests = i >= ids - orders;
            NewOrderEncoder order = core.write.newOrder(i % 2, CoreHarness.BTC, "order-with-a-usual-length-" + i);
            order.side(Order.BUY)
                    .orderType(Order.TYPE_LIMIT)
                    .timeInForce(rests ? i % 3 == 0 ? Order.TIF_DAY : Order.TIF_GTC : Order.TIF_IOC)
                    .smpMode((byte) -1)
                    .strategyId(-1)
                    .quantityE8(Fixed.SCALE / 1_000)
                    .limitPriceE8(59_000 * Fixed.SCALE + i * 7L % 2_000 * Fixed.SCALE / 10);
            core.now += 1_000;
            core.core.process(core.write.buffer(), 0, core.write.length(), core.now);
            core.tape.clear();
        }
        return core;
    }

    private static List<CommandWriter.LimitRow> wide() {
        long much = 1_000_000_000L * Fixed.SCALE;
        return List.of(
                row(LimitField.GROSS_ABS, much),
                row(LimitField.POS_NOTIONAL_ABS, much),
                row(LimitField.CLUSTER_ABS, much),
                row(LimitField.POS_PCT_BPS, 1_000_000),
                row(LimitField.MAX_LEVERAGE_BPS, 10_000_000),
                row(LimitField.DAY_STRESS_BPS, 0),
                new CommandWriter.LimitRow(LimitField.POS_QTY.id, CoreHarness.BTC, -1, much),
                new CommandWriter.LimitRow(LimitField.MAX_ORDER_QTY.id, CoreHarness.BTC, -1, much),
                new CommandWriter.LimitRow(LimitField.MAX_ORDER_NOTIONAL.id, CoreHarness.BTC, -1, much));
    }

    private static CommandWriter.LimitRow row(LimitField field, long value) {
        return new CommandWriter.LimitRow(field.id, -1, -1, value);
    }
}

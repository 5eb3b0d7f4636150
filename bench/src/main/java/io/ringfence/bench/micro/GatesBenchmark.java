package io.ringfence.bench.micro;

import io.ringfence.bench.setup.Purse;
import io.ringfence.engine.gates.Gates;
import io.ringfence.engine.gates.OrderContext;
import io.ringfence.engine.gates.Readings;
import io.ringfence.engine.gates.SingleGates;
import io.ringfence.engine.gates.Verdict;
import io.ringfence.engine.state.Order;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The gates for an account with ten positions, all limits set, none binding: one by one, and all eight. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class GatesBenchmark {
    private final Gates gates = new Gates();
    private final SingleGates single = new SingleGates();
    private final Readings readings = new Readings();
    private final OrderContext[] orders = orders(Purse.desk());
    private final OrderContext[] largeOrders = orders(Purse.bottomless(1, Desk.POSITIONS));
    private int next;

    private OrderContext[] orders(Purse purse) {
        OrderContext[] made = new OrderContext[2 * Desk.POSITIONS];
        Desk desk = new Desk(purse, 1, new NoJournal(), new VirtualClock());
        for (int i = 0; i < made.length; i++) {
            made[i] = desk.order(0, i / 2, i % 2 == 0 ? Order.BUY : Order.SELL);
            gates.read(made[i], readings);
            for (int gate = 1; gate <= Readings.GATES; gate++) {
                if (readings.verdict[gate] != Verdict.PASS) {
                    throw new IllegalStateException("gate " + gate + " says " + readings.code[gate]);
                }
            }
        }
        return made;
    }

    private OrderContext order() {
        next = next + 1 == orders.length ? 0 : next + 1;
        return orders[next];
    }

    @Benchmark
    public Readings killSwitch() {
        single.killSwitch(order(), readings);
        return readings;
    }

    @Benchmark
    public Readings dataQuality() {
        single.dataQuality(order(), readings);
        return readings;
    }

    @Benchmark
    public Readings dailyLoss() {
        single.dailyLoss(order(), readings);
        return readings;
    }

    @Benchmark
    public Readings drawdown() {
        single.drawdown(order(), readings);
        return readings;
    }

    @Benchmark
    public Readings positionCount() {
        single.positionCount(order(), readings);
        return readings;
    }

    @Benchmark
    public Readings totalExposure() {
        single.totalExposure(order(), readings);
        return readings;
    }

    @Benchmark
    public Readings positionSize() {
        single.positionSize(order(), readings);
        return readings;
    }

    @Benchmark
    public Readings correlation() {
        single.correlation(order(), readings);
        return readings;
    }

    @Benchmark
    public Readings eightGates() {
        gates.read(order(), readings);
        return readings;
    }

    /** Money in the hundreds of millions: products leave 64 bits, so divisions are made in 128. */
    @Benchmark
    public Readings eightGatesLargeAccount() {
        order();
        gates.read(largeOrders[next], readings);
        return readings;
    }
}

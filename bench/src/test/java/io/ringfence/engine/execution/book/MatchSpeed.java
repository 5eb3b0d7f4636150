package io.ringfence.engine.execution.book;

import io.ringfence.bench.flow.FlowFile;
import io.ringfence.engine.execution.VenueEvents;
import io.ringfence.engine.state.Order;
import io.ringfence.engine.units.Fixed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A quick look at the cost of a book operation; JMH belongs to {@code bench}. Arguments: the flow file, then nothing, or
 * numbers of levels for a look at how the cost grows with them (a million resting orders, where there are that many).
 */
final class MatchSpeed {
    private static final int PASSES = 15;

    private MatchSpeed() {}

    public static void main(String[] arguments) throws IOException {
        measureFlow(FlowFile.read(Path.of(arguments[0])));
        for (int i = 1; i < arguments.length; i++) {
            measureDepth(Integer.parseInt(arguments[i]), 10_000);
            measureDepth(Integer.parseInt(arguments[i]), 1_000_000);
        }
    }

    private static void measureFlow(FlowFile file) {
        FlowRun flow = new FlowRun(file);
        double[] nanosPerOperation = new double[PASSES];
        for (int pass = 0; pass < PASSES; pass++) {
            long start = System.nanoTime();
            flow.run();
            nanosPerOperation[pass] = (double) (System.nanoTime() - start) / flow.commands();
            if (pass == 0) {
                System.out.println(flow.digest() + ", " + flow.resting() + " left on " + flow.levels() + " levels");
            }
            flow.rewind();
        }
        report("flow file", nanosPerOperation);
    }

    /** Adds an order at a random level and cancels a random one, again and again. */
    private static void measureDepth(int levels, int resting) {
        int operations = 500_000;
        Silent silent = new Silent();
        MatchBook book = new MatchBook(new LevelPool(levels), StopTrigger.LAST, StopGuard.NONE);
        Random random = new Random(1);
        Order[] orders = new Order[resting];
        for (int i = 0; i < resting; i++) {
            orders[i] = buy(i, 1 + random.nextInt(levels));
            book.submit(orders[i], silent);
        }
        int[] victims = random.ints(operations, 0, resting).toArray();
        long[] prices = random.longs(operations, 1, 1 + levels).toArray();
        double[] nanosPerOperation = new double[PASSES];
        for (int pass = 0; pass < PASSES; pass++) {
            long start = System.nanoTime();
            for (int i = 0; i < operations; i++) {
                Order order = orders[victims[i]];
                book.cancel(order, VenueEvents.CANCELED_BY_USER, silent);
                order.leavesE8 = order.quantityE8;
                order.limitPriceE8 = prices[i] * Fixed.SCALE;
                book.submit(order, silent);
            }
            nanosPerOperation[pass] = (double) (System.nanoTime() - start) / (2 * operations);
        }
        report(levels + " levels, " + resting + " resting, uniform", nanosPerOperation);
    }

    private static Order buy(long orderId, long price) {
        Order order = new Order();
        order.orderId = orderId;
        order.side = Order.BUY;
        order.type = Order.TYPE_LIMIT;
        order.timeInForce = Order.TIF_GTC;
        order.smpId = -orderId;
        order.limitPriceE8 = price * Fixed.SCALE;
        order.stopPriceE8 = BookSide.NO_PRICE;
        order.expireAtNanos = Long.MAX_VALUE;
        order.quantityE8 = Fixed.SCALE;
        order.leavesE8 = Fixed.SCALE;
        return order;
    }

    private static void report(String what, double[] nanosPerOperation) {
        Arrays.sort(nanosPerOperation);
        System.out.printf(
                "%s: median %.1f ns/op, best %.1f, worst %.1f%n",
                what, nanosPerOperation[PASSES / 2], nanosPerOperation[0], nanosPerOperation[PASSES - 1]);
    }

    private static final class Silent implements VenueEvents {
        @Override
        public void onTrade(@Nullable Order maker, @Nullable Order taker, long priceE8, long quantityE8) {}

        @Override
        public void onCanceled(Order order, byte reason) {}

        @Override
        public void onTriggered(Order order) {}
    }
}

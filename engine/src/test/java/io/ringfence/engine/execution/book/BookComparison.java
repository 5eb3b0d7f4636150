package io.ringfence.engine.execution.book;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.engine.state.Order;
import io.ringfence.engine.state.PriceLevel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** Compares whole sides order by order, and checks that levels add up. */
final class BookComparison {
    private record Line(long id, long price, long total, long cum, long leaves) {}

    private final String context;

    BookComparison(String context) {
        this.context = context;
    }

    void compare(BookSide side, List<NaiveOrder> expected) {
        assertThat(lines(side))
                .as(context)
                .isEqualTo(expected.stream()
                        .map(order -> line(order, Objects.requireNonNull(order.limit)))
                        .toList());
    }

    /** Stops wait in the order in which they will fire. */
    void compareStops(BookSide side, List<NaiveOrder> waiting, boolean buys) {
        Comparator<NaiveOrder> byStop = Comparator.comparing(order -> order.stop);
        assertThat(lines(side))
                .as(context)
                .isEqualTo(waiting.stream()
                        .filter(order -> order.buys == buys)
                        .sorted(buys ? byStop : byStop.reversed())
                        .map(order -> line(order, Objects.requireNonNull(order.stop)))
                        .toList());
    }

    private static Line line(NaiveOrder order, long price) {
        return new Line(order.id, price, order.total, order.cum, order.leaves());
    }

    private List<Line> lines(BookSide side) {
        List<Line> lines = new ArrayList<>();
        PriceLevel better = null;
        for (PriceLevel level = side.best(); level != null; level = level.worse) {
            require(level.better == better, "link to the better level");
            require(side.levelAt(level.priceE8) == level, "lookup of the level");
            int before = lines.size();
            long total = 0;
            for (Order order = level.first; order != null; order = order.nextInLevel) {
                require(order.level == level, "link to the order's level");
                total += order.leavesE8;
                lines.add(new Line(order.orderId, level.priceE8, order.quantityE8, order.cumE8, order.leavesE8));
            }
            require(level.orderCount == lines.size() - before, "order count of the level");
            require(level.totalLeavesE8 == total, "total of the level");
            better = level;
        }
        require(side.orderCount() == lines.size(), "order count");
        return lines;
    }

    private void require(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what + ": " + context);
        }
    }
}

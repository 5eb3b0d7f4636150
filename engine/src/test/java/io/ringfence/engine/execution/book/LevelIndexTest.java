package io.ringfence.engine.execution.book;

import static io.ringfence.engine.execution.book.BookSide.NO_PRICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringfence.engine.state.Order;
import io.ringfence.engine.state.PriceLevel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A side against a tree map of queues, over sizes that split, merge and drop chunks and grow the hash table. */
class LevelIndexTest {
    @Test
    void keepsLevelsInOrderWhileManyOpenAndClose() {
        for (boolean highestFirst : new boolean[] {true, false}) {
            for (int spread : new int[] {1, 3, 100, 3_000, 100_000}) {
                compareWithTree(highestFirst, spread, 42 + spread);
            }
        }
    }

    @Test
    void ordersExtremePricesWithoutOverflow() {
        BookSide side = BookSide.lowestFirst(new LevelPool(0));
        for (long price : new long[] {0, Long.MAX_VALUE, Long.MIN_VALUE + 1, -1, 1}) {
            assertThat(side.tryAdd(order(1), price)).isTrue();
        }
        assertThat(prices(side)).containsExactly(Long.MIN_VALUE + 1, -1L, 0L, 1L, Long.MAX_VALUE);
        assertThat(side.bestReaches(NO_PRICE)).isTrue();
    }

    @Test
    void refusesToRemoveAnOrderThatIsNotThere() {
        BookSide side = BookSide.highestFirst(new LevelPool(0));
        assertThatThrownBy(() -> side.remove(order(1))).isInstanceOf(IllegalStateException.class);
    }

    private static void compareWithTree(boolean highestFirst, int spread, long seed) {
        Random random = new Random(seed);
        LevelPool pool = new LevelPool(0);
        BookSide side = highestFirst ? BookSide.highestFirst(pool) : BookSide.lowestFirst(pool);
        TreeMap<Long, Deque<Order>> tree = new TreeMap<>(highestFirst ? Comparator.reverseOrder() : null);
        List<Order> live = new ArrayList<>();
        // Grow, stay, shrink to nothing: the chance to add falls from 80 to 20 %.
        int steps = 20_000;
        for (int step = 0; step < steps || !live.isEmpty(); step++) {
            if (live.isEmpty() || (step < steps && random.nextInt(steps) < steps * 4 / 5 - step * 3 / 5)) {
                Order order = order(1 + random.nextInt(9));
                long price = (random.nextInt(spread) - spread / 2) * 1_000_003L;
                order.limitPriceE8 = price;
                side.tryAdd(order, price);
                tree.computeIfAbsent(price, p -> new ArrayDeque<>()).add(order);
                live.add(order);
            } else {
                int i = random.nextInt(live.size());
                Order order = live.get(i);
                live.set(i, live.get(live.size() - 1));
                live.remove(live.size() - 1);
                side.remove(order);
                Deque<Order> queue = tree.get(order.limitPriceE8);
                queue.remove(order);
                if (queue.isEmpty()) {
                    tree.remove(order.limitPriceE8);
                }
            }
            if (side.bestPriceE8() != (tree.isEmpty() ? NO_PRICE : tree.firstKey())) {
                throw new AssertionError("best " + side.bestPriceE8() + " of " + tree.keySet());
            }
            if (step % 4_000 == 0) {
                compareWhole(side, tree, live.size());
            }
        }
        assertThat(side.isEmpty()).isTrue();
        assertThat(side.levelCount()).isZero();
    }

    private static void compareWhole(BookSide side, Map<Long, Deque<Order>> tree, int orders) {
        assertThat(prices(side)).containsExactlyElementsOf(tree.keySet());
        assertThat(side.orderCount()).isEqualTo(orders);
        tree.forEach((price, queue) -> {
            PriceLevel level = side.levelAt(price);
            assertThat(level).isNotNull();
            assertThat(level.orderCount).isEqualTo(queue.size());
            assertThat(level.totalLeavesE8)
                    .isEqualTo(queue.stream().mapToLong(order -> order.leavesE8).sum());
            Order resting = level.first;
            for (Order expected : queue) {
                assertThat(resting).isSameAs(expected);
                resting = expected.nextInLevel;
            }
            assertThat(resting).isNull();
        });
    }

    private static List<Long> prices(BookSide side) {
        List<Long> prices = new ArrayList<>();
        PriceLevel previous = null;
        for (PriceLevel level = side.best(); level != null; level = level.worse) {
            assertThat(level.better).isSameAs(previous);
            prices.add(level.priceE8);
            previous = level;
        }
        return prices;
    }

    private static Order order(long leavesE8) {
        Order order = new Order();
        order.leavesE8 = leavesE8;
        return order;
    }
}

package io.ringfence.bench.flow;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Price-time priority in the fewest lines, without risk, records or speed: what the digest must be. */
final class NaiveExchange {
    private static final class Resting {
        final long price;
        long quantity;

        Resting(long price, long quantity) {
            this.price = price;
            this.quantity = quantity;
        }
    }

    private static final class Book {
        final NavigableMap<Long, Deque<Resting>> bids = new TreeMap<>(Comparator.reverseOrder());
        final NavigableMap<Long, Deque<Resting>> asks = new TreeMap<>();

        NavigableMap<Long, Deque<Resting>> side(int side) {
            return side == 0 ? bids : asks;
        }
    }

    private final Map<Integer, Book> books = new HashMap<>();
    private final Map<Long, Resting> resting = new HashMap<>();
    private long ok;
    private long rejected;
    private long unfilled;
    private long trades;
    private long traded;
    private long notional;

    static String digest(FlowFile flow) {
        NaiveExchange exchange = new NaiveExchange();
        for (int i = 0; i < flow.size(); i++) {
            if (flow.type(i) == FlowFile.CANCEL) {
                exchange.cancel(flow.orderId(i));
            } else {
                exchange.submit(flow, i);
            }
        }
        return "ok " + exchange.ok + " rejected " + exchange.rejected + " unfilled_ioc " + exchange.unfilled
                + " trades " + exchange.trades + " traded_qty " + exchange.traded + " notional " + exchange.notional;
    }

    private void cancel(long orderId) {
        Resting order = resting.remove(orderId);
        if (order == null || order.quantity == 0) {
            rejected++;
        } else {
            order.quantity = 0;
            ok++;
        }
    }

    private void submit(FlowFile flow, int i) {
        ok++;
        Book book = books.computeIfAbsent(flow.symbol(i), symbol -> new Book());
        long left = flow.quantity(i);
        for (Map.Entry<Long, Deque<Resting>> level : levels(book, flow, i)) {
            left = take(level, left);
        }
        if (left > 0 && flow.type(i) == FlowFile.LIMIT) {
            Resting order = new Resting(flow.price(i), left);
            resting.put(flow.orderId(i), order);
            book.side(flow.side(i))
                    .computeIfAbsent(order.price, price -> new ArrayDeque<>())
                    .add(order);
        } else if (left > 0) {
            unfilled++;
        }
    }

    private static List<Map.Entry<Long, Deque<Resting>>> levels(Book book, FlowFile flow, int i) {
        NavigableMap<Long, Deque<Resting>> other = book.side(1 - flow.side(i));
        return new ArrayList<>(
                flow.type(i) == FlowFile.MARKET
                        ? other.entrySet()
                        : other.headMap(flow.price(i), true).entrySet());
    }

    private long take(Map.Entry<Long, Deque<Resting>> level, long wanted) {
        long left = wanted;
        while (left > 0 && !level.getValue().isEmpty()) {
            Resting order = level.getValue().peek();
            long quantity = Math.min(left, order.quantity);
            if (quantity > 0) {
                trades++;
                traded += quantity;
                notional += quantity * level.getKey();
                left -= quantity;
                order.quantity -= quantity;
            }
            if (order.quantity == 0) {
                level.getValue().remove();
            }
        }
        return left;
    }
}

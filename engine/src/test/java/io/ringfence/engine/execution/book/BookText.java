package io.ringfence.engine.execution.book;

import static io.ringfence.engine.execution.book.Orders.E8;

import io.ringfence.engine.state.Order;
import io.ringfence.engine.state.PriceLevel;

/** A side of a book as one line, best first: {@code 100: 1x5 2x3 | 99: 7x1}. */
final class BookText {
    private BookText() {}

    static String of(BookSide side) {
        StringBuilder text = new StringBuilder();
        for (PriceLevel level = side.best(); level != null; level = level.worse) {
            if (text.length() > 0) {
                text.append(" | ");
            }
            text.append(level.priceE8 / E8).append(':');
            for (Order order = level.first; order != null; order = order.nextInLevel) {
                text.append(' ').append(order.orderId).append('x').append(order.leavesE8 / E8);
            }
        }
        return text.toString();
    }
}

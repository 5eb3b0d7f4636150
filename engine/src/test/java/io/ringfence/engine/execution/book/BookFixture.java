package io.ringfence.engine.execution.book;

import static io.ringfence.engine.execution.book.Orders.E8;

import io.ringfence.engine.execution.VenueEvents;
import io.ringfence.engine.state.Order;
import java.util.List;

/** A match book with its event log; every call answers what the book told, in whole units. */
final class BookFixture {
    final MatchBook book;
    final EventLog log = new EventLog();

    BookFixture() {
        this(StopTrigger.LAST, StopGuard.NONE);
    }

    BookFixture(StopTrigger trigger, StopGuard guard) {
        book = new MatchBook(new LevelPool(0), trigger, guard);
    }

    List<String> submit(Order... orders) {
        for (Order order : orders) {
            book.submit(order, log);
        }
        return log.drain();
    }

    List<String> cancel(Order order) {
        book.cancel(order, VenueEvents.CANCELED_BY_USER, log);
        return log.drain();
    }

    List<String> replace(Order order, long quantity, long price) {
        book.replace(order, quantity * E8, price * E8, BookSide.NO_PRICE, log);
        return log.drain();
    }

    List<String> replaceStop(Order order, long quantity, long stopPrice) {
        book.replace(order, quantity * E8, BookSide.NO_PRICE, stopPrice * E8, log);
        return log.drain();
    }

    /** Makes the last trade price, between two orders that leave nothing behind. */
    List<String> tradeAt(long price) {
        return submit(Orders.sell(9001, price, 1), Orders.with(Orders.buy(9002, price, 1), Order.TIF_IOC));
    }

    List<String> onPrice(StopTrigger source, long buyPrice, long sellPrice) {
        book.onPrice(source, buyPrice * E8, sellPrice * E8, log);
        return log.drain();
    }

    String bids() {
        return BookText.of(book.bids());
    }

    String asks() {
        return BookText.of(book.asks());
    }
}

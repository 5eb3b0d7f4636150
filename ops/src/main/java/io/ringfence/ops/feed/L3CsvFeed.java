package io.ringfence.ops.feed;

import io.ringfence.engine.command.CommandWriter;
import io.ringfence.engine.units.Fixed;
import io.ringfence.ops.feed.L3Event.Action;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Order-by-order events ({@code A} new, {@code D} deleted, {@code EB}/{@code ES}/{@code EN} traded) as the market data
 * that they make: the rebuilt book's best bid and ask wherever they change, and every trade. While a call auction
 * crosses the book there is no touch to trade at: the symbol is in status {@code auction} and no quote is sent.
 */
final class L3CsvFeed implements MarketFeed {
    private static final int TRADING = 0;
    private static final int AUCTION = 3;

    /** One thing to say; a row can cause several. */
    private sealed interface Event {
        record Quote(long bidE8, long bidQtyE8, long askE8, long askQtyE8) implements Event {}

        record Trade(long priceE8, long quantityE8) implements Event {}

        record Status(int status) implements Event {}
    }

    private static final Event.Quote EMPTY = new Event.Quote(Fixed.ABSENT, 0, Fixed.ABSENT, 0);

    private final L3Reader rows;
    private final int symbolId;
    private final L3Book book = new L3Book();
    private final Deque<Event> events = new ArrayDeque<>();
    private Event inHand = EMPTY;
    private Event.Quote lastQuote = EMPTY;
    private boolean inAuction;
    private long atNanos = Long.MIN_VALUE;
    private long rowNumber;

    L3CsvFeed(Path file, int symbolId) throws InputException {
        this.symbolId = symbolId;
        rows = new L3Reader(file);
    }

    @Override
    public boolean next() throws InputException {
        while (events.isEmpty()) {
            L3Event row = rows.next();
            if (row == null) {
                return false;
            }
            take(row);
        }
        inHand = events.removeFirst();
        return true;
    }

    private void take(L3Event row) throws InputException {
        atNanos = row.timestampNanos();
        rowNumber = row.sequence();
        switch (row.action()) {
            case ADD -> {
                if (!book.add(row.orderId(), row.isBuy(), row.priceE8(), row.quantityE8())) {
                    throw rows.bad("order " + row.orderId() + " is already in the book");
                }
            }
            case DELETE -> take(row.orderId(), row.quantityE8());
            case TRADE_BUYER_AGGRESSOR, TRADE_SELLER_AGGRESSOR, TRADE_AUCTION -> trade(row);
        }
        touch();
    }

    private void trade(L3Event row) throws InputException {
        // The aggressor of a continuous trade never rested with what it traded.
        if (row.action() != Action.TRADE_BUYER_AGGRESSOR) {
            take(row.bidId(), row.quantityE8());
        }
        if (row.action() != Action.TRADE_SELLER_AGGRESSOR) {
            take(row.offerId(), row.quantityE8());
        }
        events.add(new Event.Trade(row.priceE8(), row.quantityE8()));
    }

    private void take(long orderId, long quantityE8) throws InputException {
        if (!book.take(orderId, quantityE8)) {
            throw rows.bad("order " + orderId + " is not in the book with that quantity");
        }
    }

    private void touch() {
        boolean crossed = book.isCrossed();
        if (crossed != inAuction) {
            inAuction = crossed;
            events.add(new Event.Status(crossed ? AUCTION : TRADING));
        }
        if (crossed) {
            return;
        }
        Event.Quote quote = new Event.Quote(
                key(book.bestBid(), Fixed.ABSENT),
                value(book.bestBid()),
                key(book.bestAsk(), Fixed.ABSENT),
                value(book.bestAsk()));
        if (!quote.equals(lastQuote)) {
            lastQuote = quote;
            events.add(quote);
        }
    }

    private static long key(Map.@Nullable Entry<Long, Long> level, long absent) {
        return level == null ? absent : level.getKey();
    }

    private static long value(Map.@Nullable Entry<Long, Long> level) {
        return level == null ? 0 : level.getValue();
    }

    @Override
    public long atNanos() {
        return atNanos;
    }

    @Override
    public void encode(CommandWriter writer) {
        writer.origin(0, rowNumber, 0, 0);
        if (inHand instanceof Event.Quote quote) {
            writer.quote(symbolId, quote.bidE8, quote.bidQtyE8, quote.askE8, quote.askQtyE8, Fixed.ABSENT);
        } else if (inHand instanceof Event.Trade trade) {
            writer.trade(symbolId, trade.priceE8, trade.quantityE8);
        } else if (inHand instanceof Event.Status status) {
            writer.status(symbolId, status.status);
        }
        writer.origin(0, 0, 0, 0);
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}

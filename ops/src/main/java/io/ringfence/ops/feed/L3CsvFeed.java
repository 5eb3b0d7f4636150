package io.ringfence.ops.feed;

import io.ringfence.engine.command.CommandWriter;
import io.ringfence.engine.units.Fixed;
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

    private final LineReader lines;
    private final CsvColumns csv;
    private final int symbolId;
    private final int time;
    private final int action;
    private final int orderOrBid;
    private final int offer;
    private final int side;
    private final int price;
    private final int quantity;
    private final int number;

    private final L3Book book = new L3Book();
    private final Deque<Event> events = new ArrayDeque<>();
    private Event inHand = EMPTY;
    private Event.Quote lastQuote = EMPTY;
    private boolean inAuction;
    private long atNanos = Long.MIN_VALUE;
    private long rowNumber;

    L3CsvFeed(Path file, int symbolId) throws InputException {
        this.symbolId = symbolId;
        lines = LineReader.open(file, "feed file");
        csv = new CsvColumns(lines);
        time = csv.column("ts_ns");
        action = csv.column("action");
        orderOrBid = csv.column("order_id_or_bid_id");
        offer = csv.column("offer_id");
        side = csv.column("side");
        price = csv.column("price");
        quantity = csv.column("qty");
        number = csv.optional("seq");
    }

    @Override
    public boolean next() throws InputException {
        while (events.isEmpty()) {
            if (!csv.next()) {
                return false;
            }
            row();
        }
        inHand = events.removeFirst();
        return true;
    }

    private void row() throws InputException {
        long at = csv.integer(time);
        if (at < atNanos) {
            throw csv.bad(time, "is earlier than the row before");
        }
        atNanos = at;
        rowNumber = number < 0 ? 0 : csv.integer(number);
        long priceE8 = csv.e8(price);
        long quantityE8 = csv.e8(quantity);
        if (priceE8 <= 0 || quantityE8 <= 0) {
            throw csv.bad("price and quantity must be above zero");
        }
        String what = csv.text(action);
        switch (what) {
            case "A" -> add(priceE8, quantityE8);
            case "D" -> take(orderOrBid, quantityE8);
            case "EB", "ES", "EN" -> {
                // The aggressor of EB and ES never rested with what it traded.
                if (!what.equals("EB")) {
                    take(orderOrBid, quantityE8);
                }
                if (!what.equals("ES")) {
                    take(offer, quantityE8);
                }
                events.add(new Event.Trade(priceE8, quantityE8));
            }
            default -> throw csv.bad(action, "is none of A, D, EB, ES, EN");
        }
        touch();
    }

    private void add(long priceE8, long quantityE8) throws InputException {
        String word = csv.text(side);
        if (!word.equals("A") && !word.equals("B")) {
            throw csv.bad(side, "is neither B (bid) nor A (ask)");
        }
        if (!book.add(csv.integer(orderOrBid), word.equals("B"), priceE8, quantityE8)) {
            throw csv.bad(orderOrBid, "is already in the book");
        }
    }

    private void take(int column, long quantityE8) throws InputException {
        if (!book.take(csv.integer(column), quantityE8)) {
            throw csv.bad(column, "is not in the book with that quantity");
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
        lines.close();
    }
}

package io.ringfence.ops.feed;

import io.ringfence.ops.feed.L3Event.Action;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Reads the {@code l3-csv} form: columns {@code ts_ns, action, order_id_or_bid_id, offer_id, side, price, qty} and perhaps
 * {@code seq}; actions A and D (order id and side A or B), EB, ES and EN (both ids). Time never falls.
 */
public final class L3Reader implements Closeable {
    private final LineReader lines;
    private final CsvColumns csv;
    private final int time;
    private final int action;
    private final int orderOrBid;
    private final int offer;
    private final int side;
    private final int price;
    private final int quantity;
    private final int number;
    private long atNanos = Long.MIN_VALUE;

    public L3Reader(Path file) throws InputException {
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

    /** The next event, or null behind the last. */
    public @Nullable L3Event next() throws InputException {
        if (!csv.next()) {
            return null;
        }
        long at = csv.integer(time);
        if (at < atNanos) {
            throw csv.bad(time, "is earlier than the row before");
        }
        atNanos = at;
        long priceE8 = csv.e8(price);
        long quantityE8 = csv.e8(quantity);
        if (priceE8 <= 0 || quantityE8 <= 0) {
            throw csv.bad("price and quantity must be above zero");
        }
        Action what = action();
        boolean ofOneOrder = what == Action.ADD || what == Action.DELETE;
        boolean sells = ofOneOrder && sells();
        long first = csv.integer(orderOrBid);
        return new L3Event(
                number < 0 ? 0 : csv.integer(number),
                at,
                what,
                sells ? 0 : first,
                sells ? first : ofOneOrder ? 0 : csv.integer(offer),
                priceE8,
                quantityE8);
    }

    private Action action() throws InputException {
        return switch (csv.text(action)) {
            case "A" -> Action.ADD;
            case "D" -> Action.DELETE;
            case "EB" -> Action.TRADE_BUYER_AGGRESSOR;
            case "ES" -> Action.TRADE_SELLER_AGGRESSOR;
            case "EN" -> Action.TRADE_AUCTION;
            default -> throw csv.bad(action, "is none of A, D, EB, ES, EN");
        };
    }

    private boolean sells() throws InputException {
        return switch (csv.text(side)) {
            case "A" -> true;
            case "B" -> false;
            default -> throw csv.bad(side, "is neither B (bid) nor A (ask)");
        };
    }

    /** What is wrong with the row in hand, with its file and line. */
    InputException bad(String problem) {
        return csv.bad(problem);
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}

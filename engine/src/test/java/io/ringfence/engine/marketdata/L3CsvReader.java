package io.ringfence.engine.marketdata;

import io.ringfence.engine.marketdata.CsvTable.ScaledColumn;
import io.ringfence.engine.marketdata.L3Event.Action;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Reads the {@code l3-csv} form: columns {@code seq, ts_ns, action, order_id_or_bid_id, offer_id, side, price, qty}, the
 * last two with an optional scale suffix; actions A, D (order id and side A or B), EB, ES, EN (both ids).
 */
public final class L3CsvReader implements Closeable {
    private final CsvTable table;
    private final int sequence;
    private final int timestamp;
    private final int action;
    private final int orderOrBidId;
    private final int offerId;
    private final int side;
    private final ScaledColumn price;
    private final ScaledColumn quantity;

    public L3CsvReader(Path file) throws IOException {
        table = new CsvTable(file);
        sequence = table.column("seq");
        timestamp = table.column("ts_ns");
        action = table.column("action");
        orderOrBidId = table.column("order_id_or_bid_id");
        offerId = table.column("offer_id");
        side = table.column("side");
        price = table.scaledColumn("price");
        quantity = table.scaledColumn("qty");
    }

    /** The next event, null at the end. */
    public @Nullable L3Event next() throws IOException {
        if (!table.next()) {
            return null;
        }
        Action what = parseAction();
        boolean ofOneOrder = what == Action.ADD || what == Action.DELETE;
        boolean sells = ofOneOrder && parseSells();
        long first = table.integer(orderOrBidId);
        return new L3Event(
                table.integer(sequence),
                table.integer(timestamp),
                what,
                sells ? 0 : first,
                sells ? first : ofOneOrder ? 0 : table.integer(offerId),
                table.scaled(price),
                table.scaled(quantity));
    }

    @Override
    public void close() throws IOException {
        table.close();
    }

    private Action parseAction() throws IOException {
        return switch (table.text(action)) {
            case "A" -> Action.ADD;
            case "D" -> Action.DELETE;
            case "EB" -> Action.TRADE_BUYER_AGGRESSOR;
            case "ES" -> Action.TRADE_SELLER_AGGRESSOR;
            case "EN" -> Action.TRADE_AUCTION;
            default -> throw table.malformed(action, null);
        };
    }

    private boolean parseSells() throws IOException {
        return switch (table.text(side)) {
            case "A" -> true;
            case "B" -> false;
            default -> throw table.malformed(side, null);
        };
    }
}

package io.ringfence.ops.feed;

import io.ringfence.engine.command.CommandWriter;
import io.ringfence.engine.units.Fixed;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Quotes ({@code Q}) and trades ({@code T}) of one instrument, a row each: {@code local_ts_ns}, {@code type},
 * {@code bid_or_price}, {@code bidqty_or_qty}, {@code ask_or_aggressor}, {@code askqty}.
 */
final class TicksCsvFeed implements MarketFeed {
    private final LineReader lines;
    private final CsvColumns csv;
    private final int symbolId;
    private final int time;
    private final int type;
    private final int bid;
    private final int bidQuantity;
    private final int ask;
    private final int askQuantity;
    private final int number;

    private long atNanos = Long.MIN_VALUE;
    private long rowNumber;
    private boolean isTrade;
    private long priceE8;
    private long quantityE8;
    private long askE8;
    private long askQuantityE8;

    TicksCsvFeed(Path file, int symbolId) throws InputException {
        this.symbolId = symbolId;
        lines = LineReader.open(file, "feed file");
        csv = new CsvColumns(lines);
        time = csv.column("local_ts_ns");
        type = csv.column("type");
        bid = csv.column("bid_or_price");
        bidQuantity = csv.column("bidqty_or_qty");
        ask = csv.column("ask_or_aggressor");
        askQuantity = csv.column("askqty");
        number = csv.optional("seq");
    }

    @Override
    public boolean next() throws InputException {
        if (!csv.next()) {
            return false;
        }
        long at = csv.integer(time);
        if (at < atNanos) {
            throw csv.bad(time, "is earlier than the row before");
        }
        atNanos = at;
        rowNumber = number < 0 ? 0 : csv.integer(number);
        priceE8 = csv.e8(bid);
        quantityE8 = csv.e8(bidQuantity);
        switch (csv.text(type)) {
            case "Q" -> {
                isTrade = false;
                askE8 = csv.e8(ask);
                askQuantityE8 = csv.e8(askQuantity);
                if (quantityE8 < 0 || askQuantityE8 < 0) {
                    throw csv.bad("a quantity is below zero");
                }
            }
            case "T" -> {
                isTrade = true;
                if (priceE8 <= 0 || quantityE8 <= 0) {
                    throw csv.bad("a trade needs a price and a quantity above zero");
                }
            }
            default -> throw csv.bad(type, "is neither Q (quote) nor T (trade)");
        }
        return true;
    }

    @Override
    public long atNanos() {
        return atNanos;
    }

    @Override
    public void encode(CommandWriter writer) {
        writer.origin(0, rowNumber, 0, 0);
        if (isTrade) {
            writer.trade(symbolId, priceE8, quantityE8);
        } else {
            // A side without a price or without size is a side that nobody quotes.
            boolean hasBid = priceE8 > 0 && quantityE8 > 0;
            boolean hasAsk = askE8 > 0 && askQuantityE8 > 0;
            writer.quote(
                    symbolId,
                    hasBid ? priceE8 : Fixed.ABSENT,
                    hasBid ? quantityE8 : 0,
                    hasAsk ? askE8 : Fixed.ABSENT,
                    hasAsk ? askQuantityE8 : 0,
                    Fixed.ABSENT);
        }
        writer.origin(0, 0, 0, 0);
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}

package io.ringfence.ops.feed;

import io.ringfence.ops.Failure;
import java.nio.file.Path;

/** One {@code --feed KIND:SYMBOL=PATH}. */
public record FeedSpec(String kind, String symbol, Path path) {
    public static final String TICKS_CSV = "ticks-csv";
    public static final String L3_CSV = "l3-csv";
    public static final String JSONL = "jsonl";

    public static FeedSpec parse(String text) {
        int colon = text.indexOf(':');
        int equals = text.indexOf('=', colon + 1);
        if (colon <= 0 || equals <= colon + 1 || equals == text.length() - 1) {
            throw Failure.usage(
                    "--feed " + text + " is not KIND:SYMBOL=PATH, for example ticks-csv:BTC-USD=ticks.csv.gz");
        }
        String kind = text.substring(0, colon);
        if (!kind.equals(TICKS_CSV) && !kind.equals(L3_CSV) && !kind.equals(JSONL)) {
            throw Failure.usage("--feed " + text + ": kind \"" + kind + "\" is none of ticks-csv, l3-csv, jsonl");
        }
        return new FeedSpec(kind, text.substring(colon + 1, equals), Path.of(text.substring(equals + 1)));
    }

    /** Opens a CSV feed for the symbol with this id. */
    public MarketFeed openCsv(int symbolId) throws InputException {
        return kind.equals(TICKS_CSV) ? new TicksCsvFeed(path, symbolId) : new L3CsvFeed(path, symbolId);
    }
}

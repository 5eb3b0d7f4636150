package io.ringfence.ops.feed;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What an exchange published about its book at one moment: totals of the day and the best levels of both sides. */
public record ExchangeSnapshot(long tradeCount, long volumeE8, long lastPriceE8, List<Level> bids, List<Level> asks) {
    private static final long E3_TO_E8 = 100_000;
    private static final long E8 = 100_000_000;

    public record Level(long priceE8, long quantityE8) {}

    /** Columns {@code num_trades, total_volume, last_eN, bids_qty@price_e3, asks_qty@price_e3}. */
    public static List<ExchangeSnapshot> readAll(Path file) throws IOException, InputException {
        List<ExchangeSnapshot> snapshots = new ArrayList<>();
        try (LineReader lines = LineReader.open(file, "file")) {
            CsvColumns table = new CsvColumns(lines);
            int tradeCount = table.column("num_trades");
            int volume = table.column("total_volume");
            int last = table.column("last");
            int bids = table.column("bids_qty@price");
            int asks = table.column("asks_qty@price");
            while (table.next()) {
                snapshots.add(new ExchangeSnapshot(
                        table.integer(tradeCount),
                        table.e8(volume),
                        table.e8(last),
                        levels(table.text(bids)),
                        levels(table.text(asks))));
            }
        }
        return snapshots;
    }

    /** A whole side of a book, one level a row: columns {@code side, price_eN, qty}. */
    public static List<Level> readLevels(Path file, String wantedSide) throws IOException, InputException {
        List<Level> levels = new ArrayList<>();
        try (LineReader lines = LineReader.open(file, "file")) {
            CsvColumns table = new CsvColumns(lines);
            int side = table.column("side");
            int price = table.column("price");
            int quantity = table.column("qty");
            while (table.next()) {
                if (table.text(side).equals(wantedSide)) {
                    levels.add(new Level(table.e8(price), table.e8(quantity)));
                }
            }
        }
        return levels;
    }

    private static List<Level> levels(String text) {
        List<Level> levels = new ArrayList<>();
        for (String level : text.split(";", -1)) {
            int at = level.indexOf('@');
            levels.add(new Level(
                    Long.parseLong(level.substring(at + 1)) * E3_TO_E8, Long.parseLong(level.substring(0, at)) * E8));
        }
        return levels;
    }
}

package io.ringfence.engine.marketdata;

import io.ringfence.engine.marketdata.CsvTable.ScaledColumn;
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
    public static List<ExchangeSnapshot> readAll(Path file) throws IOException {
        List<ExchangeSnapshot> snapshots = new ArrayList<>();
        try (CsvTable table = new CsvTable(file)) {
            int tradeCount = table.column("num_trades");
            ScaledColumn volume = table.scaledColumn("total_volume");
            ScaledColumn last = table.scaledColumn("last");
            int bids = table.column("bids_qty@price_e3");
            int asks = table.column("asks_qty@price_e3");
            while (table.next()) {
                snapshots.add(new ExchangeSnapshot(
                        table.integer(tradeCount),
                        table.scaled(volume),
                        table.scaled(last),
                        levels(table.text(bids)),
                        levels(table.text(asks))));
            }
        }
        return snapshots;
    }

    /** A whole side of a book, one level a row: columns {@code side, price_eN, qty}. */
    public static List<Level> readLevels(Path file, String wantedSide) throws IOException {
        List<Level> levels = new ArrayList<>();
        try (CsvTable table = new CsvTable(file)) {
            int side = table.column("side");
            ScaledColumn price = table.scaledColumn("price");
            ScaledColumn quantity = table.scaledColumn("qty");
            while (table.next()) {
                if (table.text(side).equals(wantedSide)) {
                    levels.add(new Level(table.scaled(price), table.scaled(quantity)));
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

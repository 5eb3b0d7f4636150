package io.ringfence.ops.audit;

import io.ringfence.ops.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * A journal of a random trading day: quotes that wander, orders of every kind, cancels, replaces, kills, limits that
 * change, deposits, gaps, and a day that rolls. The seed is in the message of every failure.
 */
final class RandomDay {
    static final String CONFIG = """
            mode: %s
            instruments:
              BTC-USD: {tick: 0.01, lot: 0.0001, min_qty: 0.0001, min_notional: 10}
              ETH-USD: {tick: 0.01, lot: 0.001, min_qty: 0.001, min_notional: 10}
              SOL-USD: {tick: 0.01, lot: 0.01, min_qty: 0.01, min_notional: 10}
            accounts:
              A1: {cash: 500000, strategies: [s7, s8]}
              A2: {cash: 300000, smp_mode: none}
              A3: {cash: 200000}
            venue: {taker_fee_ppm: 150, maker_fee_ppm: -50}
            gates:
              default:
                day_loss_abs: 5000
                day_loss_bps: 200
                dd_soft_bps: 500
                dd_hard_bps: 1000
                max_positions: 3
                gross_abs: 250000
                max_leverage_bps: 30000
                pos_notional_abs: 100000
                pos_pct_bps: 2500
                cluster_abs: 150000
                symbols:
                  BTC-USD: {max_order_qty: 5, max_order_notional: 150000, pos_qty: 3}
                  ETH-USD: {max_order_qty: 100, max_order_notional: 150000, pos_qty: 60}
                  SOL-USD: {max_order_qty: 2000, max_order_notional: 150000, pos_qty: 1200}
              groups:
                G1: {members: [A2, A3], gross_abs: 300000}
              strategies:
                A1/s7: {gross_abs: 90000}
              global: {gross_abs: 450000}
            """;

    private static final String[] SYMBOLS = {"BTC-USD", "ETH-USD", "SOL-USD"};
    private static final String[] ACCOUNTS = {"A1", "A2", "A3"};
    private static final long DAY_END = 1_767_312_000_000_000_000L;

    private final SplittableRandom random;
    private final List<String> lines = new ArrayList<>();
    private final double[] mid = {60_000, 3_000, 150};
    private long nanos = DAY_END - 200_000_000_000L;
    /** The last limit orders: account, id and symbol. */
    private final List<String[]> resting = new ArrayList<>();

    private int ids;

    private RandomDay(long seed) {
        random = new SplittableRandom(seed);
    }

    /** Simulates a day into {@code folder/data}; returns that folder. */
    static Path journal(Path folder, String mode, long seed, int steps) throws IOException {
        RandomDay day = new RandomDay(seed);
        for (int symbol = 0; symbol < SYMBOLS.length; symbol++) {
            day.quote(symbol);
        }
        for (int i = 0; i < steps; i++) {
            day.step();
        }
        Files.createDirectories(folder);
        Path data = folder.resolve("data");
        Cli run = Cli.run(
                "simulate",
                "--config",
                Files.writeString(folder.resolve("core.yaml"), CONFIG.formatted(mode)),
                "--scenario",
                Files.write(folder.resolve("day.jsonl"), day.lines),
                "--data",
                data,
                "--out",
                folder.resolve("events.jsonl"));
        if (run.exitCode() != 0) {
            throw new AssertionError("seed " + seed + ": " + run.err());
        }
        return data;
    }

    private void step() {
        nanos += random.nextLong(1, 900_000_000L);
        int kind = random.nextInt(100);
        if (kind < 40) {
            quote(random.nextInt(SYMBOLS.length));
        } else if (kind < 78) {
            order();
        } else if (kind < 86) {
            cancel();
        } else if (kind < 93) {
            replace();
        } else {
            rare(random.nextInt(14));
        }
    }

    private void line(String rest) {
        lines.add("{\"t\":\"" + nanos + "\"," + rest + "}");
    }

    private void quote(int symbol) {
        mid[symbol] *= 1 + (random.nextDouble() - 0.5) / 500;
        double half = mid[symbol] / 20_000;
        line("\"type\":\"quote\",\"symbol\":\"" + SYMBOLS[symbol] + "\",\"bid\":\"" + price(mid[symbol] - half)
                + "\",\"bid_qty\":\"" + random.nextInt(1, 40) + "\",\"ask\":\"" + price(mid[symbol] + half)
                + "\",\"ask_qty\":\"" + random.nextInt(1, 40) + "\",\"last\":\"" + price(mid[symbol]) + "\"");
    }

    private static String price(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    private void order() {
        int symbol = random.nextInt(SYMBOLS.length);
        double value = 500 + random.nextDouble() * 40_000;
        String qty = String.format(Locale.ROOT, "%.2f", Math.max(0.01, value / mid[symbol]));
        String account = ACCOUNTS[random.nextInt(ACCOUNTS.length)];
        StringBuilder order = new StringBuilder("\"type\":\"order\",\"account\":\"" + account
                + "\",\"client_order_id\":\"o," + ++ids + "\",\"symbol\":\"" + SYMBOLS[symbol] + "\",\"side\":\""
                + (random.nextBoolean() ? "buy" : "sell") + "\",\"qty\":\"" + qty + "\"");
        if (account.equals("A1") && random.nextBoolean()) {
            order.append(",\"strategy\":\"")
                    .append(random.nextBoolean() ? "s7" : "s8")
                    .append('"');
        }
        double away = mid[symbol] * (random.nextDouble() - 0.5) / 300;
        switch (random.nextInt(6)) {
            case 0, 1 -> order.append(",\"order_type\":\"market\"");
            case 2 ->
                order.append(",\"order_type\":\"limit\",\"time_in_force\":\"ioc\",\"limit_price\":\"")
                        .append(price(mid[symbol] + away))
                        .append('"');
            case 3 ->
                order.append(",\"order_type\":\"stop\",\"stop_price\":\"")
                        .append(price(mid[symbol] + 3 * away))
                        .append('"');
            default ->
                order.append(",\"order_type\":\"limit\",\"time_in_force\":\"")
                        .append(random.nextBoolean() ? "gtc" : "day")
                        .append("\",\"limit_price\":\"")
                        .append(price(mid[symbol] + away))
                        .append("\",\"post_only\":")
                        .append(random.nextInt(8) == 0)
                        .append(",\"reduce_only\":")
                        .append(random.nextInt(8) == 0);
        }
        if (order.indexOf("\"limit\",\"time_in_force\":\"gtc\"") > 0) {
            resting.add(new String[] {account, "o," + ids, Integer.toString(symbol)});
        }
        line(order.toString());
    }

    private String[] someOrder() {
        if (resting.isEmpty()) {
            return new String[] {"A1", "o,unknown", "0"};
        }
        int newest = resting.size();
        return resting.get(random.nextInt(Math.max(0, newest - 6), newest));
    }

    private void cancel() {
        String[] order = someOrder();
        line("\"type\":\"cancel\",\"account\":\"" + order[0] + "\",\"client_order_id\":\"c" + ++ids
                + "\",\"orig_client_order_id\":\"" + order[1] + "\"");
    }

    private void replace() {
        String[] order = someOrder();
        int symbol = Integer.parseInt(order[2]);
        String qty = String.format(Locale.ROOT, "%.2f", Math.max(0.01, random.nextInt(500, 9_000) / mid[symbol]));
        line("\"type\":\"replace\",\"account\":\"" + order[0] + "\",\"client_order_id\":\"o," + ++ids
                + "\",\"orig_client_order_id\":\"" + order[1] + "\",\"qty\":\"" + qty + "\",\"limit_price\":\""
                + price(mid[symbol] * (0.999 + random.nextDouble() / 500)) + "\"");
    }

    private void rare(int which) {
        String account = ACCOUNTS[random.nextInt(3)];
        String why = ",\"reason\":\"test\",\"actor\":\"test\"";
        switch (which) {
            case 0 ->
                line("\"type\":\"kill\",\"scope\":\"account\",\"key\":\"" + account
                        + "\",\"level\":\"reduce_only\",\"cancel\":" + random.nextBoolean() + why);
            case 1, 2 -> line("\"type\":\"kill_reset\",\"scope\":\"account\",\"key\":\"" + account + "\"" + why);
            case 3 ->
                line("\"type\":\"cash\",\"account\":\"" + account + "\",\"amount\":\"" + random.nextInt(1, 900) + "\"");
            case 4 -> line("\"type\":\"mass_cancel\",\"account\":\"" + account + "\"");
            case 5 -> line("\"type\":\"gap\",\"symbol\":\"SOL-USD\",\"open\":" + random.nextBoolean());
            case 6 ->
                line("\"type\":\"limits\",\"account\":\"" + account + "\",\"set\":{\"gross_abs\":\""
                        + random.nextInt(100_000, 250_000) + "\"}" + why);
            case 7 ->
                line("\"type\":\"trade\",\"symbol\":\"BTC-USD\",\"price\":\"" + price(mid[0]) + "\",\"qty\":\"0.5\"");
            case 8 ->
                line("\"type\":\"status\",\"symbol\":\"ETH-USD\",\"status\":\""
                        + (random.nextInt(3) == 0 ? "halted" : "trading") + "\"");
            default -> line("\"type\":\"status\",\"symbol\":\"ETH-USD\",\"status\":\"trading\"");
        }
    }
}

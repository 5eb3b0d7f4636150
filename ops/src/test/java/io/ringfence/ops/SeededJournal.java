package io.ringfence.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** A journal of quotes, orders, cancels and kill switches, made of a seed. */
public final class SeededJournal {
    private static final long START = 1_767_225_600_000_000_000L;
    private static final long STEP_NANOS = 50_000_000;

    private SeededJournal() {}

    /** Simulates so many inputs into a data folder. */
    public static void write(Path data, long seed, int inputs) throws IOException {
        Path scenario = data.resolveSibling(data.getFileName() + ".jsonl");
        Files.writeString(scenario, scenario(seed, inputs));
        Path out = data.resolveSibling(data.getFileName() + ".out");
        Cli run = Cli.run("simulate", "--scenario", scenario, "--data", data, "--out", out);
        assertThat(run.exitCode()).as("seed %d: %s", seed, run.err()).isZero();
    }

    private static String scenario(long seed, int inputs) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder();
        long at = START;
        for (int i = 0; i < inputs; i++) {
            at += 1 + random.nextInt((int) STEP_NANOS);
            text.append("{\"t\":\"")
                    .append(at)
                    .append("\",")
                    .append(input(random, i))
                    .append("}\n");
        }
        return text.toString();
    }

    private static String input(Random random, int i) {
        int bid = 59_900 + random.nextInt(200);
        if (i % 10 == 0) {
            return "\"type\":\"quote\",\"symbol\":\"BTC-USD\",\"bid\":\"" + bid + "\",\"bid_qty\":\"3\",\"ask\":\""
                    + (bid + 10) + "\",\"ask_qty\":\"3\",\"last\":\"" + bid + "\"";
        }
        if (i % 97 == 96) {
            return "\"type\":\"kill\",\"scope\":\"account\",\"key\":\"A2\",\"level\":\"halted\",\"reason\":\"drill " + i
                    + "\"";
        }
        if (i % 97 == 20) {
            return "\"type\":\"kill_reset\",\"scope\":\"account\",\"key\":\"A2\",\"reason\":\"over\"";
        }
        String account = random.nextBoolean() ? "A1" : "A2";
        String side = random.nextBoolean() ? "buy" : "sell";
        String quantity = "0.0" + (1 + random.nextInt(9));
        String order = "\"type\":\"order\",\"account\":\"" + account + "\",\"client_order_id\":\"c" + i
                + "\",\"symbol\":\"BTC-USD\",\"side\":\"" + side + "\",\"qty\":\"" + quantity + "\"";
        return random.nextInt(3) == 0
                ? order + ",\"order_type\":\"market\""
                : order + ",\"order_type\":\"limit\",\"time_in_force\":\"gtc\",\"limit_price\":\""
                        + (bid - 100 + random.nextInt(200)) + "\"";
    }
}

package io.ringfence.ops.cli;

import io.ringfence.ops.Cli;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A folder of files that are wrong in one way each, made from files that are right. */
final class BadInput {
    private static final String QUOTE =
            "{\"t\":\"1767225600000000000\",\"type\":\"quote\",\"symbol\":\"BTC-USD\",\"bid\":\"59995\",\"bid_qty\":\"1\","
                    + "\"ask\":\"60005\",\"ask_qty\":\"1\",\"last\":\"60000\"}\n";
    private static final String VECTOR =
            "{\"vectors\":[{\"id\":\"x1\",\"order\":{\"symbol\":\"BTC-USD\",\"side\":\"BUY\",\"qty\":\"1\"}}]}";

    private final Path folder;

    BadInput(Path folder) {
        this.folder = folder;
    }

    void write() throws IOException {
        Files.createDirectory(folder.resolve("folder"));
        configurations(sandbox());
        scenarios();
        vectors();
        text("short.csv", "local_ts_ns,type\n1,Q\n");
        text("empty.csv", "");
        text("text.csv", TICKS + "1,Q,a,1,2,1\n");
        text("ragged.csv", TICKS + "1,Q,1\n");
        text("backwards.csv", TICKS + "2,Q,1,1,2,1\n1,Q,1,1,2,1\n");
        journals();
        keys();
    }

    private static final String TICKS = "local_ts_ns,type,bid_or_price,bidqty_or_qty,ask_or_aggressor,askqty\n";

    private void configurations(String good) throws IOException {
        text("unknown.yaml", good + "\nfoo: 1\n");
        text("misspelt.yaml", good.replace("gross_abs", "gros_abs"));
        text("type.yaml", good.replace("day_loss_bps: 200", "day_loss_bps: many"));
        text("range.yaml", good + "\nengine: {ring_size: 100000}\n");
        text("power.yaml", good + "\nengine: {ring_size: 1000}\n");
        text("twice.yaml", good + "\nmode: paper\n");
        text("missing.yaml", good.replace("    gross_abs: 250000\n", ""));
        text("live.yaml", good.replace("mode: paper", "mode: live"));
        text("ports.yaml", good + "\ngateway: {http: {port: 9000, ops_port: 9000}}\n");
        text("open.yaml", "a: [1\n");
        text("list.yaml", "- a\n");
        text("empty.yaml", "");
        text("tab.yaml", "a:\n\tb: 1\n");
        Files.write(folder.resolve("latin.yaml"), "mode: p\u00e4per\n".getBytes(StandardCharsets.ISO_8859_1));
        text("twice.properties", "mode=paper\nmode=paper\n");
        text("escape.properties", "mode=\\u12\n");
    }

    private void scenarios() throws IOException {
        text("good.jsonl", QUOTE);
        text("truncated.jsonl", QUOTE + QUOTE.substring(0, 50) + "\n");
        text("type.jsonl", QUOTE + "{\"t\":\"1767225600000000000\",\"type\":\"ordr\"}\n");
        text("missing.jsonl", QUOTE + "{\"t\":\"1767225600000000000\",\"type\":\"order\",\"account\":\"A1\"}\n");
        text("backwards.jsonl", QUOTE + QUOTE.replace("17672256", "17672255"));
        text("timeless.jsonl", "{\"type\":\"timer\"}\n");
        text("array.jsonl", "[]\n");
        text("unknown.jsonl", QUOTE.replace("\"bid_qty\"", "\"bidqty\""));
        text("word.jsonl", QUOTE.replace("\"59995\"", "\"x\""));
        text("large.jsonl", QUOTE.replace("\"59995\"", "\"99999999999999999999\""));
        text("twice.jsonl", QUOTE.replace("{\"t\"", "{\"t\":\"1\",\"t\""));
        text("symbol.jsonl", QUOTE.replace("BTC-USD", "BTX-USD"));
        Files.write(folder.resolve("latin.jsonl"), "{\"t\":\"\u00e4\"}\n".getBytes(StandardCharsets.ISO_8859_1));
        Files.write(folder.resolve("broken.gz"), new byte[] {0x1f, (byte) 0x8b, 8, 0, 'g', 'a', 'r', 'b'});
    }

    private void vectors() throws IOException {
        text("good.json", VECTOR);
        text("empty.json", "");
        text("truncated.json", VECTOR.substring(0, 40));
        text("array.json", "[]");
        text("none.json", "{\"defaults\":{}}");
        text("behind.json", VECTOR + "x");
        text("number.json", "{\"vectors\":[5]}");
        text("object.json", "{\"vectors\":{}}");
        text("defaults.json", "{\"defaults\":[],\"vectors\":[]}");
        text("misspelt.json", "{\"defualts\":{},\"vectors\":[]}");
        text("overrides.json", VECTOR.replace("\"id\"", "\"config_override\":{},\"id\""));
        text("symbol.json", VECTOR.replace("\"symbol\":\"BTC-USD\",", ""));
        text("side.json", VECTOR.replace("BUY", "BYE"));
        text("tif.json", VECTOR.replace("\"qty\"", "\"tif\":\"GTX\",\"qty\""));
        text("quantity.json", VECTOR.replace("\"1\"", "\"abc\""));
        text("nothing.json", VECTOR.replace(",\"qty\":\"1\"", ""));
        text("negative.json", VECTOR.replace("\"1\"", "\"-1\""));
        text("large.json", VECTOR.replace("\"1\"", "\"99999999999999999999\""));
        text("field.json", VECTOR.replace("\"qty\"", "\"qyt\""));
        text("state.json", VECTOR.replace("\"id\"", "\"state\":[],\"id\""));
        text("limit.json", VECTOR.replace("\"id\"", "\"config_overrides\":{\"gross\":\"1\"},\"id\""));
        text("status.json", book("\"status\":\"OPEN\""));
        text("age.json", book("\"age_ns\":-1"));
        text("absent.json", book("\"bid\":\"-92233720368.54775808\""));
        text("different.json", VECTOR.replace("\"id\"", "\"expect\":{\"code\":0},\"id\""));
    }

    private static String book(String field) {
        return VECTOR.replace("\"id\"", "\"state\":{\"books\":{\"BTC-USD\":{" + field + "}}},\"id\"");
    }

    /** One sound, one with a damaged record, one that lost its end. */
    private void journals() throws IOException {
        String scenario = folder.resolve("good.jsonl").toString();
        for (String name : List.of("sound", "damaged", "short")) {
            Cli run = Cli.run(
                    "simulate", "--scenario", scenario, "--data", folder.resolve(name), "--out", folder.resolve("o"));
            if (run.exitCode() != 0) {
                throw new IllegalStateException(run.err());
            }
        }
        Path damaged = cycle("damaged");
        byte[] bytes = Files.readAllBytes(damaged);
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("first deposit");
        bytes[at] ^= 1;
        Files.write(damaged, bytes);
        Files.delete(cycle("short"));
    }

    private Path cycle(String name) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve(name))) {
            return files.filter(file -> file.toString().endsWith(".cq4"))
                    .filter(file -> !file.toString().contains("metadata"))
                    .sorted()
                    .findFirst()
                    .orElseThrow();
        }
    }

    private void keys() throws IOException {
        Files.createDirectory(folder.resolve("keys"));
        text("keys/sandbox-keys.properties", "viewer=rf_0\n");
        Files.setPosixFilePermissions(
                folder.resolve("keys/sandbox-keys.properties"),
                java.nio.file.attribute.PosixFilePermissions.fromString("rw-r--r--"));
    }

    private static String sandbox() {
        try (InputStream in = BadInput.class.getResourceAsStream("/io/ringfence/ops/config/sandbox.yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void text(String name, String content) throws IOException {
        Files.writeString(folder.resolve(name), content);
    }
}

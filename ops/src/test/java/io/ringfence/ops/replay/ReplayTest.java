package io.ringfence.ops.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.ops.Cli;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayTest {
    private static final String SCENARIO = """
            {"t":"1767225600000000000","type":"quote","symbol":"BTC-USD","bid":"59995","bid_qty":"1","ask":"60005","ask_qty":"1","last":"60000"}
            {"t":"1767225600000000001","type":"order","account":"A1","client_order_id":"c1","symbol":"BTC-USD","side":"buy","order_type":"limit","qty":"0.5","limit_price":"60005"}
            {"t":"1767225600000000002","type":"order","account":"A1","client_order_id":"c2","symbol":"BTC-USD","side":"buy","order_type":"limit","time_in_force":"gtc","qty":"0.1","limit_price":"59000"}
            {"t":"1767225603000000002","type":"order","account":"A2","client_order_id":"c3","symbol":"ETH-USD","side":"buy","order_type":"market","qty":"6"}
            """;

    @TempDir
    Path folder;

    private Path data;

    @BeforeEach
    void simulate() throws IOException {
        data = folder.resolve("data");
        Path scenario = Files.writeString(folder.resolve("s.jsonl"), SCENARIO);
        Cli run = Cli.run("simulate", "--scenario", scenario, "--data", data, "--out", folder.resolve("o"));
        assertThat(run.exitCode()).as(run.err()).isZero();
    }

    @Test
    void aJournalReplaysEqualAndSaysHowFast() {
        Cli replay = Cli.run("replay", "--data", data, "--verify");

        assertThat(replay.exitCode()).isZero();
        assertThat(replay.outLines().get(0)).matches("compared 22 commands in .* s \\(.*/s\\)");
        assertThat(replay.outLines().get(1))
                .startsWith("identical; state hash ")
                .endsWith(" at sequence 22");
    }

    @Test
    void theStateAtASequenceIsJson() throws IOException {
        List<String> dump = dump();
        assertThat(dump).hasSize(22);
        String at = dump.stream()
                .filter(line -> line.contains("\"c2\""))
                .findFirst()
                .orElseThrow();
        long sequence = Long.parseLong(at.substring(7, at.indexOf(',')));

        Path out = folder.resolve("state.json");
        ReplayRun run = new ReplayRun(JournalFolder.open(data));
        run.execute(sequence);
        run.writeState(Files.newOutputStream(out));

        assertThat(Files.readString(out))
                .contains("\"seq\" : " + sequence)
                .contains("\"position\" : \"0.5\"")
                .contains("\"open_buy\" : \"0.1\"")
                .contains("\"limit_price\" : \"59000\"");
    }

    private List<String> dump() throws IOException {
        Path out = folder.resolve("dump.jsonl");
        Cli dump = Cli.run("journal", "dump", "--data", data, "--out", out);
        assertThat(dump.exitCode()).as(dump.err()).isZero();
        return Files.readAllLines(out);
    }

    @Test
    void aDumpHoldsCommandDecisionEventsAndChecksums() throws IOException {
        List<String> dump = dump();

        assertThat(dump.get(15))
                .contains("\"command\":{\"type\":\"order\",\"account\":\"A1\",\"client_order_id\":\"c1\"")
                .contains("\"event\":\"decision\"")
                .contains("\"event\":\"execution\"");
        for (int i = 1; i < dump.size(); i++) {
            String crc = dump.get(i - 1).replaceAll(".*\"crc\":\"(\\w+)\".*", "$1");
            assertThat(dump.get(i)).contains("\"previous_crc\":\"" + crc + "\"");
        }
    }

    @Test
    void damageIsExitCodeThreeAndSaysWhere() throws IOException {
        Path file = cycleFile();
        byte[] bytes = Files.readAllBytes(file);
        int at = indexOf(bytes, "c2".getBytes(StandardCharsets.US_ASCII));
        try (RandomAccessFile random = new RandomAccessFile(file.toFile(), "rw")) {
            random.seek(at);
            random.write('X');
        }

        for (List<String> command :
                List.of(List.of("replay"), List.of("journal", "verify"), List.of("journal", "dump"))) {
            Cli run = Cli.run(Stream.concat(command.stream(), Stream.of("--data", data.toString()))
                    .toArray());
            assertThat(run.exitCode()).as(command.toString()).isEqualTo(3);
            assertThat(run.err()).contains(file.toString()).contains("offset").hasLineCount(1);
        }
        Cli repaired = Cli.run("journal", "repair", "--data", data, "--yes", "--accept-loss");
        assertThat(repaired.exitCode()).as(repaired.err()).isZero();
        assertThat(Cli.run("replay", "--data", data).exitCode()).isZero();
    }

    private Path cycleFile() throws IOException {
        try (var files = Files.list(data.resolve("journal"))) {
            return files.filter(file -> file.toString().endsWith(".cq4"))
                    .sorted()
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static int indexOf(byte[] bytes, byte[] part) {
        for (int i = 0; i < bytes.length - part.length; i++) {
            if (Arrays.equals(bytes, i, i + part.length, part, 0, part.length)) {
                return i;
            }
        }
        throw new AssertionError("not found");
    }

    /** A journal whose records are sound but say something that this engine would not: another build, or a forger. */
    @Test
    void aDivergenceIsExitCodeOneWithBothSides() throws IOException {
        Path forged = folder.resolve("forged");
        ForgedJournal.write(forged);

        Cli replay = Cli.run("replay", "--data", forged);

        assertThat(replay.exitCode()).isEqualTo(1);
        assertThat(replay.outLines().get(1)).contains("diverges at sequence 2, fragment 0, byte ");
        assertThat(replay.outLines().get(2)).startsWith("recorded: ").contains("\"cash\":\"0.00000101\"");
        assertThat(replay.outLines().get(3)).startsWith("replayed: ").contains("\"cash\":\"0.000001\"");
    }

    @Test
    void badUsageIsOneSentence() {
        assertThat(Cli.run("replay", "--data", folder.resolve("none")).err()).contains("holds no journal");
        assertThat(Cli.run("replay", "--data", data, "--until", "99").err()).contains("ends at sequence 22");
        assertThat(Cli.run("replay").exitCode()).isEqualTo(2);
        assertThat(Cli.run("journal").exitCode()).isEqualTo(2);
        assertThat(Cli.run("simulate", "--scenario", folder.resolve("s.jsonl"), "--data", data)
                        .err())
                .contains("already holds a journal");
    }
}

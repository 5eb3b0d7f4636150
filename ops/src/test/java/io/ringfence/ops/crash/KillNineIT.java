package io.ringfence.ops.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * kill -9 of a whole core under load, again and again on the same data, with the client's book as the judge: nothing
 * acknowledged is lost, nothing is done twice, nothing appears that nobody sent. The long form:
 * {@code mvn verify -pl ops -am -Dit.test=KillNineIT -Dringfence.core.kills=20}.
 */
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class KillNineIT {
    private static final int KILLS = Integer.getInteger("ringfence.core.kills", 2);
    private static final long SEED = Long.getLong("ringfence.seed", System.nanoTime());

    @TempDir
    Path work;

    @ParameterizedTest
    @ValueSource(strings = {"process", "power"})
    void everyAcknowledgedOrderSurvivesOnce(String durability) throws Exception {
        System.out.println("KillNineIT " + durability + ": -Dringfence.seed=" + SEED);
        Random random = new Random(SEED);
        Path data = work.resolve("data");
        Path ledger = Files.createFile(work.resolve("ledger"));
        Map<String, String> environment = Map.of(
                "RINGFENCE_JOURNAL_DURABILITY", durability,
                "RINGFENCE_JOURNAL_BLOCK_SIZE", "1048576",
                "RINGFENCE_JOURNAL_DISK_WINDOW_BYTES", "8388608");
        for (int kill = 0; kill < KILLS; kill++) {
            long before = LedgerClient.acknowledged(ledger);
            try (CoreProcess core = CoreProcess.start(data, environment)) {
                String prefix = "k" + kill;
                String token = core.token("trader.A1");
                Thread load = new Thread(() -> load(core, token, ledger, prefix));
                load.start();
                long enough = before + 20 + random.nextInt(400);
                await().atMost(Duration.ofMinutes(2))
                        .pollInterval(Duration.ofMillis(10))
                        .until(() -> LedgerClient.acknowledged(ledger) >= enough);
                core.kill9();
                load.join();
            }
            assertThat(findings(data, ledger))
                    .as("kill " + kill + ", seed " + SEED)
                    .isEmpty();
        }
        try (CoreProcess core = CoreProcess.start(data, environment)) {
            assertThat(core.stop()).as(core.errors()).isZero();
        }
        assertThat(findings(data, ledger)).as("seed " + SEED).isEmpty();
        System.out.println("KillNineIT " + durability + ": " + KILLS + " kills, " + LedgerClient.acknowledged(ledger)
                + " acknowledged, 0 lost, doubled or invented");
    }

    private static void load(CoreProcess core, String token, Path ledger, String prefix) {
        try {
            LedgerClient.load(core.trading(), token, ledger, prefix, 4);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> findings(Path data, Path ledger) throws Exception {
        Path dump = work.resolve("dump");
        Path errors = work.resolve("errors");
        Process process = CoreProcess.launch(Map.of(), dump, errors, "journal", "dump", "--data", data.toString());
        assertThat(process.waitFor()).as(Files.readString(errors)).isZero();
        try (var lines = Files.lines(dump)) {
            return LedgerClient.check(ledger, lines);
        }
    }
}

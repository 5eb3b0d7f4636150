package io.ringfence.ops.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringfence.journal.JournalLayout;
import io.ringfence.journal.JournalScan;
import io.ringfence.journal.ScanProgress;
import io.ringfence.ops.Cli;
import io.ringfence.ops.StandbySnapshots;
import io.ringfence.ops.client.FixClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import quickfix.Message;

/** A core whose journal begins in the archive answers a FIX desk, at first by reading the archive, later without. */
class ArchivedHourTest {
    private static final String SCENARIO = """
            {"t":"1767225600000000000","type":"quote","symbol":"BTC-USD","bid":"59995","bid_qty":"1","ask":"60005","ask_qty":"1","last":"60000"}
            {"t":"1767225600000000001","type":"order","account":"A1","client_order_id":"c1","symbol":"BTC-USD","side":"buy","order_type":"limit","time_in_force":"gtc","qty":"0.5","limit_price":"59000"}
            {"t":"1767229200000000002","type":"quote","symbol":"BTC-USD","bid":"59995","bid_qty":"1","ask":"60005","ask_qty":"1","last":"60000"}
            {"t":"1767232800000000003","type":"quote","symbol":"BTC-USD","bid":"59995","bid_qty":"1","ask":"60005","ask_qty":"1","last":"60000"}
            """;

    @TempDir
    private Path folder;

    @Test
    void answersForAnOrderOfAnArchivedHourAndNextTimeStartsBehindIt() throws Exception {
        Path data = folder.resolve("data");
        archiveTheFirstHour(data);
        try (LiveCore live = new LiveCore(null, data)) {
            assertThat(status(live, "c1")).containsExactly("I", "0", "0.5");
            assertThat(live.core.fix().reportsStartedBehind()).isZero();
        }
        try (LiveCore live = new LiveCore(null, data)) {
            assertThat(status(live, "c1")).containsExactly("I", "0", "0.5");
            assertThat(live.core.fix().reportsStartedBehind()).isPositive();
        }
    }

    @Test
    void readsEverythingAgainWhenTheStoresAreGone() throws Exception {
        Path data = folder.resolve("data");
        archiveTheFirstHour(data);
        try (LiveCore live = new LiveCore(null, data)) {
            // halted: the simulation wrote no kill states
            assertThat(order(live)).isEqualTo("8");
        }
        delete(data.resolve("fix/store"));
        delete(folder.resolve("desk"));
        try (LiveCore live = new LiveCore(null, data)) {
            assertThat(status(live, "f1")).containsExactly("8", "8", "0.01");
            assertThat(live.core.fix().reportsStartedBehind()).isZero();
        }
    }

    private void archiveTheFirstHour(Path data) throws Exception {
        Path scenario = Files.writeString(folder.resolve("s.jsonl"), SCENARIO);
        assertThat(Cli.run("simulate", "--scenario", scenario, "--data", data, "--out", folder.resolve("o"))
                        .exitCode())
                .isZero();
        assertThat(Cli.run("journal", "seal", "--data", data).exitCode()).isZero();
        long last = JournalScan.run(new JournalLayout(data), ScanProgress.NONE)
                .totals()
                .lastSequence();
        StandbySnapshots snapshots = new StandbySnapshots(data);
        StandbySnapshots.write(snapshots.replay(null, last), new JournalLayout(data).snapshotDirectory());
        Cli archive = Cli.run("journal", "archive", "--data", data);
        assertThat(archive.out()).contains("20260101-00F.zip");
    }

    private FixClient desk(LiveCore live) {
        FixClient desk = new FixClient(new FixClient.Peer(
                "127.0.0.1",
                live.core.fix().address().getPort(),
                "A1",
                "RINGFENCE",
                "trader.A1",
                live.token("trader.A1"),
                folder.resolve("desk")));
        await().until(() -> live.core.fix().reportsStartedBehind() >= 0);
        desk.logOn();
        return desk;
    }

    /** ExecType, OrdStatus and OrderQty of the first report that names this ClOrdID. */
    private List<String> status(LiveCore live, String clOrdId) throws InterruptedException {
        try (FixClient desk = desk(live)) {
            desk.send("H", Map.of(11, clOrdId, 1, "A1", 55, "BTC-USD", 54, "1"));
            Message report = desk.next(20_000);
            while (report != null && !FixClient.field(report, 11).equals(clOrdId)) {
                report = desk.next(20_000);
            }
            assertThat(report).as("a report of %s", clOrdId).isNotNull();
            Message found = report;
            return Stream.of(150, 39, 38)
                    .map(tag -> FixClient.field(found, tag))
                    .toList();
        }
    }

    private String order(LiveCore live) throws InterruptedException {
        try (FixClient desk = desk(live)) {
            desk.send("D", Map.of(11, "f1", 55, "BTC-USD", 54, "1", 38, "0.01", 40, "2", 44, "50000", 59, "1"));
            return FixClient.field(desk.next(20_000), 150);
        }
    }

    private static void delete(Path tree) throws Exception {
        try (Stream<Path> paths = Files.walk(tree)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}

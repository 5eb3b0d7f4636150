package io.ringfence.ops.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringfence.journal.JournalLayout;
import io.ringfence.journal.JournalScan;
import io.ringfence.journal.ScanProgress;
import io.ringfence.journal.snapshot.SnapshotStore;
import io.ringfence.ops.RealProcess;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A core, its death, its restart and its end, followed by a standby: all processes of their own. */
@Timeout(300)
class FollowIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Map<String, String> ANY_PORT = Map.of(
            "RINGFENCE_GATEWAY_HTTP_PORT", "0",
            "RINGFENCE_GATEWAY_HTTP_OPS_PORT", "0",
            "RINGFENCE_GATEWAY_FIX_PORT", "0");
    private static final Pattern SEQUENCE = Pattern.compile("\"seq\":(\\d+),\"released_seq\":(\\d+)");

    @TempDir
    private Path folder;

    private Path data() {
        return folder.resolve("data");
    }

    private RealProcess core() throws IOException {
        RealProcess core = new RealProcess(ANY_PORT, "run", "--data", data());
        await().atMost(PATIENCE).until(() -> isReady(core) || !core.isAlive());
        assertThat(core.isAlive()).as("%s", core.err()).isTrue();
        return core;
    }

    private static boolean isReady(RealProcess core) {
        return core.out().stream().anyMatch(line -> line.startsWith("Ringfence is ready"));
    }

    private static long sequence(RealProcess standby) {
        List<String> lines = standby.out();
        for (int i = lines.size() - 1; i >= 0; i--) {
            Matcher matcher = SEQUENCE.matcher(lines.get(i));
            if (matcher.find()) {
                return Long.parseLong(matcher.group(1));
            }
        }
        return 0;
    }

    @Test
    void followsACoreThroughItsDeathAndIsARestoreForIt() throws Exception {
        Path snapshots = folder.resolve("standby");
        try (RealProcess first = core();
                RealProcess standby = new RealProcess(
                        Map.of(),
                        "follow",
                        "--data",
                        data(),
                        "--snapshots",
                        snapshots,
                        "--json",
                        "--interval",
                        "1",
                        "--every-seconds",
                        "1")) {
            await().atMost(PATIENCE).until(() -> sequence(standby) > 40);
            first.kill9();
            tearTheTail();
            try (RealProcess second = core()) {
                assertThat(second.err()).anyMatch(line -> line.contains("Cut a write that did not finish"));
                long before = sequence(standby);
                await().atMost(PATIENCE).until(() -> sequence(standby) > before + 30);
                assertThat(second.stop()).isZero();
            }
            assertThat(standby.isAlive()).as("%s", standby.err()).isTrue();
            assertThat(standby.stop()).as("%s %s", standby.out(), standby.err()).isZero();
            assertThat(standby.out().get(standby.out().size() - 1))
                    .contains("\"type\":\"stopped\"", "identical up to sequence");
        }
        long last = JournalScan.run(new JournalLayout(data()), ScanProgress.NONE)
                .totals()
                .lastSequence();
        SnapshotStore own = new SnapshotStore(data().resolve("snapshots"), 1);
        assertThat(SnapshotStore.check(own.paths().get(0)).sequence())
                .as("the snapshot of a clean stop")
                .isEqualTo(last);
        restoreFrom(snapshots);
    }

    /** What a death in the middle of a write leaves; the restart must cut it under the standby. */
    private void tearTheTail() throws IOException {
        Path file;
        try (Stream<Path> files = Files.list(data().resolve("journal"))) {
            file = files.filter(path -> path.toString().endsWith(".cq4"))
                    .max(Path::compareTo)
                    .orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(file);
        int end = bytes.length;
        while (bytes[end - 1] == 0) {
            end--;
        }
        try (RandomAccessFile random = new RandomAccessFile(file.toFile(), "rw")) {
            random.seek((end + 7L) / 4 * 4);
            random.write(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9});
        }
    }

    private void restoreFrom(Path snapshots) throws Exception {
        try (Stream<Path> own = Files.list(data().resolve("snapshots"))) {
            for (Path path : own.toList()) {
                Files.delete(path);
            }
        }
        try (Stream<Path> copies = Files.list(snapshots)) {
            for (Path path :
                    copies.filter(path -> path.toString().endsWith(".rfs")).toList()) {
                Files.copy(path, data().resolve("snapshots").resolve(path.getFileName()));
            }
        }
        try (RealProcess restored = core()) {
            assertThat(restored.out().get(0))
                    .matches("Ringfence is ready, recovered from the snapshot at sequence \\d+"
                            + " and \\d+ commands\\.");
            assertThat(restored.stop()).isZero();
        }
    }
}

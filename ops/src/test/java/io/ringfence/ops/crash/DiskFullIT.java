package io.ringfence.ops.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A whole core on a file system of 96 MiB that somebody else fills up. Needs root, because it mounts a tmpfs; skipped
 * with a message elsewhere.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class DiskFullIT {
    private static final Map<String, String> SMALL = Map.of(
            "RINGFENCE_JOURNAL_BLOCK_SIZE", "1048576",
            "RINGFENCE_JOURNAL_DURABILITY", "power",
            "RINGFENCE_JOURNAL_DISK_WINDOW_BYTES", "4194304",
            "RINGFENCE_JOURNAL_DISK_RESERVE_BYTES", "16777216");
    private static final Pattern ORDER_ID = Pattern.compile("\"order_id\":\"(\\d+)\"");

    @TempDir
    Path mount;

    private Path data;
    private boolean mounted;

    @BeforeEach
    void mount() throws Exception {
        mounted = System.getProperty("os.name").equals("Linux")
                && run("mount", "-t", "tmpfs", "-o", "size=96m", "ringfence-test", mount.toString()) == 0;
        assumeThat(mounted)
                .as("a tmpfs can be mounted (needs root); without it the full disk is not tested here")
                .isTrue();
        data = mount.resolve("data");
    }

    @AfterEach
    void unmount() throws Exception {
        if (mounted) {
            run("umount", "-l", mount.toString());
        }
    }

    private static int run(String... command) throws Exception {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    /** Leaves this many bytes free, or none. */
    private void fill(long leaveBytes) throws IOException {
        try (OutputStream filler = Files.newOutputStream(mount.resolve("filler"))) {
            byte[] some = new byte[64 << 10];
            while (Files.getFileStore(mount).getUsableSpace() > leaveBytes) {
                filler.write(some);
            }
        } catch (IOException e) {
            assertThat(leaveBytes).as("the disk became full").isZero();
        }
    }

    private void free() throws IOException {
        Files.delete(mount.resolve("filler"));
    }

    private static void awaitOrder(CoreProcess core, String prefix, int status) {
        int[] number = {0};
        await().atMost(Duration.ofSeconds(30))
                .until(() -> core.order(prefix + number[0]++, "market", "\"qty\":\"0.001\"")
                                .statusCode()
                        == status);
    }

    @Test
    void refusesOrdersInTimeLosesNothingAndComesBackByItself() throws Exception {
        try (CoreProcess core = CoreProcess.start(data, SMALL)) {
            HttpResponse<String> resting = core.order("rest-1", "limit", "\"qty\":\"0.1\",\"limit_price\":\"59000\"");
            assertThat(resting.statusCode()).isEqualTo(201);
            fill(6 << 20);
            awaitOrder(core, "full-", 503);
            HttpResponse<String> refused = core.order("refused-1", "market", "\"qty\":\"0.001\"");
            assertThat(refused.body()).contains("\"code\":902", "nothing was done");
            assertThat(core.isReady()).isTrue();
            assertThat(core.call("", "GET", "/metrics", null).body()).contains("ringfence_journal_disk_level 3.0");
            Matcher id = ORDER_ID.matcher(resting.body());
            assertThat(id.find()).isTrue();
            HttpResponse<String> replace = core.call(
                    "trader.A1",
                    "PATCH",
                    "/v1/orders/" + id.group(1),
                    "{\"client_order_id\":\"r-1\",\"qty\":\"0.05\"}");
            assertThat(replace.body()).contains("\"code\":902");
            assertThat(core.call("trader.A1", "DELETE", "/v1/orders/" + id.group(1), null)
                            .statusCode())
                    .isEqualTo(202);
            assertThat(core.call("risk_admin", "GET", "/v1/risk/state", null).statusCode())
                    .isEqualTo(200);
            String scope = "{\"scope\":\"global\",\"level\":\"halted\",\"reason\":\"disk\"}";
            assertThat(core.call("risk_admin", "POST", "/v1/risk/kill", scope).statusCode())
                    .isEqualTo(200);
            assertThat(core.call("risk_admin", "POST", "/v1/risk/kill/reset", "{\"scope\":\"global\",\"reason\":\"x\"}")
                            .statusCode())
                    .isEqualTo(200);
            free();
            awaitOrder(core, "again-", 201);
            assertThat(core.stop()).isZero();
        }
        try (CoreProcess core = CoreProcess.start(data, SMALL)) {
            assertThat(core.stop()).as(core.errors()).isZero();
        }
    }

    @Test
    void aDiskWithoutAByteLeftStillTakesCancelsAndAStartAfterwardsRefusesUntilThereIsRoom() throws Exception {
        try (CoreProcess core = CoreProcess.start(data, SMALL)) {
            assertThat(core.order("before", "market", "\"qty\":\"0.001\"").statusCode())
                    .isEqualTo(201);
            fill(0);
            awaitOrder(core, "full-", 503);
            for (int i = 0; i < 200; i++) {
                assertThat(core.call("trader.A1", "DELETE", "/v1/orders?account=A1", null)
                                .statusCode())
                        .isEqualTo(202);
            }
            core.kill9();
        }
        // What the dead core had ready for its next file would be enough for a start.
        Files.delete(data.resolve("journal/next.prepared"));
        fill(0);
        assertThatThrownBy(() -> CoreProcess.start(data, SMALL))
                .hasMessageContaining("Free some space and start again; nothing is damaged");
        free();
        try (CoreProcess core = CoreProcess.start(data, SMALL)) {
            awaitOrder(core, "after-", 201);
            HttpResponse<String> before = core.order("before", "market", "\"qty\":\"0.001\"");
            assertThat(before.statusCode()).as("known, and not done again").isEqualTo(200);
            assertThat(core.stop()).as(core.errors()).isZero();
        }
    }
}

package io.ringfence.ops.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringfence.ops.Cli;
import io.ringfence.ops.client.ApiClient;
import io.ringfence.ops.client.Body;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a running core tells an auditor of its own journal, held against the command line's reading of the files. */
class AuditTest {
    @TempDir
    private Path data;

    private static String verdict(LiveCore live, String auditor) {
        ApiClient.Answer answer = live.send(auditor, "GET", "/v1/audit/verify", null);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private Path journalFile() throws IOException {
        try (Stream<Path> files = Files.walk(data)) {
            return files.filter(file -> file.toString().endsWith(".cq4")
                            && !file.getFileName().toString().startsWith("metadata"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void exportsTheLinesOfTheCommandLine() throws IOException {
        String exported;
        String some;
        long last = 0;
        try (LiveCore live = new LiveCore(null, data)) {
            String auditor = live.token("auditor");
            for (int i = 1; i <= 5; i++) {
                ApiClient.Answer answer = live.buy(live.token("trader.A1"), "a-" + i, "A1", "0.1", "59000");
                assertThat(answer.status()).as(answer.body()).isEqualTo(201);
                last = Long.parseLong(Body.field(answer.body(), "seq"));
            }
            String path = "/v1/audit/export?to=" + last;
            exported = live.send(auditor, "GET", path, null).body();
            some = live.send(auditor, "GET", path + "&from=" + (last - 2), null).body();
        }
        Cli all = Cli.run("journal", "dump", "--data", data, "--to", last);
        assertThat(all.exitCode()).as(all.err()).isZero();
        assertThat(exported).isEqualTo(all.out());
        assertThat(some.lines().toList())
                .isEqualTo(all.outLines().subList((int) last - 3, (int) last))
                .last()
                .asString()
                .contains("a-5");
    }

    @Test
    void saysWhatIsSignedAndWhatIsNotAsItWasSigned() throws IOException {
        try (LiveCore live = new LiveCore(null, data)) {
            assertThat(Body.field(verdict(live, live.token("auditor")), "result"))
                    .as("before or behind the first checkpoint")
                    .isIn("unsigned", "sound");
            live.buy(live.token("trader.A1"), "findme-1", "A1", "0.1", "59000");
        }
        try (LiveCore live = new LiveCore(null, data)) {
            String auditor = live.token("auditor");
            String sound = verdict(live, auditor);
            assertThat(Body.field(sound, "result")).as(sound).isEqualTo("sound");
            assertThat(Long.parseLong(Body.field(sound, "signed_through"))).isGreaterThan(15);
            assertThat(Body.field(sound, "last_checkpoint")).hasSize(64);

            Path file = journalFile();
            byte[] bytes = Files.readAllBytes(file);
            int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("findme-1");
            try (RandomAccessFile random = new RandomAccessFile(file.toFile(), "rw")) {
                random.seek(at);
                random.write('F');
            }
            String forged = verdict(live, auditor);
            assertThat(Body.field(forged, "result")).isEqualTo("broken");
            assertThatThrownBy(() -> live.send(auditor, "GET", "/v1/audit/export", null))
                    .as("what can not be told to its end is cut off")
                    .hasMessageContaining("no answer");
            assertThat(Body.field(forged, "problem"))
                    .contains(file.getFileName().toString());
        }
    }
}

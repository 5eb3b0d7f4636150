package io.ringfence.ops.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.journal.ChronicleJournal;
import io.ringfence.journal.JournalConfig;
import io.ringfence.journal.JournalLayout;
import io.ringfence.journal.ScanProgress;
import io.ringfence.ops.Cli;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever is wrong with what a person gives: one clear sentence, the right exit code, no stack trace. The table is
 * bad-input.txt: a command, its exit code, everything that it says on standard error. {@code @} is the folder with the
 * files of {@link BadInput}, {@code TAKEN} a port that is taken.
 */
class BadInputTest {
    @TempDir
    private Path folder;

    @Test
    void endsWithOneClearSentence() throws IOException {
        new BadInput(folder).write();
        String table;
        try (InputStream in = BadInputTest.class.getResourceAsStream("/bad-input.txt")) {
            table = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        StringBuilder actual = new StringBuilder();
        JournalLayout held = new JournalLayout(folder.resolve("held"));
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ChronicleJournal other = ChronicleJournal.open(JournalConfig.of(held), ScanProgress.NONE)) {
            assertThat(other.recovered().lastSequence()).as("held by another").isZero();
            String port = Integer.toString(taken.getLocalPort());
            for (String line : table.lines().toList()) {
                if (line.startsWith("#") || line.isEmpty()) {
                    actual.append(line).append('\n');
                } else if (line.startsWith("$ ")) {
                    actual.append(line).append('\n').append(outcome(line.substring(2), port));
                }
            }
        }
        Files.writeString(Path.of("target", "bad-input.txt"), actual);
        assertThat(actual.toString()).isEqualTo(table).doesNotContain("Exception", "\tat ");
    }

    private String outcome(String command, String port) {
        Map<String, String> environment = new HashMap<>();
        List<String> arguments = new ArrayList<>();
        for (String word :
                command.replace("@", folder.toString()).replace("TAKEN", port).split(" ", -1)) {
            if (word.startsWith("RINGFENCE_")) {
                int equals = word.indexOf('=');
                environment.put(word.substring(0, equals), word.substring(equals + 1));
            } else {
                arguments.add(word);
            }
        }
        Cli cli = Cli.run(environment, arguments);
        String said = cli.err().replace(folder.toString(), "@").replace(port, "TAKEN");
        return cli.exitCode() + "\n" + said;
    }
}

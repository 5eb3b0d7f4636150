package io.ringfence.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PoisonFileTest {
    @TempDir
    Path data;

    @Test
    void keepsTheBytesAndWhatTheyDid() throws Exception {
        UnsafeBuffer command = new UnsafeBuffer(new byte[] {9, 9, 1, 2, 3, 9});
        Path binary = PoisonFile.write(
                new JournalLayout(data), 17, command, 2, 3, new IllegalStateException("no such order"));
        assertThat(binary).isEqualTo(data.resolve("poison/17.bin")).hasBinaryContent(new byte[] {1, 2, 3});
        assertThat(Files.readString(data.resolve("poison/17.txt")))
                .contains("Command 17 (3 bytes)", "no such order", "01 02 03");
    }
}

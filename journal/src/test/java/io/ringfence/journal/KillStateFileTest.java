package io.ringfence.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KillStateFileTest {
    private static final List<KillEntry> ENTRIES = List.of(
            new KillEntry(0, -1, -1, 2, 4711, 5, TestRecords.START), new KillEntry(3, 7, 12, 1, Long.MAX_VALUE, 0, -1));

    @TempDir
    Path data;

    private KillStateFile file;
    private Path path;

    @BeforeEach
    void setUp() {
        JournalLayout layout = new JournalLayout(data);
        file = new KillStateFile(layout);
        path = layout.killStateFile();
    }

    @Test
    void missingIsFresh() {
        assertThat(file.read()).isInstanceOf(KillState.Fresh.class);
    }

    @Test
    void readsBackWhatWasWritten() throws Exception {
        file.write(ENTRIES);
        assertThat(file.read()).isEqualTo(new KillState.Sound(ENTRIES));
        file.write(List.of());
        assertThat(file.read()).isEqualTo(new KillState.Sound(List.of()));
        try (var files = Files.list(data)) {
            assertThat(files).containsExactly(path);
        }
    }

    @Test
    void everyFlippedBitAndEveryTruncationIsDamage() throws Exception {
        file.write(ENTRIES);
        byte[] sound = Files.readAllBytes(path);
        for (int i = 0; i < sound.length; i++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] flipped = sound.clone();
                flipped[i] ^= (byte) (1 << bit);
                Files.write(path, flipped);
                assertThat(file.read()).as("bit %d of byte %d", bit, i).isInstanceOf(KillState.Damaged.class);
            }
            Files.write(path, java.util.Arrays.copyOf(sound, i));
            assertThat(file.read()).as("%d bytes", i).isInstanceOf(KillState.Damaged.class);
        }
        Files.write(path, java.util.Arrays.copyOf(sound, sound.length + 1));
        assertThat(file.read()).isInstanceOf(KillState.Damaged.class);
    }

    @Test
    void aFolderInItsPlaceIsDamageNotAnException() throws Exception {
        Files.createDirectory(path);
        assertThat(file.read()).isInstanceOf(KillState.Damaged.class);
    }
}

package io.ringfence.journal.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ringfence.journal.JournalTotals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotStoreTest {
    @TempDir
    Path folder;

    private SnapshotStore store;

    @BeforeEach
    void open() {
        store = new SnapshotStore(folder.resolve("snapshots"), 3);
    }

    private static JournalTotals totals(long sequence) {
        return new JournalTotals(
                sequence + 1, sequence, 1, sequence, 10, 20 + sequence, 300 * sequence, 2, 0xCAFE, (5L << 32) + 7);
    }

    private SnapshotFile write(long sequence, byte[]... sections) {
        try (SnapshotOutput output = store.begin(totals(sequence), 77)) {
            for (int i = 0; i < sections.length; i++) {
                output.section(i + 1, new UnsafeBuffer(sections[i]), 0, sections[i].length);
            }
            return output.finish();
        }
    }

    private static byte[] bytes(int length, long seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    @Test
    void readsWhatWasWritten() {
        byte[][] sections = new byte[40][];
        for (int i = 0; i < sections.length; i++) {
            sections[i] = bytes(i % 3 == 0 ? 65_536 : i * 7, i);
        }
        SnapshotFile written = write(42, sections);

        List<byte[]> read = new ArrayList<>();
        SnapshotFile found = SnapshotStore.read(written.path(), (kind, buffer, offset, length) -> {
            assertThat(kind).isEqualTo(read.size() + 1);
            byte[] copy = new byte[length];
            buffer.getBytes(offset, copy);
            read.add(copy);
        });

        assertThat(found).isEqualTo(written);
        assertThat(found.header().totals()).isEqualTo(totals(42));
        assertThat(found.header().stateHash()).isEqualTo(77);
        assertThat(read).hasSize(40);
        for (int i = 0; i < sections.length; i++) {
            assertThat(read.get(i)).isEqualTo(sections[i]);
        }
        assertThat(SnapshotStore.check(written.path())).isEqualTo(written);
    }

    @Test
    void keepsTheNewestFew() {
        for (long sequence : new long[] {5, 10, 90, 100, 1000}) {
            write(sequence, bytes(10, sequence));
        }
        assertThat(store.paths().stream().map(SnapshotStore::sequence)).containsExactly(1000L, 100L, 90L);
    }

    @Test
    void doesNotDeleteTheOneJustWrittenForNewerOnes() {
        for (long sequence : new long[] {100, 200, 300, 50}) {
            write(sequence, bytes(10, sequence));
        }
        assertThat(store.paths().stream().map(SnapshotStore::sequence)).containsExactly(300L, 200L, 100L, 50L);
    }

    @Test
    void whatWasNotFinishedIsNoSnapshotAndGoes() throws IOException {
        write(1, bytes(10, 1));
        SnapshotOutput crashed = store.begin(totals(2), 0);
        crashed.section(1, new UnsafeBuffer(bytes(100, 2)), 0, 100);
        Path left = folder.resolve("snapshots/snapshot-00000000000000000002.rfs.tmp");
        assertThat(left).exists();
        assertThat(store.paths()).hasSize(1);

        write(3, bytes(10, 3));

        assertThat(left).doesNotExist();
        try (SnapshotOutput givenUp = store.begin(totals(4), 0)) {
            givenUp.section(1, new UnsafeBuffer(bytes(9, 4)), 0, 9);
        }
        try (var files = Files.list(store.directory())) {
            assertThat(files).hasSize(2);
        }
    }

    @Test
    void findsEveryFlippedBitAndEveryMissingEnd() throws IOException {
        Path path = write(7, bytes(30, 1), bytes(0, 2), bytes(41, 3)).path();
        byte[] sound = Files.readAllBytes(path);
        for (int at = 0; at < sound.length; at++) {
            byte[] damaged = sound.clone();
            damaged[at] ^= (byte) (1 << (at & 7));
            refuses(path, damaged, at);
            refuses(path, Arrays.copyOf(sound, at), at);
        }
        refuses(path, Arrays.copyOf(sound, sound.length + 1), sound.length);
        byte[] swapped = sound.clone();
        System.arraycopy(sound, SnapshotHeader.BYTES, swapped, SnapshotHeader.BYTES + 12, 30);
        refuses(path, swapped, SnapshotHeader.BYTES);
        Files.write(path, sound);
        SnapshotStore.check(path);
    }

    private static void refuses(Path path, byte[] content, int at) throws IOException {
        Files.write(path, content);
        SnapshotDamagedException damage =
                catchThrowableOfType(SnapshotDamagedException.class, () -> SnapshotStore.check(path));
        assertThat(damage).as("change at %d", at).isNotNull();
        assertThat(damage.offset()).isBetween(0L, (long) Math.max(at, 128));
        assertThat(damage).hasMessageContaining(path.toString()).hasMessageContaining("offset " + damage.offset());
    }

    @Test
    void anotherFormatVersionIsLeftAlone() throws IOException {
        Path path = write(7, bytes(30, 1)).path();
        byte[] content = Files.readAllBytes(path);
        content[8] = 2;
        SnapshotHeaderTest.repairCrc(content);
        Files.write(path, content);

        SnapshotChoice choice = new SnapshotChoice(store, true);

        assertThat(choice.nextFile()).isNull();
        assertThat(path).exists();
        assertThat(choice.sentences()).singleElement().asString().contains("format is version 2");
    }

    @Test
    void aRenamedFileIsNotTakenForAnotherSequence() throws IOException {
        Path path = write(7, bytes(30, 1)).path();
        Path renamed = path.resolveSibling("snapshot-00000000000000000008.rfs");
        Files.move(path, renamed);
        assertThatThrownBy(() -> SnapshotStore.check(renamed)).hasMessageContaining("sequence 7");
    }

    @Test
    void aDamagedOneIsNamedSetAsideAndPassedOver() throws IOException {
        SnapshotFile older = write(7, bytes(30, 1));
        Path newer = write(9, bytes(30, 1)).path();
        byte[] content = Files.readAllBytes(newer);
        content[140] ^= 1;
        Files.write(newer, content);

        assertThat(new SnapshotChoice(store, false).nextFile()).isEqualTo(older);
        assertThat(newer).exists();
        SnapshotChoice choice = new SnapshotChoice(store, true);

        assertThat(choice.nextFile()).isEqualTo(older);
        assertThat(choice.nextFile()).isNull();
        assertThat(newer).doesNotExist();
        assertThat(newer.resolveSibling(newer.getFileName() + ".damaged")).hasBinaryContent(content);
        assertThat(choice.sentences())
                .singleElement()
                .asString()
                .contains(newer.toString(), "offset 128", "a section fails its checksum", ".damaged");
    }
}

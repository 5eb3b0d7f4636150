package io.ringfence.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.journal.disk.Disk;
import io.ringfence.journal.disk.DiskFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine takes the prepared file while the space keeper looks whether there is one. */
class NextFileTest {
    private static final long WINDOW = 1 << 20;

    @TempDir
    private Path data;

    private JournalLayout layout;

    @BeforeEach
    void make() throws IOException {
        layout = new JournalLayout(data);
        Files.createDirectories(layout.journalDirectory());
    }

    private CycleFile cycle(String name) {
        return new CycleFile(layout.journalDirectory().resolve(name), 1);
    }

    /** Does something at the worst moment: when the file is taken and not renamed yet. */
    private static final class Interrupting implements Disk {
        private Runnable worst = () -> {};

        @Override
        public DiskFile open(Path file) throws IOException {
            return REAL.open(file);
        }

        @Override
        public DiskFile create(Path file) throws IOException {
            return REAL.create(file);
        }

        @Override
        public void forceDirectory(Path directory) throws IOException {
            REAL.forceDirectory(directory);
        }

        @Override
        public void move(Path from, Path to) throws IOException {
            worst.run();
            REAL.move(from, to);
        }

        @Override
        public long usableBytes(Path directory) throws IOException {
            return REAL.usableBytes(directory);
        }
    }

    @Test
    void isLeftAloneWhileItIsBeingTaken() throws IOException {
        Interrupting disk = new Interrupting();
        NextFile next = new NextFile(disk, layout);
        assertThat(next.prepare(WINDOW)).isTrue();
        disk.worst = () -> {
            try {
                assertThat(next.prepare(WINDOW)).isTrue();
                assertThat(next.bytes()).isZero();
                next.discard();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        };
        assertThat(next.become(cycle("a.cq4"))).isEqualTo(WINDOW);
        assertThat(cycle("a.cq4").path()).exists();

        disk.worst = () -> {};
        assertThat(next.become(cycle("b.cq4"))).as("there is none now").isZero();
        assertThat(next.prepare(WINDOW)).isTrue();
        assertThat(next.become(cycle("b.cq4"))).isEqualTo(WINDOW);
    }
}

package io.ringfence.ops.follow;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.journal.JournalLayout;
import io.ringfence.journal.snapshot.SnapshotStore;
import io.ringfence.ops.Cli;
import io.ringfence.ops.SeededJournal;
import io.ringfence.ops.StandbySnapshots;
import io.ringfence.ops.replay.ForgedJournal;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FollowTest {
    private static final long SEED = Long.getLong("ringfence.seed", 20_260_102);

    @TempDir
    private Path folder;

    private Path data;

    @BeforeEach
    void write() throws IOException {
        data = folder.resolve("data");
        SeededJournal.write(data, SEED, 300);
    }

    private Cli once(Object... more) {
        return Cli.run(Stream.concat(Stream.of("follow", "--data", data, "--once"), Stream.of(more))
                .toArray());
    }

    @Test
    void catchesUpWithADeadCoreAndSaysTheHash() {
        Cli replay = Cli.run("replay", "--data", data);
        Cli follow = once();
        assertThat(follow.exitCode()).as(follow.err()).isZero();
        String hash = replay.outLines().get(1).replaceAll(".*state hash (\\w+) at.*", "$1");
        assertThat(follow.outLines())
                .singleElement()
                .asString()
                .startsWith("identical up to")
                .endsWith(hash);
        assertThat(follow.err()).contains("from its first record");
    }

    @Test
    void endsWhereItIsTold() {
        Cli follow = Cli.run("follow", "--data", data, "--until", 123, "--json");
        assertThat(follow.exitCode()).isZero();
        assertThat(follow.outLines().get(follow.outLines().size() - 1))
                .contains("\"type\":\"identical\"", "\"seq\":123,");
    }

    @Test
    void writesSnapshotsOfItsOwnAndStartsFromThem() {
        Path own = folder.resolve("own");
        assertThat(once("--snapshots", own, "--until", 100).exitCode()).isZero();
        assertThat(new SnapshotStore(own, 1).paths()).hasSize(1);
        assertThat(new JournalLayout(data).snapshotDirectory()).doesNotExist();

        Cli second = once("--snapshots", own);

        assertThat(second.err()).contains("from " + own.resolve("snapshot-00000000000000000100.rfs"));
        assertThat(second.outLines()).containsExactlyElementsOf(once("--full").outLines());
        Cli list = Cli.run("journal", "snapshots", "--data", data, "--snapshots", own);
        assertThat(list.exitCode()).isZero();
        assertThat(list.outLines()).hasSize(2).allMatch(line -> line.contains("state hash"));
    }

    @Test
    void startsFromTheCoresSnapshotsButNeverTouchesThem() throws IOException {
        StandbySnapshots snapshots = new StandbySnapshots(data);
        Path older = snapshots.write(100).path();
        Path newer = snapshots.write(200).path();
        try (RandomAccessFile random = new RandomAccessFile(newer.toFile(), "rw")) {
            random.setLength(random.length() - 1);
        }
        Cli follow = once();
        assertThat(follow.exitCode()).isZero();
        assertThat(follow.err()).contains("from " + older).contains(newer + " is damaged");
        assertThat(newer).exists();
        assertThat(Cli.run("journal", "snapshots", "--data", data).exitCode()).isEqualTo(1);
    }

    @Test
    void endsWithTheFirstDivergenceAndBothHashes() {
        Path forged = folder.resolve("forged");
        ForgedJournal.write(forged);
        Cli follow = Cli.run("follow", "--data", forged, "--json");
        assertThat(follow.exitCode()).isEqualTo(1);
        assertThat(follow.outLines().get(follow.outLines().size() - 1))
                .contains("\"type\":\"diverged\"", "sequence 2 does not replay", "state hash recorded", "own ");
    }

    @Test
    void damageIsExitCodeThree() throws IOException {
        Path file;
        try (Stream<Path> files = Files.list(data.resolve("journal"))) {
            file = files.filter(path -> path.toString().endsWith(".cq4"))
                    .sorted()
                    .findFirst()
                    .orElseThrow();
        }
        String text = new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1);
        try (RandomAccessFile random = new RandomAccessFile(file.toFile(), "rw")) {
            random.seek(text.indexOf("c251"));
            random.write('X');
        }
        Cli follow = once();
        assertThat(follow.exitCode()).isEqualTo(3);
        assertThat(follow.err()).contains(file.toString(), "offset");
    }

    @Test
    void badUsageIsOneSentence() {
        assertThat(Cli.run("follow", "--data", folder.resolve("none")).err()).contains("holds no journal");
        assertThat(Cli.run("follow", "--data", data, "--until", 0).exitCode()).isEqualTo(2);
        assertThat(Cli.run("follow").exitCode()).isEqualTo(2);
    }
}

package io.ringfence.ops.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ringfence.gateway.GatewayConfig;
import io.ringfence.journal.JournalLayout;
import io.ringfence.journal.snapshot.SnapshotFile;
import io.ringfence.ops.Cli;
import io.ringfence.ops.Failure;
import io.ringfence.ops.SeededJournal;
import io.ringfence.ops.StandbySnapshots;
import io.ringfence.ops.StandbySnapshots.At;
import io.ringfence.ops.config.ConfigLoader;
import io.ringfence.ops.config.Configuration;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotRecoveryTest {
    private static final long SEED = Long.getLong("ringfence.seed", 20_260_101);

    @TempDir
    private Path folder;

    private Path data;
    private StandbySnapshots snapshots;
    private Recovery recovery;
    private EarlyFollower follower;
    private boolean open;
    private final List<String> said = new ArrayList<>();

    @BeforeEach
    void write() throws IOException {
        data = folder.resolve("data");
        SeededJournal.write(data, SEED, 300);
        snapshots = new StandbySnapshots(data);
    }

    @AfterEach
    void close() {
        if (open) {
            stop();
        }
    }

    /** The follower that began beside the replay has everything that the core has, and from the same snapshot. */
    private void stop() {
        long last = recovery.journal().recovered().lastSequence();
        await().until(() -> follower.follower().holds(last));
        assertThat(follower.follower().firstDivergence()).isZero();
        follower.drop();
        recovery.journal().close();
        open = false;
    }

    private Recovery recover(String... settings) throws IOException {
        Map<String, String> environment = settings.length == 0 ? Map.of() : Map.of(settings[0], settings[1]);
        Configuration configuration = ConfigLoader.load(null, environment);
        follower = new EarlyFollower(GatewayConfig.defaults("paper"), null);
        recovery = Recovery.of(new JournalLayout(data), configuration, follower, said::add);
        open = true;
        return recovery;
    }

    /** What a start finds beside the kill state, which these journals do not have. */
    private List<String> saidOfSnapshots() {
        return said.stream().filter(line -> line.contains("snapshot")).toList();
    }

    private static void flip(Path file, long at) throws IOException {
        try (RandomAccessFile random = new RandomAccessFile(file.toFile(), "rw")) {
            random.seek(at);
            int value = random.read();
            random.seek(at);
            random.write(value ^ 4);
        }
    }

    @Test
    void startsFromTheNewestAndReplaysTheRest() throws IOException {
        snapshots.write(100);
        SnapshotFile newest = snapshots.write(250);

        recover();

        assertThat(recovery.start()).isEqualTo(newest);
        long last = recovery.journal().recovered().lastSequence();
        assertThat(recovery.replayed()).isEqualTo(last - 250);
        assertThat(saidOfSnapshots()).isEmpty();
    }

    @Test
    void whatTheConfigurationSetInFrontOfTheSnapshotIsNotSetAgain() throws IOException {
        snapshots.write(250);
        recover();
        long fromSnapshot = recovery.state().sequence;
        stop();
        Path again = folder.resolve("again");
        SeededJournal.write(again, SEED, 300);
        data = again;
        recover();
        assertThat(recovery.start()).isNull();
        assertThat(recovery.state().sequence).isEqualTo(fromSnapshot);
    }

    @Test
    void aDamagedOneGivesWayToAnOlderOne() throws IOException {
        SnapshotFile older = snapshots.write(100);
        Path newest = snapshots.write(250).path();
        flip(newest, 1000);

        recover();

        assertThat(recovery.start()).isEqualTo(older);
        assertThat(saidOfSnapshots()).singleElement().asString().contains(newest.toString(), "offset");
        assertThat(newest).doesNotExist();
        assertThat(Path.of(newest + ".damaged")).exists();
    }

    @Test
    void withoutAnyThatCanBeUsedEverythingIsReplayed() throws IOException {
        flip(snapshots.write(100).path(), 200);
        Path cut = snapshots.write(250).path();
        try (RandomAccessFile random = new RandomAccessFile(cut.toFile(), "rw")) {
            random.setLength(random.length() / 2);
        }

        recover();

        assertThat(recovery.start()).isNull();
        assertThat(recovery.replayed()).isEqualTo(recovery.journal().recovered().lastSequence());
        assertThat(saidOfSnapshots()).hasSize(2);
    }

    @Test
    void oneOfAnotherJournalIsRefusedWithASentence() throws IOException {
        Path other = folder.resolve("other");
        SeededJournal.write(other, SEED + 1, 300);
        SnapshotFile foreign = new StandbySnapshots(other).write(200);
        Files.createDirectories(data.resolve("snapshots"));
        Path copied = data.resolve("snapshots").resolve(foreign.path().getFileName());
        Files.copy(foreign.path(), copied);

        recover();

        assertThat(recovery.start()).isNull();
        assertThat(saidOfSnapshots())
                .singleElement()
                .asString()
                .contains("refused", "is not of the journal in", "sequence 200", ".foreign");
        assertThat(Path.of(copied + ".foreign")).exists();
    }

    /** Bound to this journal, whole in itself, and still not what the records add up to. */
    @Test
    void oneFromWhichTheRecordsDoNotReplayGivesWay() throws IOException {
        Path other = folder.resolve("other");
        SeededJournal.write(other, SEED + 1, 300);
        At wrong = new At(
                new StandbySnapshots(other).replay(null, 200).model(),
                snapshots.replay(null, 200).totals());
        StandbySnapshots.write(wrong, data.resolve("snapshots"));

        recover();

        assertThat(recovery.start()).isNull();
        assertThat(saidOfSnapshots()).singleElement().asString().contains("does not replay to its record");
    }

    @Test
    void oneBeyondTheEndMeansLossAndRepairTakesItAway() throws IOException {
        recover();
        stop();
        Path longer = folder.resolve("longer");
        SeededJournal.write(longer, SEED, 300);
        long last = recovery.state().sequence;
        Path beyond = snapshots.write(last).path();
        Files.createDirectories(longer.resolve("snapshots"));
        Files.copy(beyond, longer.resolve("snapshots").resolve(beyond.getFileName()));
        data = longer;

        assertThatThrownBy(this::recover)
                .isInstanceOf(Failure.class)
                .hasMessageContaining("snapshot")
                .hasMessageContaining("sequence " + last + " had been acknowledged")
                .satisfies(e -> assertThat(((Failure) e).exitCode()).isEqualTo(3));

        Cli careful = Cli.run("journal", "repair", "--data", data, "--yes");
        assertThat(careful.exitCode()).isEqualTo(3);
        Cli repaired = Cli.run("journal", "repair", "--data", data, "--yes", "--accept-loss");
        assertThat(repaired.exitCode()).as(repaired.err()).isZero();
        assertThat(repaired.out()).contains("*.cut: 1");
        recover();
        assertThat(recovery.start()).isNull();
    }

    @Test
    void damageInFrontOfTheSnapshotIsFoundAtTheStartOrSoonAfter() throws IOException {
        snapshots.write(250);
        flip(cycleFile(), firstOrder());

        assertThatThrownBy(this::recover)
                .isInstanceOf(Failure.class)
                .satisfies(e -> assertThat(((Failure) e).exitCode()).isEqualTo(3));

        recover("RINGFENCE_JOURNAL_SNAPSHOTS_REREAD_BYTES", "0");
        assertThat(recovery.start()).isNotNull();
        AtomicReference<String> raised = new AtomicReference<>();
        try (UnreadCheck check =
                new UnreadCheck(new JournalLayout(data), recovery.journal().scan(), raised::set)) {
            check.start();
            await().until(() -> raised.get() != null);
            assertThat(check.problem())
                    .isEqualTo(raised.get())
                    .contains("checksum", cycleFile().toString());
        }
        assertThat(Cli.run("journal", "verify", "--data", data).exitCode()).isEqualTo(3);
    }

    @Test
    void whatTheStartDidNotReadIsReadLaterAndSound() throws IOException {
        snapshots.write(250);
        recover("RINGFENCE_JOURNAL_SNAPSHOTS_REREAD_BYTES", "0");
        assertThat(recovery.journal().scan().unread()).isTrue();
        try (UnreadCheck check =
                new UnreadCheck(new JournalLayout(data), recovery.journal().scan(), sentence -> {
                    throw new AssertionError(sentence);
                })) {
            check.start();
            await().until(check::isDone);
            assertThat(check.problem()).isNull();
        }
        assertThat(recovery.state().hash()).isEqualTo(fullHashOfAll());
    }

    private long fullHashOfAll() {
        return snapshots.replay(null, recovery.state().sequence).model().state().hash();
    }

    /** The first one: a start adds that of the present hour, and a folder lists its files in any order. */
    private Path cycleFile() throws IOException {
        try (Stream<Path> files = Files.list(data.resolve("journal"))) {
            return files.filter(file -> file.toString().endsWith(".cq4"))
                    .sorted()
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Where the first order's id stands. */
    private long firstOrder() throws IOException {
        String text = new String(Files.readAllBytes(cycleFile()), java.nio.charset.StandardCharsets.ISO_8859_1);
        return text.indexOf("c1") + 1L;
    }
}

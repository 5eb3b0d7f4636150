package io.ringfence.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.journal.archive.ArchiveRules;
import io.ringfence.journal.archive.ArchiveStep;
import io.ringfence.journal.archive.JournalArchive;
import io.ringfence.journal.archive.JournalRestore;
import io.ringfence.journal.evidence.SigningKey;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** SIGKILL at each step of archiving: both copies or one good one, everything reads on, and a repetition finishes. */
class ArchiveCrashIT {
    private static final String FIRST = "20260101-00F";

    @TempDir
    Path data;

    @TempDir
    Path keys;

    @ParameterizedTest
    @EnumSource(ArchiveStep.class)
    void nothingIsLostWhereverItDies(ArchiveStep step) throws IOException, InterruptedException {
        Fixture journal = Fixture.write(data);
        SigningKey key = Evidence.key(keys, "key");
        Evidence.seal(journal.layout, Fixture.SEQUENCES, key);
        byte[] original = Files.readAllBytes(journal.file(0));
        byte[] checkpoints =
                Files.readAllBytes(journal.layout.checkpointsDirectory().resolve(FIRST + ".checkpoints"));
        kill(step, journal.layout);

        boolean inPlace = Files.exists(journal.layout.journalDirectory().resolve(FIRST + ".cq4"));
        boolean packed = Files.exists(journal.layout.archiveDirectory().resolve(FIRST + ".zip"));
        assertThat(inPlace).isEqualTo(step.compareTo(ArchiveStep.JOURNAL_REMOVED) < 0);
        assertThat(packed).isEqualTo(step.compareTo(ArchiveStep.NAMED) >= 0);
        assertThat(journal.scan().totals().lastSequence()).isEqualTo(Fixture.SEQUENCES);
        assertThat(journal.readDigests(Fixture.SEQUENCES)).isEqualTo(journal.digestAfter);
        assertThat(Evidence.check(journal.layout, key).notes()).isEmpty();

        JournalArchive.archive(
                journal.layout, key.verifyingKey(), () -> Long.MAX_VALUE, ArchiveRules.ALL, ArchiveStep.Listener.NONE);
        assertThat(DurableFiles.list(journal.layout.archiveDirectory()))
                .extracting(path -> path.getFileName().toString())
                .containsExactly(FIRST + ".zip", "archive.lock");
        assertThat(DurableFiles.list(journal.layout.checkpointsDirectory())).hasSize(4);
        JournalRestore.restore(journal.layout, each -> true);
        assertThat(journal.layout.journalDirectory().resolve(FIRST + ".cq4")).hasBinaryContent(original);
        assertThat(journal.layout.checkpointsDirectory().resolve(FIRST + ".checkpoints"))
                .hasBinaryContent(checkpoints);
    }

    private void kill(ArchiveStep step, JournalLayout layout) throws IOException, InterruptedException {
        Process child = ChildJvm.start(
                ArchiveCrashMain.class,
                layout.dataDirectory().toString(),
                keys.resolve("key.pub.pem").toString(),
                step.name());
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.US_ASCII))) {
            assertThat(out.readLine()).isEqualTo(step.name());
        } finally {
            child.destroyForcibly();
            child.waitFor();
        }
    }
}

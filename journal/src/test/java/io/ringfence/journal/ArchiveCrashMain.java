package io.ringfence.journal;

import io.ringfence.journal.archive.ArchiveRules;
import io.ringfence.journal.archive.ArchiveStep;
import io.ringfence.journal.archive.JournalArchive;
import io.ringfence.journal.evidence.VerifyingKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Archives, says when it has reached a step, and waits there to be killed. */
final class ArchiveCrashMain {
    private ArchiveCrashMain() {}

    public static void main(String[] arguments) {
        JournalLayout layout = new JournalLayout(Path.of(arguments[0]));
        ArchiveStep fatal = ArchiveStep.valueOf(arguments[2]);
        JournalArchive.archive(
                layout,
                VerifyingKey.read(Path.of(arguments[1])),
                () -> Long.MAX_VALUE,
                ArchiveRules.ALL,
                (cycle, step) -> waitAt(step, fatal));
    }

    private static void waitAt(ArchiveStep step, ArchiveStep fatal) {
        if (step == fatal) {
            System.out.println(step);
            System.out.flush();
            try {
                while (System.in.read() >= 0) {
                    // Until killed.
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}

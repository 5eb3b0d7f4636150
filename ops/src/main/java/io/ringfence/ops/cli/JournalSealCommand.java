package io.ringfence.ops.cli;

import io.ringfence.journal.JournalException;
import io.ringfence.journal.JournalLayout;
import io.ringfence.journal.evidence.Checkpoint;
import io.ringfence.journal.evidence.SigningKey;
import io.ringfence.ops.Failure;
import io.ringfence.ops.evidence.SealRun;
import io.ringfence.ops.evidence.SigningKeys;
import io.ringfence.ops.replay.JournalFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code journal seal} and {@code journal rotate-key}. */
final class JournalSealCommand {
    private JournalSealCommand() {}

    @Command(
            name = "seal",
            description = {
                "Signs what is not signed yet, in a journal that no core writes. A running core signs by itself, within seconds.",
                "Also signs a journal that was made without signing."
            })
    static final class Seal extends JournalBase {
        @Option(
                names = "--key",
                paramLabel = "FILE",
                description = "The signing key (default: keys/journal-signing.pem in the data folder).")
        private @Nullable String key;

        @Option(
                names = "--accept-cut",
                description = "Own up, by signature, that a repair gave up commands which had been signed.")
        private boolean acceptCut;

        @Override
        public Integer call() {
            JournalLayout layout = JournalFolder.layout(data());
            SigningKey signer = SigningKeys.readOrCreate(layout, key, err()::println);
            out().println(sentence(new SealRun(layout, signer, acceptCut).seal(null)));
            return 0;
        }
    }

    @Command(
            name = "rotate-key",
            description = {
                "Hands over to a new signing key: the old one signs what is unsigned and announces the new one.",
                "No core may be running. Name the new file in journal.signing_key from then on; keep the old public key."
            })
    static final class Rotate extends JournalBase {
        @Option(
                names = "--key",
                paramLabel = "FILE",
                description = "The key until now (default: keys/journal-signing.pem in the data folder).")
        private @Nullable String key;

        @Option(
                names = "--new-key",
                paramLabel = "FILE",
                required = true,
                description = "The key from now on; made when the file does not exist.")
        private @Nullable Path newKey;

        @Override
        public Integer call() {
            JournalLayout layout = JournalFolder.layout(data());
            Path file = newKey;
            if (file == null) {
                throw Failure.usage("--new-key FILE is missing");
            }
            SigningKey signer = SigningKeys.read(layout, key);
            SigningKey next;
            try {
                next = Files.exists(file) ? SigningKey.read(file) : SigningKey.create(file);
            } catch (JournalException e) {
                throw Failure.usage(String.valueOf(e.getMessage()));
            }
            out().println(sentence(new SealRun(layout, signer, false).seal(next.verifyingKey())));
            out().println("from the next checkpoint on " + next.verifyingKey().hex() + " signs; its public key: "
                    + SigningKey.publicFile(file));
            return 0;
        }
    }

    private static String sentence(@Nullable Checkpoint last) {
        return last == null
                ? "the journal is empty; nothing was signed"
                : "signed up to sequence " + last.last() + " by checkpoint " + last.number() + ", " + last.hash();
    }
}

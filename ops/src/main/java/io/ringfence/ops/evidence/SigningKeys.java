package io.ringfence.ops.evidence;

import io.ringfence.journal.JournalException;
import io.ringfence.journal.JournalLayout;
import io.ringfence.journal.evidence.SigningKey;
import io.ringfence.ops.Failure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Where the signing key of a data folder is, and making it at the first start. */
public final class SigningKeys {
    private SigningKeys() {}

    /** The file given, or the one in the data folder; never inside the journal's own folder. */
    public static Path file(JournalLayout layout, @Nullable String given) {
        return given == null ? layout.dataDirectory().resolve("keys").resolve("journal-signing.pem") : Path.of(given);
    }

    /**
     * Reads the key, or makes it when nothing has been signed yet.
     *
     * @throws Failure 2 when it is missing although there are checkpoints, or cannot be used
     */
    public static SigningKey readOrCreate(JournalLayout layout, @Nullable String given, Consumer<String> talk) {
        Path file = file(layout, given);
        if (Files.exists(file) || Files.isDirectory(layout.checkpointsDirectory())) {
            return read(layout, given);
        }
        try {
            SigningKey key = SigningKey.create(file);
            talk.accept("made the key that signs the journal: " + file + " (keep it secret), and "
                    + SigningKey.publicFile(file) + " (give it to whoever is to check)");
            return key;
        } catch (JournalException e) {
            throw Failure.usage(String.valueOf(e.getMessage()));
        }
    }

    /** Reads the key of a data folder. */
    public static SigningKey read(JournalLayout layout, @Nullable String given) {
        try {
            return SigningKey.read(file(layout, given));
        } catch (JournalException e) {
            throw Failure.usage(String.valueOf(e.getMessage()));
        }
    }
}

package io.ringfence.ops.run;

import io.ringfence.journal.JournalException;
import io.ringfence.journal.JournalLayout;
import io.ringfence.journal.ReleaseBarrier;
import io.ringfence.journal.evidence.Sealer;
import io.ringfence.journal.evidence.SealerConfig;
import io.ringfence.journal.evidence.SealerLoop;
import io.ringfence.journal.evidence.SigningKey;
import io.ringfence.ops.Failure;
import io.ringfence.ops.config.Configuration;
import io.ringfence.ops.evidence.SigningKeys;
import java.nio.file.Path;
import java.util.function.Consumer;

/** The consumer that signs what a running core journals. */
final class Sealing {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private Sealing() {}

    /** In mode live no copy of the data may carry the key. */
    private static void requireApart(JournalLayout layout, Configuration configuration) {
        Path file = SigningKeys.file(layout, configuration.text("journal", "signing_key"));
        Path data = layout.dataDirectory().toAbsolutePath().normalize();
        if (configuration.require("mode").equals("live")
                && file.toAbsolutePath().normalize().startsWith(data)) {
            throw Failure.usage("journal.signing_key: " + file + " lies in the data folder " + data
                    + "; mode live wants it where no copy of the data takes it along");
        }
    }

    /**
     * Checks what is signed already and prepares to go on behind it. Closes the journal when it cannot.
     *
     * @throws Failure 2 when the key is not the one to sign next, 3 when the journal is not what was signed
     */
    static SealerLoop open(Recovery recovery, Configuration configuration, Consumer<String> talk) {
        boolean done = false;
        try {
            requireApart(recovery.layout(), configuration);
            SigningKey key =
                    SigningKeys.readOrCreate(recovery.layout(), configuration.text("journal", "signing_key"), talk);
            SealerConfig config = new SealerConfig(
                    (int) configuration.number("journal", "segment_commands"),
                    configuration.number("journal", "seal_every_ms") * NANOS_PER_MILLI);
            ReleaseBarrier barrier = recovery.journal();
            Sealer sealer =
                    Sealer.resume(recovery.layout(), barrier, config, key, SystemStampSource.system()::wallNanos);
            done = true;
            return new SealerLoop(sealer, barrier);
        } catch (JournalException e) {
            throw new Failure(Failure.JOURNAL_DAMAGED, String.valueOf(e.getMessage()), e);
        } finally {
            if (!done) {
                recovery.journal().close();
            }
        }
    }
}

package io.ringfence.journal;

import io.ringfence.journal.evidence.Checkpoint;
import io.ringfence.journal.evidence.EvidenceCheck;
import io.ringfence.journal.evidence.EvidenceProgress;
import io.ringfence.journal.evidence.EvidenceReport;
import io.ringfence.journal.evidence.Sealer;
import io.ringfence.journal.evidence.SealerConfig;
import io.ringfence.journal.evidence.SigningKey;
import java.nio.file.Path;
import java.util.List;

/** Signs and checks journals of tests. */
final class Evidence {
    static final SealerConfig SMALL = new SealerConfig(32, Long.MAX_VALUE);

    private Evidence() {}

    static Sealer sealer(JournalLayout layout, long through, SigningKey key) {
        return Sealer.resume(layout, ReleaseBarrier.upTo(through), SMALL, key, () -> TestRecords.START);
    }

    /** Signs everything up to a sequence. */
    static void seal(JournalLayout layout, long through, SigningKey key) {
        seal(layout, through, key, SMALL);
    }

    static void seal(JournalLayout layout, long through, SigningKey key, SealerConfig config) {
        try (Sealer sealer =
                Sealer.resume(layout, ReleaseBarrier.upTo(through), config, key, () -> TestRecords.START)) {
            while (sealer.poll(1000) > 0) {
                // All of it.
            }
            sealer.flush();
        }
    }

    static EvidenceReport check(JournalLayout layout, SigningKey key, Checkpoint... kept) {
        return EvidenceCheck.run(layout, key.verifyingKey(), List.of(kept), EvidenceProgress.NONE);
    }

    static SigningKey key(Path folder, String name) {
        return SigningKey.create(folder.resolve(name + ".pem"));
    }
}

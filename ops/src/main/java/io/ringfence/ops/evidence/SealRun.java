package io.ringfence.ops.evidence;

import io.ringfence.journal.HeldJournal;
import io.ringfence.journal.JournalException;
import io.ringfence.journal.JournalLayout;
import io.ringfence.journal.JournalLockedException;
import io.ringfence.journal.JournalScan;
import io.ringfence.journal.ReleaseBarrier;
import io.ringfence.journal.evidence.Checkpoint;
import io.ringfence.journal.evidence.CutCheckpoint;
import io.ringfence.journal.evidence.Sealer;
import io.ringfence.journal.evidence.SealerConfig;
import io.ringfence.journal.evidence.SigningKey;
import io.ringfence.journal.evidence.VerifyingKey;
import io.ringfence.ops.Failure;
import io.ringfence.ops.Progress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Signs what is left unsigned in a journal that nobody writes. */
public final class SealRun {
    private static final long NANOS = 1_000_000_000L;
    private static final int BATCH = 4096;

    private final JournalLayout layout;
    private final SigningKey key;
    private final boolean acceptCut;

    public SealRun(JournalLayout layout, SigningKey key, boolean acceptCut) {
        this.layout = layout;
        this.key = key;
        this.acceptCut = acceptCut;
    }

    /**
     * Signs up to the end, and announces a new key if one is given.
     *
     * @return the last checkpoint; null for an empty journal
     * @throws Failure 2 when a core is running or the key is wrong, 3 when the journal is damaged or not as signed
     */
    @SuppressWarnings("try") // The lock is held, not used.
    public @Nullable Checkpoint seal(@Nullable VerifyingKey next) {
        try (HeldJournal held = HeldJournal.acquire(layout);
                Progress progress = Progress.start("signing", "commands")) {
            long last = JournalScan.run(layout, (records, read, total) -> {})
                    .totals()
                    .lastSequence();
            if (acceptCut) {
                CutCheckpoint.write(layout, key, last, SealRun::now);
            }
            try (Sealer sealer =
                    Sealer.resume(layout, ReleaseBarrier.upTo(last), SealerConfig.defaults(), key, SealRun::now)) {
                while (sealer.poll(BATCH) > 0) {
                    progress.to(sealer.hashedThrough(), last);
                }
                if (next == null) {
                    sealer.flush();
                } else {
                    sealer.handOverTo(next);
                }
                return sealer.written();
            }
        } catch (JournalLockedException e) {
            throw new Failure(Failure.USAGE, String.valueOf(e.getMessage()), e);
        } catch (JournalException e) {
            throw new Failure(Failure.JOURNAL_DAMAGED, String.valueOf(e.getMessage()), e);
        }
    }

    private static long now() {
        Instant now = Instant.now();
        return now.getEpochSecond() * NANOS + now.getNano();
    }
}

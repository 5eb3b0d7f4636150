package io.ringfence.journal.evidence;

import io.ringfence.journal.JournalLayout;
import io.ringfence.journal.evidence.CheckpointFile.Entry;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Owns up, by signature, to a loss: what was signed beyond the journal's end was given up by a repair. The checkpoints of
 * what is gone stay; the check reports the loss for ever.
 */
public final class CutCheckpoint {
    private CutCheckpoint() {}

    /**
     * Writes one if checkpoints sign more than the journal holds.
     *
     * @param lastSequence the journal's last command
     * @return whether there was anything to own up to
     */
    public static boolean write(JournalLayout layout, SigningKey key, long lastSequence, LongSupplier wallNanos) {
        CheckpointStore store = new CheckpointStore(layout);
        CheckpointChain chain = CheckpointChain.read(store);
        Sealer.requireTurn(chain, key);
        Checkpoint before = chain.lastWritten();
        if (before == null || chain.signedThrough() <= lastSequence) {
            return false;
        }
        chain.torn().forEach(store::trim);
        Checkpoint base = base(chain.entries(), lastSequence);
        String cycle = base == null ? chain.all().get(0).cycle() : base.cycle();
        String nothing = Sha256.hex(new byte[0]);
        long end = base == null ? 0 : base.last();
        long stamp = base == null ? 0 : base.toNanos();
        Checkpoint cut = new Checkpoint(
                        before.number() + 1,
                        before.journalId(),
                        cycle,
                        end + 1,
                        end,
                        stamp,
                        stamp,
                        wallNanos.getAsLong(),
                        base == null ? 0 : base.crc(),
                        base == null ? Checkpoint.NO_HASH : base.chain(),
                        nothing,
                        nothing,
                        before.hash(),
                        key.verifyingKey().hex(),
                        null,
                        lastSequence,
                        "")
                .signedBy(key);
        store.append(cut, new byte[0], store.locatorLength(cycle));
        return true;
    }

    private static @org.jspecify.annotations.Nullable Checkpoint base(List<Entry> entries, long lastSequence) {
        Checkpoint base = null;
        for (Entry entry : entries) {
            if (entry.checkpoint().last() <= lastSequence) {
                base = entry.checkpoint();
            }
        }
        return base;
    }
}

package io.ringfence.journal.evidence;

import io.ringfence.journal.evidence.CheckpointFile.Entry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All checkpoints of a journal, checked against each other: signatures, numbers, hash links, ranges, keys. Knows nothing
 * of the records.
 *
 * <p>Trust comes from outside: {@link #requireSigner}. A key that signed anywhere in the chain vouches for all of it: what
 * lies before by the hash links, what lies behind because it announced who signs next.
 */
public final class CheckpointChain {
    /** A part of the signed history that a repair gave up, and that the signer owned up to. */
    public record Cut(long number, long after, long through) {}

    private final List<Entry> entries = new ArrayList<>();
    private final List<Checkpoint> all = new ArrayList<>();
    private final List<String> keys = new ArrayList<>();
    private final List<Cut> cuts = new ArrayList<>();
    private final List<CheckpointFile> torn = new ArrayList<>();

    private CheckpointChain() {}

    /**
     * Reads and checks.
     *
     * @throws TamperedException at the first thing that is wrong
     */
    public static CheckpointChain read(CheckpointStore store) {
        CheckpointChain chain = new CheckpointChain();
        List<Entry> found = new ArrayList<>();
        for (CheckpointFile file : store.read()) {
            found.addAll(file.entries());
            if (file.tornBytes() > 0) {
                chain.torn.add(file);
            }
        }
        // By number and not by file: after a repair the history goes on in an older hour.
        found.sort(Comparator.comparingLong(entry -> entry.checkpoint().number()));
        found.forEach(chain::add);
        return chain;
    }

    private void add(Entry entry) {
        Checkpoint checkpoint = entry.checkpoint();
        Checkpoint before = all.isEmpty() ? null : all.get(all.size() - 1);
        link(entry, checkpoint, before);
        if (checkpoint.cut() != Checkpoint.NO_CUT) {
            giveUp(entry, checkpoint);
        }
        Checkpoint base = last();
        long expected = base == null ? 1 : base.last() + 1;
        if (checkpoint.first() != expected) {
            throw entry.broken("starts at sequence " + checkpoint.first() + " instead of " + expected);
        }
        boolean backwards = base != null
                && (checkpoint.fromNanos() < base.toNanos()
                        || checkpoint.cycle().compareTo(base.cycle()) < 0);
        if (backwards || checkpoint.toNanos() < checkpoint.fromNanos()) {
            throw entry.broken("lies in time before the one that it follows");
        }
        if (!checkpoint.isSigned()) {
            throw entry.broken("is not signed by the key that it names (its signature does not hold)");
        }
        if (keys.isEmpty() || !keys.get(keys.size() - 1).equals(checkpoint.key())) {
            keys.add(checkpoint.key());
        }
        all.add(checkpoint);
        entries.add(entry);
    }

    private static void link(Entry entry, Checkpoint checkpoint, @Nullable Checkpoint before) {
        long number = before == null ? 1 : before.number() + 1;
        if (checkpoint.number() != number) {
            throw entry.broken("stands where checkpoint " + number + " must be");
        }
        if (before != null && !checkpoint.journalId().equals(before.journalId())) {
            throw entry.broken(
                    "is of another journal (" + checkpoint.journalId() + " instead of " + before.journalId() + ")");
        }
        if (!checkpoint.previous().equals(before == null ? Checkpoint.NO_HASH : before.hash())) {
            throw entry.broken("does not follow the checkpoint before it (hash link)");
        }
        if (before != null && !checkpoint.key().equals(before.next() == null ? before.key() : before.next())) {
            throw entry.broken("is signed by a key that the checkpoint before it did not announce");
        }
    }

    private void giveUp(Entry entry, Checkpoint checkpoint) {
        Checkpoint newestBefore = last();
        long through = newestBefore == null ? 0 : newestBefore.last();
        while (!entries.isEmpty()
                && entries.get(entries.size() - 1).checkpoint().last() > checkpoint.cut()) {
            entries.remove(entries.size() - 1);
        }
        if (checkpoint.cut() >= through || checkpoint.last() > checkpoint.cut()) {
            throw entry.broken("speaks of a cut at sequence " + checkpoint.cut() + " that cannot have been");
        }
        cuts.add(new Cut(checkpoint.number(), checkpoint.cut(), through));
    }

    /** Those that count, oldest first. */
    List<Entry> entries() {
        return entries;
    }

    /** All of them, those that a repair gave up too. */
    public List<Checkpoint> all() {
        return all;
    }

    /** The last one that counts; null without any. */
    public @Nullable Checkpoint last() {
        return entries.isEmpty() ? null : entries.get(entries.size() - 1).checkpoint();
    }

    /** The last one written. */
    @Nullable
    Checkpoint lastWritten() {
        return all.isEmpty() ? null : all.get(all.size() - 1);
    }

    /** The last sequence that is signed; 0 without any. */
    public long signedThrough() {
        Checkpoint last = last();
        return last == null ? 0 : last.last();
    }

    /** The keys that signed, in their order. */
    public List<String> keys() {
        return keys;
    }

    public List<Cut> cuts() {
        return cuts;
    }

    /** Files that end in a line whose writing did not finish, or is just under way. */
    List<CheckpointFile> torn() {
        return torn;
    }

    /** The checkpoint that signs a sequence; null if none does. */
    public @Nullable Checkpoint covering(long sequence) {
        for (Entry entry : entries) {
            if (entry.checkpoint().first() <= sequence
                    && sequence <= entry.checkpoint().last()) {
                return entry.checkpoint();
            }
        }
        return null;
    }

    /** Refuses a chain that the given key had no part in. */
    public void requireSigner(VerifyingKey key) {
        if (!keys.contains(key.hex()) && !entries.isEmpty()) {
            throw entries.get(0)
                    .broken("and all that follow are signed by " + String.join(", ", keys)
                            + " and none by the public key given, " + key.hex());
        }
    }

    /** Refuses a chain that lacks a checkpoint which somebody kept elsewhere. */
    public void requireContains(Checkpoint kept) {
        int index = (int) Math.min(kept.number() - 1, Integer.MAX_VALUE);
        boolean same = index >= 0 && index < all.size() && all.get(index).equals(kept);
        if (!same) {
            Entry end = entries.isEmpty() ? null : entries.get(entries.size() - 1);
            String what =
                    "checkpoint " + kept.number() + " of journal " + kept.journalId() + ", which signs up to sequence "
                            + kept.last()
                            + " and was kept elsewhere, is not in this journal: it was taken back to an earlier state"
                            + " or rewritten";
            throw end == null
                    ? new io.ringfence.journal.JournalException("Evidence broken: " + what + ".")
                    : new TamperedException(end.path(), end.offset(), -1, what);
        }
    }
}

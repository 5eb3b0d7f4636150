package io.ringfence.journal.evidence;

import io.ringfence.journal.JournalException;
import io.ringfence.journal.JournalLayout;
import io.ringfence.journal.JournalReader;
import io.ringfence.journal.ReleaseBarrier;
import io.ringfence.journal.evidence.CheckpointFile.Entry;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Checks a journal without trusting whoever wrote it: needs the journal, its checkpoints and a public key, no high-water
 * mark and no private key. Changes nothing and may run beside a live core.
 */
public final class EvidenceCheck {
    private static final long PROGRESS_MASK = 0x3FFF;

    private final CheckpointStore store;
    private final CheckpointChain chain;
    private final JournalReader reader;
    private final EvidenceProgress progress;
    private final Segment segment = new Segment();
    private final List<String> notes = new ArrayList<>();
    private long bytes;

    private EvidenceCheck(
            CheckpointStore store, CheckpointChain chain, JournalReader reader, EvidenceProgress progress) {
        this.store = store;
        this.chain = chain;
        this.reader = reader;
        this.progress = progress;
    }

    /**
     * Recomputes everything.
     *
     * @param key who must have signed
     * @param kept checkpoints that somebody kept elsewhere and that must be there; may be empty
     * @throws TamperedException at the first thing that is not as signed
     * @throws io.ringfence.journal.JournalDamagedException at the first record that is not even sound
     */
    public static EvidenceReport run(
            JournalLayout layout, VerifyingKey key, List<Checkpoint> kept, EvidenceProgress progress) {
        CheckpointStore store = new CheckpointStore(layout);
        CheckpointChain chain = CheckpointChain.read(store);
        if (chain.all().isEmpty()) {
            throw new JournalException("Nothing in this journal is signed: there is no checkpoint in "
                    + layout.checkpointsDirectory() + ".");
        }
        chain.requireSigner(key);
        kept.forEach(chain::requireContains);
        try (JournalReader reader = JournalReader.openToEnd(layout)) {
            return new EvidenceCheck(store, chain, reader, progress).run();
        }
    }

    /**
     * Checks the records of one cycle file against the checkpoints that sign them.
     *
     * @return what the file holds; null when it is not signed to its end
     * @throws TamperedException if they are not the ones that were signed
     */
    public static @Nullable CycleSummary cycle(JournalLayout layout, CheckpointChain chain, String cycle) {
        List<Entry> entries = chain.entries().stream()
                .filter(entry -> entry.checkpoint().cycle().equals(cycle)
                        && entry.checkpoint().commands() > 0)
                .toList();
        if (entries.isEmpty()) {
            return null;
        }
        long first = entries.get(0).checkpoint().first();
        CheckpointStore store = new CheckpointStore(layout);
        try (JournalReader reader =
                JournalReader.openAfter(layout, ReleaseBarrier.upTo(chain.signedThrough()), first - 1)) {
            int crcBefore = first == 1 ? 0 : reader.crc();
            Checkpoint before = first == 1 ? null : chain.covering(first - 1);
            EvidenceCheck check = new EvidenceCheck(store, chain, reader, EvidenceProgress.NONE);
            check.segment.begin(first - 1, 0, crcBefore, before == null ? Checkpoint.NO_HASH : before.chain());
            entries.forEach(check::segment);
            Checkpoint last = entries.get(entries.size() - 1).checkpoint();
            boolean whole = reader.poll() != null && !reader.cycleName().equals(cycle);
            return whole ? new CycleSummary(first, last.last(), last.toNanos(), crcBefore, last.crc()) : null;
        }
    }

    /**
     * The ends of a cycle file.
     *
     * @param crcBefore what its first record names as its predecessor's checksum
     */
    public record CycleSummary(long first, long last, long toNanos, int crcBefore, int crc) {}

    private EvidenceReport run() {
        chain.torn()
                .forEach(file -> notes.add(file.path() + " ends in " + file.tornBytes()
                        + " bytes of a checkpoint whose writing did not finish; they count for nothing"));
        for (CheckpointChain.Cut cut : chain.cuts()) {
            notes.add("a repair gave up sequences " + (cut.after() + 1) + " to " + cut.through()
                    + ", which had been signed; checkpoint " + cut.number() + " owns up to that");
        }
        segment.begin(0, 0, 0, Checkpoint.NO_HASH);
        for (Entry entry : chain.entries()) {
            segment(entry);
        }
        return tail();
    }

    private void segment(Entry entry) {
        Checkpoint checkpoint = entry.checkpoint();
        Locator locator = Locator.of(store, entry);
        if (locator == null && checkpoint.commands() > 0) {
            notes.add("the locator of checkpoint " + checkpoint.number()
                    + " is missing or altered; an alteration there could only be named by its segment");
        }
        while (segment.last() < checkpoint.last()) {
            DirectBuffer record = reader.poll();
            if (record == null) {
                throw endsTooEarly(checkpoint);
            }
            if (!reader.cycleName().equals(checkpoint.cycle())) {
                throw new TamperedException(
                        reader.file(),
                        reader.offset(),
                        reader.sequence(),
                        "sequence " + reader.sequence()
                                + " is in the cycle file " + reader.cycleName() + " but checkpoint "
                                + checkpoint.number()
                                + " signed it in " + checkpoint.cycle());
            }
            long offset = reader.offset();
            if (segment.add(record)) {
                if (locator != null) {
                    locator.compare(segment, reader.file(), offset);
                }
                if ((segment.last() & PROGRESS_MASK) == 0) {
                    progress.onProgress(segment.last(), chain.signedThrough());
                }
            }
        }
        compare(checkpoint, locator);
        bytes += segment.bytes();
        segment.beginNext();
    }

    private TamperedException endsTooEarly(Checkpoint checkpoint) {
        return new TamperedException(
                reader.file(),
                reader.offset(),
                segment.last() + 1,
                "the records end at sequence " + segment.last() + " but checkpoint " + checkpoint.number()
                        + " and what follows it sign up to sequence " + chain.signedThrough()
                        + ": the end was cut off");
    }

    private void compare(Checkpoint checkpoint, @Nullable Locator locator) {
        boolean same = segment.root().equals(checkpoint.root())
                && segment.chain().equals(checkpoint.chain())
                && segment.crc() == checkpoint.crc()
                && segment.toNanos() == checkpoint.toNanos()
                && (checkpoint.commands() == 0 || segment.fromNanos() == checkpoint.fromNanos());
        if (same) {
            return;
        }
        String range = "checkpoint " + checkpoint.number() + " signs sequences " + checkpoint.first() + " to "
                + checkpoint.last();
        Locator.Finding finding = locator == null ? null : locator.finding();
        if (finding == null) {
            throw new TamperedException(
                    reader.file(),
                    0,
                    checkpoint.first(),
                    "the records of sequences " + checkpoint.first() + " to "
                            + checkpoint.last() + " are not the ones that were signed (" + range
                            + "); the last good sequence is "
                            + (checkpoint.first() - 1));
        }
        throw new TamperedException(
                finding.file(),
                finding.offset(),
                finding.sequence(),
                "the record of sequence "
                        + finding.sequence() + " is not the one that was signed: " + finding.kind() + " (" + range
                        + "); the last good sequence is " + (finding.sequence() - 1));
    }

    private EvidenceReport tail() {
        long commands = 0;
        long from = 0;
        long to = 0;
        for (DirectBuffer record = reader.poll(); record != null; record = reader.poll()) {
            if (reader.isLastOfCommand()) {
                from = commands == 0 ? reader.timestampNanos() : from;
                to = reader.timestampNanos();
                commands++;
            }
        }
        progress.onProgress(chain.signedThrough(), chain.signedThrough());
        return new EvidenceReport(chain, commands, from, to, bytes, List.copyOf(notes));
    }
}

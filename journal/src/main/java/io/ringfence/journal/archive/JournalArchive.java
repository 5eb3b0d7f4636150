package io.ringfence.journal.archive;

import io.ringfence.journal.ArchivedCycle;
import io.ringfence.journal.DurableFiles;
import io.ringfence.journal.JournalException;
import io.ringfence.journal.JournalLayout;
import io.ringfence.journal.evidence.CheckpointChain;
import io.ringfence.journal.evidence.CheckpointStore;
import io.ringfence.journal.evidence.EvidenceCheck;
import io.ringfence.journal.evidence.EvidenceCheck.CycleSummary;
import io.ringfence.journal.evidence.VerifyingKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Packs cycle files into the archive. Only files of which a signature vouches for every record and a snapshot for having
 * executed them, and never the two newest, which a start may still change. A file goes from the journal only after its
 * packed copy was read back and has its name, durably; so at every instant there is at least one good copy, and after a
 * death a repetition finishes. May run beside a live core, which reads archived files like any other.
 */
public final class JournalArchive {
    private static final String TEMPORARY = ".packing";
    private static final int NEWEST_KEPT = 2;

    private final JournalLayout layout;
    private final ArchiveStep.Listener listener;
    private final List<Archived> done = new ArrayList<>();

    private JournalArchive(JournalLayout layout, ArchiveStep.Listener listener) {
        this.layout = layout;
        this.listener = listener;
    }

    /**
     * Packs what may be packed, oldest first.
     *
     * @param key who must have signed
     * @throws JournalException if something is not as signed, or a packed file does not read back; the file at hand is
     *     then as it was
     */
    @SuppressWarnings("try") // The lock is held, not used.
    public static List<Archived> archive(
            JournalLayout layout,
            VerifyingKey key,
            SnapshotFloor floor,
            ArchiveRules rules,
            ArchiveStep.Listener listener) {
        try (ArchiveLock lock = ArchiveLock.acquire(layout)) {
            JournalArchive archive = new JournalArchive(layout, listener);
            archive.removeLeftovers();
            CheckpointChain chain = CheckpointChain.read(new CheckpointStore(layout));
            chain.requireSigner(key);
            archive.run(chain, Math.min(floor.vouchedSequence(), rules.beforeSequence() - 1), rules.beforeNanos());
            return archive.done;
        }
    }

    private void run(CheckpointChain chain, long through, long beforeNanos) {
        List<String> cycles = cycles();
        for (String cycle : cycles.subList(0, Math.max(0, cycles.size() - NEWEST_KEPT))) {
            CycleSummary summary = EvidenceCheck.cycle(layout, chain, cycle);
            if (summary == null || summary.last() > through || summary.toNanos() >= beforeNanos) {
                return;
            }
            pack(cycle, summary);
        }
    }

    /** Of the files in the journal's own folder, oldest first. */
    private List<String> cycles() {
        List<String> cycles = new ArrayList<>();
        for (Path path : DurableFiles.list(layout.journalDirectory())) {
            String name = path.getFileName().toString();
            if (name.endsWith(ArchivedCycle.CYCLE_SUFFIX)) {
                cycles.add(name.substring(0, name.length() - ArchivedCycle.CYCLE_SUFFIX.length()));
            }
        }
        return cycles;
    }

    private void pack(String cycle, CycleSummary summary) {
        Path original = original(layout, cycle);
        Path target = ArchivedCycle.path(layout.archiveDirectory(), cycle);
        CheckpointStore store = new CheckpointStore(layout);
        List<Path> files = new ArrayList<>();
        for (Path each : List.of(store.path(cycle), store.locatorPath(cycle), original)) {
            if (Files.exists(each)) {
                files.add(each);
            }
        }
        if (!Files.exists(target)) {
            write(cycle, summary, files, target);
        } else {
            PackedFile.requireHolds(target, files);
        }
        listener.onStep(cycle, ArchiveStep.NAMED);
        DurableFiles.delete(original);
        DurableFiles.forceDirectory(layout.journalDirectory());
        listener.onStep(cycle, ArchiveStep.JOURNAL_REMOVED);
        removeEvidence(cycle);
        done.add(new Archived(ArchivedCycle.read(target), DurableFiles.size(target)));
    }

    private void write(String cycle, CycleSummary summary, List<Path> files, Path target) {
        Path temporary = target.resolveSibling(cycle + TEMPORARY);
        Path original = original(layout, cycle);
        ArchivedCycle segment = new ArchivedCycle(
                target,
                cycle,
                summary.first(),
                summary.last(),
                summary.toNanos(),
                summary.crcBefore(),
                summary.crc(),
                DurableFiles.size(original),
                PackedFile.sha256(original));
        PackedFile.write(temporary, segment, files);
        listener.onStep(cycle, ArchiveStep.PACKED);
        PackedFile.requireHolds(temporary, files);
        listener.onStep(cycle, ArchiveStep.READ_BACK);
        DurableFiles.move(temporary, target);
        DurableFiles.forceDirectory(layout.dataDirectory());
    }

    private void removeEvidence(String cycle) {
        CheckpointStore store = new CheckpointStore(layout);
        DurableFiles.delete(store.locatorPath(cycle));
        DurableFiles.delete(store.path(cycle));
        DurableFiles.forceDirectory(layout.checkpointsDirectory());
        listener.onStep(cycle, ArchiveStep.CHECKPOINTS_REMOVED);
    }

    static Path original(JournalLayout layout, String cycle) {
        return layout.journalDirectory().resolve(cycle + ArchivedCycle.CYCLE_SUFFIX);
    }

    /** What a death left: half-packed files, and checkpoints of a cycle file that is in the archive only. */
    private void removeLeftovers() {
        for (Path path : DurableFiles.list(layout.archiveDirectory())) {
            String name = path.getFileName().toString();
            if (name.endsWith(TEMPORARY) || name.startsWith(ArchivedCycle.SCRATCH)) {
                DurableFiles.delete(path);
            }
        }
        CheckpointStore store = new CheckpointStore(layout);
        for (Path packed : ArchivedCycle.list(layout.archiveDirectory())) {
            String cycle = ArchivedCycle.read(packed).cycle();
            List<Path> left = new ArrayList<>();
            for (Path each : List.of(store.path(cycle), store.locatorPath(cycle))) {
                if (Files.exists(each)) {
                    left.add(each);
                }
            }
            if (!Files.exists(original(layout, cycle)) && !left.isEmpty()) {
                PackedFile.requireHolds(packed, left);
                removeEvidence(cycle);
            }
        }
    }

    /** Every packed file of a folder, oldest first. */
    public static List<ArchivedCycle> list(JournalLayout layout) {
        return ArchivedCycle.list(layout.archiveDirectory()).stream()
                .map(ArchivedCycle::read)
                .toList();
    }

    /** The packed file that holds a sequence; null if none does. */
    public static @Nullable ArchivedCycle holding(JournalLayout layout, long sequence) {
        return list(layout).stream()
                .filter(each -> each.first() <= sequence && sequence <= each.last())
                .findFirst()
                .orElse(null);
    }
}

package io.ringfence.journal.archive;

import io.ringfence.journal.ArchivedCycle;
import io.ringfence.journal.DurableFiles;
import io.ringfence.journal.HeldJournal;
import io.ringfence.journal.JournalException;
import io.ringfence.journal.JournalLayout;
import io.ringfence.journal.evidence.CheckpointStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Brings packed cycle files back into the journal's folder, byte for byte, with their checkpoints. The packed files stay;
 * archiving again finds them and only compares. No core may run: Chronicle's own listing must not change under it.
 */
public final class JournalRestore {
    private static final String TEMPORARY = ".restoring";

    private final JournalLayout layout;

    private JournalRestore(JournalLayout layout) {
        this.layout = layout;
    }

    /**
     * Restores those asked for that are not in the journal's folder, oldest first.
     *
     * @return what was restored
     * @throws JournalException if one is not what it says; nothing of it is put in place then
     */
    @SuppressWarnings("try") // The locks are held, not used.
    public static List<ArchivedCycle> restore(JournalLayout layout, Predicate<ArchivedCycle> wanted) {
        DurableFiles.createDirectories(layout.journalDirectory());
        try (HeldJournal held = HeldJournal.acquire(layout);
                ArchiveLock lock = ArchiveLock.acquire(layout)) {
            List<ArchivedCycle> restored = new ArrayList<>();
            for (ArchivedCycle cycle : JournalArchive.list(layout)) {
                if (wanted.test(cycle) && !Files.exists(JournalArchive.original(layout, cycle.cycle()))) {
                    new JournalRestore(layout).restore(cycle);
                    restored.add(cycle);
                }
            }
            return restored;
        }
    }

    private void restore(ArchivedCycle cycle) {
        CheckpointStore store = new CheckpointStore(layout);
        DurableFiles.createDirectories(layout.checkpointsDirectory());
        for (Path target : List.of(store.path(cycle.cycle()), store.locatorPath(cycle.cycle()))) {
            byte[] content =
                    ArchivedCycle.entry(cycle.path(), target.getFileName().toString());
            if (content != null && !Files.exists(target)) {
                DurableFiles.replace(target, content);
            }
        }
        Path target = JournalArchive.original(layout, cycle.cycle());
        Path temporary = target.resolveSibling(cycle.cycle() + TEMPORARY);
        unpack(cycle, temporary);
        if (DurableFiles.size(temporary) != cycle.length()
                || !PackedFile.sha256(temporary).equals(cycle.sha256())) {
            DurableFiles.delete(temporary);
            throw new JournalException(
                    "The archived segment " + cycle.path() + " is damaged: what it unpacks to is not the "
                            + cycle.length() + " bytes that were packed; take it from another copy.");
        }
        DurableFiles.move(temporary, target);
    }

    private static void unpack(ArchivedCycle cycle, Path target) {
        try (FileChannel channel = FileChannel.open(
                target, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ArchivedCycle.unpack(cycle.path(), channel);
            channel.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot unpack " + cycle.path(), e);
        }
    }
}

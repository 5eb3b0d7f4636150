package io.ringfence.journal.snapshot;

import io.ringfence.journal.DurableFiles;
import io.ringfence.journal.JournalTotals;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A folder of snapshots, one file each, named after its sequence. A file with its final name was complete, on the disk
 * and read back before it got that name; what a crash leaves has a temporary one. Old ones are deleted only behind a new
 * one, so there is always one that can be used. What is damaged or foreign is renamed and stays.
 */
public final class SnapshotStore {
    private static final String SUFFIX = ".rfs";
    private static final String TEMPORARY = ".tmp";
    private static final Pattern NAME = Pattern.compile("snapshot-\\d{20}\\.rfs");
    private static final int SEQUENCE_AT = "snapshot-".length();

    private final Path directory;
    private final int keep;

    /** @param keep how many to keep, at least 1 */
    public SnapshotStore(Path directory, int keep) {
        if (keep < 1) {
            throw new IllegalArgumentException("at least one snapshot must be kept: " + keep);
        }
        this.directory = directory;
        this.keep = keep;
    }

    public Path directory() {
        return directory;
    }

    static String stem(long sequence) {
        return String.format(Locale.ROOT, "snapshot-%020d", sequence) + SUFFIX;
    }

    /** Begins a snapshot of what a journal adds up to at a place. One at a time. */
    public SnapshotOutput begin(JournalTotals totals, long stateHash) {
        DurableFiles.createDirectories(directory);
        for (Path path : DurableFiles.list(directory)) {
            if (path.getFileName().toString().endsWith(SUFFIX + TEMPORARY)) {
                DurableFiles.delete(path);
            }
        }
        Path temporary = directory.resolve(stem(totals.lastSequence()) + TEMPORARY);
        return new SnapshotOutput(this, temporary, totals, stateHash);
    }

    SnapshotFile publish(SnapshotFile written) {
        Path named = directory.resolve(stem(written.sequence()));
        DurableFiles.move(written.path(), named);
        List<Path> older = paths();
        older.removeIf(path -> sequence(path) >= written.sequence());
        older.stream().skip(keep - 1L).forEach(DurableFiles::delete);
        return new SnapshotFile(named, written.header());
    }

    /** The files that bear a snapshot's name, newest first; none has been looked into. */
    public List<Path> paths() {
        List<Path> found = new ArrayList<>();
        if (Files.isDirectory(directory)) {
            for (Path path : DurableFiles.list(directory)) {
                if (NAME.matcher(path.getFileName().toString()).matches()) {
                    found.add(path);
                }
            }
        }
        found.sort(Comparator.comparingLong(SnapshotStore::sequence).reversed());
        return found;
    }

    /** What the file's name says. */
    public static long sequence(Path path) {
        String name = path.getFileName().toString();
        return Long.parseLong(name.substring(SEQUENCE_AT, name.length() - SUFFIX.length()));
    }

    /**
     * Reads a whole snapshot.
     *
     * @throws SnapshotDamagedException at the first byte that is not as written; the sections before it were handed on
     */
    public static SnapshotFile read(Path path, SectionHandler handler) {
        return SnapshotInput.read(path, handler);
    }

    /** Checks every byte of a snapshot. */
    public static SnapshotFile check(Path path) {
        return SnapshotInput.read(path, (kind, buffer, offset, length) -> {});
    }

    /** The highest sequence of a sound snapshot: so far at least, the journal had been acknowledged; 0 = none. */
    public long witnessedSequence() {
        for (Path path : paths()) {
            SnapshotFile file = soundOrNull(path);
            if (file != null) {
                return file.sequence();
            }
        }
        return 0;
    }

    /** A snapshot that is no witness, because it is damaged or gone, leaves the word to the next older one. */
    private static @Nullable SnapshotFile soundOrNull(Path path) {
        try {
            return check(path);
        } catch (SnapshotDamagedException | UncheckedIOException e) {
            return null;
        }
    }

    /** Takes all snapshots of later sequences out of use, because the journal was cut there; returns how many. */
    public int setAsideBeyond(long sequence) {
        int moved = 0;
        for (Path path : paths()) {
            if (sequence(path) > sequence) {
                setAside(path, "cut");
                moved++;
            }
        }
        return moved;
    }

    /** Takes a file out of use and keeps it, as {@code NAME.WHY}; returns the new name. */
    Path setAside(Path path, String why) {
        Path aside = path.resolveSibling(path.getFileName() + "." + why);
        for (int i = 1; Files.exists(aside); i++) {
            aside = path.resolveSibling(path.getFileName() + "." + why + "-" + i);
        }
        DurableFiles.move(path, aside);
        return aside;
    }
}

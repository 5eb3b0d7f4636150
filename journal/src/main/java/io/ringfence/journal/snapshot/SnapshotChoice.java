package io.ringfence.journal.snapshot;

import io.ringfence.journal.Vouchers;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Goes through a store's snapshots from the newest to the oldest, as far as somebody asks. Each is checked as a whole;
 * what is wrong with one is told in a sentence, and the file is renamed where this process may do so.
 */
public final class SnapshotChoice implements Vouchers {
    private final SnapshotStore store;
    private final boolean mayRename;
    private final List<String> sentences = new ArrayList<>();
    private final List<Path> left;
    private @Nullable SnapshotFile current;

    /** @param mayRename whether this process owns the folder */
    public SnapshotChoice(SnapshotStore store, boolean mayRename) {
        this.store = store;
        this.mayRename = mayRename;
        this.left = new ArrayList<>(store.paths());
    }

    /** The next older snapshot that is whole; null when there is none. */
    public @Nullable SnapshotFile nextFile() {
        current = null;
        while (current == null && !left.isEmpty()) {
            Path path = left.remove(0);
            try {
                current = SnapshotStore.check(path);
            } catch (SnapshotDamagedException e) {
                sentences.add(e.getMessage() + (e.isForeignFormat() ? "" : aside(path, "damaged")));
            } catch (UncheckedIOException e) {
                sentences.add("Snapshot " + path + " is not used: " + e.getMessage() + " (" + e.getCause() + ").");
            }
        }
        return current;
    }

    @Override
    public @Nullable Voucher next() {
        SnapshotFile file = nextFile();
        return file == null ? null : file.voucher();
    }

    /** What {@link #next} gave last; the one in use, once the journal is open. */
    public @Nullable SnapshotFile current() {
        return current;
    }

    @Override
    public void refuse(Voucher voucher, String why) {
        sentences.add("Snapshot refused: " + why + aside(voucher.file(), "foreign"));
    }

    /** Notes why a sound one was not used. */
    public void pass(String sentence) {
        sentences.add(sentence);
    }

    private String aside(Path path, String why) {
        if (!mayRename || !Files.exists(path)) {
            return "";
        }
        return " It is kept as " + store.setAside(path, why).getFileName() + ".";
    }

    /** What an operator should know of what was passed over. */
    public List<String> sentences() {
        return List.copyOf(sentences);
    }
}

package io.ringfence.journal.evidence;

import io.ringfence.journal.evidence.CheckpointFile.Entry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares the commands of a segment one by one with its locator, to say which one differs first and how. */
final class Locator {
    /** Where the first difference is. */
    record Finding(Path file, long offset, long sequence, String kind) {}

    private static final int LOOK_AHEAD = 2;

    private final byte[] signed;
    private final long first;
    private final List<byte[]> found = new ArrayList<>();
    private @Nullable Path file;
    private long offset;
    private long sequence;

    private Locator(byte[] signed, long first) {
        this.signed = signed;
        this.first = first;
    }

    /** Null unless it is there and is the one that the checkpoint names. */
    static @Nullable Locator of(CheckpointStore store, Entry entry) {
        Checkpoint checkpoint = entry.checkpoint();
        byte[] part = store.locatorPart(checkpoint.cycle(), entry.locatorOffset(), (int) checkpoint.commands());
        return Sha256.hex(part).equals(checkpoint.locator()) ? new Locator(part, checkpoint.first()) : null;
    }

    void compare(Segment segment, Path here, long at) {
        if (file != null && found.size() >= LOOK_AHEAD) {
            return;
        }
        byte[] entry = segment.lastEntry();
        if (file != null) {
            found.add(entry);
        } else if (!Arrays.equals(entry, signedEntry(segment.last()))) {
            file = here;
            offset = at;
            sequence = segment.last();
            found.add(entry);
        }
    }

    private byte[] signedEntry(long of) {
        int at = (int) (of - first) * Segment.LOCATOR_BYTES;
        return at < 0 || at >= signed.length ? new byte[0] : Arrays.copyOfRange(signed, at, at + Segment.LOCATOR_BYTES);
    }

    @Nullable
    Finding finding() {
        Path where = file;
        return where == null ? null : new Finding(where, offset, sequence, kind());
    }

    /** By what the records say apart from their places: the checksums that tie them together all differ from here on. */
    private String kind() {
        boolean nextFollows = found.size() > 1 && content(found.get(1), signedEntry(sequence + 1));
        if (nextFollows) {
            return "it was altered";
        }
        boolean movedUp = content(found.get(0), signedEntry(sequence + 1));
        if (movedUp && found.size() > 1 && content(found.get(1), signedEntry(sequence))) {
            return "it changed places with the next one";
        }
        if (movedUp) {
            return "the one that was signed is missing and those behind it moved up";
        }
        if (found.size() > 1 && content(found.get(1), signedEntry(sequence))) {
            return "a record was inserted before the one that was signed";
        }
        return "it was altered, inserted or put in another one's place";
    }

    private static boolean content(byte[] a, byte[] b) {
        int from = Segment.LEAF_PREFIX_BYTES;
        return b.length == a.length && Arrays.equals(a, from, a.length, b, from, b.length);
    }
}

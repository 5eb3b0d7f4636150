package io.ringfence.journal.evidence;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The checkpoints of one cycle file, read strictly: every line in its only form. What follows the last line end is a
 * write that did not finish; it counts for nothing and is told.
 *
 * @param path where it was read, for messages
 * @param entries the checkpoints with where they are
 * @param wholeBytes up to the last line end
 * @param tornBytes behind it
 */
record CheckpointFile(Path path, String cycle, List<Entry> entries, int wholeBytes, int tornBytes) {
    static final String SUFFIX = ".checkpoints";
    static final String LOCATOR_SUFFIX = ".locator";

    /**
     * One checkpoint and its place.
     *
     * @param offset in the checkpoint file
     * @param locatorOffset of its first command in the locator file
     */
    record Entry(Checkpoint checkpoint, Path path, long offset, long locatorOffset) {
        TamperedException broken(String what) {
            return new TamperedException(path, offset, -1, "checkpoint " + checkpoint.number() + " " + what);
        }
    }

    static CheckpointFile parse(Path path, String cycle, byte[] content) {
        List<Entry> entries = new ArrayList<>();
        String text = new String(content, StandardCharsets.ISO_8859_1);
        int at = 0;
        long locatorOffset = 0;
        for (int end = text.indexOf('\n', at); end >= 0; end = text.indexOf('\n', at)) {
            Checkpoint checkpoint = parse(path, at, text.substring(at, end));
            Entry entry = new Entry(checkpoint, path, at, locatorOffset);
            if (!checkpoint.cycle().equals(cycle)) {
                throw entry.broken("belongs to the file of " + checkpoint.cycle());
            }
            entries.add(entry);
            locatorOffset += checkpoint.commands() * Segment.LOCATOR_BYTES;
            at = end + 1;
        }
        return new CheckpointFile(path, cycle, List.copyOf(entries), at, content.length - at);
    }

    private static Checkpoint parse(Path path, long offset, String line) {
        try {
            return Checkpoint.parse(line);
        } catch (IllegalArgumentException e) {
            throw new TamperedException(path, offset, -1, "this line is not a checkpoint in its only form");
        }
    }
}

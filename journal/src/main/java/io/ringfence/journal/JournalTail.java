package io.ringfence.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.locks.LockSupport;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Follows the journal of another process, live or dead, reading only: across hours, across that process's death, and
 * across its restart, which may cut a torn tail, put a rewritten file in the place of the one being read, or move a file
 * that was only begun away.
 *
 * <p>It reads up to the high-water mark and never further, so what a restart cuts was never read. Whatever looks like
 * damage is looked at again with everything opened anew, several times, before it is believed. After reopening, the last
 * record read must still be there with the same checksum: a journal that was replaced or cut below that is refused.
 */
public final class JournalTail implements AutoCloseable {
    private static final int ATTEMPTS = 6;
    private static final long BETWEEN_ATTEMPTS_NANOS = 50_000_000;
    private static final long LOOK_EVERY_NANOS = 1_000_000_000;

    private final JournalLayout layout;
    private MarkBarrier barrier;
    private JournalReader reader;
    private String identity;
    private long lookedAtNanos = System.nanoTime();
    private int failures;
    private long reopened;

    /** @param before where to go on; {@link JournalTotals#NONE} for the first record */
    public JournalTail(JournalLayout layout, JournalTotals before) {
        this.layout = layout;
        identity = identity();
        barrier = MarkBarrier.open(layout);
        boolean opened = false;
        try {
            reader = readBehind(before);
            opened = true;
        } finally {
            if (!opened) {
                barrier.close();
            }
        }
    }

    private JournalReader readBehind(JournalTotals before) {
        long released = barrier.releasedSequence();
        if (before.lastSequence() > released) {
            throw new JournalDamagedException(
                    layout.markFile(),
                    0,
                    "the journal is acknowledged up to sequence " + released + ", but sequence " + before.lastSequence()
                            + " was read before, so acknowledged commands were taken away",
                    released,
                    before.lastSequence());
        }
        return JournalReader.openAfter(layout, barrier, before);
    }

    /**
     * The next record, or null when there is none for now. After reopening, a command of several records may begin anew.
     *
     * @throws JournalDamagedException if what has been acknowledged is not there, or is not what was read before
     */
    public @Nullable DirectBuffer poll() {
        while (true) {
            try {
                DirectBuffer record = reader.poll();
                if (record == null && hasOtherFiles()) {
                    reopen();
                    record = reader.poll();
                }
                if (record != null) {
                    failures = 0;
                }
                return record;
            } catch (JournalException | UncheckedIOException e) {
                if (++failures >= ATTEMPTS) {
                    throw e;
                }
                LockSupport.parkNanos(BETWEEN_ATTEMPTS_NANOS);
                reopenIfPossible(e);
            }
        }
    }

    private void reopenIfPossible(RuntimeException why) {
        try {
            reopen();
        } catch (JournalException | UncheckedIOException e) {
            if (++failures >= ATTEMPTS) {
                e.addSuppressed(why);
                throw e;
            }
        }
    }

    private void reopen() {
        JournalTotals before = reader.totals();
        String now = identity();
        MarkBarrier fresh = MarkBarrier.open(layout);
        MarkBarrier old = barrier;
        barrier = fresh;
        boolean opened = false;
        try {
            JournalReader next = readBehind(before);
            reader.close();
            reader = next;
            opened = true;
        } finally {
            if (opened) {
                old.close();
            } else {
                barrier = old;
                fresh.close();
            }
        }
        identity = now;
        reopened++;
    }

    /** Looked at about once a second, and only when there is nothing to read. */
    private boolean hasOtherFiles() {
        long now = System.nanoTime();
        if (now - lookedAtNanos < LOOK_EVERY_NANOS) {
            return false;
        }
        lookedAtNanos = now;
        return !identity().equals(identity);
    }

    private String identity() {
        return key(layout.markFile()) + " " + key(layout.journalDirectory());
    }

    private static String key(Path path) {
        try {
            return String.valueOf(
                    Files.readAttributes(path, BasicFileAttributes.class).fileKey());
        } catch (IOException e) {
            // Being replaced, or gone; the next read will tell.
            return "none";
        }
    }

    /** How far the journal may be read. */
    public long releasedSequence() {
        return barrier.releasedSequence();
    }

    public boolean isLastOfCommand() {
        return reader.isLastOfCommand();
    }

    /** Everything up to the last whole command delivered. */
    public JournalTotals totals() {
        return reader.totals();
    }

    /** Where the record last delivered is, for reports. */
    public String location() {
        return reader.location();
    }

    /** How often the files were opened anew. */
    public long reopened() {
        return reopened;
    }

    @Override
    public void close() {
        reader.close();
        barrier.close();
    }
}

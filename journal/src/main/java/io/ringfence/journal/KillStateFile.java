package io.ringfence.journal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32C;

/**
 * The kill state in a file of its own, so that a start knows it before, and without, the journal. Text, so that somebody
 * with a shell and a bad night can read it:
 *
 * <pre>
 *   ringfence-emergency-state 1
 *   scope=1 account=3 target=-1 level=2 trip=4711 cause=5 at=1767225600000000000
 *   crc32c=8a9136aa
 * </pre>
 *
 * <p>The checksum covers every byte before its line. Written as a whole (file, rename, folder, each forced), never on
 * the engine thread; one writer at a time.
 */
public final class KillStateFile {
    private static final String TITLE = "ringfence-emergency-state 1";
    private static final String CHECKSUM = "crc32c=";
    private static final String[] KEYS = {"scope", "account", "target", "level", "trip", "cause", "at"};
    private static final int MAX_BYTES = 16 << 20;

    private final Path file;

    public KillStateFile(JournalLayout layout) {
        this.file = layout.killStateFile();
    }

    /** Returns once the state is durable. */
    public void write(List<KillEntry> entries) {
        StringBuilder text = new StringBuilder(TITLE).append('\n');
        for (KillEntry entry : entries) {
            append(text, entry);
        }
        byte[] covered = text.toString().getBytes(StandardCharsets.US_ASCII);
        text.append(checksumLine(covered));
        DurableFiles.replace(file, text.toString().getBytes(StandardCharsets.US_ASCII));
    }

    private static void append(StringBuilder text, KillEntry entry) {
        long[] values = {
            entry.scope(),
            entry.accountId(),
            entry.targetId(),
            entry.level(),
            entry.tripId(),
            entry.cause(),
            entry.timestampNanos()
        };
        for (int i = 0; i < KEYS.length; i++) {
            text.append(i == 0 ? "" : " ").append(KEYS[i]).append('=').append(values[i]);
        }
        text.append('\n');
    }

    private static String checksumLine(byte[] covered) {
        CRC32C crc = new CRC32C();
        crc.update(covered);
        return CHECKSUM + String.format(Locale.ROOT, "%08x", crc.getValue()) + "\n";
    }

    /** Never throws for what the file holds: a file that cannot be read is damaged. */
    public KillState read() {
        try {
            if (Files.size(file) > MAX_BYTES) {
                return new KillState.Damaged(file + " is larger than any kill state");
            }
            return parse(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            return new KillState.Fresh();
        } catch (IOException e) {
            return new KillState.Damaged(file + " cannot be read: " + e);
        }
    }

    private KillState parse(byte[] content) {
        String text = new String(content, StandardCharsets.ISO_8859_1);
        int checksumAt = text.lastIndexOf(CHECKSUM);
        if (checksumAt < 0) {
            return new KillState.Damaged(file + " has no checksum");
        }
        String covered = text.substring(0, checksumAt);
        if (!text.substring(checksumAt).equals(checksumLine(covered.getBytes(StandardCharsets.ISO_8859_1)))) {
            return new KillState.Damaged(file + " fails its checksum");
        }
        String[] lines = covered.split("\n", -1);
        if (!lines[0].equals(TITLE)) {
            return new KillState.Damaged(file + " is of a version that this build does not know: " + lines[0]);
        }
        try {
            List<KillEntry> entries = new ArrayList<>();
            for (int i = 1; i < lines.length - 1; i++) {
                entries.add(parseEntry(lines[i]));
            }
            return new KillState.Sound(entries);
        } catch (IllegalArgumentException | ArithmeticException e) {
            return new KillState.Damaged(file + " has a line that cannot be read: " + e.getMessage());
        }
    }

    private static KillEntry parseEntry(String line) {
        String[] fields = line.split(" ", -1);
        if (fields.length != KEYS.length) {
            throw new IllegalArgumentException(line);
        }
        long[] values = new long[KEYS.length];
        for (int i = 0; i < KEYS.length; i++) {
            if (!fields[i].startsWith(KEYS[i] + "=")) {
                throw new IllegalArgumentException(line);
            }
            values[i] = Long.parseLong(fields[i].substring(KEYS[i].length() + 1));
        }
        return new KillEntry(
                Math.toIntExact(values[0]),
                Math.toIntExact(values[1]),
                Math.toIntExact(values[2]),
                Math.toIntExact(values[3]),
                values[4],
                Math.toIntExact(values[5]),
                values[6]);
    }
}

package io.ringfence.journal.archive;

import io.ringfence.journal.ArchivedCycle;
import io.ringfence.journal.DurableFiles;
import io.ringfence.journal.JournalException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** Writing a packed file and comparing it with what was packed. */
final class PackedFile {
    /** Measured in docs/adr/0023: higher levels cost several times as much for a few percent. */
    static final int LEVEL = Deflater.BEST_SPEED;

    private static final int CHUNK = 1 << 16;
    /** The same for the same content: 1980-01-01, the first time that a ZIP file can name. */
    private static final java.time.LocalDateTime TIME = java.time.LocalDateTime.of(1980, 1, 1, 0, 0);

    private PackedFile() {}

    static String sha256(Path file) {
        MessageDigest digest = digest();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Packs and forces; the files keep their names as entries. */
    static void write(Path target, ArchivedCycle segment, List<Path> files) {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(target), CHUNK);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setLevel(LEVEL);
            begin(zip, ArchivedCycle.SEGMENT_ENTRY);
            zip.write(segment.line().getBytes(StandardCharsets.US_ASCII));
            zip.closeEntry();
            for (Path file : files) {
                begin(zip, file.getFileName().toString());
                Files.copy(file, zip);
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot pack into " + target, e);
        }
        DurableFiles.force(target);
    }

    private static void begin(ZipOutputStream zip, String name) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(TIME);
        zip.putNextEntry(entry);
    }

    /**
     * Unpacks each file again and compares it byte by byte with the original.
     *
     * @throws JournalException if one differs
     */
    static void requireHolds(Path packed, List<Path> originals) {
        try (ZipFile zip = new ZipFile(packed.toFile())) {
            for (Path original : originals) {
                ZipEntry entry = zip.getEntry(original.getFileName().toString());
                if (entry == null || !isSame(zip.getInputStream(entry), original)) {
                    throw new JournalException("What " + packed + " holds is not " + original
                            + ": nothing was removed; move the packed file away and repeat.");
                }
            }
        } catch (IOException e) {
            throw new JournalException(
                    "The packed file " + packed + " cannot be read back: " + e.getMessage() + "; nothing was removed.",
                    e);
        }
    }

    private static boolean isSame(InputStream packed, Path original) throws IOException {
        try (InputStream a = new BufferedInputStream(packed, CHUNK);
                InputStream b = new BufferedInputStream(Files.newInputStream(original), CHUNK)) {
            byte[] left = new byte[CHUNK];
            byte[] right = new byte[CHUNK];
            while (true) {
                int read = a.readNBytes(left, 0, CHUNK);
                if (read != b.readNBytes(right, 0, CHUNK) || !Arrays.equals(left, 0, read, right, 0, read)) {
                    return false;
                }
                if (read < CHUNK) {
                    return true;
                }
            }
        }
    }
}

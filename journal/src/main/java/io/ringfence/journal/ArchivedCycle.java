package io.ringfence.journal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * A packed cycle file: {@code DATA/archive/20260101-00F.zip}, a ZIP file that any tool opens, with the entries
 *
 * <pre>
 *   segment                     what is in it, one line of text, first so that it is read without unpacking the rest
 *   20260101-00F.checkpoints    the signed checkpoints of its records
 *   20260101-00F.locator        their locator
 *   20260101-00F.cq4            the cycle file, byte for byte
 *
 *   ringfence-archive 1 cycle=20260101-00F first=1 last=300 to=NANOS previous-crc=HEX4 crc=HEX4 length=BYTES sha256=HEX32
 * </pre>
 *
 * <p>The line lets a reader pass over the file; whoever reads the records themselves trusts none of it.
 *
 * @param toNanos stamp of the last record
 * @param previousCrc what the first record names as its predecessor's checksum
 * @param crc the last record's checksum
 * @param length bytes of the cycle file
 * @param sha256 of the cycle file
 */
public record ArchivedCycle(
        Path path,
        String cycle,
        long first,
        long last,
        long toNanos,
        int previousCrc,
        int crc,
        long length,
        String sha256) {
    public static final String SUFFIX = ".zip";
    public static final String SEGMENT_ENTRY = "segment";
    public static final String CYCLE_SUFFIX = ".cq4";
    /** Begins the names of files that exist only while they are read; one that a crash left may be deleted. */
    public static final String SCRATCH = ".unpacked-";

    private static final int CHUNK = 1 << 16;
    private static final String NUMBER = "(0|[1-9][0-9]{0,18})";
    private static final Pattern LINE = Pattern.compile(
            "ringfence-archive 1 cycle=(\\d{8}-\\d{2}F) first=" + NUMBER + " last=" + NUMBER + " to=" + NUMBER
                    + " previous-crc=([0-9a-f]{8}) crc=([0-9a-f]{8}) length=" + NUMBER + " sha256=([0-9a-f]{64})\n");

    /** The content of the entry {@link #SEGMENT_ENTRY}. */
    public String line() {
        java.util.HexFormat hex = java.util.HexFormat.of();
        return "ringfence-archive 1 cycle=" + cycle + " first=" + first + " last=" + last + " to=" + toNanos
                + " previous-crc=" + hex.toHexDigits(previousCrc) + " crc=" + hex.toHexDigits(crc) + " length=" + length
                + " sha256=" + sha256 + "\n";
    }

    /** Where a cycle is packed, whether it is or not. */
    public static Path path(Path archiveDirectory, String cycle) {
        return archiveDirectory.resolve(cycle + SUFFIX);
    }

    /** The archive beside a queue's folder. */
    static Path archiveOf(Path journalDirectory) {
        return journalDirectory.resolveSibling("archive");
    }

    /** Where a cycle file is packed; null if it is not. */
    static @Nullable Path packed(Path cycleFile) {
        Path folder = cycleFile.toAbsolutePath().getParent();
        String name = cycleFile.getFileName().toString();
        if (folder == null || !name.endsWith(CYCLE_SUFFIX)) {
            return null;
        }
        String cycle = name.substring(0, name.length() - CYCLE_SUFFIX.length());
        Path packed = path(archiveOf(folder), cycle);
        return Files.exists(packed) ? packed : null;
    }

    static boolean isArchived(Path path) {
        return path.toString().endsWith(SUFFIX);
    }

    /** The packed files of an archive in their order; none where there is no such folder. */
    public static List<Path> list(Path archiveDirectory) {
        List<Path> found = new ArrayList<>();
        if (Files.isDirectory(archiveDirectory)) {
            for (Path path : DurableFiles.list(archiveDirectory)) {
                if (isArchived(path)) {
                    found.add(path);
                }
            }
        }
        return found;
    }

    /**
     * Reads what a packed file says of itself.
     *
     * @throws JournalDamagedException if it cannot be read
     */
    public static ArchivedCycle read(Path path) {
        byte[] line = entry(path, SEGMENT_ENTRY);
        Matcher field = LINE.matcher(line == null ? "" : new String(line, StandardCharsets.ISO_8859_1));
        if (!field.matches() || !path.getFileName().toString().equals(field.group(1) + SUFFIX)) {
            throw damaged(path, "it does not say what it holds, or holds another hour than its name says");
        }
        return new ArchivedCycle(
                path,
                field.group(1),
                Long.parseLong(field.group(2)),
                Long.parseLong(field.group(3)),
                Long.parseLong(field.group(4)),
                Integer.parseUnsignedInt(field.group(5), 16),
                Integer.parseUnsignedInt(field.group(6), 16),
                Long.parseLong(field.group(7)),
                field.group(8));
    }

    /** One of the small entries; null when there is none of that name. */
    public static byte @Nullable [] entry(Path path, String name) {
        try (ZipFile zip = new ZipFile(path.toFile())) {
            ZipEntry entry = zip.getEntry(name);
            if (entry == null) {
                return null;
            }
            try (CheckedInputStream in = checked(zip, entry)) {
                byte[] content = in.readAllBytes();
                requireChecksum(in, entry);
                return content;
            }
        } catch (IOException e) {
            throw damaged(path, "it cannot be unpacked: " + e.getMessage());
        }
    }

    /** The cycle file of a packed one, unpacked into a file without a name that ends with the channel. */
    static FileChannel unpack(Path path) {
        Path scratch = scratch(path);
        try {
            FileChannel channel = FileChannel.open(scratch, StandardOpenOption.READ, StandardOpenOption.WRITE);
            Files.delete(scratch);
            try {
                unpack(path, channel);
                return channel;
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw damaged(path, "it cannot be unpacked: " + e.getMessage());
        }
    }

    /** In the archive if it can be written, because an unpacked hour may be large; among temporary files otherwise. */
    private static Path scratch(Path path) {
        try {
            Path folder = path.toAbsolutePath().getParent();
            return folder != null && Files.isWritable(folder)
                    ? Files.createTempFile(folder, SCRATCH, ".tmp")
                    : Files.createTempFile("ringfence-unpacked-", ".tmp");
        } catch (IOException e) {
            throw new UncheckedIOException("There is no room to unpack " + path, e);
        }
    }

    /** Unpacks the cycle file; leaves holes where it is zero. */
    public static void unpack(Path path, FileChannel target) throws IOException {
        String name = path.getFileName().toString();
        String cycle = name.substring(0, name.length() - SUFFIX.length());
        try (ZipFile zip = new ZipFile(path.toFile())) {
            ZipEntry entry = zip.getEntry(cycle + CYCLE_SUFFIX);
            if (entry == null) {
                throw new IOException("there is no " + cycle + CYCLE_SUFFIX + " in it");
            }
            try (CheckedInputStream in = checked(zip, entry)) {
                copy(in, target);
                requireChecksum(in, entry);
            }
        }
    }

    /** A ZIP file has a checksum of each entry, and reading by name does not look at it. */
    private static CheckedInputStream checked(ZipFile zip, ZipEntry entry) throws IOException {
        return new CheckedInputStream(zip.getInputStream(entry), new CRC32());
    }

    private static void requireChecksum(CheckedInputStream in, ZipEntry entry) throws IOException {
        if (in.getChecksum().getValue() != entry.getCrc()) {
            throw new IOException("the checksum of " + entry.getName() + " does not hold");
        }
    }

    private static void copy(InputStream in, FileChannel target) throws IOException {
        byte[] chunk = new byte[CHUNK];
        long at = 0;
        for (int read = in.readNBytes(chunk, 0, CHUNK); read > 0; read = in.readNBytes(chunk, 0, CHUNK)) {
            boolean last = read < CHUNK;
            if (last || !isZero(chunk)) {
                write(target, ByteBuffer.wrap(chunk, 0, read), at);
            }
            at += read;
        }
        if (at > 0 && target.size() < at) {
            write(target, ByteBuffer.wrap(new byte[1]), at - 1);
        }
    }

    private static void write(FileChannel target, ByteBuffer bytes, long at) throws IOException {
        long position = at;
        while (bytes.hasRemaining()) {
            position += target.write(bytes, position);
        }
    }

    private static boolean isZero(byte[] chunk) {
        for (byte each : chunk) {
            if (each != 0) {
                return false;
            }
        }
        return true;
    }

    private static JournalDamagedException damaged(Path path, String what) {
        return new JournalDamagedException(path, 0, "the archived segment is damaged: " + what, 0, -1);
    }
}

package io.ringfence.journal.evidence;

import io.ringfence.journal.ArchivedCycle;
import io.ringfence.journal.DurableFiles;
import io.ringfence.journal.JournalLayout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/**
 * The checkpoints of a data folder: {@code DATA/checkpoints/CYCLE.checkpoints}, one line each, and beside it
 * {@code CYCLE.locator}. Reads those of archived cycle files from the archive.
 */
public final class CheckpointStore {
    private final JournalLayout layout;
    private String packedCycle = "";
    private byte[] packedLocator = new byte[0];

    public CheckpointStore(JournalLayout layout) {
        this.layout = layout;
    }

    /** All files, oldest first; those in the checkpoints folder win over what the archive has of the same cycle. */
    List<CheckpointFile> read() {
        TreeMap<String, CheckpointFile> files = new TreeMap<>();
        Path folder = layout.checkpointsDirectory();
        if (Files.isDirectory(folder)) {
            for (Path path : DurableFiles.list(folder)) {
                String name = path.getFileName().toString();
                if (name.endsWith(CheckpointFile.SUFFIX)) {
                    String cycle = name.substring(0, name.length() - CheckpointFile.SUFFIX.length());
                    files.put(cycle, CheckpointFile.parse(path, cycle, bytes(path)));
                }
            }
        }
        for (Path path : ArchivedCycle.list(layout.archiveDirectory())) {
            String name = path.getFileName().toString();
            String cycle = name.substring(0, name.length() - ArchivedCycle.SUFFIX.length());
            byte[] packed = files.containsKey(cycle) ? null : ArchivedCycle.entry(path, cycle + CheckpointFile.SUFFIX);
            if (packed != null) {
                files.put(cycle, CheckpointFile.parse(path, cycle, packed));
            }
        }
        return new ArrayList<>(files.values());
    }

    /** Some of a cycle's locator entries; fewer bytes, or none, where they are not there. */
    byte[] locatorPart(String cycle, long offset, int commands) {
        Path path = locatorPath(cycle);
        if (!Files.exists(path)) {
            return part(packedLocator(cycle), offset, commands);
        }
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            ByteBuffer part = ByteBuffer.allocate(commands * Segment.LOCATOR_BYTES);
            long at = offset;
            while (part.hasRemaining()) {
                int read = channel.read(part, at);
                if (read < 0) {
                    break;
                }
                at += read;
            }
            return Arrays.copyOf(part.array(), part.position());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + path, e);
        }
    }

    private static byte[] part(byte[] all, long offset, int commands) {
        int from = (int) Math.min(offset, all.length);
        return Arrays.copyOfRange(all, from, Math.min(all.length, from + commands * Segment.LOCATOR_BYTES));
    }

    /** Keeps the one read last: checkpoints are asked for in their order. */
    private byte[] packedLocator(String cycle) {
        Path path = ArchivedCycle.path(layout.archiveDirectory(), cycle);
        if (!cycle.equals(packedCycle)) {
            byte[] packed =
                    Files.exists(path) ? ArchivedCycle.entry(path, cycle + CheckpointFile.LOCATOR_SUFFIX) : null;
            packedLocator = packed == null ? new byte[0] : packed;
            packedCycle = cycle;
        }
        return packedLocator;
    }

    private static byte[] bytes(Path path) {
        try {
            return Files.readAllBytes(path);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + path, e);
        }
    }

    /** The checkpoint file of a cycle file, whether it is there or not. */
    public Path path(String cycle) {
        return layout.checkpointsDirectory().resolve(cycle + CheckpointFile.SUFFIX);
    }

    /** The locator file of a cycle file, whether it is there or not. */
    public Path locatorPath(String cycle) {
        return layout.checkpointsDirectory().resolve(cycle + CheckpointFile.LOCATOR_SUFFIX);
    }

    /** Where the locator entries of the next checkpoint of a cycle go. */
    long locatorLength(String cycle) {
        Path path = path(cycle);
        if (cycle.isEmpty() || !Files.exists(path)) {
            return 0;
        }
        return CheckpointFile.parse(path, cycle, bytes(path)).entries().stream()
                .mapToLong(entry -> entry.checkpoint().commands() * Segment.LOCATOR_BYTES)
                .sum();
    }

    /** Cuts what a write that did not finish left behind the last whole line. */
    void trim(CheckpointFile file) {
        if (file.tornBytes() > 0) {
            truncate(file.path(), file.wholeBytes());
        }
    }

    /** Appends a checkpoint; returns once it is durable. Locator first, so that no line speaks of one that is not there. */
    void append(Checkpoint checkpoint, byte[] locator, long locatorOffset) {
        DurableFiles.createDirectories(layout.checkpointsDirectory());
        unpackIfArchived(checkpoint.cycle());
        boolean isNew = !Files.exists(path(checkpoint.cycle()));
        Path locatorPath = locatorPath(checkpoint.cycle());
        write(locatorPath, locator, locatorOffset);
        Path path = path(checkpoint.cycle());
        write(
                path,
                (checkpoint.line() + "\n").getBytes(StandardCharsets.US_ASCII),
                isNew ? 0 : DurableFiles.size(path));
        if (isNew) {
            DurableFiles.forceDirectory(layout.checkpointsDirectory());
            DurableFiles.forceDirectory(layout.dataDirectory());
        }
    }

    /** What is appended to must not hide what the archive has: that happens only where a repair cut into archived hours. */
    private void unpackIfArchived(String cycle) {
        Path packed = ArchivedCycle.path(layout.archiveDirectory(), cycle);
        if (Files.exists(path(cycle)) || !Files.exists(packed)) {
            return;
        }
        for (Path target : List.of(locatorPath(cycle), path(cycle))) {
            byte[] content = ArchivedCycle.entry(packed, target.getFileName().toString());
            if (content != null) {
                DurableFiles.replace(target, content);
            }
        }
    }

    private static void write(Path path, byte[] content, long offset) {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                channel.write(buffer, offset + buffer.position());
            }
            channel.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + path, e);
        }
    }

    private static void truncate(Path path, long length) {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
            channel.truncate(length);
            channel.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot cut " + path, e);
        }
    }
}

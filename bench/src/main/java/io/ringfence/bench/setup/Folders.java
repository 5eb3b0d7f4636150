package io.ringfence.bench.setup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Folders that a benchmark makes and clears away. */
public final class Folders {
    private Folders() {}

    /** A new folder of its own, wherever the system keeps what may be lost. */
    public static Path temporary() {
        try {
            return Files.createTempDirectory("ringfence-bench-");
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make a temporary folder", e);
        }
    }

    /** A new folder in {@code parent}, which is made where it is missing; without a parent as {@link #temporary}. */
    public static Path under(@Nullable Path parent, String prefix) throws IOException {
        return parent == null ? temporary() : Files.createTempDirectory(Files.createDirectories(parent), prefix);
    }

    /** Deletes a folder with all that is in it. */
    public static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException failure) throws IOException {
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}

package io.ringfence.journal.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.openhft.posix.OpenFlag;
import net.openhft.posix.PosixAPI;

/** Linux's {@code fallocate}, by the library that Chronicle brings along. */
final class Fallocate {
    private static final int KEEP_SIZE = 1;
    private static final int PUNCH_HOLE = 2;

    private static final int ENOSPC = 28;
    private static final int ENOSYS = 38;
    private static final int EOPNOTSUPP = 95;
    private static final int EDQUOT = 122;

    private Fallocate() {}

    static void allocate(Path file, long offset, long length) throws IOException {
        int error = call(file, KEEP_SIZE, offset, length);
        if (isUnsupported(error)) {
            throw new UnsupportedOperationException(
                    "the file system of " + file + " can not reserve space (fallocate: errno " + error + ")");
        }
        if (error != 0) {
            throw new IOException(file + ": " + text(error));
        }
    }

    static void release(Path file, long offset, long length) throws IOException {
        int error = call(file, KEEP_SIZE | PUNCH_HOLE, offset, length);
        if (error != 0 && !isUnsupported(error)) {
            throw new IOException(file + ": " + text(error));
        }
        trim(file);
    }

    /** A hole can not be punched behind the end of a file; giving it the length that it has frees what lies there. */
    private static void trim(Path file) throws IOException {
        PosixAPI posix = PosixAPI.posix();
        int descriptor = open(posix, file);
        try {
            posix.ftruncate(descriptor, Files.size(file));
        } finally {
            posix.close(descriptor);
        }
    }

    private static boolean isUnsupported(int error) {
        return error == ENOSYS || error == EOPNOTSUPP;
    }

    private static String text(int error) {
        return switch (error) {
            case ENOSPC -> "No space left on device";
            case EDQUOT -> "Disk quota exceeded";
            default -> "fallocate failed with errno " + error;
        };
    }

    /** 0, or the error number. */
    private static int call(Path file, int mode, long offset, long length) throws IOException {
        PosixAPI posix = PosixAPI.posix();
        int descriptor = open(posix, file);
        try {
            return posix.fallocate(descriptor, mode, offset, length) == 0 ? 0 : Math.max(1, posix.lastError());
        } catch (LinkageError e) {
            return ENOSYS;
        } finally {
            posix.close(descriptor);
        }
    }

    private static int open(PosixAPI posix, Path file) throws IOException {
        try {
            int descriptor = posix.open(file.toString(), OpenFlag.O_RDWR, 0);
            if (descriptor >= 0) {
                return descriptor;
            }
        } catch (LinkageError | RuntimeException e) {
            throw new UnsupportedOperationException("fallocate is not available here: " + e.getMessage(), e);
        }
        throw new IOException(file + ": can not be opened to reserve space");
    }
}

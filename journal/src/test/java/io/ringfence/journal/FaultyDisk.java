package io.ringfence.journal;

import io.ringfence.journal.disk.Disk;
import io.ringfence.journal.disk.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The real file system, with calls that can be made to fail, to wait, to do less than asked, and a list of them all. */
final class FaultyDisk implements Disk {
    enum Call {
        OPEN,
        CREATE,
        FORCE,
        WRITE,
        ALLOCATE,
        RELEASE,
        MOVE,
        FORCE_DIRECTORY
    }

    /** Calls so far, as "CALL file". */
    final List<String> calls = Collections.synchronizedList(new ArrayList<>());
    /** Bytes that the file system says are free; -1 = the real ones. */
    final AtomicLong free = new AtomicLong(-1);

    volatile boolean allocationUnsupported;
    volatile boolean allocationFull;
    volatile boolean shortWrites;
    private final AtomicInteger remaining = new AtomicInteger();
    private volatile @Nullable Call failing;
    private volatile String error = "";
    private volatile @Nullable Semaphore gate;

    /** Lets {@code successes} more calls of this kind pass, and fails the one after those. */
    void fail(Call call, int successes, String message) {
        remaining.set(successes);
        error = message;
        failing = call;
    }

    /** From now on each force of a cycle file waits for a permit. */
    Semaphore holdForces() {
        Semaphore semaphore = new Semaphore(0);
        gate = semaphore;
        return semaphore;
    }

    private void call(Call call, Path file) throws IOException {
        calls.add(call + " " + file.getFileName());
        if (call == failing && remaining.getAndDecrement() <= 0) {
            throw new IOException(error);
        }
    }

    @Override
    public DiskFile open(Path file) throws IOException {
        call(Call.OPEN, file);
        return new File(file, Disk.REAL.open(file));
    }

    @Override
    public DiskFile create(Path file) throws IOException {
        call(Call.CREATE, file);
        return new File(file, Disk.REAL.create(file));
    }

    @Override
    public void forceDirectory(Path directory) throws IOException {
        call(Call.FORCE_DIRECTORY, directory);
        Disk.REAL.forceDirectory(directory);
    }

    @Override
    public void move(Path from, Path to) throws IOException {
        call(Call.MOVE, from);
        Disk.REAL.move(from, to);
    }

    @Override
    public long usableBytes(Path directory) throws IOException {
        long said = free.get();
        return said >= 0 ? said : Disk.REAL.usableBytes(directory);
    }

    private final class File implements DiskFile {
        private final Path path;
        private final DiskFile real;

        File(Path path, DiskFile real) {
            this.path = path;
            this.real = real;
        }

        @Override
        public void force() throws IOException {
            Semaphore waiting = gate;
            if (waiting != null && path.toString().endsWith(".cq4")) {
                waiting.acquireUninterruptibly();
            }
            call(Call.FORCE, path);
            real.force();
        }

        @Override
        public int write(ByteBuffer bytes, long position) throws IOException {
            call(Call.WRITE, path);
            if (shortWrites && bytes.remaining() > 1) {
                ByteBuffer part = bytes.duplicate();
                part.limit(part.position() + part.remaining() / 2);
                return real.write(part, position);
            }
            return real.write(bytes, position);
        }

        @Override
        public long length() throws IOException {
            return real.length();
        }

        @Override
        public void allocate(long offset, long length) throws IOException {
            if (allocationUnsupported) {
                throw new UnsupportedOperationException("not here");
            }
            call(Call.ALLOCATE, path);
            if (allocationFull) {
                throw new IOException("No space left on device");
            }
            real.allocate(offset, length);
        }

        @Override
        public void release(long offset, long length) throws IOException {
            call(Call.RELEASE, path);
            real.release(offset, length);
        }

        @Override
        public void close() throws IOException {
            real.close();
        }
    }
}

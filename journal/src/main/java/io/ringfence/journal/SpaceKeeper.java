package io.ringfence.journal;

import io.ringfence.journal.disk.Disk;
import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps disk space ahead of the writer, on a thread of its own: takes it from the file system before it is written to,
 * has the next cycle file ready, warms pages, and watches how much is free.
 *
 * <p>A record written through a mapping into space that the file system can not give kills the JVM's access with an
 * {@code InternalError}, after Chronicle has called the append a success. So orders stop at the reserve; what still goes
 * in may use up all that was taken ahead; and when that is gone too, the writer stops in front of the limit.
 */
final class SpaceKeeper implements Room, JournalSpace, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SpaceKeeper.class);
    private static final long AWAIT_PARK_NANOS = 20_000;
    private static final long BUSY_PARK_NANOS = 2_000_000;
    private static final long IDLE_PARK_NANOS = 50_000_000;
    private static final long LOOK_NANOS = 100_000_000;

    private final Disk disk;
    private final JournalLayout layout;
    private final SpaceConfig config;
    private final NextFile next;
    private final Thread thread = new Thread(this::run, "ringfence-journal-space");

    /** Set by the engine when it goes on to another file. */
    private volatile @Nullable CycleFile wanted;

    private volatile long wantedBytes;

    private volatile boolean stopping;
    private volatile boolean unsupported;
    private volatile boolean exhausted;
    private volatile long limit = Long.MAX_VALUE;
    private volatile long free;
    private volatile long preallocated;
    private volatile SpaceLevel level = SpaceLevel.AMPLE;
    private volatile @Nullable String broken;
    private volatile @Nullable Consumer<SpaceLevel> listener;

    private @Nullable OpenCycle open;
    private long lastPosition;
    private long lookedAtNanos;

    private SpaceKeeper(JournalConfig config) {
        this.disk = config.disk();
        this.layout = config.layout();
        this.config = config.space();
        this.next = new NextFile(disk, layout);
        thread.setDaemon(true);
    }

    /**
     * Takes the first window and starts.
     *
     * @param last the file that will be continued, or null
     * @throws NoSpaceException if there is not even room for a start
     */
    static SpaceKeeper start(JournalConfig config, @Nullable CycleFile last) {
        SpaceKeeper keeper = new SpaceKeeper(config);
        keeper.wanted = last;
        try {
            keeper.tick();
        } catch (IOException e) {
            throw new NoSpaceException("Space for the journal can not be managed: " + e.getMessage() + ".", e);
        }
        if (keeper.exhausted) {
            keeper.discard();
            throw new NoSpaceException(
                    "The disk of " + config.layout().dataDirectory() + " is full (" + keeper.free
                            + " bytes free): the journal could not be continued. Free some space and start again;"
                            + " nothing is damaged.",
                    null);
        }
        keeper.thread.start();
        return keeper;
    }

    private void run() {
        try {
            while (!stopping) {
                boolean moved = tick();
                LockSupport.parkNanos(this, moved ? BUSY_PARK_NANOS : IDLE_PARK_NANOS);
            }
        } catch (IOException | RuntimeException e) {
            LOG.error("space for the journal is not kept any more; new orders are refused", e);
            broken = "space is not kept any more: " + e.getMessage();
            raise(SpaceLevel.CRITICAL);
        }
    }

    /** One round; returns whether the writer has moved. */
    private boolean tick() throws IOException {
        follow();
        OpenCycle cycle = open;
        boolean full = true;
        if (cycle != null && !unsupported) {
            full = allocate(cycle);
        }
        if (full && !unsupported) {
            full = prepareNext();
        }
        look(!full);
        long position = cycle == null ? 0 : cycle.position();
        if (cycle != null) {
            cycle.warm();
            preallocated = unsupported ? 0 : cycle.ahead() + next.bytes();
        }
        boolean moved = position != lastPosition;
        lastPosition = position;
        return moved;
    }

    private boolean allocate(OpenCycle cycle) throws IOException {
        try {
            boolean full = cycle.allocate(config.windowBytes());
            limit = cycle.limit();
            return full;
        } catch (UnsupportedOperationException e) {
            unsupported(e);
            return true;
        }
    }

    private boolean prepareNext() throws IOException {
        try {
            return next.prepare(config.windowBytes());
        } catch (UnsupportedOperationException e) {
            unsupported(e);
            return true;
        }
    }

    private void unsupported(UnsupportedOperationException e) {
        unsupported = true;
        limit = Long.MAX_VALUE;
        next.discard();
        LOG.warn(
                "{}: {}; orders are still refused below journal.disk.reserve_bytes, but a disk filled by somebody else"
                        + " faster than that stops the core",
                layout.journalDirectory(),
                e.getMessage());
    }

    /** Goes on to the file that the writer has gone on to, once Chronicle has given it a length. */
    private void follow() throws IOException {
        CycleFile target = wanted;
        OpenCycle current = open;
        if (target == null || (current != null && current.file.cycle() == target.cycle())) {
            return;
        }
        if (!Files.exists(target.path()) || HighWaterMark.lengthOf(target.path()) == 0) {
            return;
        }
        open = new OpenCycle(disk, target, wantedBytes);
        if (current != null) {
            current.release();
            current.close();
        }
    }

    private void look(boolean nothingToBeHad) throws IOException {
        long now = System.nanoTime();
        if (nothingToBeHad == exhausted && lookedAtNanos != 0 && now - lookedAtNanos < LOOK_NANOS) {
            return;
        }
        lookedAtNanos = now;
        exhausted = nothingToBeHad;
        free = disk.usableBytes(layout.journalDirectory());
        raise(level.next(free, config.reserveBytes(), exhausted));
    }

    private void raise(SpaceLevel now) {
        SpaceLevel before = level;
        if (now == before) {
            return;
        }
        level = now;
        String figures = free + " bytes are free on the disk of " + layout.journalDirectory() + ", the reserve is "
                + config.reserveBytes();
        switch (now) {
            case AMPLE -> LOG.info("{}: room again", figures);
            case WARNING -> LOG.warn("{}: free space soon, new orders are refused below the reserve", figures);
            case LOW -> LOG.error("{}: new orders and replaces are refused (902) until space is freed", figures);
            case CRITICAL ->
                LOG.error("{}: new orders, replaces and market data are refused until space is freed", figures);
        }
        Consumer<SpaceLevel> told = listener;
        if (told != null) {
            told.accept(now);
        }
    }

    /** Whom to tell of each change of level; told of the present one at once. */
    void onChange(Consumer<SpaceLevel> told) {
        listener = told;
        told.accept(level);
    }

    @Override
    public long limit() {
        return limit;
    }

    @Override
    public long awaitLimit(long position) {
        while (position > limit && !exhausted && !unsupported && broken == null && !stopping) {
            LockSupport.unpark(thread);
            LockSupport.parkNanos(this, AWAIT_PARK_NANOS);
        }
        return limit;
    }

    @Override
    public void beforeFile(CycleFile file) {
        try {
            long bytes = next.become(file);
            if (bytes == 0 && exhausted) {
                throw new NoSpaceException(
                        "The disk is full and no space was left for " + file.path()
                                + "; nothing is acknowledged any more; free some space and start again.",
                        null);
            }
            // Where nothing was prepared, the file is followed as soon as it is there.
            limit = bytes > 0 ? bytes - OpenCycle.SLACK_BYTES : Long.MAX_VALUE;
            wantedBytes = bytes;
            wanted = file;
        } catch (IOException e) {
            throw new JournalException("The next cycle file " + file.path() + " can not be made: " + e.getMessage(), e);
        }
    }

    @Override
    public SpaceLevel level() {
        return level;
    }

    @Override
    public long freeBytes() {
        return free;
    }

    @Override
    public long reserveBytes() {
        return config.reserveBytes();
    }

    @Override
    public long preallocatedBytes() {
        return preallocated;
    }

    @Override
    public @Nullable String problem() {
        return broken;
    }

    private void discard() {
        next.discard();
        OpenCycle current = open;
        open = null;
        if (current != null) {
            try {
                current.close();
            } catch (IOException e) {
                LOG.warn("closing {} failed", current.file.path(), e);
            }
        }
    }

    /** Ends and gives back what was taken ahead. The writer must have stopped. */
    @Override
    public void close() {
        stopping = true;
        LockSupport.unpark(thread);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        OpenCycle current = open;
        if (current != null && !unsupported) {
            try {
                current.release();
            } catch (IOException e) {
                LOG.warn("space that was taken ahead could not be given back", e);
            }
        }
        discard();
    }
}

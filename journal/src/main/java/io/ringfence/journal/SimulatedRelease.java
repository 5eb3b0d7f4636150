package io.ringfence.journal;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Both durabilities on a {@link SimulatedDisk}, in the order of {@link ProcessRelease} and {@link PowerRelease}: with
 * {@code process} the mark follows the records and releases them; with {@code power} {@link #step} does what the
 * durability thread does once: force the files, write the mark, release, now and then force the mark.
 */
public final class SimulatedRelease implements Release {
    private final SimulatedDisk disk;
    private final Path directory;
    private final SimulatedMark mark;
    private final boolean power;
    private MarkState committed;
    private long released;
    private long forcedCycle;
    private @Nullable RuntimeException failure;

    private SimulatedRelease(SimulatedDisk disk, JournalLayout layout, boolean power, MarkState found) {
        this.disk = disk;
        this.power = power;
        directory = layout.journalDirectory();
        mark = SimulatedMark.open(disk, layout.markFile());
        committed = found;
        released = found.sequence();
        forcedCycle = found.sequence() == 0 ? Long.MIN_VALUE : CycleFile.cycleOf(found.timestampNanos());
    }

    static SimulatedRelease start(SimulatedDisk disk, JournalLayout layout, boolean power, JournalTotals found) {
        MarkState state = found.asMark(power ? MarkState.MODE_POWER : MarkState.MODE_PROCESS);
        if (power) {
            // A journal may have been left by a process of the other durability: nothing of it is taken for forced.
            for (CycleFile file : CycleFile.list(disk, layout.journalDirectory())) {
                disk.force(file.path());
            }
            disk.forceFolder(layout.journalDirectory());
        }
        SimulatedRelease release = new SimulatedRelease(disk, layout, power, state);
        release.mark.write(state);
        release.mark.write(state);
        if (power) {
            release.mark.force();
        }
        return release;
    }

    @Override
    public void committed(long sequence, long index, long records, long bytes, long timestampNanos, int chainCrc) {
        RuntimeException failed = failure;
        if (failed != null) {
            throw new JournalException("The journal could not be made durable: " + failed.getMessage(), failed);
        }
        int mode = power ? MarkState.MODE_POWER : MarkState.MODE_PROCESS;
        committed = new MarkState(sequence, index, records, bytes, timestampNanos, chainCrc, mode);
        if (!power) {
            mark.write(committed);
            released = sequence;
        }
    }

    /**
     * One round of the durability thread.
     *
     * @param forceMark whether its tenth of a second is over
     */
    public void step(boolean forceMark) {
        if (!power || failure != null || committed.sequence() == released) {
            return;
        }
        try {
            boolean rolled = forceData(CycleFile.cycleOf(committed.timestampNanos()));
            mark.write(committed);
            if (rolled || forceMark) {
                mark.force();
            }
            released = committed.sequence();
        } catch (JournalException e) {
            failure = e;
        }
    }

    private boolean forceData(long throughCycle) {
        boolean rolled = false;
        for (CycleFile file : CycleFile.list(disk, directory)) {
            if (file.cycle() >= forcedCycle && file.cycle() <= throughCycle) {
                disk.force(file.path());
                rolled |= file.cycle() > forcedCycle;
            }
        }
        if (rolled) {
            disk.forceFolder(directory);
        }
        forcedCycle = throughCycle;
        return rolled;
    }

    @Override
    public long releasedSequence() {
        return released;
    }

    @Override
    public @Nullable Throwable failure() {
        return failure;
    }

    @Override
    public void close() {
        step(true);
        if (failure == null) {
            mark.force();
        }
    }
}

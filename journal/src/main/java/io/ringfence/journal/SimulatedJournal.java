package io.ringfence.journal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A production journal over a {@link SimulatedDisk}. What judges, orders, marks and releases is the production code:
 * {@link JournalScan} and all it uses, {@link ChronicleJournal}, {@link JournalReader}. What is modelled is how bytes
 * reach the disk: {@link SimulatedCycles} for Chronicle's writer, {@link SimulatedRelease} for the two durabilities, and
 * the ways to cut a tail.
 */
public final class SimulatedJournal {
    /** An open journal and what its start found. */
    public record Opened(ChronicleJournal journal, ScanReport found, SimulatedRelease release) {}

    private final SimulatedDisk disk;
    private final JournalLayout layout;
    private final int roomForRecords;

    /** @param roomForRecords bytes for records in each cycle file; a full file is a full disk */
    public SimulatedJournal(SimulatedDisk disk, JournalLayout layout, int roomForRecords) {
        this.disk = disk;
        this.layout = layout;
        this.roomForRecords = roomForRecords;
    }

    /**
     * Starts: scans, cuts what was never acknowledged, opens behind the last whole command.
     *
     * @param power the durability
     * @throws JournalDamagedException if anything but such a tail is wrong
     */
    public Opened open(boolean power) {
        ScanReport report = JournalScan.run(disk, layout, ScanProgress.NONE);
        for (TornTail tail : report.tails()) {
            switch (tail.kind()) {
                case UNFINISHED_WRITE, END_MARK -> zero(tail);
                case UNFINISHED_FILE -> disk.remove(tail.file());
                case UNFINISHED_COMMAND, UNFORCED ->
                    rewrite(tail, report.totals().lastSequence());
            }
        }
        RecordSink cycles = new SimulatedCycles(disk, layout.journalDirectory(), roomForRecords);
        SimulatedRelease release = SimulatedRelease.start(disk, layout, power, report.totals());
        ChronicleJournal journal =
                new ChronicleJournal(release, cycles, report, null, new ForceTimes(), this::forceNewest);
        return new Opened(journal, report, release);
    }

    private void forceNewest() {
        List<Path> files = files();
        files.subList(Math.max(0, files.size() - 2), files.size()).forEach(disk::force);
        disk.forceFolder(layout.journalDirectory());
    }

    private void zero(TornTail tail) {
        disk.write(tail.file(), tail.offset(), new byte[(int) tail.length()], 0, (int) tail.length());
        disk.force(tail.file());
    }

    /** Writes the whole commands of the tail's file anew beside it, then takes its place in one step. */
    private void rewrite(TornTail tail, long lastSequence) {
        Path aside = layout.dataDirectory().resolve("journal.trimming");
        List<byte[]> kept = new ArrayList<>();
        List<Long> stamps = new ArrayList<>();
        try (RecordCursor cursor = new RecordCursor(disk, layout.journalDirectory())) {
            cursor.seekAfter(tail.sequenceBefore());
            while (cursor.chain().lastWholeSequence() < lastSequence) {
                if (cursor.next() == DocumentCursor.Step.DATA) {
                    byte[] bytes = new byte[cursor.documents().length()];
                    cursor.documents().buffer().getBytes(cursor.documents().contentAt(), bytes);
                    kept.add(bytes);
                    stamps.add(cursor.chain().timestampNanos());
                }
            }
        }
        SimulatedDisk scratch = new SimulatedDisk();
        SimulatedCycles writer = new SimulatedCycles(scratch, aside, roomForRecords);
        for (int i = 0; i < kept.size(); i++) {
            byte[] bytes = kept.get(i);
            writer.append(new UnsafeBuffer(bytes), 0, bytes.length, stamps.get(i));
        }
        Path written = writer.file();
        if (written != null) {
            disk.replace(tail.file(), scratch.copy(written));
        }
    }

    /** Reads what is released, from behind a command on. */
    public JournalReader read(ReleaseBarrier barrier, long after) {
        return JournalReader.openAfter(disk, layout, barrier, after);
    }

    /** The cycle files, oldest first. */
    public List<Path> files() {
        List<Path> files = new ArrayList<>();
        for (CycleFile file : CycleFile.list(disk, layout.journalDirectory())) {
            files.add(file.path());
        }
        return files;
    }
}

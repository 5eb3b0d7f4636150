package io.ringfence.journal;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One file of the queue: the records of one UTC hour of the engine's time.
 *
 * @param cycle hours since the epoch, which is also the upper half of a Chronicle index
 */
record CycleFile(Path path, long cycle) {
    static final long NANOS_PER_CYCLE = 3_600_000_000_000L;
    /** FAST_HOURLY keeps the record's number within its cycle in the lower 32 bits of an index. */
    static final int CYCLE_SHIFT = 32;

    private static final long HOURS = 24;
    private static final String SUFFIX = ".cq4";
    private static final Pattern NAME = Pattern.compile("(\\d{8})-([01]\\d|2[0-3])F\\.cq4");

    static long cycleOf(long timestampNanos) {
        return Math.floorDiv(timestampNanos, NANOS_PER_CYCLE);
    }

    static long cycleOfIndex(long index) {
        return index >> CYCLE_SHIFT;
    }

    static long index(long cycle, long recordInCycle) {
        return (cycle << CYCLE_SHIFT) + recordInCycle;
    }

    static long recordInCycle(long index) {
        return index & ((1L << CYCLE_SHIFT) - 1);
    }

    /** The file that Chronicle keeps a cycle in. */
    static CycleFile of(Path directory, long cycle) {
        LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(cycle, HOURS));
        long hour = Math.floorMod(cycle, HOURS);
        String name = day.format(DateTimeFormatter.BASIC_ISO_DATE) + (hour < 10 ? "-0" : "-") + hour + "F" + SUFFIX;
        return new CycleFile(directory.resolve(name), cycle);
    }

    /** The cycle files of a queue in their order; a file that only looks like one is damage. */
    static List<CycleFile> list(Path directory) {
        return list(JournalStore.FILES, directory);
    }

    static List<CycleFile> list(JournalStore store, Path directory) {
        List<CycleFile> files = new ArrayList<>();
        for (Path path : store.list(directory)) {
            String name = path.getFileName().toString();
            if (name.endsWith(SUFFIX)) {
                files.add(parse(path, name));
            }
        }
        files.sort(Comparator.comparingLong(CycleFile::cycle));
        return files;
    }

    /** Also those that are only in the archive beside the queue's folder; what lies in the folder itself comes first. */
    static List<CycleFile> listWithArchive(Path directory) {
        return listWithArchive(JournalStore.FILES, directory);
    }

    static List<CycleFile> listWithArchive(JournalStore store, Path directory) {
        List<CycleFile> files = list(store, directory);
        if (store != JournalStore.FILES) {
            // Simulations do not archive.
            return files;
        }
        Set<Long> here = new HashSet<>();
        files.forEach(file -> here.add(file.cycle()));
        for (Path path : ArchivedCycle.list(ArchivedCycle.archiveOf(directory))) {
            String name = path.getFileName().toString();
            CycleFile file = parse(path, name.substring(0, name.length() - ArchivedCycle.SUFFIX.length()) + SUFFIX);
            if (here.add(file.cycle())) {
                files.add(file);
            }
        }
        files.sort(Comparator.comparingLong(CycleFile::cycle));
        return files;
    }

    boolean isArchived() {
        return ArchivedCycle.isArchived(path);
    }

    private static CycleFile parse(Path path, String name) {
        Matcher matcher = NAME.matcher(name);
        if (!matcher.matches()) {
            throw new JournalException(
                    path + " is not named like a cycle file of this journal (20260131-23F.cq4); move it"
                            + " out of the folder.");
        }
        long day = LocalDate.parse(matcher.group(1), DateTimeFormatter.BASIC_ISO_DATE)
                .toEpochDay();
        return new CycleFile(path, day * HOURS + Integer.parseInt(matcher.group(2)));
    }
}

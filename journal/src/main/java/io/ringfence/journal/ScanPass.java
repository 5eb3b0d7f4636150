package io.ringfence.journal;

import io.ringfence.journal.CycleStructure.Fault;
import io.ringfence.journal.DocumentCursor.Step;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One walk over all records; the judgement of what it meets is in {@link JournalScan}'s description. */
final class ScanPass implements AutoCloseable {
    private static final int PROGRESS_INTERVAL = 1 << 16;
    private static final int SIDE_WINDOW = 4 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(ScanPass.class);

    private final Path directory;
    private final MarkState mark;
    private final ScanProgress progress;
    private final RecordCursor cursor;
    private final DocumentCursor documents;
    private final CycleStructure structure = new CycleStructure();
    private final TotalsCounter totals = new TotalsCounter();
    private final JournalStore store;
    private final FileWindow side;
    private final List<TornTail> tails = new ArrayList<>();
    private final long bytesTotal;

    private @Nullable CycleFile file;
    private @Nullable CycleFile fileBefore;
    private long endOfFileBefore;
    private long bytesBefore;
    private int files;
    private long commandOffset;
    private long endOfCommands;
    private boolean markMet;
    private long commandsInFile;
    private long sequenceBeforeFile;

    ScanPass(JournalStore store, Path directory, @Nullable MarkState mark, ScanProgress progress) {
        this.store = store;
        this.side = new FileWindow(store, SIDE_WINDOW);
        this.mark = mark == null ? MarkState.NOTHING : mark;
        this.markMet = this.mark.sequence() == 0;
        this.progress = progress;
        this.directory = directory;
        this.cursor = new RecordCursor(store, directory);
        this.documents = cursor.documents();
        this.bytesTotal = CycleFile.listWithArchive(store, directory).stream()
                .mapToLong(each -> store.length(each.path()))
                .sum();
    }

    /** Reads all records. */
    ScanReport run() {
        return run(null);
    }

    /** Reads the records behind a place in the journal that somebody vouches for. */
    ScanReport runBehind(JournalTotals vouched) {
        return run(vouched);
    }

    private ScanReport run(@Nullable JournalTotals vouched) {
        try {
            if (vouched != null) {
                startBehind(vouched);
            }
            walk();
            judgeEnd();
        } catch (JournalDamagedException damage) {
            if (mark.mode() == MarkState.MODE_POWER && markMet) {
                cutUnforced(damage);
            } else {
                judgeDamage(damage);
            }
        }
        if (totals.lastSequence() < mark.sequence()) {
            throw JournalDamagedException.shorterThanMark(
                    documents.path(), documents.offset(), totals.lastSequence(), mark);
        }
        JournalTotals found = totals.totals(files);
        progress.onProgress(found.records(), bytesTotal, bytesTotal);
        return new ScanReport(found, mark, List.copyOf(tails));
    }

    private void startBehind(JournalTotals vouched) {
        cursor.seekAfter(vouched.lastSequence());
        CycleFile start = Objects.requireNonNull(documents.file());
        if (CycleFile.index(start.cycle(), CycleFile.recordInCycle(vouched.lastIndex())) != vouched.lastIndex()) {
            throw new JournalDamagedException(
                    start.path(),
                    documents.offset(),
                    "the record is in another cycle file than when it was read before",
                    vouched.lastSequence() - 1,
                    vouched.lastSequence());
        }
        FileSeams.check(directory, start.cycle());
        totals.resume(vouched);
        file = start;
        files = vouched.files();
        commandsInFile = 1;
        sequenceBeforeFile = cursor.firstInFile() - 1;
        structure.beginBehind(documents.window(), documents.offset(), CycleFile.recordInCycle(vouched.lastIndex()) + 1);
        endOfCommands = DocumentHeader.next(documents.offset(), documents.length());
        requireMark(start);
        markMet |= totals.lastSequence() >= mark.sequence();
    }

    private void walk() {
        for (Step step = cursor.next(); step != Step.END; step = cursor.next()) {
            switch (step) {
                case FILE -> nextFile();
                case META -> structure.metaDocument(documents.offset());
                case DATA -> record();
                case END -> throw new AssertionError("loop ended");
            }
        }
    }

    private void nextFile() {
        if (file != null) {
            verifyStructure(file, false);
            endOfFileBefore = documents.endOfFileBefore();
            bytesBefore += endOfFileBefore;
        }
        fileBefore = file;
        file = documents.file();
        files++;
        commandsInFile = 0;
        commandOffset = 0;
        sequenceBeforeFile = totals.lastSequence();
        structure.beginFile(documents.window());
    }

    private void record() {
        CycleFile current = file;
        if (current == null) {
            throw new IllegalStateException("a record outside of a file");
        }
        if (totals.pendingRecords() == 0) {
            commandOffset = documents.offset();
        }
        long index = CycleFile.index(current.cycle(), structure.count());
        structure.record(documents.offset());
        if (totals.record(cursor.chain(), documents.length(), index)) {
            commandsInFile++;
            endOfCommands = DocumentHeader.next(documents.offset(), documents.length());
            requireMark(current);
            markMet |= totals.lastSequence() == mark.sequence();
        }
        if (totals.records() % PROGRESS_INTERVAL == 0) {
            progress.onProgress(totals.records(), bytesBefore + documents.offset(), bytesTotal);
        }
    }

    private void requireMark(CycleFile current) {
        if (totals.lastSequence() == mark.sequence() && !totals.equalsMark(mark)) {
            throw new JournalDamagedException(
                    current.path(),
                    documents.offset(),
                    "the record with the sequence of the high-water mark is not the one that the mark was made for",
                    totals.lastSequence() - 1,
                    totals.lastSequence());
        }
    }

    /** Everything readable was sound. What is left may be a torn tail. */
    private void judgeEnd() {
        if (file == null || totals.lastSequence() < mark.sequence()) {
            return;
        }
        long end = documents.offset();
        boolean endMark = documents.atEndMark();
        TailJudge judge = new TailJudge(documents.window(), end, end + DocumentHeader.BYTES + 1);
        if (judge.isHole() && stillEndsAt(end, endMark)) {
            throw new JournalDamagedException(
                    file.path(), end, judge.clause(), totals.lastSequence(), judge.survivorSequence());
        }
        if (commandsInFile == 0) {
            cutFile(file);
        } else if (totals.pendingRecords() > 0) {
            verifyStructure(file, true);
            addTail(TornTail.Kind.UNFINISHED_COMMAND, file, commandOffset, end + judge.length() - commandOffset);
        } else {
            verifyStructure(file, true);
            if (judge.length() > 0) {
                TornTail.Kind kind = endMark ? TornTail.Kind.END_MARK : TornTail.Kind.UNFINISHED_WRITE;
                addTail(kind, file, end, judge.length());
            }
        }
    }

    /** The last file holds nothing that counts, so the one before it becomes the last and must be open again. */
    private void cutFile(CycleFile last) {
        addTail(TornTail.Kind.UNFINISHED_FILE, last, 0, store.length(last.path()));
        files--;
        if (fileBefore != null) {
            cutEndMark(fileBefore);
        }
    }

    /** A document could not be read. Behind the mark and with nothing after it, it is a write that did not finish. */
    private void judgeDamage(JournalDamagedException damage) {
        CycleFile last = file;
        boolean promised = totals.lastSequence() < mark.sequence();
        if (last == null || promised || !damage.file().equals(documents.path()) || !damage.isUnreadable()) {
            throw damage;
        }
        TailJudge judge = new TailJudge(documents.window(), damage.offset(), damage.offset());
        if (documents.hasLaterFile() || judge.isHole()) {
            throw damage;
        }
        if (commandsInFile == 0) {
            cutFile(last);
        } else {
            long from = totals.pendingRecords() > 0 ? commandOffset : damage.offset();
            addTail(TornTail.Kind.UNFINISHED_COMMAND, last, from, damage.offset() + judge.length() - from);
        }
    }

    /**
     * Everything forced before the last group is whole, and the mark is at most a tenth of a second older. Behind that
     * a power cut leaves whatever pages happened to reach the device: holes with records behind them, positions of
     * records that are gone, later files. None of it was released, so the verified records are what there is.
     */
    private void cutUnforced(JournalDamagedException damage) {
        CycleFile good = commandsInFile > 0 ? file : fileBefore;
        List<CycleFile> all = CycleFile.listWithArchive(store, directory);
        for (int i = all.size() - 1; i >= 0; i--) {
            CycleFile each = all.get(i);
            if (good == null || each.cycle() > good.cycle()) {
                addTail(TornTail.Kind.UNFINISHED_FILE, each, 0, store.length(each.path()));
            } else if (each.cycle() == good.cycle() && commandsInFile > 0) {
                long from = endOfCommands;
                side.open(each.path());
                long length = new TailJudge(side, from, from).length();
                addTail(TornTail.Kind.UNFORCED, each, from, length);
            } else if (each.cycle() == good.cycle()) {
                cutEndMark(each);
            }
        }
        files = (int) all.stream()
                .filter(each -> good != null && each.cycle() <= good.cycle())
                .count();
        LOG.debug("behind the mark of a journal that was forced: {}", damage.getMessage());
    }

    private void cutEndMark(CycleFile last) {
        side.open(last.path());
        TailJudge judge = new TailJudge(side, endOfFileBefore, endOfFileBefore);
        if (judge.length() > 0) {
            addTail(TornTail.Kind.END_MARK, last, endOfFileBefore, judge.length());
        }
    }

    private void addTail(TornTail.Kind kind, CycleFile in, long offset, long length) {
        tails.add(new TornTail(kind, in.path(), offset, length, sequenceBeforeFile));
    }

    private void verifyStructure(CycleFile of, boolean isLast) {
        if (of.isArchived()) {
            return; // Chronicle never writes into it again.
        }
        side.open(of.path());
        Fault fault = structure.verify(side);
        if (fault != null && !(isLast && !stillEndsAt(documents.offset(), documents.atEndMark()))) {
            throw new JournalDamagedException(of.path(), fault.offset(), fault.clause(), totals.lastSequence(), -1);
        }
    }

    /** False if a live writer has gone on meanwhile, which makes what was read after the end was met meaningless. */
    private boolean stillEndsAt(long end, boolean endMark) {
        FileWindow window = documents.window();
        int header = window.has(end, DocumentHeader.BYTES) ? window.getIntVolatile(end) : 0;
        return header == 0 || endMark;
    }

    @Override
    public void close() {
        side.close();
        cursor.close();
    }
}

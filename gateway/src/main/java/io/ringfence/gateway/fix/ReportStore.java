package io.ringfence.gateway.fix;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import quickfix.MessageStore;

/**
 * A session's message store that never lies. QuickFIX/J logs a store that fails and goes on; this one remembers the first
 * failure for good, fails everything after it and tells its owner, who stops the session. It also knows the last report
 * in it, behind which reports go on after a restart, and keeps that when the session starts its numbers over.
 */
final class ReportStore implements MessageStore, Closeable {
    /** Told once, on the thread that met the failure. */
    interface Failed {
        void failed(IOException cause);
    }

    private static final Logger LOG = LoggerFactory.getLogger(ReportStore.class);
    private static final int CHUNK = 64;

    private final MessageStore store;
    /**
     * A store on files is for one thread at a time, and QuickFIX/J can start a session over on one thread while another
     * sends: the files would be closed under its hand. Never held while the owner is told.
     */
    private final Object turn = new Object();

    private final Path lastReportFile;
    private final Failed listener;
    private volatile @Nullable IOException failure;
    private volatile ReportId lastReport;

    ReportStore(MessageStore store, Path lastReportFile, Failed listener) throws IOException {
        this.store = store;
        this.lastReportFile = lastReportFile;
        this.listener = listener;
        ReportId kept = Files.exists(lastReportFile)
                ? ReportId.parse(Files.readString(lastReportFile).strip())
                : ReportId.NONE;
        if (kept == null) {
            throw new IOException(lastReportFile + " does not hold a report's id; restore it from a copy");
        }
        ReportId found = search();
        lastReport = found.compareTo(kept) > 0 ? found : kept;
    }

    /** The newest report in the store: messages are looked through from the last one back. */
    private ReportId search() throws IOException {
        int end = store.getNextSenderMsgSeqNum() - 1;
        while (end > 0) {
            int begin = Math.max(1, end - CHUNK + 1);
            List<String> messages = new ArrayList<>();
            store.get(begin, end, messages);
            for (int i = messages.size() - 1; i >= 0; i--) {
                ReportId id = ReportId.of(messages.get(i));
                if (id != null) {
                    return id;
                }
            }
            end = begin - 1;
        }
        return ReportId.NONE;
    }

    /** The last report that is in the store, or was before the session started over. */
    ReportId lastReport() {
        return lastReport;
    }

    /** Why nothing works any more; null while all is well. */
    @Nullable
    IOException failure() {
        return failure;
    }

    private interface Call<T> {
        T run() throws IOException;
    }

    private <T> T guarded(Call<T> call) throws IOException {
        IOException first = failure;
        if (first != null) {
            throw new IOException("the store failed before: " + first.getMessage(), first);
        }
        try {
            synchronized (turn) {
                return call.run();
            }
        } catch (IOException e) {
            latch(e);
            throw e;
        }
    }

    private synchronized void latch(IOException cause) {
        if (failure == null) {
            failure = cause;
            LOG.error("a FIX message store failed; its session stops until a restart", cause);
            listener.failed(cause);
        }
    }

    private interface Step {
        void run() throws IOException;
    }

    private void step(Step step) throws IOException {
        guarded(() -> {
            step.run();
            return true;
        });
    }

    @Override
    public boolean set(int sequence, String message) throws IOException {
        boolean stored = guarded(() -> store.set(sequence, message));
        ReportId id = ReportId.of(message);
        if (id != null && id.compareTo(lastReport) > 0) {
            lastReport = id;
        }
        return stored;
    }

    @Override
    public void get(int startSequence, int endSequence, Collection<String> messages) throws IOException {
        step(() -> store.get(startSequence, endSequence, messages));
    }

    @Override
    public int getNextSenderMsgSeqNum() throws IOException {
        return guarded(store::getNextSenderMsgSeqNum);
    }

    @Override
    public int getNextTargetMsgSeqNum() throws IOException {
        return guarded(store::getNextTargetMsgSeqNum);
    }

    @Override
    public void setNextSenderMsgSeqNum(int next) throws IOException {
        step(() -> store.setNextSenderMsgSeqNum(next));
    }

    @Override
    public void setNextTargetMsgSeqNum(int next) throws IOException {
        step(() -> store.setNextTargetMsgSeqNum(next));
    }

    @Override
    public void incrNextSenderMsgSeqNum() throws IOException {
        step(store::incrNextSenderMsgSeqNum);
    }

    @Override
    public void incrNextTargetMsgSeqNum() throws IOException {
        step(store::incrNextTargetMsgSeqNum);
    }

    @Override
    public Date getCreationTime() throws IOException {
        return guarded(store::getCreationTime);
    }

    @Override
    public Calendar getCreationTimeCalendar() throws IOException {
        return guarded(store::getCreationTimeCalendar);
    }

    /** The last report is written down first: the messages that would tell it are about to go. */
    @Override
    public void reset() throws IOException {
        step(() -> {
            if (lastReport.compareTo(ReportId.NONE) > 0) {
                Path draft = lastReportFile.resolveSibling(lastReportFile.getFileName() + ".new");
                Files.writeString(draft, lastReport.toString());
                Files.move(draft, lastReportFile, StandardCopyOption.REPLACE_EXISTING);
            }
            store.reset();
        });
    }

    @Override
    public void refresh() throws IOException {
        step(store::refresh);
    }

    @Override
    public void close() throws IOException {
        if (store instanceof Closeable closeable) {
            synchronized (turn) {
                closeable.close();
            }
        }
    }
}

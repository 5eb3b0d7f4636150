package io.ringfence.bench.flow;

import io.ringfence.bench.setup.Folders;
import io.ringfence.engine.pipeline.Journal;
import io.ringfence.journal.ChronicleJournal;
import io.ringfence.journal.JournalConfig;
import io.ringfence.journal.JournalLayout;
import io.ringfence.journal.JournalReader;
import io.ringfence.journal.ScanProgress;
import java.io.IOException;
import java.nio.file.Path;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/** The production journal, each time in an empty folder; what it holds is counted from its files. */
final class ChronicleJournals implements JournalFactory {
    private final Path folder;
    private final boolean keep;

    ChronicleJournals(@Nullable Path directory) {
        keep = directory != null;
        folder = directory == null ? Folders.temporary() : directory;
    }

    @Override
    public BenchJournal open() throws IOException {
        Folders.delete(folder);
        JournalLayout layout = new JournalLayout(folder);
        return new OnFiles(layout, ChronicleJournal.open(JournalConfig.of(layout), ScanProgress.NONE));
    }

    @Override
    public void close() throws IOException {
        if (!keep) {
            Folders.delete(folder);
        }
    }

    private static final class OnFiles implements BenchJournal {
        private final JournalLayout layout;
        private final ChronicleJournal journal;
        private long bytes = -1;

        OnFiles(JournalLayout layout, ChronicleJournal journal) {
            this.layout = layout;
            this.journal = journal;
        }

        @Override
        public Journal port() {
            return journal;
        }

        /** Every record is verified on the way: checksum, chain, sequence. */
        @Override
        public FlowDigest digest() {
            FlowDigest digest = new FlowDigest();
            bytes = 0;
            try (JournalReader reader = JournalReader.open(layout, journal)) {
                for (DirectBuffer record = reader.poll(); record != null; record = reader.poll()) {
                    digest.add(record, 0, record.capacity());
                    bytes += record.capacity();
                }
            }
            return digest;
        }

        @Override
        public long bytes() {
            if (bytes < 0) {
                digest();
            }
            return bytes;
        }

        @Override
        public void close() {
            journal.close();
        }
    }
}

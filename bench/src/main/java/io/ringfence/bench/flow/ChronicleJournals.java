package io.ringfence.bench.flow;

import io.ringfence.bench.setup.Folders;
import io.ringfence.engine.pipeline.Journal;
import io.ringfence.journal.ChronicleJournal;
import io.ringfence.journal.JournalConfig;
import io.ringfence.journal.JournalLayout;
import io.ringfence.journal.JournalReader;
import io.ringfence.journal.ScanProgress;
import io.ringfence.journal.evidence.Sealer;
import io.ringfence.journal.evidence.SealerConfig;
import io.ringfence.journal.evidence.SealerLoop;
import io.ringfence.journal.evidence.SigningKey;
import java.io.IOException;
import java.nio.file.Path;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/** The production journal, each time in an empty folder; what it holds is counted from its files. */
final class ChronicleJournals implements JournalFactory {
    private final Path folder;
    private final boolean keep;
    private final boolean sealed;

    /** @param sealed whether a sealer signs what is written, as in a running core */
    ChronicleJournals(@Nullable Path directory, boolean sealed) {
        this.sealed = sealed;
        keep = directory != null;
        folder = directory == null ? Folders.temporary() : directory;
    }

    @Override
    public BenchJournal open() throws IOException {
        Folders.delete(folder);
        JournalLayout layout = new JournalLayout(folder);
        return new OnFiles(layout, ChronicleJournal.open(JournalConfig.of(layout), ScanProgress.NONE), sealed);
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
        private final @Nullable SealerLoop sealer;
        private long bytes = -1;

        OnFiles(JournalLayout layout, ChronicleJournal journal, boolean sealed) {
            this.layout = layout;
            this.journal = journal;
            this.sealer = sealed ? sealer() : null;
        }

        private SealerLoop sealer() {
            SigningKey key =
                    SigningKey.create(layout.dataDirectory().resolve("keys").resolve("journal-signing.pem"));
            SealerLoop loop = new SealerLoop(
                    Sealer.resume(layout, journal, SealerConfig.defaults(), key, System::nanoTime), journal);
            loop.start();
            return loop;
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
            if (sealer != null) {
                sealer.close();
            }
            journal.close();
        }
    }
}

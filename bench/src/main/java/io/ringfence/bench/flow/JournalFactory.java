package io.ringfence.bench.flow;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** An empty journal for every pass. */
interface JournalFactory extends AutoCloseable {
    BenchJournal open() throws IOException;

    /** Clears away what the passes left behind. */
    @Override
    default void close() throws IOException {
        // most leave nothing
    }

    /**
     * Journals of one kind.
     *
     * @param directory where those on files go and where the last one stays; null for a temporary folder
     */
    static JournalFactory of(JournalKind kind, @Nullable Path directory) {
        return switch (kind) {
            case NONE -> CountingJournal::new;
            case MEMORY -> new MemoryJournals();
            case CHRONICLE -> new ChronicleJournals(directory, false);
            case SEALED -> new ChronicleJournals(directory, true);
        };
    }

    /** The same blocks for every pass, so that only the first one meets fresh pages. */
    final class MemoryJournals implements JournalFactory {
        private final MemoryJournal journal = new MemoryJournal();

        @Override
        public BenchJournal open() {
            journal.clear();
            return journal;
        }
    }
}

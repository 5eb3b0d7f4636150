package io.ringfence.bench.flow;

import java.io.IOException;

/** An empty journal for every pass. */
interface JournalFactory {
    BenchJournal open() throws IOException;

    /** Journals of one kind. */
    static JournalFactory of(JournalKind kind) {
        return switch (kind) {
            case NONE -> CountingJournal::new;
            case MEMORY -> new MemoryJournals();
            case CHRONICLE -> throw new IllegalArgumentException("not yet");
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

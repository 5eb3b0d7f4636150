package io.ringfence.journal;

/** The right to be the only one that writes into a data folder, for work on a journal that is not appended to. */
public final class HeldJournal implements AutoCloseable {
    private final JournalLock lock;

    private HeldJournal(JournalLock lock) {
        this.lock = lock;
    }

    /**
     * Takes the lock of the one writer.
     *
     * @throws JournalLockedException if a process has it
     */
    public static HeldJournal acquire(JournalLayout layout) {
        return new HeldJournal(JournalLock.acquire(layout));
    }

    @Override
    public void close() {
        lock.close();
    }
}

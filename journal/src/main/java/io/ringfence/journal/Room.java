package io.ringfence.journal;

/** What the writer asks before it writes where there may be no disk space. Engine thread. */
interface Room {
    /** Whoever writes little and looks at the result. */
    Room UNBOUNDED = new Room() {
        @Override
        public long limit() {
            return Long.MAX_VALUE;
        }

        @Override
        public void beforeFile(CycleFile file) {}
    };

    /** No record may start behind this position of the file at hand. */
    long limit();

    /**
     * Waits while more space may still come.
     *
     * @return the limit, which lies before the position when there is no more
     */
    default long awaitLimit(long position) {
        return limit();
    }

    /**
     * The next record goes into a new file.
     *
     * @throws NoSpaceException if there is no room for one
     */
    void beforeFile(CycleFile file);
}

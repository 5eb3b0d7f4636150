package io.ringfence.engine.pipeline;

/** Watches a command through its stages; latency is measured outside the core and never journaled. */
public interface StageProbe {
    StageProbe NONE = new StageProbe() {
        @Override
        public void taken(long publishedAtNanos) {}

        @Override
        public void committed(long publishedAtNanos) {}
    };

    /** The engine thread takes a command up. */
    void taken(long publishedAtNanos);

    /** Its commit record is on the journal. */
    void committed(long publishedAtNanos);
}

package io.ringfence.journal.evidence;

/** Told now and then how far a check is. */
@FunctionalInterface
public interface EvidenceProgress {
    EvidenceProgress NONE = (done, total) -> {};

    /** Commands checked, and how many there will be at least. */
    void onProgress(long done, long total);
}

package io.ringfence.journal;

/** Told now and then how far a scan has come. */
@FunctionalInterface
public interface ScanProgress {
    ScanProgress NONE = (records, bytesRead, bytesTotal) -> {};

    /**
     * Called every few ten thousand records, and once at the end.
     *
     * @param bytesTotal the files' lengths, which include what is allocated ahead: an upper bound
     */
    void onProgress(long records, long bytesRead, long bytesTotal);
}

package io.ringfence.journal;

/** Told now and then how far a scan has come. */
@FunctionalInterface
public interface ScanProgress {
    ScanProgress NONE = (records, bytesRead, bytesTotal) -> {};

    /** @param bytesTotal the files' lengths, which include what is allocated ahead: an upper bound */
    void onProgress(long records, long bytesRead, long bytesTotal);
}

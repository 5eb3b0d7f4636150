package io.ringfence.gateway.audit;

import java.io.IOException;
import java.io.OutputStream;

/** The journal as an auditor wants it. Takes its time, so it is asked by the audit threads only; several at once. */
public interface AuditSource {
    /** Told now and then how far a check has come. */
    interface Progress {
        void to(long done, long of);
    }

    /**
     * Writes released records as JSON lines, those of the command line's {@code journal dump}.
     *
     * @throws IOException when the journal can not be read or the receiver has gone
     */
    void export(AuditRange range, OutputStream out) throws IOException;

    /** Recomputes every hash, link and signature. */
    Verdict verify(Progress progress);
}

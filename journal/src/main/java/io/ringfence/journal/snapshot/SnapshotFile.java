package io.ringfence.journal.snapshot;

import io.ringfence.journal.Vouchers.Voucher;
import java.nio.file.Path;

/** A snapshot that was whole when it was looked at. */
public record SnapshotFile(Path path, SnapshotHeader header) {
    public long sequence() {
        return header.sequence();
    }

    public Voucher voucher() {
        return new Voucher(path, header.totals());
    }
}

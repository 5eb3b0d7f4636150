package io.ringfence.ops.export;

import java.util.Locale;

/** What an export can become. */
public enum ExportFormat {
    JSONL,
    CSV,
    PARQUET,
    POSTGRES;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}

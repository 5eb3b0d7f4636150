package io.ringfence.ops.run;

import io.ringfence.journal.Durability;
import io.ringfence.journal.JournalConfig;
import io.ringfence.journal.JournalLayout;
import io.ringfence.journal.SpaceConfig;
import io.ringfence.ops.config.Configuration;

/** The section {@code journal} of a configuration. */
final class JournalSettings {
    private static final long PRODUCTION_WINDOW = 1L << 30;
    private static final long DEVELOPMENT_WINDOW = 64L << 20;

    private JournalSettings() {}

    static JournalConfig of(Configuration configuration, JournalLayout layout) {
        return new JournalConfig(layout, configuration.number("journal", "block_size"))
                .with(
                        configuration.require("journal", "durability").equals("power")
                                ? Durability.POWER
                                : Durability.PROCESS)
                .with(new SpaceConfig(window(configuration), configuration.number("journal", "disk", "reserve_bytes")));
    }

    private static long window(Configuration configuration) {
        long window = configuration.number("journal", "disk", "window_bytes");
        if (window > 0) {
            return window;
        }
        return configuration.require("environment").equals("production") ? PRODUCTION_WINDOW : DEVELOPMENT_WINDOW;
    }
}

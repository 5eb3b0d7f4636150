package io.ringfence.journal.evidence;

/**
 * When a segment ends. A record of another cycle file always ends it.
 *
 * @param maxCommands at the latest after so many commands
 * @param maxAgeNanos at the latest so long after its first command was read
 */
public record SealerConfig(int maxCommands, long maxAgeNanos) {
    public static final int DEFAULT_COMMANDS = 65_536;
    public static final int MAX_COMMANDS = 1 << 20;
    public static final long DEFAULT_AGE_NANOS = 10_000_000_000L;

    public SealerConfig {
        if (maxCommands < 1 || maxCommands > MAX_COMMANDS || maxAgeNanos < 1) {
            throw new IllegalArgumentException("segments of " + maxCommands + " commands or " + maxAgeNanos + " ns");
        }
    }

    public static SealerConfig defaults() {
        return new SealerConfig(DEFAULT_COMMANDS, DEFAULT_AGE_NANOS);
    }
}

package io.ringfence.journal;

/**
 * How far a journal had been acknowledged, and what it was then.
 *
 * @param sequence the last command committed; 0 = none
 * @param chronicleIndex where its last record is
 * @param records records (fragments) up to and including it
 * @param bytes their bytes, without Chronicle's headers
 * @param chainCrc the last record's CRC32C, which by the chain stands for all before it
 * @param mode the durability that wrote it: {@link #MODE_PROCESS} or {@link #MODE_POWER}
 */
public record MarkState(
        long sequence, long chronicleIndex, long records, long bytes, long timestampNanos, int chainCrc, int mode) {
    /** Written after the append, never forced: proof against the death of the process, not of the machine. */
    public static final int MODE_PROCESS = 1;
    /** Written after the force of the records that it speaks of, so never ahead of them: proof against a power cut. */
    public static final int MODE_POWER = 2;

    static final MarkState NOTHING = new MarkState(0, -1, 0, 0, Long.MIN_VALUE, 0, MODE_PROCESS);

    /** For people. */
    public String modeName() {
        return switch (mode) {
            case MODE_PROCESS -> "process";
            case MODE_POWER -> "power";
            default -> "unknown (" + mode + ")";
        };
    }
}

package io.ringfence.journal;

/** What an acknowledged command survives. */
public enum Durability {
    /** The death of the process: its records are with the kernel. */
    PROCESS(MarkState.MODE_PROCESS),
    /** A power cut: its records were forced to the device, in groups, before anybody was told. */
    POWER(MarkState.MODE_POWER);

    private final int markMode;

    Durability(int markMode) {
        this.markMode = markMode;
    }

    int markMode() {
        return markMode;
    }
}

package io.ringfence.engine.snapshot;

/** A boolean in a byte. */
final class Flag {
    private Flag() {}

    static byte of(boolean value) {
        return (byte) (value ? 1 : 0);
    }

    static boolean of(byte value) {
        if (value != 0 && value != 1) {
            throw new SnapshotException("a flag has the value " + value);
        }
        return value == 1;
    }
}

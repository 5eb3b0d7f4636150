package io.ringfence.engine.state;

/** Levels of the kill switch, by severity. The numbers are part of the journal's format. */
public final class KillLevel {
    public static final byte ACTIVE = 0;
    public static final byte REDUCE_ONLY = 1;
    public static final byte HALTED = 2;

    private static final String[] NAMES = {"active", "reduce_only", "halted"};

    private KillLevel() {}

    public static String name(int level) {
        return NAMES[level];
    }

    public static int parse(String name) {
        for (int i = 0; i < NAMES.length; i++) {
            if (NAMES[i].equals(name)) {
                return i;
            }
        }
        return -1;
    }
}

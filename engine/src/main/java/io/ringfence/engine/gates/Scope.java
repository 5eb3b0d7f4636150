package io.ringfence.engine.gates;

/** Whom a limit or a kill state applies to. The numbers are part of the journal's format. */
public final class Scope {
    public static final byte GLOBAL = 0;
    public static final byte ACCOUNT = 1;
    public static final byte SYMBOL = 2;
    public static final byte STRATEGY = 3;
    public static final byte VENUE = 4;
    public static final byte SESSION = 5;
    public static final byte GROUP = 6;
    /** A reading that belongs to no scope. */
    public static final byte NONE = 7;

    private static final String[] NAMES = {
        "global", "account", "symbol", "strategy", "venue", "session", "group", "none"
    };

    private Scope() {}

    public static String name(int scope) {
        return NAMES[scope];
    }

    /** The scope with this lower-case name, or -1. */
    public static int parse(String name) {
        for (int i = 0; i < NAMES.length - 1; i++) {
            if (NAMES[i].equals(name)) {
                return i;
            }
        }
        return -1;
    }
}

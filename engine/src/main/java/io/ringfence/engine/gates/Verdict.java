package io.ringfence.engine.gates;

/** What one gate says. The numbers are part of the journal's format. */
public final class Verdict {
    public static final byte PASS = 0;
    public static final byte REDUCE = 1;
    public static final byte REJECT = 2;
    public static final byte ERROR = 3;
    public static final byte NOT_EVALUABLE = 4;

    private static final String[] NAMES = {"PASS", "REDUCE", "REJECT", "ERROR", "NOT_EVALUABLE"};

    private Verdict() {}

    public static String name(int verdict) {
        return NAMES[verdict];
    }
}

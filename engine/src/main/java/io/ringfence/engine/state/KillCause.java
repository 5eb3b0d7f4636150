package io.ringfence.engine.state;

/** Who or what tripped a kill switch. The numbers are part of the journal's format. */
public final class KillCause {
    public static final byte OPERATOR = 0;
    public static final byte RESET = 1;
    public static final byte DAY_LOSS = 2;
    public static final byte DRAWDOWN = 3;
    public static final byte REJECT_RATE = 4;
    public static final byte REPEATED_EXECUTION = 5;
    public static final byte MESSAGE_RATE = 6;
    public static final byte GATE_ERRORS = 7;
    public static final byte JOURNAL = 8;
    public static final byte RECONCILIATION = 9;
    public static final byte VENUE_DOWN = 10;
    public static final byte FEEDS_DEAD = 11;
    public static final byte DEAD_MAN = 12;
    public static final byte STATE_UNKNOWN = 13;
    public static final byte OVER_FILL = 14;

    private static final String[] NAMES = {
        "operator",
        "reset",
        "day_loss",
        "drawdown",
        "reject_rate",
        "repeated_execution",
        "message_rate",
        "gate_errors",
        "journal",
        "reconciliation",
        "venue_down",
        "feeds_dead",
        "dead_man",
        "state_unknown",
        "over_fill"
    };

    private KillCause() {}

    public static String name(int cause) {
        return NAMES[cause];
    }
}

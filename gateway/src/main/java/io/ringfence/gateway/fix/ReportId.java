package io.ringfence.gateway.fix;

import org.jspecify.annotations.Nullable;

/**
 * Names one report: the sequence of the record that it tells of, and its place among the reports of that record. As text
 * it is the ExecID, and it is ordered as the reports are.
 */
record ReportId(long sequence, int ordinal) implements Comparable<ReportId> {
    static final ReportId NONE = new ReportId(0, 0);

    private static final char SOH = 1;

    @Override
    public int compareTo(ReportId other) {
        int bySequence = Long.compare(sequence, other.sequence);
        return bySequence != 0 ? bySequence : Integer.compare(ordinal, other.ordinal);
    }

    @Override
    public String toString() {
        return sequence + "-" + ordinal;
    }

    static @Nullable ReportId parse(String text) {
        int dash = text.indexOf('-');
        try {
            return dash <= 0
                    ? null
                    : new ReportId(Long.parseLong(text.substring(0, dash)), Integer.parseInt(text.substring(dash + 1)));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** The report in a message as it was sent; null when it is none of ours. */
    static @Nullable ReportId of(String message) {
        String text = field(message, Tags.REPORT_ID);
        if (text == null && "8".equals(field(message, Tags.MSG_TYPE))) {
            text = field(message, Tags.EXEC_ID);
        }
        return text == null ? null : parse(text);
    }

    private static @Nullable String field(String message, int tag) {
        String key = SOH + Integer.toString(tag) + "=";
        int at = message.indexOf(key);
        if (at < 0) {
            return null;
        }
        int end = message.indexOf(SOH, at + 1);
        return message.substring(at + key.length(), end < 0 ? message.length() : end);
    }
}

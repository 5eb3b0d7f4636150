package io.ringfence.gateway.fix;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;

/**
 * Times as FIX writes them, in UTC with milliseconds. By hand, because a report has one and a formatter of the JDK costs
 * about as much as the rest of its fields. Safe for any thread.
 */
final class FixTime {
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long DAY_MILLIS = 86_400_000;

    private record Day(long number, String text) {}

    private static volatile Day day = day(0);

    private FixTime() {}

    private static Day day(long number) {
        return new Day(number, LocalDate.ofEpochDay(number).format(DateTimeFormatter.BASIC_ISO_DATE) + "-");
    }

    /** {@code 20261126-02:48:46.475} of nanoseconds since 1970. */
    static String format(long epochNanos) {
        long millis = Math.floorDiv(epochNanos, NANOS_PER_MILLI);
        long number = Math.floorDiv(millis, DAY_MILLIS);
        Day today = day;
        if (today.number != number) {
            today = day(number);
            day = today;
        }
        int inDay = (int) Math.floorMod(millis, DAY_MILLIS);
        StringBuilder text = new StringBuilder(21).append(today.text);
        digits(text, inDay / 3_600_000, 10).append(':');
        digits(text, inDay / 60_000 % 60, 10).append(':');
        digits(text, inDay / 1_000 % 60, 10).append('.');
        return digits(text, inDay % 1_000, 100).toString();
    }

    private static StringBuilder digits(StringBuilder text, int value, int highest) {
        for (int unit = highest; unit > 0; unit /= 10) {
            text.append((char) ('0' + value / unit % 10));
        }
        return text;
    }
}

package io.ringfence.gateway.stream;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How far a client has been told: everything up to and including message {@code ordinal} of the record. Written
 * {@code 1234-2}, or {@code 1234} for the whole record.
 *
 * @param sequence of the record, from 0
 * @param ordinal place of the message in its record; the command itself is 0
 */
public record Place(long sequence, int ordinal) {
    /** More messages than any record has. */
    private static final int ALL = Integer.MAX_VALUE;

    private static final Pattern FORM = Pattern.compile("([0-9]{1,18})(?:-([0-9]{1,9}))?");

    /** Behind a whole record. */
    public static Place behind(long sequence) {
        return new Place(sequence, ALL);
    }

    /** Reads an id that a client was sent; null when it is none. */
    public static @Nullable Place parse(String id) {
        Matcher matcher = FORM.matcher(id);
        if (!matcher.matches()) {
            return null;
        }
        long sequence = Long.parseLong(matcher.group(1));
        String ordinal = matcher.group(2);
        return ordinal == null ? behind(sequence) : new Place(sequence, Integer.parseInt(ordinal));
    }

    /** Whether this message has been told. */
    boolean holds(long ofSequence, int ofOrdinal) {
        return ofSequence < sequence || (ofSequence == sequence && ofOrdinal <= ordinal);
    }

    /** The first record that may have something more to tell. */
    long nextSequence() {
        return ordinal == ALL ? sequence + 1 : Math.max(1, sequence);
    }
}

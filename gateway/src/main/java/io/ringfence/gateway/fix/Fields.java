package io.ringfence.gateway.fix;

import io.ringfence.engine.units.Decimal;
import io.ringfence.engine.units.Fixed;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Set;
import quickfix.FieldMap;
import quickfix.FieldNotFound;
import quickfix.IncorrectTagValue;

/** Values of a message's fields in the units of commands. What can not be said in a command is a session-level Reject. */
final class Fields {
    private static final int MAX_ID = 36;
    private static final long NANOS = 1_000_000_000L;
    /** No word of a command; the engine refuses it with the code of its field. */
    private static final byte UNKNOWN = 127;

    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .appendPattern("yyyyMMdd-HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .toFormatter(java.util.Locale.ROOT);
    private static final Set<String> TIMES_IN_FORCE = Set.of("0", "1", "3", "4", "6");
    private static final Set<String> ORDER_TYPES = Set.of("1", "2", "3", "4");

    private Fields() {}

    /** Empty when it is not there. */
    static String text(FieldMap message, int tag) {
        try {
            return message.isSetField(tag) ? message.getString(tag) : "";
        } catch (FieldNotFound e) {
            return "";
        }
    }

    static long decimalE8(FieldMap message, int tag, long otherwise) throws IncorrectTagValue {
        String text = text(message, tag);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            return Decimal.parseE8(text);
        } catch (IllegalArgumentException e) {
            throw new IncorrectTagValue(tag, text);
        }
    }

    /** A client order id: 1 to 36 printable ASCII characters. Empty when it is not there. */
    static String id(FieldMap message, int tag) throws IncorrectTagValue {
        String text = text(message, tag);
        if (text.length() > MAX_ID || !text.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
            throw new IncorrectTagValue(tag, text);
        }
        return text;
    }

    /** An order id of ours: 0 when it is not there, -1 when it is none. */
    static long orderId(FieldMap message) {
        String text = text(message, Tags.ORDER_ID);
        if (text.isEmpty() || text.equals(Reports.NO_ORDER)) {
            return 0;
        }
        try {
            return Math.max(-1, Long.parseLong(text));
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    static boolean flag(FieldMap message, int tag) {
        return text(message, tag).equals("Y");
    }

    static byte side(FieldMap message) {
        return switch (text(message, Tags.SIDE)) {
            case "1" -> 0;
            case "2" -> 1;
            case "" -> -1;
            default -> UNKNOWN;
        };
    }

    static byte orderType(FieldMap message) {
        String text = text(message, Tags.ORD_TYPE);
        return text.isEmpty() ? -1 : ORDER_TYPES.contains(text) ? Byte.parseByte(text) : UNKNOWN;
    }

    static byte timeInForce(FieldMap message, byte otherwise) {
        String text = text(message, Tags.TIME_IN_FORCE);
        return text.isEmpty() ? otherwise : TIMES_IN_FORCE.contains(text) ? Byte.parseByte(text) : UNKNOWN;
    }

    /** ExpireTime (126), or the end of ExpireDate (432) in UTC. */
    static long expiry(FieldMap message) throws IncorrectTagValue {
        String time = text(message, Tags.EXPIRE_TIME);
        String date = text(message, Tags.EXPIRE_DATE);
        if (!time.isEmpty()) {
            return timeNanos(time, Tags.EXPIRE_TIME);
        }
        if (date.isEmpty()) {
            return Fixed.ABSENT;
        }
        try {
            LocalDate day = LocalDate.parse(date, DateTimeFormatter.BASIC_ISO_DATE);
            return Math.multiplyExact(day.plusDays(1).atStartOfDay().toEpochSecond(ZoneOffset.UTC), NANOS);
        } catch (DateTimeException | ArithmeticException e) {
            throw new IncorrectTagValue(Tags.EXPIRE_DATE, date);
        }
    }

    private static long timeNanos(String text, int tag) throws IncorrectTagValue {
        try {
            LocalDateTime time = LocalDateTime.parse(text, TIME);
            Instant instant = time.toInstant(ZoneOffset.UTC);
            return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), NANOS), instant.getNano());
        } catch (DateTimeException | ArithmeticException e) {
            throw new IncorrectTagValue(tag, text);
        }
    }
}

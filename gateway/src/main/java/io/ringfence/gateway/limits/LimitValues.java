package io.ringfence.gateway.limits;

import io.ringfence.engine.state.LimitField;
import io.ringfence.engine.units.Decimal;
import io.ringfence.engine.units.Decimal.MalformedDecimalException;
import io.ringfence.engine.units.Fixed;

/** The value of a limit as text: decimals for money and quantities, whole numbers, true and false. */
public final class LimitValues {
    private static final long MOST_BPS = 1_000_000_000;

    private LimitValues() {}

    public static String format(LimitField field, long value) {
        return switch (field.unit) {
            case E8 -> Decimal.format(value);
            case FLAG -> value == 0 ? "false" : "true";
            case BPS, PPM, NANOS, COUNT -> Long.toString(value);
        };
    }

    /**
     * Reads a value within the range of its unit.
     *
     * @throws IllegalArgumentException with what it must be, to stand behind "must be"
     */
    public static long parse(LimitField field, String text) {
        return switch (field.unit) {
            case E8 -> decimal(text);
            case BPS -> whole(text, 0, MOST_BPS);
            case PPM -> whole(text, -Fixed.PPM, Fixed.PPM);
            case NANOS, COUNT -> whole(text, 0, Long.MAX_VALUE);
            case FLAG -> flag(text);
        };
    }

    private static long decimal(String text) {
        try {
            long value = Decimal.parseE8(text);
            if (value >= 0) {
                return value;
            }
        } catch (MalformedDecimalException e) {
            // told below
        }
        throw new IllegalArgumentException("a decimal string such as \"250000\", not negative");
    }

    private static long whole(String text, long least, long most) {
        try {
            long value = Long.parseLong(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new IllegalArgumentException(
                most == Long.MAX_VALUE
                        ? "a whole number, " + least + " or more"
                        : "a whole number from " + least + " to " + most);
    }

    private static long flag(String text) {
        return switch (text) {
            case "true" -> 1;
            case "false" -> 0;
            default -> throw new IllegalArgumentException("true or false");
        };
    }
}

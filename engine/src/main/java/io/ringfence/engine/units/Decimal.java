package io.ringfence.engine.units;

/** Decimal text to scaled long and back, exactly: no floating point, no rounding. */
public final class Decimal {
    private static final int DIGITS = 8;

    private Decimal() {}

    /** Why a text is not an E8 number. */
    public static final class MalformedDecimalException extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        MalformedDecimalException(CharSequence text, String why) {
            super("\"" + text + "\" is not a decimal number: " + why);
        }
    }

    /**
     * Parses {@code [-]digits[.digits]} with at most eight decimals.
     *
     * @throws MalformedDecimalException when it is anything else, or outside +-92,233,720,368.54775807
     */
    public static long parseE8(CharSequence text) {
        int length = text.length();
        boolean negative = length > 0 && text.charAt(0) == '-';
        int at = negative ? 1 : 0;
        long value = 0;
        int digits = 0;
        int decimals = -1;
        for (; at < length; at++) {
            char c = text.charAt(at);
            if (c == '.' && decimals < 0 && digits > 0) {
                decimals = 0;
            } else if (c >= '0' && c <= '9') {
                if (decimals == DIGITS) {
                    throw new MalformedDecimalException(text, "more than 8 decimals");
                }
                decimals = decimals < 0 ? -1 : decimals + 1;
                digits++;
                value = append(text, value, c - '0');
            } else {
                throw new MalformedDecimalException(text, "unexpected character at position " + (at + 1));
            }
        }
        if (digits == 0 || decimals == 0) {
            throw new MalformedDecimalException(text, "digits are missing");
        }
        for (int i = Math.max(decimals, 0); i < DIGITS; i++) {
            value = append(text, value, 0);
        }
        return negative ? -value : value;
    }

    private static long append(CharSequence text, long value, int digit) {
        if (value > (Long.MAX_VALUE - digit) / 10) {
            throw new MalformedDecimalException(text, "too large");
        }
        return value * 10 + digit;
    }

    /** Shortest exact text: no trailing zeros, no exponent. */
    public static String format(long e8) {
        return append(new StringBuilder(24), e8).toString();
    }

    public static StringBuilder append(StringBuilder target, long e8) {
        long whole = e8 / Fixed.SCALE;
        long fraction = e8 % Fixed.SCALE;
        if (e8 < 0) {
            target.append('-');
        }
        target.append(Long.toString(whole).replace("-", ""));
        if (fraction != 0) {
            String digits = Long.toString(Fixed.SCALE + Math.abs(fraction)).substring(1);
            int end = digits.length();
            while (digits.charAt(end - 1) == '0') {
                end--;
            }
            target.append('.').append(digits, 0, end);
        }
        return target;
    }
}

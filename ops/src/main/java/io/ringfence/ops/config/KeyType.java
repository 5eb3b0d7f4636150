package io.ringfence.ops.config;

import io.ringfence.engine.units.Decimal;
import io.ringfence.engine.units.Fixed;
import io.ringfence.ops.json.Words;
import java.util.List;
import java.util.function.ToLongFunction;

/** What a configuration value must be. Every value becomes a long or stays the text it is. */
final class KeyType {
    /** Says explicitly that there is no such limit. */
    static final String NONE = "none";

    static final KeyType DECIMAL = new KeyType("a decimal number such as 250000.5", Decimal::parseE8, false);
    static final KeyType POSITIVE =
            new KeyType("a positive decimal number", text -> atLeast(1, Decimal.parseE8(text), Long.MAX_VALUE), false);
    static final KeyType NOT_NEGATIVE = new KeyType(
            "a decimal number, 0 or more", text -> atLeast(0, Decimal.parseE8(text), Long.MAX_VALUE), false);
    static final KeyType OPTIONAL_POSITIVE = POSITIVE.orNone();
    static final KeyType COUNT = integer(0, Long.MAX_VALUE);
    static final KeyType FLAG = choice("false", "true");
    static final KeyType PORT = integer(0, 65535);
    static final KeyType HOST = new KeyType(
            "a host name or an address",
            text -> {
                if (!text.matches("[\\w.:%-]+")) {
                    throw new IllegalArgumentException();
                }
                return 0;
            },
            false);
    static final KeyType FILE = new KeyType("the path of a file", text -> 0, false);
    static final KeyType WORD = new KeyType(
            "a word without spaces",
            text -> {
                if (!text.matches("[!-~]+")) {
                    throw new IllegalArgumentException();
                }
                return 0;
            },
            false);
    static final KeyType LIST = new KeyType("a list of names", text -> 0, false);
    static final KeyType CURRENCY = new KeyType(
            "three capital letters such as USD",
            text -> {
                if (!text.matches("[A-Z]{3}")) {
                    throw new IllegalArgumentException();
                }
                return 0;
            },
            false);

    /** For messages: "is not ...". */
    final String form;

    private final ToLongFunction<String> parser;
    final boolean noneAllowed;

    KeyType(String form, ToLongFunction<String> parser, boolean noneAllowed) {
        this.form = form;
        this.parser = parser;
        this.noneAllowed = noneAllowed;
    }

    static KeyType integer(long min, long max) {
        String form = max == Long.MAX_VALUE
                ? "a whole number, " + min + " or more"
                : "a whole number from " + min + " to " + max;
        return new KeyType(form, text -> atLeast(min, Long.parseLong(text), max), false);
    }

    static KeyType choice(String... words) {
        List<String> list = List.of(words);
        return new KeyType("one of " + String.join(", ", words), text -> atLeast(0, list.indexOf(text), 99), false);
    }

    static KeyType words(Words words) {
        return new KeyType("one of " + words.list(), text -> atLeast(0, words.parse(text), 99), false);
    }

    KeyType orNone() {
        return new KeyType(form + " or " + NONE, parser, true);
    }

    /**
     * The value as a long; {@link Fixed#ABSENT} for "none".
     *
     * @throws IllegalArgumentException when the text is not of this type
     */
    long parse(String text) {
        return noneAllowed && text.equals(NONE) ? Fixed.ABSENT : parser.applyAsLong(text);
    }

    private static long atLeast(long min, long value, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException();
        }
        return value;
    }
}

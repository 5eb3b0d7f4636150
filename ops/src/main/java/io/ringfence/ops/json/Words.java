package io.ringfence.ops.json;

import org.jspecify.annotations.Nullable;

/** The lower-case words that stand for the numbers of the schema, both ways. */
public final class Words {
    public static final Words SIDE = new Words("buy", "sell");
    public static final Words ORDER_TYPE = new Words(null, "market", "limit", "stop", "stop_limit");
    public static final Words TIME_IN_FORCE = new Words("day", "gtc", null, "ioc", "fok", null, "gtd");
    public static final Words SMP_MODE = new Words("none", "cancel_newest", "cancel_oldest", "cancel_both", "reject");
    public static final Words STATUS = new Words("trading", "halted", "closed", "auction");
    public static final Words CANCEL_REASON = new Words(
            "user",
            "unfilled_ioc",
            "fok",
            "no_liquidity",
            "self_match",
            "min_qty",
            "expired",
            "kill",
            "mass_cancel",
            "dead_man",
            "post_only",
            "replace");
    public static final Words LIQUIDITY = new Words(null, "added", "removed");
    public static final Words RESULT = new Words(null, "APPROVE", "REJECT", "REDUCE_SIZE");
    public static final Words INSTRUMENT_KIND = new Words("tradable", "fx");
    public static final Words KILL_FOUND =
            new Words("fresh_start", "file_agrees", "file_missing", "file_damaged", "file_differs");

    /** A number that no word stands for; the engine refuses it with the code of its field. */
    public static final byte UNKNOWN = Byte.MAX_VALUE;

    private final @Nullable String[] words;

    private Words(@Nullable String... words) {
        this.words = words;
    }

    /** The word for a number, or null where the schema has none (the "not given" of optional fields). */
    public @Nullable String of(int number) {
        return number >= 0 && number < words.length ? words[number] : null;
    }

    /** The number of a word; {@link #UNKNOWN} when there is no such word. */
    public byte parse(String word) {
        for (byte i = 0; i < words.length; i++) {
            if (word.equals(words[i])) {
                return i;
            }
        }
        return UNKNOWN;
    }

    /** All words, for messages. */
    public String list() {
        StringBuilder list = new StringBuilder();
        for (String word : words) {
            if (word != null) {
                list.append(list.isEmpty() ? "" : ", ").append(word);
            }
        }
        return list.toString();
    }
}

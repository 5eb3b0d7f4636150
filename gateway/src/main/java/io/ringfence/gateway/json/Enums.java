package io.ringfence.gateway.json;

import io.ringfence.engine.state.Order;
import org.jspecify.annotations.Nullable;

/** The API's words for the engine's numbers, and back. */
public final class Enums {
    /** Stands for a word that nobody knows: the engine refuses it with its own code, and journals that. */
    public static final byte UNKNOWN = 127;

    private static final String[] CANCEL_REASONS = {
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
        "replace"
    };

    private Enums() {}

    public static byte side(@Nullable String word) {
        if (word == null) {
            return UNKNOWN;
        }
        return switch (word) {
            case "buy" -> Order.BUY;
            case "sell" -> Order.SELL;
            default -> UNKNOWN;
        };
    }

    public static @Nullable String side(byte side) {
        return side == Order.BUY ? "buy" : side == Order.SELL ? "sell" : null;
    }

    public static byte orderType(@Nullable String word) {
        if (word == null) {
            return UNKNOWN;
        }
        return switch (word) {
            case "market" -> Order.TYPE_MARKET;
            case "limit" -> Order.TYPE_LIMIT;
            case "stop" -> Order.TYPE_STOP;
            case "stop_limit" -> Order.TYPE_STOP_LIMIT;
            default -> UNKNOWN;
        };
    }

    public static @Nullable String orderType(byte type) {
        return switch (type) {
            case Order.TYPE_MARKET -> "market";
            case Order.TYPE_LIMIT -> "limit";
            case Order.TYPE_STOP -> "stop";
            case Order.TYPE_STOP_LIMIT -> "stop_limit";
            default -> null;
        };
    }

    /** Absent means the engine's default, -1. */
    public static byte timeInForce(@Nullable String word) {
        if (word == null) {
            return -1;
        }
        return switch (word) {
            case "day" -> Order.TIF_DAY;
            case "gtc" -> Order.TIF_GTC;
            case "ioc" -> Order.TIF_IOC;
            case "fok" -> Order.TIF_FOK;
            case "gtd" -> Order.TIF_GTD;
            default -> UNKNOWN;
        };
    }

    public static @Nullable String timeInForce(byte timeInForce) {
        return switch (timeInForce) {
            case Order.TIF_DAY -> "day";
            case Order.TIF_GTC -> "gtc";
            case Order.TIF_IOC -> "ioc";
            case Order.TIF_FOK -> "fok";
            case Order.TIF_GTD -> "gtd";
            default -> null;
        };
    }

    /** Absent means the account's own mode, -1. */
    public static byte smpMode(@Nullable String word) {
        if (word == null) {
            return -1;
        }
        return switch (word) {
            case "none" -> Order.SMP_NONE;
            case "cancel_newest" -> Order.SMP_CANCEL_NEWEST;
            case "cancel_oldest" -> Order.SMP_CANCEL_OLDEST;
            case "cancel_both" -> Order.SMP_CANCEL_BOTH;
            case "reject" -> Order.SMP_REJECT;
            default ->
                throw RefusedException.malformed(
                        "\"smp_mode\" must be none, cancel_newest, cancel_oldest," + " cancel_both or reject");
        };
    }

    public static @Nullable String cancelReason(byte reason) {
        return reason >= 0 && reason < CANCEL_REASONS.length ? CANCEL_REASONS[reason] : null;
    }

    public static String decision(int result) {
        return switch (result) {
            case 1 -> "approve";
            case 2 -> "reject";
            case 3 -> "reduce_size";
            default -> "none";
        };
    }
}

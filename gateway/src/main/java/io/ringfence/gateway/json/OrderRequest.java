package io.ringfence.gateway.json;

import io.ringfence.engine.command.CommandWriter;
import io.ringfence.engine.schema.NewOrderEncoder;
import io.ringfence.engine.schema.ReplaceOrderEncoder;
import io.ringfence.engine.state.Order;
import io.ringfence.engine.units.Fixed;
import io.ringfence.gateway.record.Names;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns the body of an order or replace into a command. Refuses here only what can not be said in a command; wrong
 * words and values go through, so that the engine refuses them with its codes and journals it.
 */
public final class OrderRequest {
    private static final int MAX_ID = 36;
    private static final long NANOS_PER_MILLI = 1_000_000L;

    static final Set<String> ORDER_FIELDS = new LinkedHashSet<>(List.of(
            "client_order_id",
            "account",
            "symbol",
            "side",
            "type",
            "time_in_force",
            "qty",
            "limit_price",
            "stop_price",
            "expire_at",
            "min_qty",
            "post_only",
            "reduce_only",
            "allow_reduce",
            "smp_mode",
            "smp_id",
            "strategy",
            "max_age_ms"));
    static final Set<String> REPLACE_FIELDS = new LinkedHashSet<>(
            List.of("client_order_id", "qty", "limit_price", "stop_price", "time_in_force", "expire_at"));

    private OrderRequest() {}

    public static RequestBody parseOrder(byte[] body) {
        return RequestBody.parse(body, ORDER_FIELDS);
    }

    public static RequestBody parseReplace(byte[] body) {
        RequestBody parsed = RequestBody.parse(body, REPLACE_FIELDS);
        if (REPLACE_FIELDS.stream().skip(1).noneMatch(parsed::has)) {
            throw RefusedException.malformed(
                    "Nothing to change: give qty, limit_price, stop_price, time_in_force or" + " expire_at");
        }
        return parsed;
    }

    /** An order must say its id, so that it can be sent again after an answer was lost. */
    public static void requireClientOrderId(RequestBody body) {
        if (clientOrderId(body.text("client_order_id")).isEmpty()) {
            throw RefusedException.malformed(
                    "\"client_order_id\" is missing: it makes an order safe to send a second time");
        }
    }

    /** Encodes a new order; its bytes are in the writer afterwards. */
    public static void encodeOrder(
            RequestBody body, String account, Names names, CommandWriter writer, long receivedAtNanos) {
        int accountId = names.accountId(account);
        String strategy = body.text("strategy");
        int strategyId = strategy == null ? -1 : names.strategyId(accountId, strategy);
        if (strategy != null && strategyId < 0) {
            throw RefusedException.malformed("Account " + account + " has no strategy \"" + strategy + "\"");
        }
        int symbolId = names.symbolId(body.required("symbol"));
        String clientOrderId = clientOrderId(body.text("client_order_id"));
        if (!body.has("qty")) {
            throw RefusedException.malformed("\"qty\" is missing");
        }
        long maxAgeMillis = body.integer("max_age_ms", 0, 1, 86_400_000);
        NewOrderEncoder order = writer.newOrder(accountId, symbolId, clientOrderId);
        order.strategyId(strategyId)
                .side(Enums.side(body.text("side")))
                .orderType(Enums.orderType(body.text("type")))
                .timeInForce(Enums.timeInForce(body.text("time_in_force")))
                .smpMode(Enums.smpMode(body.text("smp_mode")))
                .flags(flags(body))
                .quantityE8(body.decimalE8("qty", 0))
                .limitPriceE8(body.decimalE8("limit_price", Fixed.ABSENT))
                .stopPriceE8(body.decimalE8("stop_price", Fixed.ABSENT))
                .minQuantityE8(body.decimalE8("min_qty", 0))
                .expireAtNanos(body.timeNanos("expire_at", Fixed.ABSENT))
                .smpId(body.integer("smp_id", Fixed.ABSENT, 0, Long.MAX_VALUE));
        if (maxAgeMillis != 0) {
            order.transactTimeNanos(receivedAtNanos).maxAgeNanos(maxAgeMillis * NANOS_PER_MILLI);
        }
    }

    private static int flags(RequestBody body) {
        int flags = body.flag("post_only") ? Order.FLAG_POST_ONLY : 0;
        flags |= body.flag("reduce_only") ? Order.FLAG_REDUCE_ONLY : 0;
        flags |= body.flag("allow_reduce") ? Order.FLAG_ALLOW_REDUCE : 0;
        return body.has("allow_reduce") ? flags | Order.FLAG_ALLOW_REDUCE_GIVEN : flags;
    }

    /** Encodes a replace; its bytes are in the writer afterwards. */
    public static void encodeReplace(RequestBody body, int accountId, long orderId, CommandWriter writer) {
        ReplaceOrderEncoder replace =
                writer.replace(accountId, orderId, clientOrderId(body.text("client_order_id")), "");
        replace.timeInForce(Enums.timeInForce(body.text("time_in_force")))
                .quantityE8(body.decimalE8("qty", Fixed.ABSENT))
                .limitPriceE8(body.decimalE8("limit_price", Fixed.ABSENT))
                .stopPriceE8(body.decimalE8("stop_price", Fixed.ABSENT))
                .expireAtNanos(body.timeNanos("expire_at", Fixed.ABSENT));
    }

    /** A valid client order id, or the empty string when none is given. */
    public static String clientOrderId(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return "";
        }
        boolean printable = text.chars().allMatch(c -> c > ' ' && c < 0x7F);
        if (!printable || text.length() > MAX_ID) {
            throw RefusedException.malformed(
                    "\"client_order_id\" must be 1 to " + MAX_ID + " printable ASCII characters without spaces");
        }
        return text;
    }
}

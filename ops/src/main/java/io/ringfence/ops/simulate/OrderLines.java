package io.ringfence.ops.simulate;

import io.ringfence.engine.command.CommandWriter;
import io.ringfence.engine.schema.NewOrderEncoder;
import io.ringfence.engine.schema.ReplaceOrderEncoder;
import io.ringfence.engine.state.Order;
import io.ringfence.engine.units.Fixed;
import io.ringfence.ops.json.Names;
import io.ringfence.ops.json.Words;
import io.ringfence.ops.simulate.JsonLine.MalformedException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Set;

/**
 * Scenario lines of traders. A name or word that the engine has a code for (unknown symbol, account, side, type, time in
 * force) goes to the engine and is refused there, journaled, like any client's mistake.
 */
final class OrderLines {
    private static final Set<String> ORDER = Set.of(
            "t",
            "type",
            "note",
            "account",
            "client_order_id",
            "symbol",
            "side",
            "order_type",
            "time_in_force",
            "qty",
            "limit_price",
            "stop_price",
            "min_qty",
            "expire_at",
            "transact_time",
            "max_age_ms",
            "post_only",
            "reduce_only",
            "allow_reduce",
            "strategy",
            "smp_mode",
            "smp_id");
    private static final Set<String> CANCEL =
            Set.of("t", "type", "note", "account", "symbol", "order_id", "client_order_id", "orig_client_order_id");
    private static final Set<String> REPLACE = Set.of(
            "t",
            "type",
            "note",
            "account",
            "symbol",
            "side",
            "order_type",
            "time_in_force",
            "order_id",
            "client_order_id",
            "orig_client_order_id",
            "qty",
            "limit_price",
            "stop_price",
            "expire_at");
    private static final Set<String> MASS_CANCEL =
            Set.of("t", "type", "note", "account", "symbol", "strategy", "side", "client_order_id");
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final CommandWriter writer;
    private final Names names;

    OrderLines(CommandWriter writer, Names names) {
        this.writer = writer;
        this.names = names;
    }

    void order(JsonLine line) throws MalformedException {
        line.only(ORDER);
        NewOrderEncoder order = writer.newOrder(
                names.accountId(line.required("account")),
                names.symbolId(line.required("symbol")),
                line.required("client_order_id"));
        order.strategyId(strategy(line))
                .side(Words.SIDE.parse(line.required("side")))
                .orderType(Words.ORDER_TYPE.parse(line.required("order_type")))
                .timeInForce(optional(line, "time_in_force", Words.TIME_IN_FORCE))
                .quantityE8(line.requiredDecimal("qty"))
                .limitPriceE8(line.decimal("limit_price"))
                .stopPriceE8(line.decimal("stop_price"))
                .minQuantityE8(line.has("min_qty") ? line.decimal("min_qty") : 0)
                .expireAtNanos(time(line, "expire_at"))
                .transactTimeNanos(time(line, "transact_time"))
                .maxAgeNanos(line.integer("max_age_ms", 0) * NANOS_PER_MILLI)
                .smpId(line.integer("smp_id", Fixed.ABSENT))
                .flags(flags(line));
        if (line.has("smp_mode")) {
            order.smpMode(line.word("smp_mode", Words.SMP_MODE));
        }
    }

    private static int flags(JsonLine line) throws MalformedException {
        int flags = line.flag("post_only") ? Order.FLAG_POST_ONLY : 0;
        flags |= line.flag("reduce_only") ? Order.FLAG_REDUCE_ONLY : 0;
        if (line.has("allow_reduce")) {
            flags |= Order.FLAG_ALLOW_REDUCE_GIVEN;
            flags |= line.flag("allow_reduce") ? Order.FLAG_ALLOW_REDUCE : 0;
        }
        return flags;
    }

    void cancel(JsonLine line) throws MalformedException {
        line.only(CANCEL);
        long orderId = orderId(line);
        writer.cancel(
                names.accountId(line.required("account")),
                line.has("symbol") ? names.symbolId(line.required("symbol")) : -1,
                orderId,
                line.required("client_order_id"),
                orderId == 0 ? line.required("orig_client_order_id") : line.orEmpty("orig_client_order_id"));
    }

    void replace(JsonLine line) throws MalformedException {
        line.only(REPLACE);
        long orderId = orderId(line);
        ReplaceOrderEncoder order = writer.replace(
                names.accountId(line.required("account")),
                orderId,
                line.required("client_order_id"),
                orderId == 0 ? line.required("orig_client_order_id") : line.orEmpty("orig_client_order_id"));
        order.symbolId(line.has("symbol") ? names.symbolId(line.required("symbol")) : -1)
                .side(optional(line, "side", Words.SIDE))
                .orderType(optional(line, "order_type", Words.ORDER_TYPE))
                .timeInForce(optional(line, "time_in_force", Words.TIME_IN_FORCE))
                .quantityE8(line.decimal("qty"))
                .limitPriceE8(line.decimal("limit_price"))
                .stopPriceE8(line.decimal("stop_price"))
                .expireAtNanos(time(line, "expire_at"));
    }

    void massCancel(JsonLine line) throws MalformedException {
        line.only(MASS_CANCEL);
        writer.massCancel(
                line.has("account") ? known("account", names.accountId(line.required("account")), line) : -1,
                line.has("symbol") ? known("symbol", names.symbolId(line.required("symbol")), line) : -1,
                strategy(line),
                line.has("side") ? line.word("side", Words.SIDE) : -1,
                -1,
                line.orEmpty("client_order_id"));
    }

    private int strategy(JsonLine line) throws MalformedException {
        if (!line.has("strategy")) {
            return -1;
        }
        String strategy = line.required("strategy");
        String full = strategy.contains("/") ? strategy : line.required("account") + "/" + strategy;
        return known("strategy", names.strategyId(full), line);
    }

    private static int known(String field, int id, JsonLine line) throws MalformedException {
        if (id < 0) {
            throw new MalformedException(field + " \"" + line.text(field) + "\" is not configured");
        }
        return id;
    }

    private static byte optional(JsonLine line, String field, Words words) throws MalformedException {
        return line.has(field) ? words.parse(line.required(field)) : -1;
    }

    private static long orderId(JsonLine line) throws MalformedException {
        return line.integer("order_id", 0);
    }

    /** Nanoseconds UTC, or an RFC 3339 time. */
    private static long time(JsonLine line, String field) throws MalformedException {
        String text = line.text(field);
        if (text == null || !text.contains("T")) {
            return line.integer(field, Fixed.ABSENT);
        }
        try {
            Instant moment = Instant.parse(text);
            return Math.addExact(Math.multiplyExact(moment.getEpochSecond(), 1_000_000_000L), moment.getNano());
        } catch (DateTimeException | ArithmeticException e) {
            throw new MalformedException("\"" + field + "\" is \"" + text + "\", which is no time in UTC");
        }
    }
}

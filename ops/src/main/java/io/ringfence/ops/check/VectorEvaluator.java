package io.ringfence.ops.check;

import io.ringfence.engine.gates.Decision;
import io.ringfence.engine.gates.Gates;
import io.ringfence.engine.gates.OrderContext;
import io.ringfence.engine.gates.Readings;
import io.ringfence.engine.state.Instrument;
import io.ringfence.engine.state.LimitField;
import io.ringfence.engine.state.Order;
import io.ringfence.engine.state.Position;
import io.ringfence.engine.units.Fixed;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts gate vectors (the form of gate-vectors.json) before the production gates and the production decision. No
 * validation (1xxx) runs, as gates.md says of {@code check}.
 */
public final class VectorEvaluator {
    private static final Set<String> ORDER_FIELDS = Set.of(
            "symbol",
            "side",
            "qty",
            "price",
            "type",
            "tif",
            "min_qty",
            "reduce_only",
            "allow_reduce",
            "stop_price",
            "post_only");

    private final Map<String, @Nullable Object> config;
    private final Map<String, @Nullable Object> state;
    private final List<Map<String, @Nullable Object>> vectors = new ArrayList<>();
    private final Gates gates = new Gates();
    private final Readings readings = new Readings();
    private final Decision decision = new Decision();

    private VectorEvaluator(Map<String, @Nullable Object> root) {
        Fields defaults = new Fields("vectors file", root);
        if (!(root.get("vectors") instanceof List<?> list)) {
            throw defaults.bad("vectors", "a list");
        }
        Map<String, @Nullable Object> given = JsonTree.cast(root.get("defaults"));
        config = JsonTree.cast(given.get("config"));
        state = JsonTree.cast(given.get("state"));
        for (Object vector : list) {
            if (!(vector instanceof Map)) {
                throw new BadVectorException("vectors file: vector " + (vectors.size() + 1) + " is not an object");
            }
            vectors.add(JsonTree.cast(vector));
        }
    }

    /**
     * Reads a file of vectors.
     *
     * @throws BadVectorException when the file is JSON but not vectors
     * @throws IOException when it is not JSON, or cannot be read
     */
    public static VectorEvaluator load(InputStream in) throws IOException {
        Object root = JsonTree.read(in);
        if (!(root instanceof Map)) {
            throw new BadVectorException("vectors file: an object with \"defaults\" and \"vectors\" is needed");
        }
        return new VectorEvaluator(JsonTree.cast(root));
    }

    public int count() {
        return vectors.size();
    }

    /** What the vector expects, or null where it expects nothing. */
    public @Nullable Map<String, @Nullable Object> expected(int index) {
        Object expect = vectors.get(index).get("expect");
        return expect == null ? null : JsonTree.cast(expect);
    }

    /** Evaluates one vector with the production gates. */
    public VectorResult evaluate(int index) {
        Map<String, @Nullable Object> vector = vectors.get(index);
        String id = vector.get("id") instanceof String text ? text : "vector " + (index + 1);
        Fields order = new Fields(id + ": order", JsonTree.cast(vector.get("order"))).only(ORDER_FIELDS);
        Fields merged = new Fields(id, overlay(vector));
        VectorState world = new VectorState(merged.object("config"), merged.object("state"), order.text("symbol"));
        OrderContext context = context(order, world);
        decide(order, world, context);
        return new VectorResult(id, decision, readings);
    }

    private Map<String, @Nullable Object> overlay(Map<String, @Nullable Object> vector) {
        Map<String, @Nullable Object> merged = new LinkedHashMap<>();
        merged.put("config", JsonTree.merge(config, JsonTree.cast(vector.get("config_overrides"))));
        merged.put("state", JsonTree.merge(state, JsonTree.cast(vector.get("state"))));
        return merged;
    }

    private OrderContext context(Fields order, VectorState world) {
        Instrument instrument = world.instrument(order.text("symbol"));
        OrderContext context = new OrderContext(world.state, world.account, instrument);
        context.strategy = world.strategy;
        context.sessionId = VectorState.SESSION_ID;
        context.side = side(order);
        context.type = type(order);
        context.quantityE8 = order.e8Or("qty", 0);
        context.totalQuantityE8 = context.quantityE8;
        context.limitPriceE8 = order.e8("price");
        context.stopPriceE8 = order.e8("stop_price");
        context.reduceOnly = order.flag("reduce_only", false);
        context.value.of(world.account, world.state);
        // A vector states the equity; the cash behind it does not matter.
        context.value.equityOverflow = false;
        return context;
    }

    private void decide(Fields order, VectorState world, OrderContext context) {
        Position position = world.account.positions().open(context.instrument.symbolId);
        long buffer = world.account.limits.getOr(LimitField.EXPOSURE_BUFFER_BPS, 0);
        position.value(context.instrument.market.markE8, Fixed.SCALE, buffer);
        gates.evaluate(context, position, world.equityE8, readings);
        String tif = order.textOr("tif", "GTC").toUpperCase(Locale.ROOT);
        boolean policy = world.account.limits.getOr(LimitField.REDUCE_ALLOWED, 0) != 0;
        boolean reducible = policy && order.flag("allow_reduce", true) && !tif.equals("FOK") && !tif.equals("AON");
        decision.decide(context, readings, reducible, order.e8Or("min_qty", 0), 1);
    }

    private static byte side(Fields order) {
        return switch (order.text("side").toUpperCase(Locale.ROOT)) {
            case "BUY" -> Order.BUY;
            case "SELL" -> Order.SELL;
            default -> throw order.bad("side", "BUY or SELL");
        };
    }

    private static byte type(Fields order) {
        return switch (order.textOr("type", "LIMIT").toUpperCase(Locale.ROOT)) {
            case "MARKET" -> Order.TYPE_MARKET;
            case "LIMIT" -> Order.TYPE_LIMIT;
            case "STOP" -> Order.TYPE_STOP;
            case "STOP_LIMIT" -> Order.TYPE_STOP_LIMIT;
            default -> throw order.bad("type", "MARKET, LIMIT, STOP or STOP_LIMIT");
        };
    }
}

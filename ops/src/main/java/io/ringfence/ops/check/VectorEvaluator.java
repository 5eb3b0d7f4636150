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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts gate vectors (the form of gate-vectors.json) before the production gates and the production decision. No
 * validation (1xxx) runs, as gates.md says of {@code check}.
 */
public final class VectorEvaluator {
    private static final List<String> TIMES_IN_FORCE = List.of("DAY", "GTC", "IOC", "FOK", "GTD", "AON", "OPG", "CLS");
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
    private final Gates gates = new Gates();
    private final Readings readings = new Readings();
    private final Decision decision = new Decision();

    /** With what every vector has unless it says otherwise. */
    public VectorEvaluator(Map<String, @Nullable Object> config, Map<String, @Nullable Object> state) {
        this.config = config;
        this.state = state;
    }

    /**
     * Evaluates one vector with the production gates.
     *
     * @throws BadVectorException when it can not be read; names the vector and the field
     */
    public VectorResult evaluate(VectorFile.Vector vector) {
        String id = vector.id();
        Fields given = new Fields(id + ":", vector.fields());
        Fields order = given.object("order").only(ORDER_FIELDS);
        Fields merged = new Fields(id + ":", overlay(given));
        VectorState world = new VectorState(merged.object("config"), merged.object("state"), order.text("symbol"));
        OrderContext context = context(order, world);
        decide(order, world, context);
        return new VectorResult(id, decision, readings);
    }

    private Map<String, @Nullable Object> overlay(Fields vector) {
        Map<String, @Nullable Object> merged = new LinkedHashMap<>();
        merged.put(
                "config",
                JsonTree.merge(config, vector.object("config_overrides").all()));
        merged.put("state", JsonTree.merge(state, vector.object("state").all()));
        return merged;
    }

    private OrderContext context(Fields order, VectorState world) {
        Instrument instrument = world.instrument(order.text("symbol"));
        OrderContext context = new OrderContext(world.state, world.account, instrument);
        context.strategy = world.strategy;
        context.sessionId = VectorState.SESSION_ID;
        context.side = side(order);
        context.type = type(order);
        context.quantityE8 = order.requiredE8("qty", 0);
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
        String tif = order.word("tif", "GTC", TIMES_IN_FORCE);
        boolean policy = world.account.limits.getOr(LimitField.REDUCE_ALLOWED, 0) != 0;
        boolean reducible = policy && order.flag("allow_reduce", true) && !tif.equals("FOK") && !tif.equals("AON");
        decision.decide(context, readings, reducible, order.e8Or("min_qty", 0), 1);
    }

    private static byte side(Fields order) {
        order.text("side");
        return order.word("side", "", List.of("BUY", "SELL")).equals("BUY") ? Order.BUY : Order.SELL;
    }

    private static byte type(Fields order) {
        return switch (order.word("type", "LIMIT", List.of("MARKET", "LIMIT", "STOP", "STOP_LIMIT"))) {
            case "MARKET" -> Order.TYPE_MARKET;
            case "STOP" -> Order.TYPE_STOP;
            case "STOP_LIMIT" -> Order.TYPE_STOP_LIMIT;
            default -> Order.TYPE_LIMIT;
        };
    }
}

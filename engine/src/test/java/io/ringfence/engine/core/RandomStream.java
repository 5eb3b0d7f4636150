package io.ringfence.engine.core;

import io.ringfence.engine.gates.Scope;
import io.ringfence.engine.schema.NewOrderEncoder;
import io.ringfence.engine.state.EngineSetting;
import io.ringfence.engine.state.LimitField;
import io.ringfence.engine.state.Order;
import io.ringfence.engine.units.Fixed;
import java.util.Random;

/**
 * A seeded run of a whole core in which everything that a core can remember comes up: both venues, strategies, groups, a
 * second currency, throttles, rate windows, duplicate patterns, queues ahead, stops, sliced mass cancels, expiring ids.
 */
public final class RandomStream {
    private static final int FX = 4;
    private static final int DAX = 5;
    private static final long DAX_E8 = 18_000 * Fixed.SCALE;
    private static final long[] MID_E8 = {
        60_000 * Fixed.SCALE, 3_000 * Fixed.SCALE, 150 * Fixed.SCALE, 250 * Fixed.SCALE
    };
    private static final long[] LOT_E8 = {100_000, 1_000_000, 10_000_000, 100_000_000};

    private final CoreHarness core;
    private final RandomCommands commands;
    private final Random random;
    private int ids;

    private RandomStream(CoreHarness core, long seed) {
        this.core = core;
        commands = new RandomCommands(core, seed);
        random = new Random(~seed);
    }

    /** A stream on the paper venue (0) or the match venue (1). */
    public static RandomStream of(int venue, long seed) {
        long[] settings = {
            EngineSetting.PAPER_QUEUE_AHEAD.id,
            300_000,
            EngineSetting.CLIENT_ORDER_ID_RETENTION_NS.id,
            5 * CoreHarness.SECOND,
            EngineSetting.RHO_SAMPLE_NS.id,
            CoreHarness.SECOND,
            EngineSetting.STOP_TRIGGER.id,
            seed % 3,
            EngineSetting.CANCEL_SLICE.id,
            2,
            EngineSetting.COLLAR_WINDOW_NS.id,
            seed % 2 * 800_000_000L,
            EngineSetting.STATE_HASH_EVERY.id,
            50
        };
        CoreHarness core = venue == 0 ? CoreHarness.paper(settings) : CoreHarness.match(settings);
        RandomStream stream = new RandomStream(core, seed);
        stream.define();
        if (seed % 4 != 0) {
            core.newestRules();
        }
        return stream;
    }

    public CoreHarness core() {
        return core;
    }

    private void define() {
        core.account(2, "A3", "EUR");
        core.cash(2, "100000");
        core.instrument(FX, "EUR-USD", 1, "USD");
        core.instrument(DAX, "DAX-EUR", 0, "EUR");
        core.write.strategy(0, 0, "s0");
        core.send();
        core.write.strategy(1, 1, "s1");
        core.send();
        core.write.session(2, "FIX1");
        core.send();
        core.write.session(3, "FIX2");
        core.send();
        core.write.group(0, "g0", 0, 1);
        core.send();
        core.limits(
                Scope.GROUP,
                -1,
                0,
                CoreHarness.row(LimitField.GROSS_ABS, "400000"),
                CoreHarness.row(LimitField.DD_HARD_BPS, 400));
        core.limits(Scope.GLOBAL, -1, -1, CoreHarness.row(LimitField.DAY_LOSS_ABS, "30000"));
        core.limits(Scope.STRATEGY, 0, 0, CoreHarness.row(LimitField.GROSS_ABS, "60000"));
        core.limit(0, LimitField.TRIP_REJECTS, 30);
        core.limit(0, LimitField.TRIP_EXECUTIONS, 20);
        core.limit(0, LimitField.TRIP_EXECUTIONS_WINDOW_NS, 100_000_000);
        core.limit(0, LimitField.TRIP_GATE_ERRORS, 3);
        core.limit(1, LimitField.TRIP_REJECTS, 7);
        core.limit(1, LimitField.TRIP_DAY_LOSS, 1);
        core.limit(1, LimitField.TRIP_DRAWDOWN, 1);
        core.limit(0, LimitField.TRIP_MESSAGES, 60);
        core.limit(1, LimitField.SLOW_DOWN_MIN_DELAY_NS, 2_000_000);
        core.limit(1, LimitField.THROTTLE_RATE, 400);
        core.limit(1, LimitField.THROTTLE_BURST, 10);
        core.limit(1, LimitField.DUPLICATE_WINDOW_NS, CoreHarness.SECOND);
        core.symbolLimit(1, LimitField.POS_QTY, CoreHarness.ETH, "30");
        for (int account = 0; account < 3; account++) {
            core.limit(account, LimitField.MAX_POSITIONS, 10);
            core.symbolLimit(account, LimitField.MAX_ORDER_QTY, DAX, "4");
            core.symbolLimit(account, LimitField.MAX_ORDER_NOTIONAL, DAX, "50000");
            core.symbolLimit(account, LimitField.POS_QTY, DAX, "8");
        }
        core.uncorrelated();
    }

    /** Puts the next command, and the slices of a mass cancel when their turn comes, through the core. */
    public void step() {
        core.now += commands.pause();
        if (core.core.hasPendingCancels() && random.nextInt(3) > 0) {
            core.core.processPendingCancels(core.now);
            return;
        }
        core.core.process(core.write.buffer(), 0, next(), core.now);
    }

    private int next() {
        core.write.origin(0, core.state.sequence, random.nextInt(4), 0);
        switch (random.nextInt(40)) {
            case 0 -> core.write.fxRate(FX, 108_000_000 + random.nextInt(1_000_000));
            case 1, 2 -> daxQuote();
            case 3, 4 -> daxOrder();
            case 5 -> core.write.hashState();
            case 6 -> core.write.trade(DAX, daxPrice(), Fixed.SCALE);
            case 7 -> {
                core.now -= random.nextInt(5_000_000); // the clock steps back: the stamp is clamped
                core.write.timer();
            }
            case 9 -> core.write.permit(random.nextInt(3), 1 + random.nextInt(3), random.nextBoolean());
            case 10 -> session();
            case 8, 11, 12, 13, 14, 15, 16 -> patientOrder();
            case 17 -> rarely();
            default -> {
                return commands.next();
            }
        }
        return core.write.length();
    }

    private void rarely() {
        switch (random.nextInt(12)) {
            case 0 -> core.write.massCancel(random.nextInt(3) - 1, -1, -1, random.nextInt(3) - 1, -1, "");
            case 1, 2 -> core.write.resetHighWaterMark(-1, "r", "t");
            case 3 ->
                core.write.account(
                        0, "USD", (byte) random.nextInt(4), random.nextInt(4) > 0, 40 + random.nextInt(40), "A1");
            case 4, 5 -> core.write.cashFlow(2, (random.nextInt(2_000) - 1_000) * Fixed.SCALE, "r", "t");
            default -> core.write.deadMan(2, random.nextInt(40) * 100_000_000L);
        }
    }

    /** A small order behind the market, or a stop, that stands for a while; some at one price, some with a strategy. */
    private void patientOrder() {
        int symbol = random.nextInt(4);
        int account = random.nextInt(3);
        boolean buy = random.nextBoolean();
        boolean stop = random.nextInt(3) == 0;
        long steps = 2L + random.nextInt(12);
        long price = MID_E8[symbol] + (buy == stop ? 1 : -1) * steps * MID_E8[symbol] / 400;
        NewOrderEncoder order = core.write.newOrder(account, symbol, random.nextInt(9) == 0 ? "" : "p" + ++ids);
        order.side((byte) (buy ? 0 : 1))
                .orderType(stop ? Order.TYPE_STOP_LIMIT : Order.TYPE_LIMIT)
                .timeInForce(random.nextInt(3) == 0 ? Order.TIF_DAY : Order.TIF_GTC)
                .smpMode((byte) random.nextInt(4))
                .strategyId(account < 2 && random.nextBoolean() ? account : -1)
                .quantityE8(LOT_E8[symbol] * (1 + random.nextInt(3)))
                .limitPriceE8(price);
        if (stop) {
            order.stopPriceE8(price);
        }
    }

    /** Sessions that send no orders are tripped and reset, so that more than one is kept. */
    private void session() {
        int session = 10 + random.nextInt(5);
        if (random.nextBoolean()) {
            core.write.kill(Scope.SESSION, 1 + random.nextInt(2), random.nextBoolean(), -1, session, "r", "t");
        } else {
            core.write.killReset(Scope.SESSION, -1, session, "r", "t");
        }
    }

    private long daxPrice() {
        return DAX_E8 + random.nextInt(20) * Fixed.SCALE;
    }

    private void daxQuote() {
        long bid = daxPrice();
        core.write.quote(DAX, bid, Fixed.SCALE, bid + 2 * Fixed.SCALE, 2 * Fixed.SCALE, bid + Fixed.SCALE);
    }

    private void daxOrder() {
        NewOrderEncoder order = core.write.newOrder(random.nextInt(2), DAX, "d" + ++ids);
        boolean stop = random.nextInt(4) == 0;
        order.side((byte) random.nextInt(2))
                .orderType(stop ? Order.TYPE_STOP_LIMIT : Order.TYPE_LIMIT)
                .timeInForce(Order.TIF_DAY)
                .smpMode((byte) -1)
                .strategyId(-1)
                .quantityE8(Fixed.SCALE)
                .limitPriceE8(daxPrice());
        if (stop) {
            order.stopPriceE8(daxPrice());
        }
    }
}

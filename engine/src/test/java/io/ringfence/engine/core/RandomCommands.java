package io.ringfence.engine.core;

import io.ringfence.engine.command.CommandWriter;
import io.ringfence.engine.gates.Scope;
import io.ringfence.engine.schema.NewOrderEncoder;
import io.ringfence.engine.schema.ReplaceOrderEncoder;
import io.ringfence.engine.state.LimitField;
import io.ringfence.engine.state.Order;
import io.ringfence.engine.units.Fixed;
import java.util.List;
import java.util.Random;

/** A seeded stream of commands of every kind, sound and unsound ones, for the fixture with strategies and a group. */
final class RandomCommands {
    private static final long[] MID = {60_000, 3_000, 150, 250};
    private static final long[] LOT = {10_000, 100_000, 1_000_000, 100_000_000};
    private final Random random;
    private final CommandWriter write;
    private final CoreHarness core;
    private final long[] mid = new long[4];
    private int ids;
    private int count;
    private int length;

    RandomCommands(CoreHarness core, long seed) {
        this.core = core;
        this.write = core.write;
        random = new Random(seed);
        for (int i = 0; i < 4; i++) {
            mid[i] = MID[i] * Fixed.SCALE;
        }
    }

    /** Encodes the next command; returns its length. */
    int next() {
        length = -1;
        int step = ++count % 250;
        if (step < 24) {
            repair(step);
            return write.length();
        }
        int kind = random.nextInt(1000);
        if (kind < 420) {
            order();
        } else if (kind < 520) {
            replace();
        } else if (kind < 640) {
            cancel();
        } else if (kind < 860) {
            quote();
        } else if (kind < 920) {
            int symbol = symbol();
            write.trade(symbol, random.nextInt(300) == 0 ? random.nextLong() : price(symbol), quantity(symbol));
        } else if (kind < 970) {
            write.timer();
        } else {
            rare();
        }
        return length < 0 ? write.length() : length;
    }

    /** Now and then everything is set right again, so that the stream does not spend its life halted. */
    private void repair(int step) {
        int i = step % 4;
        switch (step / 4) {
            case 0 ->
                write.killReset(
                        Scope.GLOBAL + (i == 3 ? Scope.VENUE : i == 2 ? Scope.ACCOUNT : 0), i % 2, -1, "r", "t");
            case 1 -> write.killReset(i == 3 ? Scope.ACCOUNT : Scope.SYMBOL, 0, i, "r", "t");
            case 2 -> write.killReset(i < 2 ? Scope.STRATEGY : Scope.SESSION, i % 2, i < 2 ? i : i - 2, "r", "t");
            case 3 -> {
                write.status(i, 0);
                mid[i] = MID[i] * Fixed.SCALE;
            }
            case 4 -> write.gap(i, false);
            default -> {
                if (i == 0) {
                    write.boot(1, 0, true);
                } else if (i < 3) {
                    write.resetHighWaterMark(i - 1, "r", "t");
                } else {
                    write.permit(0, 0, true);
                }
            }
        }
    }

    /** The time to the next command: mostly short, now and then hours. */
    long pause() {
        int kind = random.nextInt(10_000);
        if (kind < 5) {
            return random.nextInt(20) * 3_600_000_000_000L;
        }
        return kind < 300 ? random.nextInt(3_000) * 1_000_000L : random.nextInt(2_000_000);
    }

    private int symbol() {
        int i = random.nextInt(8);
        return i < 4 ? 0 : i % 4;
    }

    private int account() {
        return random.nextInt(50) == 0 ? random.nextInt(4) - 1 : random.nextInt(2);
    }

    private long tick(long price) {
        return Math.max(1_000_000, price / 1_000_000 * 1_000_000);
    }

    private long price(int symbol) {
        return tick(mid[symbol] + (long) (mid[symbol] * random.nextGaussian() * 0.001));
    }

    private long quantity(int symbol) {
        int kind = random.nextInt(100);
        if (kind == 0) {
            return random.nextLong();
        }
        long units = kind < 10 ? 100_000 : 8_000;
        long money = (1 + random.nextInt((int) units)) * Fixed.SCALE;
        return Math.max(LOT[symbol], Fixed.mulFloor(money, Fixed.SCALE, mid[symbol]) / LOT[symbol] * LOT[symbol]);
    }

    private String id() {
        int kind = random.nextInt(20);
        if (kind == 0) {
            return "";
        }
        return kind < 3 && ids > 0 ? "c" + (ids - random.nextInt(Math.min(ids, 50))) : "c" + ++ids;
    }

    private String recent() {
        return "c" + Math.max(0, ids - random.nextInt(60));
    }

    private void order() {
        int symbol = random.nextInt(100) == 0 ? random.nextInt(8) - 1 : symbol();
        int known = Math.floorMod(symbol, 4);
        NewOrderEncoder order = write.newOrder(account(), symbol, id());
        int type = random.nextInt(20);
        byte orderType = (byte) (type < 12 ? 2 : type < 15 ? 1 : type < 17 ? 3 : type < 19 ? 4 : random.nextInt(7));
        int[] tifs = {0, 1, 1, 3, 4, 6, 6, random.nextInt(9)};
        byte tif = (byte)
                (orderType == Order.TYPE_MARKET
                        ? new int[] {0, 3, 4, 1}[random.nextInt(4)]
                        : orderType > 2 ? new int[] {0, 1, 6}[random.nextInt(3)] : tifs[random.nextInt(8)]);
        order.side((byte) (random.nextInt(200) == 0 ? 2 : random.nextInt(2)))
                .orderType(orderType)
                .timeInForce(tif)
                .smpMode((byte) (random.nextInt(3) == 0 ? random.nextInt(7) - 1 : -1))
                .strategyId(random.nextInt(3) == 0 ? random.nextInt(4) - 1 : -1)
                .flags(random.nextInt(4) == 0 ? random.nextInt(16) : 0)
                .quantityE8(quantity(known))
                .minQuantityE8(random.nextInt(20) == 0 ? quantity(known) : 0)
                .transactTimeNanos(core.now - random.nextInt(1000))
                .maxAgeNanos(random.nextInt(50) == 0 ? 500 : 0);
        if (orderType == 2 || orderType == 4) {
            order.limitPriceE8(random.nextInt(200) == 0 ? random.nextLong() : price(known));
        }
        if (orderType > 2) {
            order.stopPriceE8(price(known));
        }
        if (tif == Order.TIF_GTD) {
            order.expireAtNanos(core.now + random.nextInt(30_000) * 1_000_000L - 1_000_000L);
        }
    }

    private void replace() {
        int account = account();
        int symbol = symbol();
        Order target = open(account);
        long orderId = target != null && random.nextBoolean() ? target.orderId : 0;
        if (target != null) {
            symbol = target.symbolId % 4;
        }
        ReplaceOrderEncoder request = write.replace(account, orderId, id(), orderId > 0 ? "" : recent());
        if (random.nextInt(2) == 0) {
            request.quantityE8(quantity(symbol));
        }
        if (random.nextInt(2) == 0) {
            request.limitPriceE8(price(symbol));
        }
        if (random.nextInt(8) == 0) {
            request.stopPriceE8(price(symbol));
        }
        if (random.nextInt(20) == 0) {
            request.timeInForce((byte) random.nextInt(8));
        }
        if (random.nextInt(30) == 0) {
            request.expireAtNanos(core.now + random.nextInt(10_000) * 1_000_000L);
        }
    }

    private void cancel() {
        int account = account();
        Order target = open(account);
        if (target != null && random.nextInt(3) > 0) {
            write.cancel(account, -1, target.orderId, id(), "");
        } else {
            write.cancel(account, random.nextInt(10) == 0 ? symbol() : -1, 0, id(), recent());
        }
    }

    private Order open(int account) {
        if (!core.state.hasAccount(account)) {
            return null;
        }
        Order order = core.account(account).firstOrder;
        for (int i = random.nextInt(8); i > 0 && order != null && order.nextInAccount != null; i--) {
            order = order.nextInAccount;
        }
        return order;
    }

    private void quote() {
        int symbol = symbol();
        long drift = (long) (mid[symbol] * random.nextGaussian() * 0.0005);
        long home = (MID[symbol] * Fixed.SCALE - mid[symbol]) / 200;
        mid[symbol] = Math.max(Fixed.SCALE, mid[symbol] + drift + home);
        long half = Math.max(1_000_000, mid[symbol] / 10_000 * (1 + random.nextInt(3)));
        long bid = tick(mid[symbol] - half);
        long ask = tick(mid[symbol] + half);
        int odd = random.nextInt(600);
        if (odd == 0) {
            bid = ask + 1_000_000;
        } else if (odd == 1) {
            bid = Fixed.ABSENT;
        } else if (odd == 2) {
            bid = random.nextLong();
            ask = random.nextLong();
        }
        long last = random.nextInt(3) == 0 ? tick(mid[symbol]) : Fixed.ABSENT;
        write.quote(symbol, bid, quantity(symbol), ask, quantity(symbol), last);
    }

    private void rare() {
        switch (random.nextInt(16)) {
            case 0 -> write.status(symbol(), random.nextInt(3) == 0 ? 1 : 0);
            case 1 -> write.gap(symbol(), random.nextBoolean());
            case 2 -> write.cashFlow(account(), (random.nextInt(20_000) - 10_000) * Fixed.SCALE, "r", "t");
            case 3 ->
                write.kill(
                        random.nextInt(7),
                        random.nextInt(3),
                        random.nextInt(4) == 0,
                        account(),
                        random.nextInt(3),
                        "r",
                        "t");
            case 4, 5, 6, 7 -> write.killReset(random.nextInt(7), random.nextInt(2), random.nextInt(3), "r", "t");
            case 8 ->
                write.setLimits(
                        Scope.ACCOUNT,
                        account(),
                        -1,
                        Fixed.ABSENT,
                        List.of(new CommandWriter.LimitRow(
                                LimitField.GROSS_ABS.id, -1, -1, (150_000 + random.nextInt(200_000)) * Fixed.SCALE)),
                        "r",
                        "t");
            case 9 ->
                write.setLimits(
                        Scope.GLOBAL,
                        -1,
                        -1,
                        Fixed.ABSENT,
                        List.of(
                                new CommandWriter.LimitRow(
                                        LimitField.GROSS_ABS.id,
                                        -1,
                                        -1,
                                        (300_000 + random.nextInt(200_000)) * Fixed.SCALE),
                                new CommandWriter.LimitRow(LimitField.DAY_LOSS_ABS.id, -1, -1, 30_000 * Fixed.SCALE)),
                        "r",
                        "t");
            case 10 ->
                write.massCancel(
                        random.nextInt(5) - 1,
                        random.nextInt(6) - 1,
                        random.nextInt(3) - 1,
                        random.nextInt(3) - 1,
                        -1,
                        "");
            case 11 -> write.deadMan(account(), random.nextInt(20) * 100_000_000L);
            case 12, 13 -> write.resetHighWaterMark(account(), "r", "t");
            case 14 -> write.permit(account(), symbol(), random.nextInt(10) > 0);
            default -> defineOrBoot();
        }
    }

    private void defineOrBoot() {
        switch (random.nextInt(5)) {
            case 0 -> write.boot(random.nextInt(30) == 0 ? 2 : 1, 0, random.nextInt(20) > 0);
            case 1 -> write.strategy(random.nextInt(3), core.state.strategyCount() + random.nextInt(2), "s");
            case 2 -> write.group(core.state.groupCount() < 3 ? core.state.groupCount() : 99, "g", random.nextInt(2));
            case 3 -> write.quarantine(random.nextInt(3), random.nextBoolean(), "c" + random.nextInt(ids + 1));
            default -> write.settings(new long[][] {{9, random.nextInt(200)}, {8, random.nextInt(100) - 50}});
        }
    }
}

package io.ringfence.ops.simtest;

import io.ringfence.engine.command.CommandWriter;
import io.ringfence.engine.pipeline.CommandClass;
import io.ringfence.engine.schema.NewOrderEncoder;
import io.ringfence.engine.schema.ReplaceOrderEncoder;
import io.ringfence.engine.state.Order;
import io.ringfence.engine.units.Fixed;
import java.util.ArrayList;
import java.util.List;

/** Seeded clients: they order, change their minds, and make mistakes. Each request goes into the {@link Ledger}. */
final class Clients {
    private final Swarm swarm;
    private final Dice dice;
    private final Market market;
    private final Ledger ledger;
    private final Numbers numbers;
    private final CommandWriter write = new CommandWriter();
    private final List<List<String>> recent = new ArrayList<>();
    private int ids;

    Clients(Swarm swarm, Dice dice, Market market, Ledger ledger, Numbers numbers) {
        this.swarm = swarm;
        this.dice = dice;
        this.market = market;
        this.ledger = ledger;
        this.numbers = numbers;
        for (int i = 0; i < swarm.accounts(); i++) {
            recent.add(new ArrayList<>());
        }
    }

    Message next(long nowNanos) {
        int kind = dice.below(100);
        if (kind < 64) {
            return order(nowNanos);
        }
        return kind < 80 ? replace(nowNanos) : kind < 97 ? cancel() : massCancel();
    }

    private int account() {
        return dice.below(swarm.accounts());
    }

    private String freshId() {
        return (swarm.shortIds() ? "" : "an-id-of-more-than-24-letters-") + ++ids;
    }

    /** An id that was used before, with another payload as a rule: 1015. */
    private String id(int account) {
        List<String> used = recent.get(account);
        String id = !used.isEmpty() && dice.chance(15) ? used.get(dice.below(used.size())) : freshId();
        used.add(id);
        return id;
    }

    private String known(int account) {
        String lately = ledger.lately(account, dice);
        if (lately != null && !dice.chance(80)) {
            return lately;
        }
        List<String> used = recent.get(account);
        return used.isEmpty() ? "none" : used.get(used.size() - 1 - dice.below(Math.min(used.size(), 25)));
    }

    private Message order(long nowNanos) {
        int account = account();
        int symbol = dice.below(swarm.instruments());
        String id = id(account);
        write.origin(numbers.next(), 0, 1 + dice.below(3), 1);
        NewOrderEncoder order = write.newOrder(dice.chance(5) ? 99 : account, dice.chance(5) ? -1 : symbol, id);
        boolean repeats = swarm.throttles() && dice.chance(200);
        byte type = repeats ? Order.TYPE_MARKET : (byte) dice.pick(1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 3, 4);
        byte tif = timeInForce(type);
        order.side((byte) dice.below(2))
                .orderType(type)
                .timeInForce(tif)
                .strategyId(strategy(account))
                .smpMode((byte) (dice.chance(300) ? dice.below(5) : -1))
                .flags(type == Order.TYPE_LIMIT && tif != Order.TIF_IOC && tif != Order.TIF_FOK ? flags() : 0)
                .quantityE8(repeats ? Setup.LOT[symbol] * 100 : market.quantity(symbol))
                .transactTimeNanos(nowNanos - dice.below(1_000_000_000))
                .maxAgeNanos(dice.chance(10) ? 500_000_000 : 0);
        if (dice.chance(60)) {
            order.minQuantityE8(Setup.LOT[symbol] * (1 + dice.below(100)));
        }
        if (type == Order.TYPE_LIMIT || type == Order.TYPE_STOP_LIMIT) {
            order.limitPriceE8(market.price(symbol));
        }
        if (type >= Order.TYPE_STOP) {
            order.stopPriceE8(market.price(symbol));
        }
        if (tif == Order.TIF_GTD) {
            order.expireAtNanos(nowNanos + dice.between(10_000_000, 8_000_000_000L));
        }
        if (dice.chance(10)) {
            mistake(order, symbol);
        }
        return ask(Request.Kind.ORDER, account, id, CommandClass.ORDER);
    }

    private int strategy(int account) {
        if (swarm.strategies() == 0 || dice.chance(400)) {
            return -1;
        }
        int strategy = dice.below(swarm.strategies());
        return strategy % swarm.accounts() == account || dice.chance(20) ? strategy : -1;
    }

    private byte timeInForce(byte type) {
        if (type == Order.TYPE_MARKET) {
            return (byte) dice.pick(0, 3, 4);
        }
        return (byte) (type == Order.TYPE_LIMIT ? dice.pick(0, 1, 1, 1, 3, 4, 6) : dice.pick(0, 1, 1, 6));
    }

    private int flags() {
        int flags = dice.chance(60) ? Order.FLAG_POST_ONLY : 0;
        flags |= dice.chance(50) ? Order.FLAG_REDUCE_ONLY : 0;
        return flags | (dice.chance(150) ? Order.FLAG_ALLOW_REDUCE_GIVEN : 0);
    }

    private void mistake(NewOrderEncoder order, int symbol) {
        switch (dice.below(9)) {
            case 0 -> order.side((byte) 2);
            case 1 -> order.orderType((byte) 9);
            case 2 -> order.timeInForce((byte) 5);
            case 3 -> order.limitPriceE8(Fixed.ABSENT);
            case 4 -> order.limitPriceE8(market.price(symbol) + 1);
            case 5 -> order.quantityE8(-1);
            case 6 -> order.quantityE8(Setup.LOT[symbol] + 1);
            case 7 -> order.smpMode((byte) 9);
            default -> order.stopPriceE8(market.price(symbol));
        }
    }

    private Message replace(long nowNanos) {
        int account = account();
        String id = id(account);
        int symbol = dice.below(swarm.instruments());
        write.origin(numbers.next(), 0, 1 + dice.below(3), 1);
        ReplaceOrderEncoder request = write.replace(account, 0, id, known(account));
        if (dice.chance(600)) {
            request.quantityE8(market.quantity(symbol));
        }
        if (dice.chance(500)) {
            request.limitPriceE8(market.price(symbol));
        }
        if (dice.chance(100)) {
            request.stopPriceE8(market.price(symbol));
        }
        if (dice.chance(60)) {
            request.timeInForce((byte) dice.pick(0, 1, 6)).expireAtNanos(nowNanos + dice.between(1, 5_000_000_000L));
        }
        return ask(Request.Kind.REPLACE, account, id, CommandClass.ORDER);
    }

    private Message cancel() {
        int account = account();
        String id = id(account);
        write.origin(numbers.next(), 0, 1 + dice.below(3), 1);
        write.cancel(account, -1, 0, id, known(account));
        return ask(Request.Kind.CANCEL, account, id, CommandClass.CANCEL);
    }

    private Message massCancel() {
        int account = account();
        write.origin(numbers.next(), 0, 1 + dice.below(3), 1);
        int symbol = dice.chance(500) ? -1 : dice.below(swarm.instruments());
        write.massCancel(dice.chance(900) ? account : -1, symbol, -1, dice.below(3) - 1, -1, "");
        return ask(Request.Kind.MASS_CANCEL, account, "", CommandClass.CANCEL);
    }

    private Message ask(Request.Kind kind, int account, String id, CommandClass commandClass) {
        Message message = numbers.message(write, write.length(), commandClass, false);
        ledger.open(new Request(kind, account, id, message));
        return message;
    }

    /** Many small resting orders, then one that sweeps them: a record of several fragments. */
    Message ladder(int rung) {
        write.origin(numbers.next(), 0, 1, 1);
        String id = freshId();
        int account = 1 + rung % (swarm.accounts() - 1); // the first account sweeps
        write.newOrder(account, 0, id)
                .side(Order.SELL)
                .orderType(Order.TYPE_LIMIT)
                .timeInForce(Order.TIF_GTC)
                .smpMode(Order.SMP_NONE)
                .quantityE8(Setup.LOT[0] * 10)
                .limitPriceE8((Setup.MID[0] + 200 + rung % 7) * Fixed.SCALE);
        return ask(Request.Kind.ORDER, account, id, CommandClass.ORDER);
    }

    Message sweep(int rungs) {
        write.origin(numbers.next(), 0, 1, 1);
        String id = freshId();
        write.newOrder(0, 0, id)
                .side(Order.BUY)
                .orderType(Order.TYPE_LIMIT)
                .timeInForce(Order.TIF_IOC)
                .smpMode(Order.SMP_NONE)
                .quantityE8(Setup.LOT[0] * 40 * rungs)
                .limitPriceE8((Setup.MID[0] + 220) * Fixed.SCALE);
        return ask(Request.Kind.ORDER, 0, id, CommandClass.ORDER);
    }
}

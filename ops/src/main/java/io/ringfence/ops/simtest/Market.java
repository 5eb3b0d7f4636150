package io.ringfence.ops.simtest;

import io.ringfence.engine.command.CommandWriter;
import io.ringfence.engine.pipeline.CommandClass;
import io.ringfence.engine.units.Fixed;

/** A feed around prices that wander, with the faults that feeds have. */
final class Market {
    private static final long TICK = 1_000_000;

    private final Swarm swarm;
    private final Dice dice;
    private final Numbers numbers;
    private final CommandWriter write = new CommandWriter();
    private final long[] mid = new long[Setup.MID.length];

    Market(Swarm swarm, Dice dice, Numbers numbers) {
        this.swarm = swarm;
        this.dice = dice;
        this.numbers = numbers;
        for (int i = 0; i < mid.length; i++) {
            mid[i] = Setup.MID[i] * Fixed.SCALE;
        }
    }

    Message next() {
        int symbol = dice.below(swarm.instruments());
        write.origin(numbers.next(), 0, 0, 0);
        int kind = dice.below(100);
        if (kind < 80) {
            quote(symbol);
        } else if (kind < 94) {
            write.trade(symbol, price(symbol), quantity(symbol));
        } else if (kind < 97) {
            write.gap(symbol, dice.chance(300));
        } else {
            write.status(symbol, dice.pick(0, 0, 0, 1, 2, 3));
        }
        return numbers.message(write, write.length(), CommandClass.FEED, false);
    }

    private void quote(int symbol) {
        long width = mid[symbol] / 10_000;
        mid[symbol] += dice.between(-8, 8) * width + (Setup.MID[symbol] * Fixed.SCALE - mid[symbol]) / 50;
        if (dice.chance(8)) {
            mid[symbol] += dice.between(-300, 300) * width;
        }
        long half = Math.max(TICK, width * dice.between(0, 3));
        long bid = tick(mid[symbol] - half);
        long ask = tick(mid[symbol] + half);
        int odd = dice.below(120);
        if (odd == 0) {
            bid = ask + TICK;
        } else if (odd == 1) {
            bid = Fixed.ABSENT;
        } else if (odd == 2) {
            ask = bid;
        } else if (odd == 3) {
            ask += 120 * width;
        }
        long last = dice.chance(500) ? tick(mid[symbol] + dice.between(-2, 2) * width) : Fixed.ABSENT;
        write.quote(symbol, bid, quantity(symbol), ask, quantity(symbol), odd == 4 ? last / 2 : last);
    }

    private static long tick(long price) {
        return Math.max(TICK, price / TICK * TICK);
    }

    long price(int symbol) {
        return tick(mid[symbol] + dice.between(-25, 25) * (mid[symbol] / 20_000));
    }

    long quantity(int symbol) {
        long money = dice.chance(100) ? dice.between(1, 200_000) : dice.between(1, 12_000);
        long lot = Setup.LOT[symbol];
        long quantity = money * Fixed.SCALE / (mid[symbol] / Fixed.SCALE) / lot * lot;
        return Math.max(lot, quantity);
    }
}

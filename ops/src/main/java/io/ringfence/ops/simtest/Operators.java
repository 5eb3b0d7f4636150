package io.ringfence.ops.simtest;

import io.ringfence.engine.command.CommandWriter;
import io.ringfence.engine.command.CommandWriter.LimitRow;
import io.ringfence.engine.gates.Scope;
import io.ringfence.engine.pipeline.CommandClass;
import io.ringfence.engine.state.LimitField;
import io.ringfence.engine.units.Fixed;
import java.util.List;

/** Risk officers: trips and resets, cash, limits, marks, dead-man switches. */
final class Operators {
    private final Swarm swarm;
    private final Dice dice;
    private final Numbers numbers;
    private final CommandWriter write = new CommandWriter();

    Operators(Swarm swarm, Dice dice, Numbers numbers) {
        this.swarm = swarm;
        this.dice = dice;
        this.numbers = numbers;
    }

    Message next() {
        write.origin(numbers.next(), 0, 0, 2);
        int kind = dice.below(100);
        if (kind < 20 && swarm.kills()) {
            return trip();
        }
        if (kind < 65) {
            write.killReset(scope(), account(), target(), "checked", "sim");
        } else if (kind < 75 && swarm.cash()) {
            write.cashFlow(account(), dice.between(-5_000, 5_000) * Fixed.SCALE, "flow", "sim");
        } else if (kind < 82) {
            write.resetHighWaterMark(dice.chance(100) ? -1 : account(), "reviewed", "sim");
        } else if (kind < 88) {
            write.deadMan(account(), dice.chance(500) ? 0 : dice.between(1, 4_000_000_000L));
        } else if (kind < 94) {
            limits();
        } else if (kind < 97) {
            write.permit(account(), symbol(), dice.chance(700));
        } else {
            write.hashState();
        }
        return numbers.message(write, write.length(), CommandClass.CANCEL, false);
    }

    /** Everything open again, so that a seed does not spend its life halted. */
    Message relief(int number) {
        write.origin(numbers.next(), 0, 0, 2);
        switch (number) {
            case 0 -> write.killReset(Scope.GLOBAL, -1, -1, "relief", "sim");
            case 1 -> write.killReset(Scope.ACCOUNT, account(), -1, "relief", "sim");
            case 2 -> write.killReset(Scope.SYMBOL, -1, symbol(), "relief", "sim");
            case 3 -> write.killReset(Scope.VENUE, -1, -1, "relief", "sim");
            default -> write.status(symbol(), 0);
        }
        return numbers.message(write, write.length(), CommandClass.CANCEL, false);
    }

    private Message trip() {
        write.kill(scope(), 1 + dice.below(2), dice.chance(400), account(), target(), "drill", "sim");
        return numbers.message(write, write.length(), CommandClass.CANCEL, true);
    }

    private int scope() {
        return dice.pick(Scope.GLOBAL, Scope.ACCOUNT, Scope.SYMBOL, Scope.STRATEGY, Scope.VENUE, Scope.SESSION);
    }

    private int account() {
        return dice.below(swarm.accounts());
    }

    private int symbol() {
        return dice.below(swarm.instruments());
    }

    private int target() {
        return dice.below(4);
    }

    private void limits() {
        LimitField field = dice.chance(500) ? LimitField.GROSS_ABS : LimitField.POS_NOTIONAL_ABS;
        long value = dice.between(30_000, 300_000) * (swarm.sweeps() ? 1000 : 1) * Fixed.SCALE;
        List<LimitRow> rows = List.of(new LimitRow(field.id, -1, -1, value));
        write.setLimits(Scope.ACCOUNT, account(), -1, Fixed.ABSENT, rows, "review", "sim");
    }
}

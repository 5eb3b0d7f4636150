package io.ringfence.ops.simtest;

import io.ringfence.engine.command.CommandWriter;
import io.ringfence.engine.command.CommandWriter.LimitRow;
import io.ringfence.engine.gates.Scope;
import io.ringfence.engine.state.EngineSetting;
import io.ringfence.engine.state.LimitField;
import io.ringfence.engine.state.LogicVersion;
import io.ringfence.engine.units.Fixed;
import java.util.ArrayList;
import java.util.List;

/**
 * The configuration of a seed as commands, in the order in which they must be journaled. Each carries its number, so that
 * a start after a crash goes on with the first that did not survive.
 */
final class Setup {
    /** The key id of these commands. */
    static final int KEY = 7;

    static final long[] MID = {60_000, 3_000, 150, 250};
    static final long[] LOT = {10_000, 100_000, 1_000_000, 100_000_000};
    private static final String[] NAMES = {"BTC-USD", "ETH-USD", "SOL-USD", "GLD-USD"};
    private static final long SECOND = 1_000_000_000L;

    private final Swarm swarm;
    private final Dice dice;
    private final CommandWriter write = new CommandWriter();
    private final List<byte[]> commands = new ArrayList<>();

    private Setup(Swarm swarm, Dice dice) {
        this.swarm = swarm;
        this.dice = dice;
    }

    static List<byte[]> of(Swarm swarm, Dice dice) {
        Setup setup = new Setup(swarm, dice);
        setup.build();
        return setup.commands;
    }

    private void build() {
        next();
        write.upgrade(LogicVersion.NEWEST);
        add(write.length());
        next();
        write.settings(settings());
        add(write.length());
        for (int i = 0; i < swarm.instruments(); i++) {
            instrument(i);
        }
        for (int i = 0; i < swarm.accounts(); i++) {
            account(i);
        }
        for (int i = 0; i < swarm.strategies(); i++) {
            next();
            write.strategy(i % swarm.accounts(), i, "s" + i);
            add(write.length());
        }
        scopes();
        correlations();
        for (int i = 0; i < swarm.accounts(); i++) {
            next();
            write.cashFlow(i, deposit() * Fixed.SCALE, "opening", "sim");
            add(write.length());
        }
    }

    private long deposit() {
        return swarm.sweeps() ? 50_000_000 : swarm.tight() ? dice.between(20_000, 200_000) : 500_000;
    }

    private long[][] settings() {
        return new long[][] {
            {EngineSetting.VENUE.id, swarm.match() ? 1 : 0},
            {EngineSetting.DAY_OFFSET_NS.id, dice.chance(500) ? 0 : 79_200 * SECOND},
            {EngineSetting.STATE_HASH_EVERY.id, swarm.hashEvery()},
            {EngineSetting.CLIENT_ORDER_ID_RETENTION_NS.id, swarm.expiringIds() ? 30 * SECOND : 172_800 * SECOND},
            {EngineSetting.MAX_CLIENT_ORDER_IDS.id, swarm.smallIdTable() ? 60 : 1 << 20},
            {EngineSetting.MAKER_FEE_PPM.id, swarm.fees() ? dice.between(-50, 100) : 0},
            {EngineSetting.TAKER_FEE_PPM.id, swarm.fees() ? dice.between(0, 300) : 0},
            {EngineSetting.PAPER_QUEUE_AHEAD.id, swarm.queueAheadPpm()},
            {EngineSetting.STOP_TRIGGER.id, swarm.stopTrigger()},
            {EngineSetting.CANCEL_SLICE.id, swarm.cancelSlice()},
            {EngineSetting.COLLAR_TWO_SIDED.id, dice.below(2)},
        };
    }

    private void instrument(int id) {
        next();
        write.instrument(id)
                .tickE8(1_000_000)
                .lotE8(LOT[id])
                .minQuantityE8(LOT[id])
                .minNotionalE8(10 * Fixed.SCALE)
                .venueMaxQuantityE8(!swarm.sweeps() && dice.chance(200) ? 7_500 * Fixed.SCALE / MID[id] : Fixed.ABSENT)
                .collarBps(swarm.collarBps())
                .openingReferenceE8(swarm.match() ? MID[id] * Fixed.SCALE : Fixed.ABSENT)
                .symbolName(NAMES[id]);
        add(write.instrumentLength());
    }

    private void account(int id) {
        next();
        boolean bounded = dice.chance(150) && !swarm.sweeps();
        write.account(id, "USD", dice.below(4), !dice.chance(150) || swarm.sweeps(), bounded ? 5 : 0, "A" + id);
        add(write.length());
        next();
        write.setLimits(Scope.ACCOUNT, id, -1, Fixed.ABSENT, accountLimits(), "setup", "sim");
        add(write.length());
    }

    private List<LimitRow> accountLimits() {
        long scale = swarm.sweeps() ? 1000 : swarm.tight() ? 1 : 4;
        List<LimitRow> rows = new ArrayList<>();
        row(rows, LimitField.DQ_MIN_SCORE, 70);
        row(rows, LimitField.DQ_MIN_SCORE_REDUCE, 40);
        row(rows, LimitField.DQ_SOFT_STALE_NS, SECOND);
        row(rows, LimitField.DQ_HARD_STALE_NS, 5 * SECOND);
        row(rows, LimitField.DQ_SOFT_SPREAD_BPS, 20);
        row(rows, LimitField.DQ_HARD_SPREAD_BPS, 200);
        row(rows, LimitField.DQ_SOFT_DEV_BPS, 50);
        row(rows, LimitField.DQ_HARD_DEV_BPS, 300);
        row(rows, LimitField.DQ_GAP_COOLDOWN_NS, 2 * SECOND);
        row(rows, LimitField.DQ_ALLOW_REDUCE_ON_HARD, dice.below(2));
        boolean brittle = swarm.tight() && dice.chance(400);
        long loss = brittle ? dice.between(10, 100) : dice.between(500, 5_000);
        row(rows, LimitField.DAY_LOSS_ABS, loss * scale * Fixed.SCALE);
        row(rows, LimitField.DAY_LOSS_BPS, dice.pick(100, 200, 1_000));
        if (dice.chance(250)) {
            row(rows, LimitField.DAY_STRESS_BPS, dice.between(100, 1_000));
        }
        row(rows, LimitField.DD_SOFT_BPS, brittle ? 5 : dice.pick(50, 100, 500));
        row(rows, LimitField.DD_HARD_BPS, brittle ? 15 : dice.pick(550, 1_000));
        row(rows, LimitField.MAX_POSITIONS, 1 + dice.below(4));
        row(rows, LimitField.GROSS_ABS, dice.between(60_000, 250_000) * scale * Fixed.SCALE);
        row(rows, LimitField.MAX_LEVERAGE_BPS, dice.pick(5_000, 30_000, 300_000));
        if (dice.chance(250)) {
            row(rows, LimitField.NET_ABS, dice.between(40_000, 200_000) * scale * Fixed.SCALE);
        }
        row(rows, LimitField.POS_NOTIONAL_ABS, dice.between(30_000, 100_000) * scale * Fixed.SCALE);
        row(rows, LimitField.POS_PCT_BPS, dice.pick(1_000, 2_500, 100_000));
        row(rows, LimitField.EXPOSURE_BUFFER_BPS, dice.pick(0, 0, 100, 500));
        row(rows, LimitField.MARKET_BUFFER_BPS, 100);
        row(rows, LimitField.CLUSTER_ABS, dice.between(50_000, 150_000) * scale * Fixed.SCALE);
        row(rows, LimitField.RHO_THRESHOLD_PPM, 500_000);
        row(rows, LimitField.DEFAULT_RHO_PPM, 1_000_000);
        row(rows, LimitField.MIN_SAMPLES, 1_000_000);
        row(rows, LimitField.REDUCE_ALLOWED, dice.chance(800) ? 1 : 0);
        extras(rows);
        symbols(rows, scale);
        return rows;
    }

    private void extras(List<LimitRow> rows) {
        if (swarm.trips()) {
            row(rows, LimitField.TRIP_DAY_LOSS, 1);
            row(rows, LimitField.TRIP_DAY_LOSS_HALT_BPS, dice.pick(10_500, 12_000));
            row(rows, LimitField.TRIP_DRAWDOWN, 1);
            row(rows, LimitField.TRIP_REJECTS, dice.pick(3, 20));
            row(rows, LimitField.TRIP_EXECUTIONS, dice.pick(5, 50));
            row(rows, LimitField.TRIP_GATE_ERRORS, 3);
            row(rows, LimitField.TRIP_FEEDS_DEAD, dice.below(2));
        }
        if (swarm.throttles()) {
            row(rows, LimitField.THROTTLE_RATE, 20);
            row(rows, LimitField.THROTTLE_BURST, 3);
            row(rows, LimitField.DUPLICATE_WINDOW_NS, 10 * SECOND);
            row(rows, LimitField.DUPLICATE_MAX, 2);
        }
    }

    private void symbols(List<LimitRow> rows, long scale) {
        for (int symbol = 0; symbol < swarm.instruments(); symbol++) {
            long unit = Fixed.SCALE / MID[symbol];
            rows.add(new LimitRow(LimitField.MAX_ORDER_QTY.id, symbol, -1, 250_000 * scale * unit));
            rows.add(new LimitRow(LimitField.MAX_ORDER_NOTIONAL.id, symbol, -1, 150_000 * scale * Fixed.SCALE));
            rows.add(new LimitRow(LimitField.POS_QTY.id, symbol, -1, dice.between(40_000, 180_000) * scale * unit));
        }
    }

    private void scopes() {
        if (swarm.group()) {
            next();
            int[] members = new int[1 + dice.below(swarm.accounts())];
            for (int i = 0; i < members.length; i++) {
                members[i] = i;
            }
            write.group(0, "g0", members);
            add(write.length());
            limits(Scope.GROUP, -1, 0);
        }
        if (swarm.globalLimits()) {
            limits(Scope.GLOBAL, -1, -1);
        }
        for (int i = 0; i < swarm.strategies(); i++) {
            if (dice.chance(600)) {
                strategyLimits(i);
            }
        }
    }

    private void limits(int scope, int account, int target) {
        long scale = swarm.sweeps() ? 1000 : 1;
        List<LimitRow> rows = new ArrayList<>();
        row(rows, LimitField.GROSS_ABS, dice.between(80_000, 400_000) * scale * Fixed.SCALE);
        if (dice.chance(500)) {
            row(rows, LimitField.MAX_LEVERAGE_BPS, dice.pick(3_000, 20_000));
        }
        if (dice.chance(500)) {
            long loss = dice.chance(300) ? dice.between(10, 200) : dice.between(1_000, 10_000);
            row(rows, LimitField.DAY_LOSS_ABS, loss * scale * Fixed.SCALE);
        }
        if (dice.chance(500)) {
            row(rows, LimitField.DD_HARD_BPS, dice.pick(10, 10, 300, 1_000));
        }
        if (dice.chance(400)) {
            row(rows, LimitField.MAX_POSITIONS, 1 + dice.below(6));
        }
        if (dice.chance(400)) {
            row(rows, LimitField.POS_NOTIONAL_ABS, dice.between(40_000, 200_000) * scale * Fixed.SCALE);
        }
        next();
        write.setLimits(scope, account, target, Fixed.ABSENT, rows, "setup", "sim");
        add(write.length());
    }

    private void strategyLimits(int strategy) {
        List<LimitRow> rows = new ArrayList<>();
        row(rows, LimitField.GROSS_ABS, dice.between(20_000, 100_000) * Fixed.SCALE);
        if (dice.chance(400)) {
            row(rows, LimitField.NET_ABS, dice.between(20_000, 80_000) * Fixed.SCALE);
        }
        if (dice.chance(400)) {
            row(rows, LimitField.POS_NOTIONAL_ABS, dice.between(20_000, 80_000) * Fixed.SCALE);
        }
        next();
        write.setLimits(Scope.STRATEGY, -1, strategy, Fixed.ABSENT, rows, "setup", "sim");
        add(write.length());
    }

    private void correlations() {
        List<LimitRow> rows = new ArrayList<>();
        for (int a = 0; a < swarm.instruments(); a++) {
            for (int b = 0; b < a; b++) {
                if (dice.chance(700)) {
                    long rho = dice.pick(0, 100_000, 499_999, 500_000, 900_000, -500_000, -700_000, 1_000_000);
                    rows.add(new LimitRow(LimitField.RHO_CFG.id, a, b, rho));
                }
            }
        }
        if (!rows.isEmpty()) {
            next();
            write.setLimits(Scope.ACCOUNT, 0, -1, Fixed.ABSENT, rows, "setup", "sim");
            add(write.length());
        }
    }

    private static void row(List<LimitRow> rows, LimitField field, long value) {
        rows.add(new LimitRow(field.id, -1, -1, value));
    }

    private void next() {
        write.origin(0, commands.size() + 1L, 0, KEY);
    }

    private void add(int length) {
        byte[] bytes = new byte[length];
        write.buffer().getBytes(0, bytes);
        commands.add(bytes);
    }
}

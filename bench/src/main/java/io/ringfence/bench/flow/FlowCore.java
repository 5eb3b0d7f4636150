package io.ringfence.bench.flow;

import io.ringfence.engine.command.CommandWriter;
import io.ringfence.engine.command.CommandWriter.LimitRow;
import io.ringfence.engine.gates.Scope;
import io.ringfence.engine.pipeline.CommandProcessor;
import io.ringfence.engine.pipeline.Journal;
import io.ringfence.engine.pipeline.StampSource;
import io.ringfence.engine.state.EngineSetting;
import io.ringfence.engine.state.EngineState;
import io.ringfence.engine.state.LimitField;
import io.ringfence.engine.state.Order;
import io.ringfence.engine.units.Fixed;
import java.util.ArrayList;
import java.util.List;

/**
 * A fresh core made ready for a flow, through commands like every other core: match venue, accounts with money, every
 * limit that a gate reads set where it does not bind, trips, collars, self-match prevention and staleness off, one quote
 * a symbol. So every gate computes all that it would in production, and none refuses.
 */
final class FlowCore {
    private static final long VENUE_MATCH = 1;
    /** Two hundred years: nothing is ever stale. */
    private static final long NEVER_NANOS = 6_307_200_000_000_000_000L;
    /** Large, and still far from where sums over positions would not fit. */
    private static final long UNBOUND_E8 = 5_000_000_000_000_000_000L;
    /** All money together stays below what the sums over all accounts can hold. */
    private static final long ALL_MONEY = 50_000_000_000L;

    private static final long MOST_MONEY = 1_000_000_000L;
    private static final long LEVERAGE_BPS = 500_000;
    private static final long QUOTE_HALF_SPREAD_BPS = 1;
    private static final int ROWS_PER_COMMAND = 64;

    private final CommandWriter writer = new CommandWriter();
    private final CommandProcessor processor;
    private final StampSource stamps;
    private final FlowPlan plan;

    private FlowCore(FlowPlan plan, Journal journal, StampSource stamps) {
        this.plan = plan;
        this.stamps = stamps;
        processor = new CommandProcessor(new EngineState(plan.orderCount()), journal);
    }

    /**
     * Makes a core and takes it up to the point where the first record of the flow can follow.
     *
     * @param stateHashEvery commands from one state hash to the next, 0 for none, negative for the engine's own choice
     */
    static CommandProcessor open(FlowPlan plan, Journal journal, StampSource stamps, long stateHashEvery) {
        FlowCore core = new FlowCore(plan, journal, stamps);
        core.settings(stateHashEvery);
        for (int symbolId = 0; symbolId < plan.symbolCount(); symbolId++) {
            core.instrument(symbolId);
        }
        for (int accountId = 0; accountId < plan.accountCount(); accountId++) {
            core.account(accountId);
        }
        core.writer.boot(0, 0, true);
        core.send(core.writer.length());
        for (int symbolId = 0; symbolId < plan.symbolCount(); symbolId++) {
            core.quote(symbolId);
        }
        return core.processor;
    }

    private void send(int length) {
        processor.process(writer.buffer(), 0, length, stamps.nextNanos());
    }

    private void settings(long stateHashEvery) {
        long hashEvery = stateHashEvery < 0 ? EngineSetting.STATE_HASH_EVERY.defaultValue : stateHashEvery;
        writer.settings(new long[][] {
            {EngineSetting.VENUE.id, VENUE_MATCH},
            {EngineSetting.STATE_HASH_EVERY.id, hashEvery}
        });
        send(writer.length());
    }

    private void instrument(int symbolId) {
        writer.instrument(symbolId)
                .tickE8(Fixed.SCALE)
                .lotE8(Fixed.SCALE)
                .minQuantityE8(Fixed.SCALE)
                .symbolName(plan.symbolName(symbolId));
        send(writer.instrumentLength());
    }

    private void account(int accountId) {
        writer.account(accountId, "USD", Order.SMP_NONE, true, 0, plan.accountName(accountId));
        send(writer.length());
        List<LimitRow> rows = accountLimits();
        for (int symbolId : plan.symbolsOf(accountId)) {
            rows.add(new LimitRow(LimitField.MAX_ORDER_QTY.id, symbolId, -1, UNBOUND_E8));
            rows.add(new LimitRow(LimitField.MAX_ORDER_NOTIONAL.id, symbolId, -1, UNBOUND_E8));
            rows.add(new LimitRow(LimitField.POS_QTY.id, symbolId, -1, UNBOUND_E8));
        }
        for (int from = 0; from < rows.size(); from += ROWS_PER_COMMAND) {
            List<LimitRow> part = rows.subList(from, Math.min(rows.size(), from + ROWS_PER_COMMAND));
            writer.setLimits(Scope.ACCOUNT, accountId, -1, Fixed.ABSENT, part, "bench", "bench");
            send(writer.length());
        }
        long money = Math.max(1, Math.min(MOST_MONEY, ALL_MONEY / plan.accountCount()));
        writer.cashFlow(accountId, money * Fixed.SCALE, "bench", "bench");
        send(writer.length());
    }

    private List<LimitRow> accountLimits() {
        List<LimitRow> rows = new ArrayList<>();
        rows.add(row(LimitField.DQ_MIN_SCORE, 70));
        rows.add(row(LimitField.DQ_MIN_SCORE_REDUCE, 40));
        rows.add(row(LimitField.DQ_SOFT_STALE_NS, NEVER_NANOS));
        rows.add(row(LimitField.DQ_HARD_STALE_NS, NEVER_NANOS + 1));
        rows.add(row(LimitField.DQ_REF_MAX_AGE_NS, NEVER_NANOS));
        rows.add(row(LimitField.DQ_SOFT_SPREAD_BPS, 20));
        rows.add(row(LimitField.DQ_HARD_SPREAD_BPS, 200));
        rows.add(row(LimitField.DQ_SOFT_DEV_BPS, 50));
        rows.add(row(LimitField.DQ_HARD_DEV_BPS, 300));
        rows.add(row(LimitField.DQ_GAP_COOLDOWN_NS, 2_000_000_000L));
        rows.add(row(LimitField.DQ_ALLOW_REDUCE_ON_HARD, 1));
        rows.add(row(LimitField.DAY_LOSS_ABS, UNBOUND_E8));
        rows.add(row(LimitField.DAY_LOSS_BPS, Fixed.BPS));
        rows.add(row(LimitField.DAY_STRESS_BPS, 0));
        rows.add(row(LimitField.DD_SOFT_BPS, Fixed.BPS - 2));
        rows.add(row(LimitField.DD_HARD_BPS, Fixed.BPS - 1));
        rows.add(row(LimitField.MAX_POSITIONS, plan.symbolCount()));
        rows.add(row(LimitField.GROSS_ABS, UNBOUND_E8));
        rows.add(row(LimitField.MAX_LEVERAGE_BPS, LEVERAGE_BPS));
        rows.add(row(LimitField.POS_NOTIONAL_ABS, UNBOUND_E8));
        rows.add(row(LimitField.POS_PCT_BPS, LEVERAGE_BPS));
        rows.add(row(LimitField.EXPOSURE_BUFFER_BPS, 0));
        rows.add(row(LimitField.MARKET_BUFFER_BPS, 100));
        rows.add(row(LimitField.CLUSTER_ABS, UNBOUND_E8));
        rows.add(row(LimitField.RHO_THRESHOLD_PPM, 500_000));
        rows.add(row(LimitField.DEFAULT_RHO_PPM, Fixed.PPM));
        rows.add(row(LimitField.MIN_SAMPLES, 32));
        rows.add(row(LimitField.REDUCE_ALLOWED, 1));
        return rows;
    }

    private static LimitRow row(LimitField field, long value) {
        return new LimitRow(field.id, -1, -1, value);
    }

    private void quote(int symbolId) {
        long priceE8 = plan.firstPrice(symbolId) * Fixed.SCALE;
        long half = Fixed.mulFloor(priceE8, QUOTE_HALF_SPREAD_BPS, Fixed.BPS);
        writer.quote(symbolId, priceE8 - half, Fixed.SCALE, priceE8 + half, Fixed.SCALE, priceE8);
        send(writer.length());
    }
}

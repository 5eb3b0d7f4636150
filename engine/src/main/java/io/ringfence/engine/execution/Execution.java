package io.ringfence.engine.execution;

import io.ringfence.engine.execution.book.StopGuard;
import io.ringfence.engine.gates.ApprovedOrder;
import io.ringfence.engine.gates.DataQuality;
import io.ringfence.engine.record.Events;
import io.ringfence.engine.state.Account;
import io.ringfence.engine.state.ClientOrderIds;
import io.ringfence.engine.state.Collar;
import io.ringfence.engine.state.EngineSetting;
import io.ringfence.engine.state.EngineState;
import io.ringfence.engine.state.Exposures;
import io.ringfence.engine.state.Instrument;
import io.ringfence.engine.state.KillLevel;
import io.ringfence.engine.state.LogicVersion;
import io.ringfence.engine.state.Order;
import io.ringfence.engine.state.Strategy;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The life of an order from its approval to its end: reserve, register, work at the venue, book what happens, release.
 * There is no way in but with an {@link ApprovedOrder}.
 */
public final class Execution implements VenueEvents, StopGuard {
    private static final long VENUE_MATCH = 1;

    /** Told which accounts an execution touched, so that their risk is looked at again. */
    public interface AccountListener {
        /** Before anything is booked: the day may have to roll. */
        void touch(Account account);

        /** A fill was booked. */
        void filled(Account account, Order order);
    }

    private final EngineState state;
    private final Events events;
    private final Exposures exposures;
    private final Ledger ledger;
    private final DataQuality dataQuality = new DataQuality();
    private final PaperVenue paper;
    private final MatchVenue match;
    private Venue venue;
    private @Nullable AccountListener listener;

    /** Orders that ended during the venue's call; recycled only after it has returned. */
    private Order[] ended = new Order[64];

    private int endedCount;
    private long leavesBeforeReplace;

    public Execution(EngineState state, Events events, Exposures exposures) {
        this.state = state;
        this.events = events;
        this.exposures = exposures;
        ledger = new Ledger(state, exposures);
        paper = new PaperVenue(state, this, this);
        match = new MatchVenue(state, this, this);
        venue = paper;
    }

    public void listen(AccountListener accountListener) {
        listener = accountListener;
    }

    /** Chooses the venue; only before the first instrument is defined. */
    public void selectVenue() {
        venue = state.setting(EngineSetting.VENUE) == VENUE_MATCH ? match : paper;
    }

    /** Prepares the venue for an instrument that was just defined. */
    public void define(Instrument instrument) {
        venue.define(instrument);
    }

    public Venue venue() {
        return venue;
    }

    public MatchVenue match() {
        return match;
    }

    /**
     * Executes a new order whose fields are set: the one door.
     *
     * @param approval spent here; its quantity becomes the order's
     */
    public void execute(ApprovedOrder approval, Order order) {
        approval.spend(state.sequence);
        order.quantityE8 = approval.quantityE8();
        order.leavesE8 = order.quantityE8;
        state.changes.mark(order);
        exposures.reserve(order, order.quantityE8);
        state.orders.add(order);
        state.account(order.accountId).link(order);
        if (order.clientOrderIdSlot != ClientOrderIds.NONE) {
            state.clientOrderIds.setOpen(order.clientOrderIdSlot, true);
        }
        if (order.expireAtNanos != Long.MAX_VALUE) {
            state.deadlines.add(order);
        }
        events.accepted(order.orderId, order.quantityE8);
        venue.submit(order);
        finish(order.symbolId);
    }

    /**
     * Puts an open order of a snapshot back in its account's list and among the deadlines; orders come by ascending id.
     * Its quantities are in the positions already.
     */
    public void restore(Order order) {
        state.changes.mark(order);
        state.orders.add(order);
        state.account(order.accountId).link(order);
        if (order.expireAtNanos != Long.MAX_VALUE) {
            state.deadlines.add(order);
        }
    }

    /** Puts it back in its book; orders come by ascending arrival. False if it cannot have stood there. */
    public boolean restoreInBook(Order order) {
        return venue.restore(order);
    }

    /** Gives an order new terms; the approval covers the increment. Absent prices are unchanged. */
    public void replace(ApprovedOrder approval, Order order, long quantityE8, long limitPriceE8, long stopPriceE8) {
        approval.spend(state.sequence);
        int symbolId = order.symbolId;
        leavesBeforeReplace = order.leavesE8;
        state.changes.mark(order);
        venue.replace(order, quantityE8, limitPriceE8, stopPriceE8);
        finish(symbolId);
    }

    /** Ends an open order. */
    public void cancel(Order order, byte reason) {
        int symbolId = order.symbolId;
        venue.cancel(order, reason);
        finish(symbolId);
    }

    /** Ends every order whose deadline is at or before an instant, in (deadline, creation) order. */
    public void expireDue(long untilNanos) {
        Order order = state.deadlines.due(untilNanos);
        while (order != null) {
            cancel(order, CANCELED_EXPIRED);
            order = state.deadlines.due(untilNanos);
        }
    }

    /** Gives an open order another time in force. */
    public void reschedule(Order order, byte timeInForce, long expireAtNanos) {
        state.deadlines.remove(order);
        state.changes.mark(order);
        order.timeInForce = timeInForce;
        order.expireAtNanos = expireAtNanos;
        if (expireAtNanos != Long.MAX_VALUE) {
            state.deadlines.add(order);
        }
    }

    /** To be called after every call into the venue. */
    public void finish(int symbolId) {
        for (int i = 0; i < endedCount; i++) {
            state.orders.release(ended[i]);
        }
        endedCount = 0;
        Instrument instrument = state.instruments.get(symbolId);
        state.changes.mark(instrument);
        venue.publishMarket(instrument, state.nowNanos);
        long window = state.setting(EngineSetting.COLLAR_WINDOW_NS);
        if (window > 0) {
            instrument.market.keepMark(state.nowNanos, window);
        }
    }

    /** What held stops back may have gone: a scope is no longer halted. */
    public void recheckStops() {
        for (int i = 0; i < state.instruments.count(); i++) {
            Instrument instrument = state.instruments.get(i);
            if (instrument.kind == Instrument.KIND_TRADABLE) {
                venue.recheckStops(instrument);
                finish(i);
            }
        }
    }

    @Override
    public void onTrade(@Nullable Order maker, @Nullable Order taker, long priceE8, long quantityE8) {
        if (maker != null) {
            book(maker, taker == null ? 0 : taker.orderId, priceE8, quantityE8, true);
        }
        if (taker != null) {
            book(taker, maker == null ? 0 : maker.orderId, priceE8, quantityE8, false);
        }
    }

    private void book(Order order, long counterOrderId, long priceE8, long quantityE8, boolean maker) {
        Account account = state.account(order.accountId);
        touch(account);
        state.changes.mark(order);
        long feePpm = state.setting(maker ? EngineSetting.MAKER_FEE_PPM : EngineSetting.TAKER_FEE_PPM);
        long fee = ledger.fill(order, priceE8, quantityE8, feePpm);
        events.execution(order, counterOrderId, priceE8, quantityE8, fee, maker);
        if (order.leavesE8 == 0) {
            end(order);
        }
        if (listener != null) {
            listener.filled(account, order);
        }
    }

    private void touch(Account account) {
        if (listener != null) {
            listener.touch(account);
        }
    }

    @Override
    public void onCanceled(Order order, byte reason) {
        state.changes.mark(order);
        // What is reserved is the unfilled part; the match book has set the leaves to 0 before it tells.
        exposures.reserve(order, order.cumE8 - order.quantityE8);
        order.leavesE8 = 0;
        events.canceled(order, reason);
        end(order);
    }

    @Override
    public void onTriggered(Order order) {
        state.changes.mark(order);
        events.triggered(order);
        protect(order);
    }

    /**
     * What a stop is worked with once it has fired is bounded by the collar of that moment: nobody looked at the market
     * when it was entered. A limit that has to move is told as a replacement.
     */
    private void protect(Order order) {
        if (!state.follows(LogicVersion.COLLARED_STOPS)) {
            return;
        }
        Instrument instrument = state.instruments.get(order.symbolId);
        if (order.type == Order.TYPE_STOP) {
            order.limitPriceE8 = Collar.boundE8(state, instrument, order.isBuy());
            return;
        }
        long bounded = Collar.boundedE8(state, instrument, order.isBuy(), order.limitPriceE8);
        if (bounded != order.limitPriceE8) {
            order.limitPriceE8 = bounded;
            events.replaced(order);
        }
    }

    @Override
    public void onQueueAdvanced(Order order) {
        state.changes.mark(order);
    }

    @Override
    public void onReplaced(Order order) {
        state.changes.mark(order);
        exposures.reserve(order, order.leavesE8 - leavesBeforeReplace);
        events.replaced(order);
        if (order.leavesE8 == 0) {
            end(order);
        }
    }

    private void end(Order order) {
        state.account(order.accountId).unlink(order);
        state.deadlines.remove(order);
        if (order.clientOrderIdSlot != ClientOrderIds.NONE) {
            state.clientOrderIds.setOpen(order.clientOrderIdSlot, false);
        }
        ended = endedCount == ended.length ? Arrays.copyOf(ended, endedCount * 2) : ended;
        ended[endedCount++] = order;
    }

    /** A stop waits on while its scope is halted or its market cannot be read (201, 203, 207). */
    @Override
    public boolean mayFire(Order stop) {
        Instrument instrument = state.instruments.get(stop.symbolId);
        Strategy strategy = state.strategy(stop.strategyId);
        boolean halted = state.kill.recovering
                || state.kill.unknown
                || state.kill.global == KillLevel.HALTED
                || state.kill.session(stop.sessionId) == KillLevel.HALTED
                || state.kill.venue == KillLevel.HALTED
                || state.account(stop.accountId).killLevel == KillLevel.HALTED
                || instrument.killLevel == KillLevel.HALTED
                || (strategy != null && strategy.killLevel == KillLevel.HALTED);
        return !halted && !dataQuality.holdsStops(instrument);
    }
}

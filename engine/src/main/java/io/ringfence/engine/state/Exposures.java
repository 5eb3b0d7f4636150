package io.ringfence.engine.state;

import io.ringfence.engine.units.Fixed;

/**
 * Every change of a position or of its open quantities, in one place, so that slots and the sums of groups and of the
 * whole house can never drift from them.
 */
public final class Exposures {
    private final EngineState state;

    public Exposures(EngineState state) {
        this.state = state;
    }

    /** Adds to (or, negative, takes from) what an order may still fill. */
    public void reserve(Order order, long quantityE8) {
        Account account = state.account(order.accountId);
        change(account, position(order), order.side, quantityE8, 0);
        if (order.strategyPosition != null) {
            changeStrategy(order, quantityE8, 0);
        }
    }

    /** Moves a filled quantity from open to position. */
    public void fill(Order order, long quantityE8) {
        Account account = state.account(order.accountId);
        long signed = order.isBuy() ? quantityE8 : -quantityE8;
        change(account, position(order), order.side, -quantityE8, signed);
        if (order.strategyPosition != null) {
            changeStrategy(order, -quantityE8, signed);
        }
    }

    private static Position position(Order order) {
        Position position = order.position;
        if (position == null) {
            throw new IllegalStateException("order " + order.orderId + " has no position");
        }
        return position;
    }

    private void change(Account account, Position position, byte side, long openChange, long positionChange) {
        long worst = position.worstE8();
        long longSide = position.longE8();
        long shortSide = position.shortE8();
        apply(position, side, openChange, positionChange);
        changed(account);
        int slots = account.positions().relist(position);
        worst = position.worstE8() - worst;
        longSide = position.longE8() - longSide;
        shortSide = position.shortE8() - shortSide;
        state.global.shift(position.symbolId, worst, longSide, shortSide, positionChange, slots);
        for (Aggregate group : account.groups) {
            group.shift(position.symbolId, worst, longSide, shortSide, positionChange, slots);
        }
    }

    private void changeStrategy(Order order, long openChange, long positionChange) {
        Strategy strategy = state.strategy(order.strategyId);
        Position position = order.strategyPosition;
        if (strategy != null && position != null) {
            apply(position, order.side, openChange, positionChange);
            strategy.positions.relist(position);
        }
    }

    /** Marks an account and every sum that contains it. */
    private void changed(Account account) {
        state.changes.mark(account);
        state.changes.mark(state.global);
        for (Aggregate group : account.groups) {
            state.changes.mark(group);
        }
    }

    private void apply(Position position, byte side, long openChange, long positionChange) {
        if (side == Order.BUY) {
            position.openBuyE8 = Fixed.add(position.openBuyE8, openChange);
        } else {
            position.openSellE8 = Fixed.add(position.openSellE8, openChange);
        }
        position.posE8 = Fixed.add(position.posE8, positionChange);
        position.touched();
        state.changes.mark(position);
    }

    /** Adds an account's present figures to a group that it joins. */
    public void join(Account account, Aggregate group) {
        account.addGroup(group);
        changed(account);
        group.addMember(account);
        group.money.addCash(account.currency, account.cashE8);
        group.money.addDayOpen(account.currency, account.dayOpenEquityE8);
        group.money.addFlows(account.currency, account.netFlowsE8);
        group.shiftHighWater(state, account.currency, account.hwmE8);
        for (int i = 0; i < account.positions().count(); i++) {
            Position position = account.positions().get(i);
            group.shift(
                    position.symbolId,
                    position.worstE8(),
                    position.longE8(),
                    position.shortE8(),
                    position.posE8,
                    position.isUsed() ? 1 : 0);
        }
    }

    /** Changes an account's cash, in it and in every sum that contains it. */
    public void cash(Account account, long changeE8) {
        changed(account);
        account.cashE8 = Fixed.add(account.cashE8, changeE8);
        state.global.money.addCash(account.currency, changeE8);
        for (Aggregate group : account.groups) {
            group.money.addCash(account.currency, changeE8);
        }
    }

    /**
     * Sets an account's opening equity of the day and clears its flows.
     *
     * @param roll whether the day rolls, which also takes back the day-loss latch of every sum that contains the account;
     *     a first deposit does not
     */
    public void openDay(Account account, long equityE8, boolean roll) {
        long equityChange = equityE8 - account.dayOpenEquityE8;
        long flowChange = -account.netFlowsE8;
        changed(account);
        account.dayOpenEquityE8 = equityE8;
        account.netFlowsE8 = 0;
        shiftDay(state.global, account.currency, equityChange, flowChange, roll);
        for (Aggregate group : account.groups) {
            shiftDay(group, account.currency, equityChange, flowChange, roll);
        }
    }

    /** A first deposit: day and high-water mark start at it, in the account and in every sum that contains it. */
    public void open(Account account) {
        long hwmChange = account.cashE8 - account.hwmE8;
        changed(account);
        account.opened = true;
        account.hwmE8 = account.cashE8;
        state.global.shiftHighWater(state, account.currency, hwmChange);
        for (Aggregate group : account.groups) {
            group.shiftHighWater(state, account.currency, hwmChange);
        }
        openDay(account, account.cashE8, false);
    }

    /** Notes a deposit or withdrawal, which is neither profit nor loss: the high-water mark moves with it. */
    public void flow(Account account, long amountE8) {
        changed(account);
        account.netFlowsE8 = Fixed.add(account.netFlowsE8, amountE8);
        account.hwmE8 = Fixed.add(account.hwmE8, amountE8);
        flow(state.global, account.currency, amountE8);
        for (Aggregate group : account.groups) {
            flow(group, account.currency, amountE8);
        }
    }

    private void flow(Aggregate sums, int currency, long amountE8) {
        sums.money.addFlows(currency, amountE8);
        sums.shiftHighWater(state, currency, amountE8);
    }

    private static void shiftDay(Aggregate sums, int currency, long equityChange, long flowChange, boolean roll) {
        sums.money.addDayOpen(currency, equityChange);
        sums.money.addFlows(currency, flowChange);
        sums.dayLatched &= !roll;
    }
}

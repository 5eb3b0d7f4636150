package io.ringfence.engine.state;

import java.util.Arrays;
import org.agrona.collections.Int2ObjectHashMap;
import org.jspecify.annotations.Nullable;

/** One account: money, day, high-water mark, latches, limits, positions, open orders. */
public final class Account extends Tracked {
    private static final long SALT = 2;
    private static final long POSITION_SALT = 3;

    public final int id;
    public final String name;
    public final LimitSet limits = new LimitSet();
    public int currency;
    public byte smpMode = Order.SMP_NONE;
    public boolean shortAllowed = true;
    /** 0 = no limit. */
    public int maxOpenOrders;

    public long cashE8;
    public long day;
    /** The instant at which the account's trading day ends. */
    public long dayEndNanos = Long.MIN_VALUE;

    public long dayOpenEquityE8;
    public long netFlowsE8;
    public long hwmE8;
    public boolean dayLatched;
    public boolean drawdownLatched;
    /** The first deposit of an untouched account opens it and is not a flow. */
    public boolean opened;

    public boolean traded;
    public long feesE8;

    public byte killLevel;
    /** Timer of the dead-man switch; {@link Long#MAX_VALUE} = not armed. */
    public long deadManAtNanos = Long.MAX_VALUE;

    /** The last new order that the slow-down counted; {@link Long#MIN_VALUE} = none. */
    public long slowedAtNanos = Long.MIN_VALUE;

    public byte dayLossWarning;
    public byte drawdownWarning;
    public byte grossWarning;

    /** Set while the account waits to be settled at the end of the command in hand. */
    public boolean settlePending;

    public int openOrders;
    public @Nullable Order firstOrder;
    public @Nullable Order lastOrder;

    public Aggregate[] groups = new Aggregate[0];
    public final Throttle throttle = new Throttle();
    public final DuplicatePattern duplicates = new DuplicatePattern();

    private final PositionTable positions;
    /** Symbols that the account may not trade; empty = all permitted. */
    private boolean[] forbidden = new boolean[0];

    public final Int2ObjectHashMap<Strategy> strategies = new Int2ObjectHashMap<>();

    public Account(int id, String name) {
        this.id = id;
        this.name = name;
        positions = new PositionTable(StateHash.mix(POSITION_SALT, id));
    }

    public PositionTable positions() {
        return positions;
    }

    public boolean mayTrade(int symbolId) {
        return symbolId >= forbidden.length || !forbidden[symbolId];
    }

    public void permit(int symbolId, boolean permitted) {
        if (symbolId >= forbidden.length) {
            forbidden = Arrays.copyOf(forbidden, symbolId + 1);
        }
        forbidden[symbolId] = !permitted;
    }

    public void addGroup(Aggregate group) {
        groups = Arrays.copyOf(groups, groups.length + 1);
        groups[groups.length - 1] = group;
    }

    /** Appends to the list of open orders, which stays in order of acceptance. */
    public void link(Order order) {
        order.prevInAccount = lastOrder;
        order.nextInAccount = null;
        if (lastOrder == null) {
            firstOrder = order;
        } else {
            lastOrder.nextInAccount = order;
        }
        lastOrder = order;
        openOrders++;
    }

    public void unlink(Order order) {
        Order before = order.prevInAccount;
        Order after = order.nextInAccount;
        if (before == null) {
            firstOrder = after;
        } else {
            before.nextInAccount = after;
        }
        if (after == null) {
            lastOrder = before;
        } else {
            after.prevInAccount = before;
        }
        order.prevInAccount = null;
        order.nextInAccount = null;
        openOrders--;
    }

    @Override
    long contentHash(boolean rescan) {
        long h = StateHash.add(StateHash.mix(SALT, id), name.hashCode());
        h = StateHash.add(StateHash.add(h, cashE8), currency);
        h = StateHash.add(StateHash.add(h, day), dayEndNanos);
        h = StateHash.add(StateHash.add(h, dayOpenEquityE8), netFlowsE8);
        h = StateHash.add(StateHash.add(h, hwmE8), feesE8);
        h = StateHash.add(StateHash.add(StateHash.add(h, deadManAtNanos), slowedAtNanos), flags());
        h = StateHash.add(StateHash.add(h, smpMode | killLevel << 8), maxOpenOrders);
        h = StateHash.add(StateHash.add(h, dayLossWarning | drawdownWarning << 8 | grossWarning << 16), openOrders);
        for (Aggregate group : groups) {
            h = StateHash.add(h, group.id);
        }
        for (int i = 0; i < forbidden.length; i++) {
            h = forbidden[i] ? StateHash.add(h, i) : h;
        }
        h = throttle.hash(duplicates.hash(h, rescan));
        return StateHash.mix(StateHash.add(h, limits.hash(rescan)), id);
    }

    private int flags() {
        return (dayLatched ? 1 : 0)
                | (drawdownLatched ? 2 : 0)
                | (opened ? 4 : 0)
                | (traded ? 8 : 0)
                | (shortAllowed ? 16 : 0);
    }
}

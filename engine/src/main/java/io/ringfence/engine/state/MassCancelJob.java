package io.ringfence.engine.state;

/** A mass cancel that is under way: which orders it takes, and how far it came. -1 in a filter means all. */
public final class MassCancelJob {
    public final long requestSequence;
    public final int accountId;
    public final int symbolId;
    public final int strategyId;
    public final int side;
    public final int sessionId;
    /** {@code VenueEvents.CANCELED_*}. */
    public final byte reason;
    /** The account whose orders come next. */
    public int nextAccount;

    public int canceled;

    public MassCancelJob(
            long requestSequence, int accountId, int symbolId, int strategyId, int side, int sessionId, byte reason) {
        this.requestSequence = requestSequence;
        this.accountId = accountId;
        this.symbolId = symbolId;
        this.strategyId = strategyId;
        this.side = side;
        this.sessionId = sessionId;
        this.reason = reason;
        nextAccount = Math.max(accountId, 0);
    }

    /** Whether the filter takes an order of an account that it names. */
    public boolean takes(Order order) {
        return (symbolId < 0 || order.symbolId == symbolId)
                && (strategyId < 0 || order.strategyId == strategyId)
                && (side < 0 || order.side == side)
                && (sessionId < 0 || order.sessionId == sessionId);
    }

    long hash(long seed) {
        long h = StateHash.add(StateHash.add(seed, requestSequence), accountId);
        h = StateHash.add(StateHash.add(h, symbolId), strategyId);
        h = StateHash.add(StateHash.add(h, side), sessionId);
        return StateHash.add(StateHash.add(StateHash.add(h, reason), nextAccount), canceled);
    }
}

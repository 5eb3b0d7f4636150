package io.ringfence.engine.state;

/** A strategy of an account: its own positions, limits and kill level within the account's. */
public final class Strategy {
    public final int id;
    public final int accountId;
    public final String name;
    public final LimitSet limits = new LimitSet();
    public byte killLevel;
    /** What raised the level to where it stands ({@link KillCause}); decides the code of the refusal (1029). */
    public byte killCause;

    public final PositionTable positions = new PositionTable();
    public final RateWindow rejects = new RateWindow();
    public final RateWindow executions = new RateWindow();

    public Strategy(int id, int accountId, String name) {
        this.id = id;
        this.accountId = accountId;
        this.name = name;
    }

    public long hash(long seed) {
        long h = StateHash.mix(StateHash.mix(seed, id), killLevel | killCause << 8);
        return limits.hash(positions.hash(rejects.hash(executions.hash(h))));
    }
}

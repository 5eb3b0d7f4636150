package io.ringfence.engine.state;

/** A strategy of an account: its own positions, limits and kill level within the account's. */
public final class Strategy extends Tracked {
    private static final long SALT = 5;
    private static final long POSITION_SALT = 6;

    public final int id;
    public final int accountId;
    public final String name;
    public final LimitSet limits = new LimitSet();
    public byte killLevel;
    /** What raised the level to where it stands ({@link KillCause}); decides the code of the refusal (1029). */
    public byte killCause;

    public final PositionTable positions;
    public final RateWindow rejects = new RateWindow();
    public final RateWindow executions = new RateWindow();

    public Strategy(int id, int accountId, String name) {
        this.id = id;
        this.accountId = accountId;
        this.name = name;
        positions = new PositionTable(StateHash.mix(POSITION_SALT, id));
    }

    @Override
    long contentHash(boolean rescan) {
        long h = StateHash.add(StateHash.mix(SALT, id), name.hashCode());
        h = StateHash.add(StateHash.add(h, accountId), killLevel | killCause << 8);
        h = executions.hash(rejects.hash(h, rescan), rescan);
        return StateHash.mix(StateHash.add(h, limits.hash(rescan)), id);
    }
}

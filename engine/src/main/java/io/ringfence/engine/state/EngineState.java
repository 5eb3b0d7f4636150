package io.ringfence.engine.state;

import io.ringfence.engine.units.Fixed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything that the engine remembers. One thread owns it. */
public final class EngineState {
    private static final long DAY_NANOS = 86_400_000_000_000L;

    /** The rules in force ({@link LogicVersion}); raised by UPGRADE commands only. */
    public int logicVersion = LogicVersion.OLDEST;

    public long sequence;
    public long nowNanos;
    public final Changes changes = new Changes();
    public final Instruments instruments = new Instruments();
    public final RhoMatrix rho = new RhoMatrix();
    public final KillStates kill = new KillStates();
    public final OrderSessions sessions = new OrderSessions();
    public final Aggregate global = new Aggregate(0, "global");
    public final ClientOrderIds clientOrderIds;
    public final Orders orders;
    public final Deadlines deadlines = new Deadlines();
    public final RateWindow gateErrors = new RateWindow();
    public final SessionRates sessionRates = new SessionRates();
    /** Mass cancels that are not finished, oldest first. */
    public final List<MassCancelJob> massCancels = new ArrayList<>();

    private final long[] settings = new long[32];
    private Account[] accounts = new Account[16];
    private int accountCount;
    private Strategy[] strategies = new Strategy[16];
    private int strategyCount;
    private Aggregate[] groups = new Aggregate[4];
    private int groupCount;

    /** Stamp of the last quote of any symbol; {@link Long#MIN_VALUE} = none since start. */
    public long lastQuoteAtNanos = Long.MIN_VALUE;

    public long nextSampleNanos = Long.MIN_VALUE;
    public long lastSweepNanos = Long.MIN_VALUE;
    /** The account that the round of all accounts looked at last; -1 before the first. */
    public int sweepCursor = -1;
    /** No dead-man switch of any account expires before this; {@link Long#MAX_VALUE} = none is armed. */
    public long nextDeadManNanos = Long.MAX_VALUE;

    public long configVersion;
    public long limitsVersion;
    /** Commands that the clock would have put before their predecessor; counted live, no journal knows them. */
    public long clampedStamps;

    public EngineState(int expectedOrders) {
        clientOrderIds = new ClientOrderIds(expectedOrders);
        orders = new Orders(expectedOrders);
        for (EngineSetting setting : EngineSetting.values()) {
            settings[setting.id] = setting.defaultValue;
        }
        changes.mark(global);
    }

    /** Whether the rules in force include those of a version. */
    public boolean follows(int version) {
        return logicVersion >= version;
    }

    public long setting(EngineSetting setting) {
        return settings[setting.id];
    }

    public void setting(EngineSetting setting, long value) {
        settings[setting.id] = value;
    }

    public int accountCount() {
        return accountCount;
    }

    public boolean hasAccount(int accountId) {
        return accountId >= 0 && accountId < accountCount;
    }

    public Account account(int accountId) {
        return accounts[accountId];
    }

    public Account addAccount(String name) {
        accounts = accountCount == accounts.length ? Arrays.copyOf(accounts, accountCount * 2) : accounts;
        Account account = new Account(accountCount, name);
        accounts[accountCount++] = account;
        global.addMember(account);
        changes.mark(global);
        changes.mark(account);
        return account;
    }

    public int findAccount(String name) {
        for (int i = 0; i < accountCount; i++) {
            if (accounts[i].name.equals(name)) {
                return i;
            }
        }
        return -1;
    }

    public int strategyCount() {
        return strategyCount;
    }

    public @Nullable Strategy strategy(int strategyId) {
        return strategyId >= 0 && strategyId < strategyCount ? strategies[strategyId] : null;
    }

    public Strategy addStrategy(Account account, String name) {
        strategies = strategyCount == strategies.length ? Arrays.copyOf(strategies, strategyCount * 2) : strategies;
        Strategy strategy = new Strategy(strategyCount, account.id, name);
        strategies[strategyCount++] = strategy;
        changes.mark(strategy);
        account.strategies.put(strategy.id, strategy);
        return strategy;
    }

    public int findStrategy(int accountId, String name) {
        for (int i = 0; i < strategyCount; i++) {
            if (strategies[i].accountId == accountId && strategies[i].name.equals(name)) {
                return i;
            }
        }
        return -1;
    }

    public int groupCount() {
        return groupCount;
    }

    public @Nullable Aggregate group(int groupId) {
        return groupId >= 0 && groupId < groupCount ? groups[groupId] : null;
    }

    public Aggregate addGroup(String name) {
        groups = groupCount == groups.length ? Arrays.copyOf(groups, groupCount * 2) : groups;
        Aggregate group = new Aggregate(groupCount, name);
        groups[groupCount++] = group;
        changes.mark(group);
        return group;
    }

    public int findGroup(String name) {
        for (int i = 0; i < groupCount; i++) {
            if (groups[i].name.equals(name)) {
                return i;
            }
        }
        return -1;
    }

    /** Thresholds for what belongs to no account (sampling, feeds): those of the first account. */
    public LimitSet houseLimits() {
        return accountCount > 0 ? accounts[0].limits : global.limits;
    }

    /** The currency in which groups and the house are summed and limited: that of the first account. */
    public int houseCurrency() {
        return accounts[0].currency;
    }

    /**
     * Units of house currency per unit of another, E8.
     *
     * @throws UnpricedException when the rate was never known
     */
    public long houseRateE8(int currency) {
        return UnpricedException.require(instruments.rateE8(currency, houseCurrency()));
    }

    /** The trading day of a stamp: whole days since the epoch, shifted by the configured offset. */
    public long day(long atNanos) {
        return Math.floorDiv(atNanos - setting(EngineSetting.DAY_OFFSET_NS), DAY_NANOS);
    }

    /** The instant at which the day after this one starts. */
    public long dayEndNanos(long day) {
        return (day + 1) * DAY_NANOS + setting(EngineSetting.DAY_OFFSET_NS);
    }

    /** Rate from an instrument's quote currency to an account's; {@link Fixed#ABSENT} when unknown. */
    public long rateE8(Instrument instrument, Account account) {
        return instrument.quoteCurrency == account.currency
                ? Fixed.SCALE
                : instruments.rateE8(instrument.quoteCurrency, account.currency);
    }

    /** A hash over everything that can influence a later record; costs what changed since it was last asked. */
    public long hash() {
        return hash(changes.sum(), false);
    }

    /** The same hash from everything there is: linear in the state, for tests, the follower and the stop. */
    public long rescan() {
        long sum = global.contentHash(true);
        for (int i = 0; i < groupCount; i++) {
            sum += groups[i].contentHash(true);
        }
        for (int i = 0; i < instruments.count(); i++) {
            sum += instruments.get(i).contentHash(true);
        }
        for (int i = 0; i < accountCount; i++) {
            sum += accounts[i].contentHash(true) + accounts[i].positions().rescan();
            for (Order o = accounts[i].firstOrder; o != null; o = o.nextInAccount) {
                sum += o.contentHash(true);
            }
        }
        for (int i = 0; i < strategyCount; i++) {
            sum += strategies[i].contentHash(true) + strategies[i].positions.rescan();
        }
        return hash(sum, true);
    }

    private long hash(long parts, boolean rescan) {
        long h = StateHash.mix(StateHash.mix(logicVersion, sequence), nowNanos);
        for (long setting : settings) {
            h = StateHash.add(h, setting);
        }
        h = StateHash.add(StateHash.add(h, parts), clientOrderIds.hash(rescan));
        h = StateHash.add(kill.hash(instruments.ratesHash(h)), rho.hash(rescan));
        h = sessionRates.hash(gateErrors.hash(h, rescan), rescan);
        for (int i = 0; i < massCancels.size(); i++) {
            h = massCancels.get(i).hash(h);
        }
        h = StateHash.add(StateHash.add(h, lastQuoteAtNanos), nextSampleNanos);
        h = StateHash.add(StateHash.add(h, lastSweepNanos), sweepCursor);
        h = sessions.hash(StateHash.add(h, nextDeadManNanos));
        return StateHash.mix(StateHash.add(h, configVersion), limitsVersion);
    }
}

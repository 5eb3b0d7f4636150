package io.ringfence.engine.control;

import io.ringfence.engine.execution.Execution;
import io.ringfence.engine.gates.Scope;
import io.ringfence.engine.record.Events;
import io.ringfence.engine.schema.DefineAccountDecoder;
import io.ringfence.engine.schema.DefineGroupDecoder;
import io.ringfence.engine.schema.DefineInstrumentDecoder;
import io.ringfence.engine.schema.DefineSessionDecoder;
import io.ringfence.engine.schema.DefineStrategyDecoder;
import io.ringfence.engine.schema.PermitSymbolDecoder;
import io.ringfence.engine.schema.SetLimitsDecoder;
import io.ringfence.engine.state.Account;
import io.ringfence.engine.state.Aggregate;
import io.ringfence.engine.state.EngineState;
import io.ringfence.engine.state.Exposures;
import io.ringfence.engine.state.Instrument;
import io.ringfence.engine.state.LimitField;
import io.ringfence.engine.state.LimitSet;
import io.ringfence.engine.state.MarketData;
import io.ringfence.engine.state.Strategy;
import io.ringfence.engine.units.Fixed;
import org.jspecify.annotations.Nullable;

/** Configuration as commands: instruments, accounts, strategies, groups and limits, with the dense ids they assign. */
public final class Definitions {
    private static final int UNKNOWN_SYMBOL = 1001;
    private static final int UNKNOWN_ACCOUNT = 1002;
    private static final int BAD_VALUE = 1005;
    private static final int MATRIX_INVALID = 802;
    private static final int VERSION_MISMATCH = 1104;

    private final EngineState state;
    private final Events events;
    private final Execution execution;
    private final Exposures exposures;

    public Definitions(EngineState state, Events events, Execution execution, Exposures exposures) {
        this.state = state;
        this.events = events;
        this.execution = execution;
        this.exposures = exposures;
    }

    /** Defines the instrument with the next id, or changes the trading rules of a known one. */
    public void instrument(DefineInstrumentDecoder command) {
        int id = command.symbolId();
        if (id < 0 || id > state.instruments.count()) {
            events.refused(UNKNOWN_SYMBOL);
            return;
        }
        byte kind = command.kind();
        long tick = command.tickE8();
        long lot = command.lotE8();
        long minimum = command.minQuantityE8();
        long maximum = command.venueMaxQuantityE8();
        long minNotional = command.minNotionalE8();
        int collar = command.collarBps();
        int currency = command.quoteCurrency();
        long reference = command.openingReferenceE8();
        boolean isNew = id == state.instruments.count();
        Instrument instrument = isNew ? state.instruments.add(command.symbolName()) : state.instruments.get(id);
        state.changes.mark(instrument);
        instrument.kind = kind;
        instrument.tickE8 = tick;
        instrument.lotE8 = lot;
        instrument.minQuantityE8 = minimum;
        instrument.venueMaxQuantityE8 = maximum;
        instrument.minNotionalE8 = minNotional;
        instrument.collarBps = collar;
        instrument.quoteCurrency = currency;
        if (isNew) {
            open(instrument, reference);
        }
        state.configVersion++;
    }

    private void open(Instrument instrument, long referenceE8) {
        MarketData market = instrument.market;
        if (referenceE8 != Fixed.ABSENT) {
            market.referenceE8 = referenceE8;
            market.referenceAges = false;
            market.markE8 = referenceE8;
        }
        state.rho.grow(state.instruments.count());
        if (instrument.kind == Instrument.KIND_FX && instrument.name.length() == 7) {
            state.instruments.addRate(instrument, currency(instrument.name, 0), currency(instrument.name, 4));
        }
        execution.define(instrument);
    }

    private static int currency(String name, int at) {
        return name.charAt(at) << 16 | name.charAt(at + 1) << 8 | name.charAt(at + 2);
    }

    public void account(DefineAccountDecoder command) {
        int id = command.accountId();
        if (id < 0 || id > state.accountCount()) {
            events.refused(UNKNOWN_ACCOUNT);
            return;
        }
        int currency = command.currency();
        byte smpMode = command.smpMode();
        boolean shortAllowed = command.shortAllowed() != 0;
        int maxOpenOrders = command.maxOpenOrders();
        boolean isNew = id == state.accountCount();
        Account account = isNew ? state.addAccount(command.accountName()) : state.account(id);
        state.changes.mark(account);
        account.smpMode = smpMode;
        account.shortAllowed = shortAllowed;
        account.maxOpenOrders = maxOpenOrders;
        if (isNew) {
            account.currency = currency;
            account.day = state.day(state.nowNanos);
            account.dayEndNanos = state.dayEndNanos(account.day);
        }
        state.configVersion++;
    }

    public void strategy(DefineStrategyDecoder command) {
        if (!state.hasAccount(command.accountId()) || command.strategyId() != state.strategyCount()) {
            events.refused(UNKNOWN_ACCOUNT);
            return;
        }
        state.addStrategy(state.account(command.accountId()), command.strategyName());
        state.configVersion++;
    }

    /** A name is given once, and the next id with it. */
    public void session(DefineSessionDecoder command) {
        int id = command.sessionId();
        String name = command.sessionName();
        if (id != state.sessions.nextId() || name.isEmpty() || state.sessions.find(name) != null) {
            events.refused(BAD_VALUE);
            return;
        }
        state.sessions.add(name);
        state.configVersion++;
    }

    public void group(DefineGroupDecoder command) {
        if (command.groupId() != state.groupCount()) {
            events.refused(BAD_VALUE);
            return;
        }
        DefineGroupDecoder.MembersDecoder members = command.members();
        int[] accountIds = new int[members.count()];
        for (int i = 0; i < accountIds.length; i++) {
            accountIds[i] = members.next().accountId();
            if (!state.hasAccount(accountIds[i]) || contains(accountIds, i, accountIds[i])) {
                events.refused(UNKNOWN_ACCOUNT);
                return;
            }
        }
        Aggregate group = state.addGroup(command.groupName());
        for (int accountId : accountIds) {
            exposures.join(state.account(accountId), group);
        }
        state.configVersion++;
    }

    /** An account counts once in a group. */
    private static boolean contains(int[] ids, int count, int id) {
        for (int i = 0; i < count; i++) {
            if (ids[i] == id) {
                return true;
            }
        }
        return false;
    }

    public void permit(PermitSymbolDecoder command) {
        if (!state.hasAccount(command.accountId()) || !state.instruments.has(command.symbolId())) {
            events.refused(UNKNOWN_ACCOUNT);
            return;
        }
        Account account = state.account(command.accountId());
        state.changes.mark(account);
        account.permit(command.symbolId(), command.permitted() != 0);
        state.configVersion++;
    }

    /** All rows or none: every row is checked before the first is set. */
    public void limits(SetLimitsDecoder command) {
        LimitSet limits = target(command);
        if (limits == null) {
            events.refused(UNKNOWN_ACCOUNT);
            return;
        }
        long expected = command.expectedVersion();
        int code = expected != Fixed.ABSENT && expected != limits.version() ? VERSION_MISMATCH : checkRows(command);
        if (code != 0) {
            events.refused(code);
            return;
        }
        byte scope = command.scope();
        int accountId = command.accountId();
        int targetId = command.targetId();
        command.sbeRewind();
        for (SetLimitsDecoder.RowsDecoder row : command.rows()) {
            apply(limits, row);
        }
        limits.version(++state.limitsVersion);
        events.limitsChanged(limits.version(), scope, accountId, targetId);
    }

    private @Nullable LimitSet target(SetLimitsDecoder command) {
        byte scope = command.scope();
        if (scope == Scope.GLOBAL) {
            state.changes.mark(state.global);
            return state.global.limits;
        }
        if (scope == Scope.ACCOUNT && state.hasAccount(command.accountId())) {
            Account account = state.account(command.accountId());
            state.changes.mark(account);
            return account.limits;
        }
        Strategy strategy = scope == Scope.STRATEGY ? state.strategy(command.targetId()) : null;
        if (strategy != null) {
            state.changes.mark(strategy);
            return strategy.limits;
        }
        Aggregate group = scope == Scope.GROUP ? state.group(command.targetId()) : null;
        if (group == null) {
            return null;
        }
        state.changes.mark(group);
        return group.limits;
    }

    private int checkRows(SetLimitsDecoder command) {
        for (SetLimitsDecoder.RowsDecoder row : command.rows()) {
            LimitField field = LimitField.byId(row.fieldId());
            if (field == null) {
                return BAD_VALUE;
            }
            boolean perSymbol = field.isPerSymbol() || field == LimitField.RHO_CFG;
            if (perSymbol && !state.instruments.has(row.symbolId())) {
                return UNKNOWN_SYMBOL;
            }
            if (field == LimitField.RHO_CFG) {
                boolean pair = state.instruments.has(row.otherSymbolId()) && row.otherSymbolId() != row.symbolId();
                boolean bounded = row.limitValue() >= -Fixed.PPM && row.limitValue() <= Fixed.PPM;
                if (!pair || !bounded) {
                    return MATRIX_INVALID;
                }
            }
        }
        return 0;
    }

    private void apply(LimitSet limits, SetLimitsDecoder.RowsDecoder row) {
        LimitField field = LimitField.byId(row.fieldId());
        if (field == null) {
            return;
        }
        if (field == LimitField.RHO_CFG) {
            state.rho.configure(row.symbolId(), row.otherSymbolId(), (int) row.limitValue());
        } else if (field.isPerSymbol()) {
            limits.setSymbol(field, row.symbolId(), row.limitValue());
        } else {
            limits.set(field, row.limitValue());
        }
    }
}

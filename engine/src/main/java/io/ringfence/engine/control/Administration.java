package io.ringfence.engine.control;

import io.ringfence.engine.execution.Execution;
import io.ringfence.engine.record.Events;
import io.ringfence.engine.schema.BootDecoder;
import io.ringfence.engine.schema.CashFlowDecoder;
import io.ringfence.engine.schema.DeadManDecoder;
import io.ringfence.engine.schema.EngineSettingsDecoder;
import io.ringfence.engine.schema.KillDecoder;
import io.ringfence.engine.schema.KillResetDecoder;
import io.ringfence.engine.schema.QuarantineDecoder;
import io.ringfence.engine.schema.ResetHighWaterMarkDecoder;
import io.ringfence.engine.schema.UpgradeDecoder;
import io.ringfence.engine.state.Account;
import io.ringfence.engine.state.AccountValue;
import io.ringfence.engine.state.Aggregate;
import io.ringfence.engine.state.ClientOrderIds;
import io.ringfence.engine.state.EngineSetting;
import io.ringfence.engine.state.EngineState;
import io.ringfence.engine.state.Exposures;
import io.ringfence.engine.state.Instrument;
import io.ringfence.engine.state.KillCause;
import io.ringfence.engine.state.KillLevel;
import io.ringfence.engine.state.LogicVersion;
import io.ringfence.engine.state.UnpricedException;
import io.ringfence.engine.units.FixedOverflowException;
import org.jspecify.annotations.Nullable;

/** Commands of people and of the start-up: kill switch, cash, marks, settings, boot. */
public final class Administration {
    /** Order id under which the table keeps a quarantined client order id. */
    public static final long QUARANTINED_ORDER = -1;

    private static final byte FILE_MISSING = 2;
    private static final byte FILE_DAMAGED = 3;
    private static final byte FILE_DIFFERS = 4;
    private static final int UNKNOWN_ACCOUNT = 1002;
    private static final int UNKNOWN_TARGET = 1001;
    private static final int BAD_VALUE = 1005;
    private static final int OVERFLOW = 901;
    private static final int NO_DATA = 201;

    private final EngineState state;
    private final Events events;
    private final Execution execution;
    private final Exposures exposures;
    private final RiskMonitor monitor;
    private final KillControl kill;
    private final RequestIds ids;

    public Administration(
            EngineState state,
            Events events,
            Execution execution,
            Exposures exposures,
            RiskMonitor monitor,
            KillControl kill) {
        this.state = state;
        this.events = events;
        this.execution = execution;
        this.exposures = exposures;
        this.monitor = monitor;
        this.kill = kill;
        ids = new RequestIds(state);
    }

    public void kill(KillDecoder command) {
        byte level = command.level();
        if (!kill.isKnown(command.scope(), command.accountId(), command.targetId())) {
            events.refused(UNKNOWN_TARGET);
        } else if (level != KillLevel.REDUCE_ONLY && level != KillLevel.HALTED) {
            events.refused(BAD_VALUE);
        } else {
            boolean cancelAll = command.cancelAll() != 0;
            kill.trip(command.scope(), level, cancelAll, command.accountId(), command.targetId(), KillCause.OPERATOR);
        }
    }

    public void killReset(KillResetDecoder command) {
        if (kill.isKnown(command.scope(), command.accountId(), command.targetId())) {
            kill.reset(command.scope(), command.accountId(), command.targetId());
            execution.recheckStops();
        } else {
            events.refused(UNKNOWN_TARGET);
        }
    }

    /** The first deposit into an untouched account opens it; everything later is a flow. */
    public void cash(CashFlowDecoder command) {
        if (!state.hasAccount(command.accountId())) {
            events.refused(UNKNOWN_ACCOUNT);
            return;
        }
        Account account = state.account(command.accountId());
        long amount = command.amountE8();
        long house = state.global.money.cashE8(account.currency);
        if (!isBearable(amount) || !isBearable(account.cashE8) || !isBearable(house)) {
            events.refused(OVERFLOW);
            return;
        }
        monitor.touch(account);
        exposures.cash(account, amount);
        if (!account.opened && !account.traded && amount > 0) {
            exposures.open(account);
        } else {
            exposures.flow(account, amount);
        }
        events.cashChanged(account.id, account.cashE8);
    }

    /** What is there and what comes: a quarter of what a long holds each, more money than any market. */
    private static boolean isBearable(long moneyE8) {
        return moneyE8 > -(Long.MAX_VALUE >> 2) && moneyE8 < Long.MAX_VALUE >> 2;
    }

    /** Account -1 means the house: the sums over all accounts and over each group. */
    public void resetHighWaterMark(ResetHighWaterMarkDecoder command) {
        if (command.accountId() == -1) {
            resetHouse();
            return;
        }
        if (!state.hasAccount(command.accountId())) {
            events.refused(UNKNOWN_ACCOUNT);
            return;
        }
        Account account = state.account(command.accountId());
        monitor.touch(account);
        AccountValue value = monitor.refresh(account);
        if (value.unpriced || value.equityOverflow) {
            events.refused(NO_DATA);
            return;
        }
        account.hwmE8 = value.equityE8;
        account.drawdownLatched = false;
        events.latchChanged(account.id, 4, false, 0, account.hwmE8);
    }

    private void resetHouse() {
        if (state.accountCount() == 0) {
            events.refused(UNKNOWN_ACCOUNT);
            return;
        }
        try {
            for (int i = 0; i < state.groupCount(); i++) {
                resetSums(state.group(i));
            }
            resetSums(state.global);
            events.latchChanged(-1, 4, false, 0, state.global.hwmE8);
        } catch (UnpricedException e) {
            events.refused(NO_DATA);
        } catch (FixedOverflowException e) {
            events.refused(OVERFLOW);
        }
    }

    private void resetSums(@Nullable Aggregate sums) {
        if (sums != null) {
            state.changes.mark(sums);
            sums.setHighWater(sums.equityE8(state));
            sums.drawdownLatched = false;
        }
    }

    public void deadMan(DeadManDecoder command) {
        if (state.hasAccount(command.accountId())) {
            long timeout = command.timeoutNanos();
            boolean disarms = timeout <= 0 || timeout > Long.MAX_VALUE - state.nowNanos;
            long at = disarms ? Long.MAX_VALUE : state.nowNanos + timeout;
            Account account = state.account(command.accountId());
            state.changes.mark(account);
            account.deadManAtNanos = at;
            state.nextDeadManNanos = Math.min(state.nextDeadManNanos, at);
        } else {
            events.refused(UNKNOWN_ACCOUNT);
        }
    }

    public void settings(EngineSettingsDecoder command) {
        for (EngineSettingsDecoder.RowsDecoder row : command.rows()) {
            EngineSetting setting = EngineSetting.byId(row.settingId());
            if (setting == null || !isAllowed(setting, row.settingValue())) {
                events.refused(BAD_VALUE);
                return;
            }
        }
        command.sbeRewind();
        for (EngineSettingsDecoder.RowsDecoder row : command.rows()) {
            EngineSetting setting = EngineSetting.byId(row.settingId());
            if (setting != null) {
                state.setting(setting, row.settingValue());
            }
        }
        state.configVersion++;
        execution.selectVenue();
    }

    /** Values with which the core could not go on, and a venue that comes too late, are refused. */
    private boolean isAllowed(EngineSetting setting, long value) {
        return switch (setting) {
            case VENUE -> value == state.setting(setting) || state.instruments.count() == 0;
            case DAY_OFFSET_NS -> value == state.setting(setting) || state.accountCount() == 0;
            case RHO_SAMPLE_NS, CANCEL_SLICE -> value > 0;
            case RHO_SHIFT -> value >= 0 && value < Long.SIZE;
            default -> true;
        };
    }

    /** A start: market data are unknown until the feed speaks; the kill state is the worse of journal and file. */
    public void boot(BootDecoder command) {
        for (int i = 0; i < state.instruments.count(); i++) {
            Instrument instrument = state.instruments.get(i);
            state.changes.mark(instrument);
            instrument.market.forgetBook();
            if (instrument.kind == Instrument.KIND_TRADABLE) {
                // The match venue's own book survived with its orders; a feed has to speak again.
                execution.venue().publishMarket(instrument, state.nowNanos);
            }
        }
        state.lastQuoteAtNanos = Long.MIN_VALUE;
        state.kill.recovering = command.ready() == 0;
        byte found = command.killState();
        if (found == FILE_MISSING || found == FILE_DAMAGED) {
            state.kill.unknown = true;
            kill.trip((byte) 0, KillLevel.HALTED, false, -1, -1, KillCause.STATE_UNKNOWN);
        } else if (found == FILE_DIFFERS && command.fileGlobalLevel() > state.kill.global) {
            kill.trip((byte) 0, command.fileGlobalLevel(), false, -1, -1, KillCause.STATE_UNKNOWN);
        }
    }

    /** From the next command on the rules of a newer version hold; there is no way back. */
    public void upgrade(UpgradeDecoder command) {
        int version = command.logicVersion();
        if (version <= state.logicVersion || version > LogicVersion.NEWEST) {
            events.refused(BAD_VALUE);
            return;
        }
        events.logicActivated(state.logicVersion, version);
        state.logicVersion = version;
    }

    /** Puts a hash over the whole state into the record. */
    public void hashState() {
        events.stateHash(state.hash());
    }

    /** Takes a client order id out of use, because its command stopped the core, or gives it back. */
    public void quarantine(QuarantineDecoder command) {
        if (!state.hasAccount(command.accountId())) {
            events.refused(UNKNOWN_ACCOUNT);
            return;
        }
        int offset = command.offset() + QuarantineDecoder.clientOrderIdEncodingOffset();
        ClientOrderIds table = state.clientOrderIds;
        int slot = ids.find(command.accountId(), command.buffer(), offset);
        boolean clears = command.cleared() != 0;
        if (clears && slot != ClientOrderIds.NONE && table.orderId(slot) == QUARANTINED_ORDER) {
            table.remove(slot);
        } else if (!clears && slot == ClientOrderIds.NONE) {
            int added = ids.remember(command.accountId(), command.buffer(), offset, 0, QUARANTINED_ORDER);
            table.setOpen(added, true);
        }
        events.quarantined(command.accountId(), clears);
    }
}

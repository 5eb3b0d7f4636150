package io.ringfence.engine.snapshot;

import io.ringfence.engine.gates.Scope;
import io.ringfence.engine.snapshot.schema.AccountSectionDecoder;
import io.ringfence.engine.snapshot.schema.AggregateSectionDecoder;
import io.ringfence.engine.snapshot.schema.ForbiddenSectionDecoder;
import io.ringfence.engine.snapshot.schema.LimitSectionDecoder;
import io.ringfence.engine.snapshot.schema.MemberSectionDecoder;
import io.ringfence.engine.snapshot.schema.PositionSectionDecoder;
import io.ringfence.engine.snapshot.schema.RateWindowSectionDecoder;
import io.ringfence.engine.snapshot.schema.RecentOrderSectionDecoder;
import io.ringfence.engine.snapshot.schema.StrategySectionDecoder;
import io.ringfence.engine.state.Account;
import io.ringfence.engine.state.Aggregate;
import io.ringfence.engine.state.EngineState;
import io.ringfence.engine.state.LimitField;
import io.ringfence.engine.state.LimitSet;
import io.ringfence.engine.state.Position;
import io.ringfence.engine.state.PositionTable;
import io.ringfence.engine.state.RateWindow;
import io.ringfence.engine.state.Strategy;
import org.jspecify.annotations.Nullable;

/** Reads what {@link AccountSections}, {@link LimitSections} and {@link PositionSections} wrote. */
final class AccountReader {
    private final EngineState state;
    private final SectionIn in;

    AccountReader(EngineState state, SectionIn in) {
        this.state = state;
        this.in = in;
    }

    /** Reads the section in hand; false when it is none of these. */
    boolean reads(int kind) {
        switch (kind) {
            case AggregateSectionDecoder.TEMPLATE_ID -> aggregate();
            case AccountSectionDecoder.TEMPLATE_ID -> account();
            case MemberSectionDecoder.TEMPLATE_ID -> members();
            case ForbiddenSectionDecoder.TEMPLATE_ID -> forbidden();
            case RecentOrderSectionDecoder.TEMPLATE_ID -> recentOrders();
            case StrategySectionDecoder.TEMPLATE_ID -> strategy();
            case LimitSectionDecoder.TEMPLATE_ID -> limits();
            case RateWindowSectionDecoder.TEMPLATE_ID -> window();
            case PositionSectionDecoder.TEMPLATE_ID -> positions();
            default -> {
                return false;
            }
        }
        return true;
    }

    private void aggregate() {
        AggregateSectionDecoder section = new AggregateSectionDecoder();
        section.wrapAndApplyHeader(in.buffer(), 0, in.header());
        int id = section.groupId();
        if (id != AccountSections.GLOBAL && id != state.groupCount()) {
            throw new SnapshotException("group " + id + " of the snapshot is out of place");
        }
        skip(section.money());
        Aggregate sums = id == AccountSections.GLOBAL ? state.global : state.addGroup(section.groupName());
        state.changes.mark(sums);
        sums.hwmE8 = section.hwmE8();
        sums.dayLatched = Flag.of(section.dayLatched());
        sums.drawdownLatched = Flag.of(section.drawdownLatched());
        section.sbeRewind();
        for (AggregateSectionDecoder.MoneyDecoder row : section.money()) {
            sums.money.restore(row.currency(), row.cashE8(), row.dayOpenE8(), row.flowsE8(), row.pendingE8());
        }
    }

    private void account() {
        AccountSectionDecoder section = new AccountSectionDecoder();
        section.wrapAndApplyHeader(in.buffer(), 0, in.header());
        if (section.accountId() != state.accountCount()) {
            throw new SnapshotException("account " + section.accountId() + " of the snapshot is out of place");
        }
        Account account = state.addAccount(section.accountName());
        account.currency = section.currency();
        account.maxOpenOrders = section.maxOpenOrders();
        account.smpMode = section.smpMode();
        account.shortAllowed = Flag.of(section.shortAllowed());
        account.killLevel = section.killLevel();
        account.dayLatched = Flag.of(section.dayLatched());
        account.drawdownLatched = Flag.of(section.drawdownLatched());
        account.opened = Flag.of(section.opened());
        account.traded = Flag.of(section.traded());
        account.dayLossWarning = section.dayLossWarning();
        account.drawdownWarning = section.drawdownWarning();
        account.grossWarning = section.grossWarning();
        account.cashE8 = section.cashE8();
        account.day = section.day();
        account.dayEndNanos = section.dayEndNanos();
        account.dayOpenEquityE8 = section.dayOpenEquityE8();
        account.netFlowsE8 = section.netFlowsE8();
        account.hwmE8 = section.hwmE8();
        account.feesE8 = section.feesE8();
        account.deadManAtNanos = section.deadManAtNanos();
        account.throttle.restore(section.throttleParts(), section.throttleAtNanos());
        account.slowedAtNanos = section.slowedAtNanos();
    }

    private void members() {
        MemberSectionDecoder section = new MemberSectionDecoder();
        section.wrapAndApplyHeader(in.buffer(), 0, in.header());
        Aggregate group = group(section.groupId());
        for (MemberSectionDecoder.RowsDecoder row : section.rows()) {
            Account account = account(row.accountId());
            account.addGroup(group);
            group.addMember(account);
        }
    }

    private static void skip(Iterable<?> rows) {
        rows.forEach(row -> {});
    }

    private Aggregate group(int groupId) {
        return known(state.group(groupId), "group", groupId);
    }

    private Strategy strategy(int strategyId) {
        return known(state.strategy(strategyId), "strategy", strategyId);
    }

    private Account account(int accountId) {
        return known(state.hasAccount(accountId) ? state.account(accountId) : null, "account", accountId);
    }

    private int symbol(int symbolId) {
        if (!state.instruments.has(symbolId)) {
            throw new SnapshotException("the snapshot names instrument " + symbolId + " and does not hold it");
        }
        return symbolId;
    }

    private static <T> T known(@Nullable T found, String what, int id) {
        if (found == null) {
            throw new SnapshotException("the snapshot names " + what + " " + id + " and does not hold it");
        }
        return found;
    }

    private void forbidden() {
        ForbiddenSectionDecoder section = new ForbiddenSectionDecoder();
        for (ForbiddenSectionDecoder.RowsDecoder row :
                section.wrapAndApplyHeader(in.buffer(), 0, in.header()).rows()) {
            account(row.accountId()).permit(symbol(row.symbolId()), false);
        }
    }

    private void recentOrders() {
        RecentOrderSectionDecoder section = new RecentOrderSectionDecoder();
        section.wrapAndApplyHeader(in.buffer(), 0, in.header());
        Account account = account(section.accountId());
        int place = 0;
        for (RecentOrderSectionDecoder.RowsDecoder row : section.rows()) {
            account.duplicates.restore(place++, row.fingerprint(), row.atNanos(), section.next());
        }
    }

    private void strategy() {
        StrategySectionDecoder section = new StrategySectionDecoder();
        section.wrapAndApplyHeader(in.buffer(), 0, in.header());
        if (section.strategyId() != state.strategyCount()) {
            throw new SnapshotException("strategy " + section.strategyId() + " of the snapshot is out of place");
        }
        Account account = account(section.accountId());
        Strategy strategy = state.addStrategy(account, section.strategyName());
        strategy.killLevel = section.killLevel();
        strategy.killCause = section.killCause();
    }

    private void limits() {
        LimitSectionDecoder section = new LimitSectionDecoder();
        section.wrapAndApplyHeader(in.buffer(), 0, in.header());
        LimitSet limits = target(section.scope(), section.ownerId());
        for (LimitSectionDecoder.RowsDecoder row : section.rows()) {
            LimitField field = LimitField.byId(row.fieldId());
            if (field == null) {
                throw new SnapshotException("the snapshot has a limit " + row.fieldId() + " that nobody knows");
            }
            limits.set(field, row.limitValue());
        }
        for (LimitSectionDecoder.SymbolsDecoder row : section.symbols()) {
            int symbolId = symbol(row.symbolId());
            limits.setSymbol(LimitField.MAX_ORDER_QTY, symbolId, row.maxOrderQuantityE8());
            limits.setSymbol(LimitField.MAX_ORDER_NOTIONAL, symbolId, row.maxOrderNotionalE8());
            limits.setSymbol(LimitField.POS_QTY, symbolId, row.positionQuantityE8());
        }
        limits.restore(section.limitsVersion(), Flag.of(section.empty()));
    }

    private LimitSet target(byte scope, int ownerId) {
        return switch (scope) {
            case Scope.GLOBAL -> state.global.limits;
            case Scope.GROUP -> group(ownerId).limits;
            case Scope.ACCOUNT -> account(ownerId).limits;
            case Scope.STRATEGY -> strategy(ownerId).limits;
            default -> throw new SnapshotException("the snapshot has limits of the unknown scope " + scope);
        };
    }

    private void window() {
        RateWindowSectionDecoder section = new RateWindowSectionDecoder();
        section.wrapAndApplyHeader(in.buffer(), 0, in.header());
        RateWindow window = switch (section.ownerKind()) {
            case LimitSections.GATE_ERRORS -> state.gateErrors;
            case LimitSections.REJECTS -> strategy(section.ownerId()).rejects;
            case LimitSections.EXECUTIONS -> strategy(section.ownerId()).executions;
            case LimitSections.MESSAGES -> state.sessionRates.window(section.ownerId());
            default -> throw new SnapshotException("the snapshot has a window of no known kind");
        };
        window.restore(section.size(), section.next(), section.total());
        int place = section.first();
        for (RateWindowSectionDecoder.StampsDecoder row : section.stamps()) {
            window.restoreStamp(place++, row.atNanos());
        }
    }

    private void positions() {
        PositionSectionDecoder section = new PositionSectionDecoder();
        for (PositionSectionDecoder.RowsDecoder row :
                section.wrapAndApplyHeader(in.buffer(), 0, in.header()).rows()) {
            PositionTable table = switch (row.ownerKind()) {
                case PositionSections.OF_ACCOUNT -> account(row.ownerId()).positions();
                case PositionSections.OF_STRATEGY -> strategy(row.ownerId()).positions;
                default -> throw new SnapshotException("the snapshot has a position of no known owner");
            };
            Position position = table.open(symbol(row.symbolId()));
            state.changes.mark(position);
            position.posE8 = row.posE8();
            position.openBuyE8 = row.openBuyE8();
            position.openSellE8 = row.openSellE8();
            position.costE8 = row.costE8();
            position.realizedE8 = row.realizedE8();
            position.feesE8 = row.feesE8();
            position.touched();
            table.relist(position);
        }
    }

    /** Sums per symbol and used slots follow from the positions of the accounts. */
    void sumUp() {
        for (int i = 0; i < state.accountCount(); i++) {
            Account account = state.account(i);
            for (int k = 0; k < account.positions().count(); k++) {
                Position position = account.positions().get(k);
                add(state.global, position);
                for (Aggregate group : account.groups) {
                    add(group, position);
                }
            }
        }
    }

    private static void add(Aggregate sums, Position position) {
        sums.shift(
                position.symbolId,
                position.worstE8(),
                position.longE8(),
                position.shortE8(),
                position.posE8,
                position.isUsed() ? 1 : 0);
    }
}

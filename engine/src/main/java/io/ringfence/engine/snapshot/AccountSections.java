package io.ringfence.engine.snapshot;

import io.ringfence.engine.snapshot.schema.AccountSectionEncoder;
import io.ringfence.engine.snapshot.schema.AggregateSectionEncoder;
import io.ringfence.engine.snapshot.schema.ForbiddenSectionEncoder;
import io.ringfence.engine.snapshot.schema.MemberSectionEncoder;
import io.ringfence.engine.snapshot.schema.RecentOrderSectionEncoder;
import io.ringfence.engine.snapshot.schema.StrategySectionEncoder;
import io.ringfence.engine.state.Account;
import io.ringfence.engine.state.Aggregate;
import io.ringfence.engine.state.DuplicatePattern;
import io.ringfence.engine.state.EngineState;
import io.ringfence.engine.state.Strategy;
import java.util.ArrayList;
import java.util.List;

/** Writes the sums, the accounts with what is counted for them, and the strategies; their limits and positions follow. */
final class AccountSections {
    static final int GLOBAL = -1;

    private final EngineState state;
    private final SectionOut out;

    AccountSections(EngineState state, SectionOut out) {
        this.state = state;
        this.out = out;
    }

    void write() {
        aggregate(GLOBAL, state.global);
        for (int i = 0; i < state.groupCount(); i++) {
            Aggregate group = state.group(i);
            if (group != null) {
                aggregate(i, group);
            }
        }
        for (int i = 0; i < state.accountCount(); i++) {
            account(state.account(i));
        }
        for (int i = 0; i < state.groupCount(); i++) {
            Aggregate group = state.group(i);
            if (group != null) {
                members(group);
            }
        }
        forbidden();
        for (int i = 0; i < state.accountCount(); i++) {
            recentOrders(state.account(i));
        }
        for (int i = 0; i < state.strategyCount(); i++) {
            Strategy strategy = state.strategy(i);
            if (strategy != null) {
                strategy(strategy);
            }
        }
    }

    private void aggregate(int id, Aggregate sums) {
        AggregateSectionEncoder section = new AggregateSectionEncoder();
        section.wrapAndApplyHeader(out.buffer(), 0, out.header())
                .groupId(id)
                .hwmE8(sums.hwmE8)
                .dayLatched(Flag.of(sums.dayLatched))
                .drawdownLatched(Flag.of(sums.drawdownLatched));
        AggregateSectionEncoder.MoneyEncoder money = section.moneyCount(sums.money.count());
        for (int i = 0; i < sums.money.count(); i++) {
            money.next()
                    .currency(sums.money.currency(i))
                    .cashE8(sums.money.cashAtE8(i))
                    .dayOpenE8(sums.money.dayOpenAtE8(i))
                    .flowsE8(sums.money.flowsAtE8(i))
                    .pendingE8(sums.money.pendingAtE8(i));
        }
        section.groupName(sums.name);
        out.emit(section.encodedLength());
    }

    private void account(Account account) {
        AccountSectionEncoder section = new AccountSectionEncoder();
        section.wrapAndApplyHeader(out.buffer(), 0, out.header())
                .accountId(account.id)
                .currency(account.currency)
                .maxOpenOrders(account.maxOpenOrders)
                .smpMode(account.smpMode)
                .shortAllowed(Flag.of(account.shortAllowed))
                .killLevel(account.killLevel)
                .dayLatched(Flag.of(account.dayLatched))
                .drawdownLatched(Flag.of(account.drawdownLatched))
                .opened(Flag.of(account.opened))
                .traded(Flag.of(account.traded))
                .dayLossWarning(account.dayLossWarning)
                .drawdownWarning(account.drawdownWarning)
                .grossWarning(account.grossWarning)
                .cashE8(account.cashE8)
                .day(account.day)
                .dayEndNanos(account.dayEndNanos)
                .dayOpenEquityE8(account.dayOpenEquityE8)
                .netFlowsE8(account.netFlowsE8)
                .hwmE8(account.hwmE8)
                .feesE8(account.feesE8)
                .deadManAtNanos(account.deadManAtNanos)
                .throttleParts(account.throttle.parts())
                .throttleAtNanos(account.throttle.lastNanos())
                .slowedAtNanos(account.slowedAtNanos)
                .accountName(account.name);
        out.emit(section.encodedLength());
    }

    private void members(Aggregate group) {
        MemberSectionEncoder section = new MemberSectionEncoder();
        int most = SectionOut.rowsThatFit(
                MemberSectionEncoder.BLOCK_LENGTH, MemberSectionEncoder.RowsEncoder.sbeBlockLength());
        for (int from = 0; from < group.memberCount(); from += most) {
            int to = Math.min(from + most, group.memberCount());
            MemberSectionEncoder.RowsEncoder rows = section.wrapAndApplyHeader(out.buffer(), 0, out.header())
                    .groupId(group.id)
                    .rowsCount(to - from);
            for (int i = from; i < to; i++) {
                rows.next().accountId(group.member(i).id);
            }
            out.emit(section.encodedLength());
        }
    }

    private void forbidden() {
        List<int[]> pairs = new ArrayList<>();
        for (int i = 0; i < state.accountCount(); i++) {
            for (int symbolId = 0; symbolId < state.instruments.count(); symbolId++) {
                if (!state.account(i).mayTrade(symbolId)) {
                    pairs.add(new int[] {i, symbolId});
                }
            }
        }
        ForbiddenSectionEncoder section = new ForbiddenSectionEncoder();
        int most = SectionOut.rowsThatFit(
                ForbiddenSectionEncoder.BLOCK_LENGTH, ForbiddenSectionEncoder.RowsEncoder.sbeBlockLength());
        for (int from = 0; from < pairs.size(); from += most) {
            List<int[]> part = pairs.subList(from, Math.min(from + most, pairs.size()));
            ForbiddenSectionEncoder.RowsEncoder rows =
                    section.wrapAndApplyHeader(out.buffer(), 0, out.header()).rowsCount(part.size());
            for (int[] pair : part) {
                rows.next().accountId(pair[0]).symbolId(pair[1]);
            }
            out.emit(section.encodedLength());
        }
    }

    private void recentOrders(Account account) {
        DuplicatePattern recent = account.duplicates;
        if (recent.size() == 0) {
            return;
        }
        RecentOrderSectionEncoder section = new RecentOrderSectionEncoder();
        RecentOrderSectionEncoder.RowsEncoder rows = section.wrapAndApplyHeader(out.buffer(), 0, out.header())
                .accountId(account.id)
                .next(recent.next())
                .rowsCount(recent.size());
        for (int i = 0; i < recent.size(); i++) {
            rows.next().fingerprint(recent.fingerprint(i)).atNanos(recent.stamp(i));
        }
        out.emit(section.encodedLength());
    }

    private void strategy(Strategy strategy) {
        StrategySectionEncoder section = new StrategySectionEncoder();
        section.wrapAndApplyHeader(out.buffer(), 0, out.header())
                .strategyId(strategy.id)
                .accountId(strategy.accountId)
                .killLevel(strategy.killLevel)
                .killCause(strategy.killCause)
                .strategyName(strategy.name);
        out.emit(section.encodedLength());
    }
}

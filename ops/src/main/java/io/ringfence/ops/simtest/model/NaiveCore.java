package io.ringfence.ops.simtest.model;

import io.ringfence.engine.execution.VenueEvents;
import io.ringfence.engine.gates.Scope;
import io.ringfence.engine.schema.*;
import io.ringfence.engine.schema.LogicActivatedDecoder;
import io.ringfence.engine.schema.UpgradeDecoder;
import io.ringfence.engine.state.EngineSetting;
import io.ringfence.engine.state.KillCause;
import io.ringfence.engine.state.KillLevel;
import io.ringfence.engine.state.LimitField;
import io.ringfence.engine.units.Fixed;
import io.ringfence.ops.simtest.model.Things.Account;
import io.ringfence.ops.simtest.model.Things.Instrument;
import io.ringfence.ops.simtest.model.Things.Working;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The whole core a second time: it is given each command as the journal holds it, says what must have happened, and
 * compares that with what the record holds: readings, decisions, fills, cancels, money, latches, trips, warnings.
 */
public final class NaiveCore implements NaiveRisk.Expected {
    private static final long SECOND = 1_000_000_000L;

    private record Job(Predicate<Working> filter, int reason) {}

    private final World world = new World();
    private final NaiveRisk risk = new NaiveRisk(world, this);
    private final NaiveOrders orders = new NaiveOrders(world, risk, this);
    private final Deque<Job> jobs = new ArrayDeque<>();
    private final List<Account> touched = new ArrayList<>();
    private Tape tape = new Tape(new Recorded(0, 0, new org.agrona.concurrent.UnsafeBuffer(new byte[8]), List.of()));
    private long lastSweep = Long.MIN_VALUE;
    private long lastQuote = Long.MIN_VALUE;
    private int sweepCursor = -1;
    private BigInteger rounding = Exact.ZERO;

    /** Judges the next command of the one history. */
    public void accept(Recorded record) {
        tape = new Tape(record);
        world.now = record.stampNanos();
        touched.clear();
        fireDue();
        dispatch(record);
        halt();
        for (int i = 0; i < touched.size(); i++) {
            risk.settle(touched.get(i));
        }
        halt();
        if (tape.is(StateHashDecoder.TEMPLATE_ID)) {
            tape.take(StateHashDecoder.TEMPLATE_ID);
        }
        tape.end();
        checkConservation();
    }

    private void halt() {
        for (World.Halt halt : world.halts) {
            Things.Strategy strategy = halt.strategy();
            if (strategy.killLevel < KillLevel.HALTED) {
                int before = strategy.killLevel;
                strategy.killLevel = KillLevel.HALTED;
                expectKill(Scope.STRATEGY, strategy.account, strategy.id, KillLevel.HALTED, before, halt.cause());
            }
        }
        world.halts.clear();
    }

    Tape tape() {
        return tape;
    }

    void touched(Account account) {
        if (!touched.contains(account)) {
            touched.add(account);
        }
    }

    private void dispatch(Recorded record) {
        DirectBuffer command = record.command();
        MessageHeaderDecoder header = tape.header;
        switch (record.template()) {
            case NewOrderDecoder.TEMPLATE_ID ->
                orders.enter(record.sequence(), new NewOrderDecoder().wrapAndApplyHeader(command, 0, header));
            case ReplaceOrderDecoder.TEMPLATE_ID ->
                orders.replace(new ReplaceOrderDecoder().wrapAndApplyHeader(command, 0, header));
            case CancelOrderDecoder.TEMPLATE_ID -> orders.cancel();
            case MassCancelDecoder.TEMPLATE_ID ->
                massCancel(new MassCancelDecoder().wrapAndApplyHeader(command, 0, header));
            case CancelSliceDecoder.TEMPLATE_ID -> slice();
            case QuoteDecoder.TEMPLATE_ID -> quote(new QuoteDecoder().wrapAndApplyHeader(command, 0, header));
            case TradeDecoder.TEMPLATE_ID -> trade(new TradeDecoder().wrapAndApplyHeader(command, 0, header));
            case SymbolStatusDecoder.TEMPLATE_ID -> {
                SymbolStatusDecoder d = new SymbolStatusDecoder().wrapAndApplyHeader(command, 0, header);
                world.instruments.get(d.symbolId()).status = d.status();
                call(d.symbolId(), NaiveVenue::recheck);
            }
            case FeedGapDecoder.TEMPLATE_ID -> gap(new FeedGapDecoder().wrapAndApplyHeader(command, 0, header));
            case TimerDecoder.TEMPLATE_ID -> timer();
            default -> administer(command, record.template());
        }
    }

    private void administer(DirectBuffer command, int template) {
        MessageHeaderDecoder header = tape.header;
        if (tape.is(CommandRefusedDecoder.TEMPLATE_ID)) {
            tape.take(CommandRefusedDecoder.TEMPLATE_ID);
            return;
        }
        switch (template) {
            case KillDecoder.TEMPLATE_ID -> kill(new KillDecoder().wrapAndApplyHeader(command, 0, header));
            case KillResetDecoder.TEMPLATE_ID -> killReset();
            case CashFlowDecoder.TEMPLATE_ID -> cash(new CashFlowDecoder().wrapAndApplyHeader(command, 0, header));
            case ResetHighWaterMarkDecoder.TEMPLATE_ID ->
                resetMark(new ResetHighWaterMarkDecoder().wrapAndApplyHeader(command, 0, header));
            case DeadManDecoder.TEMPLATE_ID -> {
                DeadManDecoder d = new DeadManDecoder().wrapAndApplyHeader(command, 0, header);
                world.accounts.get(d.accountId()).deadManAt =
                        d.timeoutNanos() <= 0 ? Long.MAX_VALUE : world.now + d.timeoutNanos();
            }
            case BootDecoder.TEMPLATE_ID -> boot(new BootDecoder().wrapAndApplyHeader(command, 0, header));
            case HashStateDecoder.TEMPLATE_ID -> tape.take(StateHashDecoder.TEMPLATE_ID);
            case UpgradeDecoder.TEMPLATE_ID -> tape.take(LogicActivatedDecoder.TEMPLATE_ID);
            case QuarantineDecoder.TEMPLATE_ID -> tape.take(OrderQuarantinedDecoder.TEMPLATE_ID);
            case PermitSymbolDecoder.TEMPLATE_ID -> {
                // decides a code of validation only
            }
            default -> new Configuring(world, tape).apply(command, template);
        }
    }

    // Deadlines.

    private void fireDue() {
        while (true) {
            Working order = nextExpiry();
            Account armed = nextDeadMan();
            if (order == null && armed == null) {
                return;
            }
            if (order != null && (armed == null || order.expireAt <= armed.deadManAt)) {
                OrderCanceledDecoder d = new OrderCanceledDecoder()
                        .wrapAndApplyHeader(tape.take(OrderCanceledDecoder.TEMPLATE_ID), 0, tape.header);
                tape.require(
                        d.orderId() == order.id && d.reason() == VenueEvents.CANCELED_EXPIRED,
                        "order " + order.id + " had to expire next");
                cancelTaken(order, VenueEvents.CANCELED_EXPIRED);
            } else if (armed != null) {
                armed.deadManAt = Long.MAX_VALUE;
                tripDeadMan(armed);
            }
        }
    }

    private @Nullable Working nextExpiry() {
        Working next = null;
        for (Working order : world.orders.values()) {
            boolean due = order.expireAt <= world.now;
            next = due && (next == null || order.expireAt < next.expireAt) ? order : next;
        }
        return next;
    }

    private @Nullable Account nextDeadMan() {
        Account next = null;
        for (Account account : world.accounts) {
            boolean due = account.deadManAt <= world.now && account.deadManAt != Long.MAX_VALUE;
            next = due && (next == null || account.deadManAt < next.deadManAt) ? account : next;
        }
        return next;
    }

    private void tripDeadMan(Account account) {
        int before = account.killLevel;
        account.killLevel = KillLevel.HALTED;
        expectKill(Scope.ACCOUNT, account.id, -1, KillLevel.HALTED, before, KillCause.DEAD_MAN);
        startCancels(order -> order.account == account.id, VenueEvents.CANCELED_DEAD_MAN);
    }

    // What the venue does.

    interface Call {
        void on(NaiveVenue venue);
    }

    /** Lets the venue do something and finds exactly that in the record. */
    void call(int symbol, Call call) {
        NaiveVenue venue = world.venues.get(symbol);
        call.on(venue);
        for (Happened each : venue.take()) {
            expect(each);
        }
        venue.publish(world.now);
    }

    /** A cancel whose first event was taken already. */
    void cancelTaken(Working order, int reason) {
        NaiveVenue venue = world.venues.get(order.symbol);
        venue.cancel(order, reason);
        List<Happened> all = venue.take();
        ended(order, all.get(0));
        all.subList(1, all.size()).forEach(this::expect);
        venue.publish(world.now);
    }

    private void expect(Happened each) {
        MessageHeaderDecoder header = tape.header;
        switch (each.kind()) {
            case FILLED -> filled(each);
            case CANCELED -> {
                OrderCanceledDecoder d = new OrderCanceledDecoder()
                        .wrapAndApplyHeader(tape.take(OrderCanceledDecoder.TEMPLATE_ID), 0, header);
                tape.require(
                        d.orderId() == each.order().id && d.reason() == each.reason() && d.cumE8() == each.order().cum,
                        "order " + each.order().id + " had to end with reason " + each.reason());
                ended(each.order(), each);
            }
            case TRIGGERED -> {
                OrderTriggeredDecoder d = new OrderTriggeredDecoder()
                        .wrapAndApplyHeader(tape.take(OrderTriggeredDecoder.TEMPLATE_ID), 0, header);
                tape.require(d.orderId() == each.order().id, "stop " + each.order().id + " had to fire");
            }
            case REPLACED -> orders.replaced(each);
            case BOUNDED -> orders.bounded(each);
        }
    }

    private void ended(Working order, Happened each) {
        world.reserve(order, order.cum - order.total);
        world.orders.remove(order.id);
        tape.require(each.order() == order, "another order ended");
    }

    private void filled(Happened each) {
        Working order = each.order();
        Account account = world.accounts.get(order.account);
        risk.touch(account);
        ExecutionDecoder d =
                new ExecutionDecoder().wrapAndApplyHeader(tape.take(ExecutionDecoder.TEMPLATE_ID), 0, tape.header);
        tape.require(
                d.orderId() == order.id
                        && d.counterOrderId() == each.counter()
                        && d.priceE8() == each.price()
                        && d.quantityE8() == each.quantity()
                        && d.side() == (order.buys ? 0 : 1)
                        && d.liquidity() == (each.maker() ? 1 : 2),
                "expected a fill of order " + order.id + ": " + each.quantity() + " at " + each.price());
        BigInteger price = Exact.of(each.price());
        BigInteger quantity = Exact.of(each.quantity());
        BigInteger notional =
                order.buys ? Exact.ceil(price, quantity, Exact.UNIT) : Exact.floor(price, quantity, Exact.UNIT);
        long ppm = world.setting(each.maker() ? EngineSetting.MAKER_FEE_PPM : EngineSetting.TAKER_FEE_PPM);
        BigInteger fee = Exact.ceil(notional, Exact.of(ppm), Exact.PPM);
        tape.require(fee.equals(Exact.of(d.feeE8())), "the fee must be " + fee);
        account.cash =
                account.cash.add(order.buys ? notional.negate() : notional).subtract(fee);
        account.fees = account.fees.add(fee);
        account.traded = true;
        rounding = rounding.add(BigInteger.ONE);
        world.fill(order, each.quantity());
        if (d.leavesE8() == 0) {
            world.orders.remove(order.id);
        }
        touched(account);
    }

    // Mass cancels.

    void startCancels(Predicate<Working> filter, int reason) {
        jobs.add(new Job(filter, reason));
        run(jobs.getLast());
    }

    private void slice() {
        Job job = jobs.peek();
        if (job != null) {
            run(job);
        }
    }

    private void run(Job job) {
        boolean fired = false;
        while (tape.is(OrderCanceledDecoder.TEMPLATE_ID)) {
            OrderCanceledDecoder d = new OrderCanceledDecoder()
                    .wrapAndApplyHeader(tape.take(OrderCanceledDecoder.TEMPLATE_ID), 0, tape.header);
            Working order = world.orders.get(d.orderId());
            if (order == null || d.reason() != job.reason()) {
                throw tape.wrong("a mass cancel took an order with another reason");
            }
            tape.require(job.filter().test(order), "a mass cancel took an order that it was not asked for");
            cancelTaken(order, job.reason());
            fired |= !tape.is(OrderCanceledDecoder.TEMPLATE_ID) && !tape.is(MassCancelReportDecoder.TEMPLATE_ID);
        }
        MassCancelReportDecoder report = new MassCancelReportDecoder()
                .wrapAndApplyHeader(tape.take(MassCancelReportDecoder.TEMPLATE_ID), 0, tape.header);
        if (report.remaining() == 0) {
            jobs.remove(job);
            boolean missed = world.orders.values().stream().anyMatch(job.filter());
            tape.require(!missed || fired, "a mass cancel left an order open");
        }
    }

    private void massCancel(MassCancelDecoder d) {
        if (tape.is(CommandRefusedDecoder.TEMPLATE_ID)) {
            tape.take(CommandRefusedDecoder.TEMPLATE_ID);
            return;
        }
        int account = d.accountId();
        int symbol = d.symbolId();
        int side = d.side();
        startCancels(
                order -> (account < 0 || order.account == account)
                        && (symbol < 0 || order.symbol == symbol)
                        && (side < 0 || order.buys == (side == 0)),
                VenueEvents.CANCELED_MASS);
    }

    // Market data.

    private void quote(QuoteDecoder d) {
        Instrument market = world.instruments.get(d.symbolId());
        lastQuote = world.now;
        market.bid = price(d.bidE8());
        market.ask = price(d.askE8());
        market.bidSize = market.bid == null ? 0 : Math.max(0, d.bidQuantityE8());
        market.askSize = market.ask == null ? 0 : Math.max(0, d.askQuantityE8());
        market.bookAt = world.now;
        Long bid = market.bid;
        Long ask = market.ask;
        if (bid != null && ask != null) {
            market.mark = Math.floorDiv(bid + ask, 2L);
        }
        Long last = price(d.lastE8());
        if (last != null) {
            refer(market, last);
        }
        call(d.symbolId(), venue -> {
            venue.quoted();
            if (last != null) {
                venue.referred();
            }
        });
    }

    private void refer(Instrument market, long price) {
        market.reference = price;
        market.referenceAt = world.now;
        market.referenceAges = true;
    }

    static @Nullable Long price(long price) {
        return price > 0 ? price : null;
    }

    private void trade(TradeDecoder d) {
        refer(world.instruments.get(d.symbolId()), d.priceE8());
        call(d.symbolId(), venue -> {
            venue.printed(d.priceE8(), Math.max(0, d.quantityE8()));
            venue.referred();
        });
    }

    private void gap(FeedGapDecoder d) {
        Instrument market = world.instruments.get(d.symbolId());
        if (market.gapOpen && d.open() == 0) {
            market.gapHealedAt = world.now;
        }
        market.gapOpen = d.open() != 0;
        call(d.symbolId(), NaiveVenue::recheck);
    }

    // Time.

    private void timer() {
        int count = world.accounts.size();
        if (count == 0) {
            return;
        }
        long elapsed = lastSweep == Long.MIN_VALUE ? SECOND : Math.min(SECOND, world.now - lastSweep);
        lastSweep = world.now;
        long due = Math.min(count, -Math.floorDiv(-count * elapsed, SECOND));
        for (long i = 0; i < due; i++) {
            sweepCursor = sweepCursor + 1 >= count ? 0 : sweepCursor + 1;
            risk.touch(world.accounts.get(sweepCursor));
            risk.settle(world.accounts.get(sweepCursor));
        }
        boolean watched = world.accounts.get(0).limits.flag(LimitField.TRIP_FEEDS_DEAD);
        boolean dead =
                lastQuote != Long.MIN_VALUE && world.now - lastQuote > world.setting(EngineSetting.FEEDS_DEAD_NS);
        if (watched && dead && world.globalKill < KillLevel.REDUCE_ONLY) {
            int before = world.globalKill;
            world.globalKill = KillLevel.REDUCE_ONLY;
            expectKill(Scope.GLOBAL, -1, -1, KillLevel.REDUCE_ONLY, before, KillCause.FEEDS_DEAD);
        }
    }

    // People.

    private void kill(KillDecoder d) {
        int before = world.killLevel(d.scope(), d.accountId(), d.targetId());
        int level = Math.max(before, d.level());
        world.kill(d.scope(), d.accountId(), d.targetId(), level);
        expectKill(d.scope(), d.accountId(), d.targetId(), level, before, KillCause.OPERATOR);
        if (d.cancelAll() != 0) {
            startCancels(inScope(d.scope(), d.accountId(), d.targetId()), VenueEvents.CANCELED_KILL);
        }
    }

    static Predicate<Working> inScope(int scope, int account, int target) {
        return switch (scope) {
            case Scope.ACCOUNT -> order -> order.account == account;
            case Scope.SYMBOL -> order -> order.symbol == target;
            case Scope.STRATEGY -> order -> order.strategy == target;
            case Scope.SESSION -> order -> order.session == target;
            default -> order -> true;
        };
    }

    void expectKill(int scope, int account, int target, int level, int previous, int cause) {
        KillChangedDecoder d =
                new KillChangedDecoder().wrapAndApplyHeader(tape.take(KillChangedDecoder.TEMPLATE_ID), 0, tape.header);
        boolean same = d.scope() == scope && d.level() == level && d.cause() == cause;
        boolean before = previous < 0 || d.previousLevel() == previous;
        boolean where = (scope != Scope.ACCOUNT || d.accountId() == account)
                && ((scope != Scope.SYMBOL && scope != Scope.STRATEGY) || d.targetId() == target);
        tape.require(same && before && where, "expected level " + level + " of scope " + scope + ", cause " + cause);
    }

    private void killReset() {
        KillChangedDecoder d =
                new KillChangedDecoder().wrapAndApplyHeader(tape.take(KillChangedDecoder.TEMPLATE_ID), 0, tape.header);
        tape.require(d.level() == 0 && d.cause() == KillCause.RESET, "a reset opens");
        world.kill(d.scope(), d.accountId(), d.targetId(), 0);
        world.unknown &= d.scope() != Scope.GLOBAL;
        for (int symbol = 0; symbol < world.instruments.size(); symbol++) {
            call(symbol, NaiveVenue::recheck);
        }
    }

    private void cash(CashFlowDecoder d) {
        Account account = world.accounts.get(d.accountId());
        risk.touch(account);
        BigInteger amount = Exact.of(d.amountE8());
        account.cash = account.cash.add(amount);
        account.deposits = account.deposits.add(amount);
        BigInteger change = amount;
        if (!account.opened && !account.traded && amount.signum() > 0) {
            account.opened = true;
            change = account.cash.subtract(account.highWater);
            account.dayOpen = account.cash;
            account.flows = Exact.ZERO;
        } else {
            account.flows = account.flows.add(amount);
        }
        account.highWater = account.highWater.add(change);
        for (Things.Sums sums : world.sumsOf(account)) {
            sums.highWater = sums.highWater.add(change);
        }
        CashChangedDecoder changed =
                new CashChangedDecoder().wrapAndApplyHeader(tape.take(CashChangedDecoder.TEMPLATE_ID), 0, tape.header);
        tape.require(account.cash.equals(Exact.of(changed.cashE8())), "the cash must be " + account.cash);
    }

    private void resetMark(ResetHighWaterMarkDecoder d) {
        if (d.accountId() == -1) {
            List<Things.Sums> all = new ArrayList<>(world.groups);
            all.add(world.global);
            for (Things.Sums sums : all) {
                sums.highWater = world.value.equity(sums);
                sums.drawdownLatched = false;
            }
        } else {
            Account account = world.accounts.get(d.accountId());
            risk.touch(account);
            risk.refresh(account);
            if (tape.is(CommandRefusedDecoder.TEMPLATE_ID)) {
                tape.take(CommandRefusedDecoder.TEMPLATE_ID);
                tape.require(world.value.unpriced(account), "a mark that can be read was not reset");
                return;
            }
            account.highWater = world.value.equity(account);
            account.drawdownLatched = false;
        }
        LatchChangedDecoder latch = new LatchChangedDecoder()
                .wrapAndApplyHeader(tape.take(LatchChangedDecoder.TEMPLATE_ID), 0, tape.header);
        tape.require(latch.gate() == 4 && latch.latched() == 0, "a reset takes the latch back");
    }

    private void boot(BootDecoder d) {
        for (Instrument market : world.instruments) {
            market.bid = null;
            market.ask = null;
            market.bidSize = 0;
            market.askSize = 0;
            market.bookAt = null;
            world.venues.get(market.id).publish(world.now);
        }
        lastQuote = Long.MIN_VALUE;
        world.recovering = d.ready() == 0;
        boolean lost = d.killState() == 2 || d.killState() == 3;
        world.unknown |= lost;
        int level = lost ? KillLevel.HALTED : d.killState() == 4 ? d.fileGlobalLevel() : 0;
        if (level > world.globalKill) {
            int before = world.globalKill;
            world.globalKill = level;
            expectKill(Scope.GLOBAL, -1, -1, level, before, KillCause.STATE_UNKNOWN);
        }
    }

    // What risk says.

    @Override
    public void dayRolls(Account account, BigInteger equity) {
        DayRollDecoder d =
                new DayRollDecoder().wrapAndApplyHeader(tape.take(DayRollDecoder.TEMPLATE_ID), 0, tape.header);
        tape.require(
                d.accountId() == account.id && equity.equals(Exact.of(d.dayOpenEquityE8())),
                "the day of account " + account.id + " must open at " + equity);
    }

    @Override
    public void latches(Account account, int gate, BigInteger observed, BigInteger limit) {
        LatchChangedDecoder d = new LatchChangedDecoder()
                .wrapAndApplyHeader(tape.take(LatchChangedDecoder.TEMPLATE_ID), 0, tape.header);
        boolean same = d.accountId() == account.id && d.gate() == gate && d.latched() == 1;
        tape.require(
                same && observed.equals(Exact.of(d.observed())) && limit.equals(Exact.of(d.limitValue())),
                "gate " + gate + " of account " + account.id + " must latch at " + observed + " of " + limit);
    }

    @Override
    public void trips(int scope, Account account, int level, boolean cancels, int cause) {
        expectKill(scope, account.id, -1, level, -1, cause);
        if (cancels) {
            startCancels(inScope(scope, account.id, -1), VenueEvents.CANCELED_KILL);
        }
    }

    @Override
    public void warns(Account account, int gate, int stage) {
        UsageWarningDecoder d = new UsageWarningDecoder()
                .wrapAndApplyHeader(tape.take(UsageWarningDecoder.TEMPLATE_ID), 0, tape.header);
        tape.require(
                d.accountId() == account.id && d.gate() == gate && d.stage() == stage,
                "expected warning stage " + stage + " of gate " + gate + " for account " + account.id);
    }

    /** Accounts that trade with each other neither make nor lose quantity or money, but for roundings. */
    private void checkConservation() {
        if (!world.match() || tape.sequence % 16 != 0) {
            return;
        }
        BigInteger money = Exact.ZERO;
        for (Account account : world.accounts) {
            money = money.add(account.cash).add(account.fees);
        }
        BigInteger lost = world.deposits().subtract(money);
        tape.require(lost.signum() >= 0 && lost.compareTo(rounding) <= 0, "money came from nowhere or went there");
        for (Instrument instrument : world.instruments) {
            BigInteger net = world.value.net(world.global, instrument.id);
            tape.require(net.signum() == 0, "positions in symbol " + instrument.id + " do not sum to zero");
        }
    }

    static boolean absent(long value) {
        return value == Fixed.ABSENT;
    }
}

package io.ringfence.ops.simtest.model;

import io.ringfence.engine.execution.VenueEvents;
import io.ringfence.engine.gates.Decision;
import io.ringfence.engine.gates.Readings;
import io.ringfence.engine.gates.ReadingsCodec;
import io.ringfence.engine.gates.Scope;
import io.ringfence.engine.gates.Verdict;
import io.ringfence.engine.schema.*;
import io.ringfence.engine.state.KillCause;
import io.ringfence.engine.state.LimitField;
import io.ringfence.engine.state.Order;
import io.ringfence.ops.simtest.model.Things.Account;
import io.ringfence.ops.simtest.model.Things.Strategy;
import io.ringfence.ops.simtest.model.Things.Working;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/** New orders, replaces and cancels: gates, decision, reservation. Codes of validation (1xxx) are taken as they are. */
final class NaiveOrders {
    private static final long TEN_SECONDS = 10_000_000_000L;

    private final World world;
    private final NaiveRisk risk;
    private final NaiveCore core;
    private final UnsafeBuffer bytes = new UnsafeBuffer(new byte[1024]);
    private final Readings made = new Readings();
    private long leavesBefore;
    private int timeInForce;
    private long expireAt;

    NaiveOrders(World world, NaiveRisk risk, NaiveCore core) {
        this.world = world;
        this.risk = risk;
        this.core = core;
    }

    void enter(long sequence, NewOrderDecoder d) {
        Tape tape = core.tape();
        boolean known = d.accountId() >= 0 && d.accountId() < world.accounts.size();
        if (known && tape.is(DayRollDecoder.TEMPLATE_ID)) {
            risk.touch(world.accounts.get(d.accountId()));
        }
        if (tape.is(OrderRejectedDecoder.TEMPLATE_ID)) {
            tape.take(OrderRejectedDecoder.TEMPLATE_ID);
            return;
        }
        if (tape.is(DuplicateOrderDecoder.TEMPLATE_ID)) {
            tape.take(DuplicateOrderDecoder.TEMPLATE_ID);
            return;
        }
        Account account = world.accounts.get(d.accountId());
        risk.touch(account);
        risk.refresh(account);
        Strategy strategy = world.strategy(d.strategyId());
        Question question = new Question(
                account,
                world.instruments.get(d.symbolId()),
                strategy,
                d.origin().sessionId(),
                d.side() == Order.BUY,
                d.orderType(),
                Exact.of(d.quantityE8()),
                Exact.of(d.quantityE8()),
                optional(d.limitPriceE8()),
                optional(d.stopPriceE8()),
                (d.flags() & Order.FLAG_REDUCE_ONLY) != 0,
                null);
        boolean wished = (d.flags() & Order.FLAG_ALLOW_REDUCE_GIVEN) == 0 || (d.flags() & Order.FLAG_ALLOW_REDUCE) != 0;
        boolean reducible =
                account.limits.flag(LimitField.REDUCE_ALLOWED) && wished && d.timeInForce() != Order.TIF_FOK;
        long approved = decide(question, reducible, Math.max(0, d.minQuantityE8()));
        if (approved < 0) {
            tape.take(OrderRejectedDecoder.TEMPLATE_ID);
            refused(account, strategy);
        } else {
            work(sequence, d, account, approved);
        }
        latchedSettles(account);
    }

    private void latchedSettles(Account account) {
        if (account.dayLatched || account.drawdownLatched) {
            core.touched(account);
        }
    }

    static @Nullable Long optional(long value) {
        return NaiveCore.absent(value) ? null : value;
    }

    private void work(long sequence, NewOrderDecoder d, Account account, long approved) {
        Tape tape = core.tape();
        OrderAcceptedDecoder accepted = new OrderAcceptedDecoder()
                .wrapAndApplyHeader(tape.take(OrderAcceptedDecoder.TEMPLATE_ID), 0, tape.header);
        tape.require(accepted.orderId() == sequence && accepted.quantityE8() == approved, "accepted another quantity");
        int selfMatch = d.smpMode() == -1 ? world.selfMatch.get(account.id) : d.smpMode();
        Working order = new Working(
                sequence,
                account.id,
                d.symbolId(),
                d.strategyId(),
                d.origin().sessionId(),
                d.side() == Order.BUY,
                d.orderType(),
                d.flags(),
                Math.max(0, d.minQuantityE8()),
                NaiveCore.absent(d.smpId()) ? account.id : d.smpId(),
                selfMatch);
        order.timeInForce = d.timeInForce() == -1 ? Order.TIF_DAY : d.timeInForce();
        order.total = approved;
        order.limit = d.orderType() == Order.TYPE_MARKET
                ? world.instruments.get(d.symbolId()).bound(order.buys)
                : optional(d.limitPriceE8());
        order.stop = optional(d.stopPriceE8());
        order.expireAt = switch (order.timeInForce) {
            case Order.TIF_GTD -> d.expireAtNanos();
            case Order.TIF_DAY -> account.dayEnd;
            default -> Long.MAX_VALUE;
        };
        world.orders.put(order.id, order);
        world.reserve(order, approved);
        core.call(order.symbol, venue -> venue.submit(order));
    }

    /** Gates, composition, comparison with the record; the approved quantity, or -1. */
    private long decide(Question question, boolean reducible, long minimum) {
        Tape tape = core.tape();
        DecisionDecoder d =
                new DecisionDecoder().wrapAndApplyHeader(tape.take(DecisionDecoder.TEMPLATE_ID), 0, tape.header);
        NaiveGates gates = new NaiveGates(world.value, world.global, world.rho, world.instruments.size(), question);
        List<NaiveReading> readings = new ArrayList<>();
        readings.add(new NaiveKill(world, question).read());
        readings.add(new NaiveData(question.instrument(), question.account().limits, world.now).read(question));
        readings.addAll(gates.read());
        compare(d, readings, question.quantity());
        return compose(d, readings, gates, question, reducible, minimum);
    }

    private void compare(DecisionDecoder d, List<NaiveReading> readings, BigInteger quantity) {
        Tape tape = core.tape();
        int length = d.readingsLength();
        d.getReadings(bytes, 0, length);
        ReadingsCodec.decode(bytes, 0, d.quantityE8(), made);
        tape.require(quantity.equals(Exact.of(d.quantityE8())), "the gates were asked about another quantity");
        for (int gate = 1; gate <= Readings.GATES; gate++) {
            NaiveReading own = readings.get(gate - 1);
            boolean scoped = own.scope() == Scope.STRATEGY || own.scope() == Scope.GROUP;
            boolean same = own.verdict() == made.verdict[gate]
                    && own.code() == made.code[gate]
                    && own.observed().equals(Exact.of(made.observed[gate]))
                    && own.limit().equals(Exact.of(made.limit[gate]))
                    && own.allowed().equals(Exact.of(made.allowedE8[gate]))
                    && own.scope() == made.scopeType[gate]
                    && (!scoped || own.scopeId() == made.scopeId[gate]);
            tape.require(
                    same,
                    "gate " + gate + " must read " + own + ", the record holds verdict "
                            + made.verdict[gate] + " code " + made.code[gate] + " observed " + made.observed[gate]
                            + " limit "
                            + made.limit[gate] + " allowed " + made.allowedE8[gate] + " scope " + made.scopeType[gate]);
        }
    }

    private long compose(
            DecisionDecoder d,
            List<NaiveReading> readings,
            NaiveGates gates,
            Question question,
            boolean reducible,
            long minimum) {
        int refusing = lowest(readings, Verdict.REJECT, Verdict.ERROR);
        refusing = refusing == 0 ? lowest(readings, Verdict.NOT_EVALUABLE, Verdict.NOT_EVALUABLE) : refusing;
        if (refusing != 0) {
            return expect(d, Decision.REJECT, readings.get(refusing - 1).code(), 0, 0);
        }
        NaiveReading binding = readings.stream()
                .min(Comparator.comparing(NaiveReading::allowed))
                .orElseThrow();
        if (binding.allowed().equals(question.quantity())) {
            return expect(d, Decision.APPROVE, 0, question.quantity().longValueExact(), 0);
        }
        long lot = question.instrument().lot;
        long rounded = binding.allowed().longValueExact() / lot * lot;
        if (!reducible || rounded < minimum) {
            return expect(d, Decision.REJECT, binding.code(), 0, Decision.FLAG_NOT_REDUCIBLE);
        }
        BigInteger worth = Exact.ceil(Exact.of(rounded), gates.orderPrice(), Exact.UNIT);
        boolean small = rounded == 0
                || rounded < question.instrument().minimum
                || worth.compareTo(Exact.of(question.instrument().minNotional)) < 0;
        return small
                ? expect(d, Decision.REJECT, binding.code(), 0, Decision.FLAG_RESIDUAL_BELOW_MIN)
                : expect(d, Decision.REDUCE_SIZE, binding.code(), rounded, 0);
    }

    private static int lowest(List<NaiveReading> readings, int one, int other) {
        for (int gate = 1; gate <= readings.size(); gate++) {
            int verdict = readings.get(gate - 1).verdict();
            if (verdict == one || verdict == other) {
                return gate;
            }
        }
        return 0;
    }

    private long expect(DecisionDecoder d, int result, int code, long approved, int flags) {
        core.tape()
                .require(
                        d.result() == result
                                && d.primaryCode() == code
                                && d.approvedE8() == approved
                                && (d.flags() & ~Decision.FLAG_REPLACE) == flags,
                        "the decision must be " + result + " with code " + code + ", approved " + approved);
        return result == Decision.REJECT ? -1 : approved;
    }

    /** A refusal by the gates counts for the strategy, an error of a gate for the house. */
    private void refused(Account account, @Nullable Strategy strategy) {
        long most = account.limits.get(LimitField.TRIP_REJECTS, 0);
        if (most > 0 && strategy != null) {
            long window = account.limits.get(LimitField.TRIP_REJECTS_WINDOW_NS, TEN_SECONDS);
            if (world.exceeds(strategy.rejects, most, window)) {
                world.halts.add(new World.Halt(strategy, KillCause.REJECT_RATE));
            }
        }
    }

    void cancel() {
        Tape tape = core.tape();
        touchIfRolled();
        if (tape.is(CancelRejectedDecoder.TEMPLATE_ID)) {
            tape.take(CancelRejectedDecoder.TEMPLATE_ID);
        } else if (tape.is(DuplicateOrderDecoder.TEMPLATE_ID)) {
            tape.take(DuplicateOrderDecoder.TEMPLATE_ID);
        } else {
            OrderCanceledDecoder d = new OrderCanceledDecoder()
                    .wrapAndApplyHeader(tape.take(OrderCanceledDecoder.TEMPLATE_ID), 0, tape.header);
            Working order = open(d.orderId());
            tape.require(d.reason() == VenueEvents.CANCELED_BY_USER, "a cancel with another reason");
            core.cancelTaken(order, VenueEvents.CANCELED_BY_USER);
        }
    }

    /** An order that the model has open. */
    Working open(long id) {
        Working order = world.orders.get(id);
        if (order == null) {
            throw core.tape().wrong("order " + id + " is not open");
        }
        return order;
    }

    private void touchIfRolled() {
        Tape tape = core.tape();
        if (tape.is(DayRollDecoder.TEMPLATE_ID)) {
            int id = new DayRollDecoder()
                    .wrapAndApplyHeader(tape.look(), 0, tape.header)
                    .accountId();
            risk.touch(world.accounts.get(id));
        }
    }

    void replace(ReplaceOrderDecoder request) {
        Tape tape = core.tape();
        touchIfRolled();
        if (tape.is(CancelRejectedDecoder.TEMPLATE_ID)) {
            tape.take(CancelRejectedDecoder.TEMPLATE_ID);
            return;
        }
        if (tape.is(DuplicateOrderDecoder.TEMPLATE_ID)) {
            tape.take(DuplicateOrderDecoder.TEMPLATE_ID);
            return;
        }
        Account account = world.accounts.get(request.accountId());
        risk.touch(account);
        risk.refresh(account);
        long id = new DecisionDecoder()
                .wrapAndApplyHeader(tape.look(), 0, tape.header)
                .orderId();
        decideReplace(request, account, open(id));
    }

    private void decideReplace(ReplaceOrderDecoder request, Account account, Working order) {
        Tape tape = core.tape();
        long total = NaiveCore.absent(request.quantityE8()) ? order.total : request.quantityE8();
        long newLeaves = Math.max(0, total - order.cum);
        long increment = Math.max(0, newLeaves - order.leaves());
        // A market order has no limit of its own for the gates when it is replaced, as the request names none.
        Long limit = NaiveCore.absent(request.limitPriceE8()) ? order.limit : Long.valueOf(request.limitPriceE8());
        Long stop = NaiveCore.absent(request.stopPriceE8()) ? order.stop : Long.valueOf(request.stopPriceE8());
        boolean samePrices = java.util.Objects.equals(limit, order.limit) && java.util.Objects.equals(stop, order.stop);
        boolean onlyFalls = newLeaves <= order.leaves() && samePrices;
        Strategy strategy = world.strategy(order.strategy);
        Question question = new Question(
                account,
                world.instruments.get(order.symbol),
                strategy,
                request.origin().sessionId(),
                order.buys,
                order.type,
                Exact.of(increment),
                Exact.of(total),
                limit,
                stop,
                (order.flags & Order.FLAG_REDUCE_ONLY) != 0 && increment > 0,
                onlyFalls ? null : strictWhole(account, order, newLeaves));
        long approved = decide(question, false, 0);
        if (approved < 0) {
            refused(account, strategy);
        }
        latchedSettles(account);
        if (approved < 0) {
            tape.take(CancelRejectedDecoder.TEMPLATE_ID);
            return;
        }
        leavesBefore = order.leaves();
        timeInForce = request.timeInForce() == -1 ? order.timeInForce : request.timeInForce();
        expireAt = switch (timeInForce) {
            case Order.TIF_DAY -> account.dayEnd;
            case Order.TIF_GTD -> NaiveCore.absent(request.expireAtNanos()) ? order.expireAt : request.expireAtNanos();
            default -> Long.MAX_VALUE;
        };
        order.timeInForce = timeInForce;
        order.expireAt = expireAt;
        core.call(order.symbol, venue -> venue.replace(order, total, limit, stop));
    }

    /** Gate 2 classifies the whole new leaves, with the old order taken out. */
    private static boolean strictWhole(Account account, Working order, long newLeaves) {
        Things.Holding own = account.holdings.of(order.symbol);
        BigInteger opposite = order.buys ? own.position.negate() : own.position;
        BigInteger open = (order.buys ? own.openBuy : own.openSell).subtract(Exact.of(order.leaves()));
        BigInteger free = Exact.positive(opposite.subtract(open));
        return free.compareTo(Exact.of(newLeaves)) >= 0;
    }

    /** A stop's limit moved when it fired. */
    void bounded(Happened each) {
        Tape tape = core.tape();
        OrderReplacedDecoder d = new OrderReplacedDecoder()
                .wrapAndApplyHeader(tape.take(OrderReplacedDecoder.TEMPLATE_ID), 0, tape.header);
        Working order = each.order();
        Long limit = order.limit;
        boolean same = d.orderId() == order.id && d.quantityE8() == order.total;
        tape.require(
                same && limit != null && d.limitPriceE8() == (long) limit,
                "stop " + order.id + " had to be bounded to " + limit);
    }

    void replaced(Happened each) {
        Tape tape = core.tape();
        OrderReplacedDecoder d = new OrderReplacedDecoder()
                .wrapAndApplyHeader(tape.take(OrderReplacedDecoder.TEMPLATE_ID), 0, tape.header);
        Working order = each.order();
        boolean same = d.orderId() == order.id
                && d.quantityE8() == each.quantity()
                && d.timeInForce() == timeInForce
                && d.expireAtNanos() == expireAt;
        tape.require(same, "order " + order.id + " had to be replaced to " + each.quantity());
        world.reserve(order, d.leavesE8() - leavesBefore);
        if (d.leavesE8() == 0) {
            world.orders.remove(order.id);
        }
    }
}

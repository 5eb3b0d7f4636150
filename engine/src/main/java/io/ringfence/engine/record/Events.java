package io.ringfence.engine.record;

import io.ringfence.engine.gates.Decision;
import io.ringfence.engine.gates.Readings;
import io.ringfence.engine.gates.ReadingsCodec;
import io.ringfence.engine.schema.*;
import io.ringfence.engine.state.Order;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.MutableDirectBuffer;

/** Writes what a command caused into its commit record, one method per kind of event. */
public final class Events {
    private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;

    private final RecordWriter writer;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final DecisionEncoder decision = new DecisionEncoder();
    private final OrderAcceptedEncoder accepted = new OrderAcceptedEncoder();
    private final OrderRejectedEncoder rejected = new OrderRejectedEncoder();
    private final ExecutionEncoder execution = new ExecutionEncoder();
    private final OrderCanceledEncoder canceled = new OrderCanceledEncoder();
    private final OrderReplacedEncoder replaced = new OrderReplacedEncoder();
    private final CancelRejectedEncoder cancelRejected = new CancelRejectedEncoder();
    private final OrderTriggeredEncoder triggered = new OrderTriggeredEncoder();
    private final DuplicateOrderEncoder duplicate = new DuplicateOrderEncoder();
    private final KillChangedEncoder kill = new KillChangedEncoder();
    private final DayRollEncoder dayRoll = new DayRollEncoder();
    private final LimitsChangedEncoder limits = new LimitsChangedEncoder();
    private final StateHashEncoder stateHash = new StateHashEncoder();
    private final CashChangedEncoder cash = new CashChangedEncoder();
    private final MassCancelReportEncoder massCancel = new MassCancelReportEncoder();
    private final CommandRefusedEncoder refused = new CommandRefusedEncoder();
    private final LatchChangedEncoder latch = new LatchChangedEncoder();
    private final UsageWarningEncoder warning = new UsageWarningEncoder();
    private final OrderQuarantinedEncoder quarantined = new OrderQuarantinedEncoder();
    private final LogicActivatedEncoder logic = new LogicActivatedEncoder();
    private final MutableDirectBuffer readingBytes = new ExpandableArrayBuffer(ReadingsCodec.MAX_LENGTH);
    private int executions;

    public Events(RecordWriter writer) {
        this.writer = writer;
    }

    /** To be called when a command is taken up: executions are numbered within their command. */
    public void begin() {
        executions = 0;
    }

    /** Room for a message of this length behind its header. */
    private int claim(int length) {
        return writer.claim(HEADER + length);
    }

    public void decision(long orderId, long quantityE8, Decision made, Readings readings, boolean replace) {
        int length = ReadingsCodec.encode(readings, quantityE8, readingBytes, 0);
        int at = claim(DecisionEncoder.BLOCK_LENGTH + DecisionEncoder.readingsHeaderLength() + length);
        decision.wrapAndApplyHeader(writer.buffer(), at, header)
                .orderId(orderId)
                .quantityE8(quantityE8)
                .approvedE8(made.approvedE8())
                .result(made.result())
                .primaryGate((byte) made.primaryGate())
                .primaryCode(made.code())
                .flags((short) (made.flags() | (replace ? Decision.FLAG_REPLACE : 0)))
                .gateBitmap((short) readings.bitmap())
                .putReadings(readingBytes, 0, length);
    }

    public void accepted(long orderId, long quantityE8) {
        int at = claim(OrderAcceptedEncoder.BLOCK_LENGTH);
        accepted.wrapAndApplyHeader(writer.buffer(), at, header)
                .orderId(orderId)
                .quantityE8(quantityE8);
    }

    public void rejected(long orderId, int code, boolean consumesId) {
        int at = claim(OrderRejectedEncoder.BLOCK_LENGTH);
        rejected.wrapAndApplyHeader(writer.buffer(), at, header)
                .orderId(orderId)
                .code(code)
                .consumesId((byte) (consumesId ? 1 : 0));
    }

    public void execution(Order order, long counterOrderId, long priceE8, long quantityE8, long feeE8, boolean maker) {
        int at = claim(ExecutionEncoder.BLOCK_LENGTH);
        execution
                .wrapAndApplyHeader(writer.buffer(), at, header)
                .orderId(order.orderId)
                .counterOrderId(counterOrderId)
                .accountId(order.accountId)
                .symbolId(order.symbolId)
                .priceE8(priceE8)
                .quantityE8(quantityE8)
                .cumE8(order.cumE8)
                .leavesE8(order.leavesE8)
                .feeE8(feeE8)
                .ordinal(executions++)
                .side(order.side)
                .liquidity((byte) (maker ? 1 : 2));
    }

    public void canceled(Order order, byte reason) {
        int at = claim(OrderCanceledEncoder.BLOCK_LENGTH);
        canceled.wrapAndApplyHeader(writer.buffer(), at, header)
                .orderId(order.orderId)
                .accountId(order.accountId)
                .symbolId(order.symbolId)
                .cumE8(order.cumE8)
                .reason(reason);
    }

    public void replaced(Order order) {
        int at = claim(OrderReplacedEncoder.BLOCK_LENGTH);
        replaced.wrapAndApplyHeader(writer.buffer(), at, header)
                .orderId(order.orderId)
                .quantityE8(order.quantityE8)
                .limitPriceE8(order.limitPriceE8)
                .stopPriceE8(order.stopPriceE8)
                .cumE8(order.cumE8)
                .leavesE8(order.leavesE8)
                .expireAtNanos(order.expireAtNanos)
                .timeInForce(order.timeInForce);
    }

    public void cancelRejected(long orderId, int code, boolean replace) {
        int at = claim(CancelRejectedEncoder.BLOCK_LENGTH);
        cancelRejected
                .wrapAndApplyHeader(writer.buffer(), at, header)
                .orderId(orderId)
                .code(code)
                .replace((byte) (replace ? 1 : 0));
    }

    public void triggered(Order order) {
        int at = claim(OrderTriggeredEncoder.BLOCK_LENGTH);
        triggered
                .wrapAndApplyHeader(writer.buffer(), at, header)
                .orderId(order.orderId)
                .accountId(order.accountId)
                .symbolId(order.symbolId);
    }

    public void duplicate(long firstSequence) {
        int at = claim(DuplicateOrderEncoder.BLOCK_LENGTH);
        duplicate.wrapAndApplyHeader(writer.buffer(), at, header).firstSequence(firstSequence);
    }

    public void killChanged(
            long tripId, byte scope, byte level, byte previous, byte cause, int accountId, int targetId) {
        int at = claim(KillChangedEncoder.BLOCK_LENGTH);
        kill.wrapAndApplyHeader(writer.buffer(), at, header)
                .tripId(tripId)
                .scope(scope)
                .level(level)
                .previousLevel(previous)
                .cause(cause)
                .accountId(accountId)
                .targetId(targetId);
    }

    public void dayRoll(int accountId, long day, long dayOpenEquityE8) {
        int at = claim(DayRollEncoder.BLOCK_LENGTH);
        dayRoll.wrapAndApplyHeader(writer.buffer(), at, header)
                .accountId(accountId)
                .day(day)
                .dayOpenEquityE8(dayOpenEquityE8);
    }

    public void limitsChanged(long version, byte scope, int accountId, int targetId) {
        int at = claim(LimitsChangedEncoder.BLOCK_LENGTH);
        limits.wrapAndApplyHeader(writer.buffer(), at, header)
                .version(version)
                .scope(scope)
                .accountId(accountId)
                .targetId(targetId);
    }

    public void stateHash(long hash) {
        int at = claim(StateHashEncoder.BLOCK_LENGTH);
        stateHash.wrapAndApplyHeader(writer.buffer(), at, header).hash(hash);
    }

    public void cashChanged(int accountId, long cashE8) {
        int at = claim(CashChangedEncoder.BLOCK_LENGTH);
        cash.wrapAndApplyHeader(writer.buffer(), at, header)
                .accountId(accountId)
                .cashE8(cashE8);
    }

    public void massCancelReport(long requestSequence, int count, boolean remaining) {
        int at = claim(MassCancelReportEncoder.BLOCK_LENGTH);
        massCancel
                .wrapAndApplyHeader(writer.buffer(), at, header)
                .requestSequence(requestSequence)
                .canceled(count)
                .remaining((byte) (remaining ? 1 : 0));
    }

    public void refused(int code) {
        int at = claim(CommandRefusedEncoder.BLOCK_LENGTH);
        refused.wrapAndApplyHeader(writer.buffer(), at, header).code(code);
    }

    public void latchChanged(int accountId, int gate, boolean latched, long observed, long limit) {
        int at = claim(LatchChangedEncoder.BLOCK_LENGTH);
        latch.wrapAndApplyHeader(writer.buffer(), at, header)
                .accountId(accountId)
                .gate((byte) gate)
                .latched((byte) (latched ? 1 : 0))
                .observed(observed)
                .limitValue(limit);
    }

    public void warning(int accountId, int gate, int stage, int usedBps) {
        int at = claim(UsageWarningEncoder.BLOCK_LENGTH);
        warning.wrapAndApplyHeader(writer.buffer(), at, header)
                .accountId(accountId)
                .gate((byte) gate)
                .stage((byte) stage)
                .usedBps(usedBps);
    }

    public void quarantined(int accountId, boolean cleared) {
        int at = claim(OrderQuarantinedEncoder.BLOCK_LENGTH);
        quarantined
                .wrapAndApplyHeader(writer.buffer(), at, header)
                .accountId(accountId)
                .cleared((byte) (cleared ? 1 : 0));
    }

    /** Newer rules hold from the next command on. */
    public void logicActivated(int before, int version) {
        int at = writer.claim(HEADER + LogicActivatedEncoder.BLOCK_LENGTH);
        logic.wrapAndApplyHeader(writer.buffer(), at, header)
                .versionBefore(before)
                .logicVersion(version);
    }
}

package io.ringfence.engine.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import io.ringfence.engine.command.CommandWriter;
import io.ringfence.engine.pipeline.CommandProcessor;
import io.ringfence.engine.pipeline.Journal;
import io.ringfence.engine.schema.CancelOrderEncoder;
import io.ringfence.engine.schema.MessageHeaderEncoder;
import io.ringfence.engine.schema.NewOrderEncoder;
import io.ringfence.engine.schema.ReplaceOrderEncoder;
import io.ringfence.engine.state.EngineSetting;
import io.ringfence.engine.state.EngineState;
import io.ringfence.engine.state.LimitField;
import io.ringfence.engine.state.Order;
import io.ringfence.engine.units.Fixed;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Once everything has its size, a command allocates nothing on the engine thread, whatever it is: not one byte.
 *
 * <p>The JVM itself now and then charges a thread a few dozen bytes when the compiler swaps a method under it. That falls
 * somewhere else in every run, while what the core does is the same in every run. So the same commands are measured in
 * blocks, several times on fresh cores, and each block counts with the least it ever cost.
 */
class AllocationTest {
    private static final int WARM_UP = 200_000;
    private static final int BLOCK = 1_000;
    private static final int ROUNDS = 6;

    private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;
    private static final long[] MID = {60_000, 3_000, 150, 250};

    private static final byte[] TIFS = {
        Order.TIF_IOC,
        Order.TIF_IOC,
        Order.TIF_IOC,
        Order.TIF_IOC,
        Order.TIF_FOK,
        Order.TIF_GTD,
        Order.TIF_GTD,
        Order.TIF_DAY,
        Order.TIF_DAY,
        Order.TIF_GTC,
        Order.TIF_GTC,
        Order.TIF_GTC,
        Order.TIF_GTC
    };

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[512]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final NewOrderEncoder order = new NewOrderEncoder();
    private final CancelOrderEncoder cancel = new CancelOrderEncoder();
    private final ReplaceOrderEncoder replace = new ReplaceOrderEncoder();
    private final CommandWriter write = new CommandWriter();
    private final Counter journal = new Counter();
    private long now = CoreHarness.NOON;
    private long random = 42;
    private long ids;
    private CommandProcessor core;

    /** Counts records; keeps none. */
    private static final class Counter implements Journal {
        long bytes;
        long commands;

        @Override
        public void append(DirectBuffer record, int offset, int length, long sequence, long timestampNanos) {
            bytes += length;
        }

        @Override
        public void committed(long sequence) {
            commands++;
        }
    }

    @ParameterizedTest(name = "venue {0}, {1} commands")
    @CsvSource({"0, 200000", "1, 100000"})
    void commandsAllocateNothing(int venue, int measured) {
        assumeTrue(
                ManagementFactory.getThreadMXBean() instanceof ThreadMXBean,
                "skipped: this JVM does not count allocated bytes by thread");
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long[] least = new long[measured / BLOCK];
        long[] cost = new long[measured / BLOCK];
        Arrays.fill(least, Long.MAX_VALUE);
        for (int round = 0; round < ROUNDS && Arrays.stream(least).anyMatch(bytes -> bytes > 0); round++) {
            measure(threads, venue, cost);
            for (int i = 0; i < least.length; i++) {
                least[i] = Math.min(least[i], cost[i]);
            }
        }
        assertThat(core.state().account(0).traded).isTrue();
        assertThat(journal.commands).isEqualTo(core.state().sequence);
        assertThat(journal.bytes).isGreaterThan(100L * measured);
        assertThat(core.state().orders.openCount()).isPositive();
        assertThat(least)
                .as("bytes allocated by each block of %d commands", BLOCK)
                .containsOnly(0);
    }

    /** The same commands on a core that is as fresh as the first. */
    private void measure(ThreadMXBean threads, int venue, long[] cost) {
        now = CoreHarness.NOON;
        random = 42;
        ids = 0;
        journal.bytes = 0;
        journal.commands = 0;
        prepare(venue);
        run(WARM_UP);
        for (int i = 0; i < cost.length; i++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            run(BLOCK);
            cost[i] = threads.getCurrentThreadAllocatedBytes() - before;
        }
    }

    private void prepare(int venue) {
        EngineState state = new EngineState(1 << 16);
        core = new CommandProcessor(state, journal);
        CoreHarness source = venue == 0 ? CoreHarness.paper() : CoreHarness.match();
        source.setting(EngineSetting.CLIENT_ORDER_ID_RETENTION_NS, 40_000_000L);
        source.setting(EngineSetting.STATE_HASH_EVERY, 1_000);
        source.limit(0, LimitField.TRIP_GATE_ERRORS, 3);
        source.limit(0, LimitField.SLOW_DOWN_MIN_DELAY_NS, 1_000);
        source.limit(0, LimitField.TRIP_MESSAGES, 100);
        source.limit(0, LimitField.TRIP_MESSAGES_WINDOW_NS, 1);
        source.setting(EngineSetting.COLLAR_WINDOW_NS, 1_000_000);
        source.rules(0, "", 500);
        source.write.strategy(0, 0, "s0");
        source.send();
        source.limits(3, 0, 0, CoreHarness.row(LimitField.GROSS_ABS, "90000"));
        source.write.group(0, "g", 0, 1);
        source.send();
        source.limits(6, -1, 0, CoreHarness.row(LimitField.GROSS_ABS, "490000"));
        source.limits(6, -1, 0, CoreHarness.row(LimitField.NET_ABS, "400000"));
        source.limits(0, -1, -1, CoreHarness.row(LimitField.DAY_LOSS_ABS, "1000000"));
        io.ringfence.engine.record.RecordReader reader = new io.ringfence.engine.record.RecordReader();
        UnsafeBuffer command = new UnsafeBuffer(new byte[4096]);
        for (int i = 0; i < source.tape.records(); i++) {
            reader.wrap(source.tape.buffer(), source.tape.offset(i), source.tape.length(i))
                    .next();
            command.putBytes(0, source.tape.buffer(), reader.messageOffset(), reader.messageLength());
            core.process(command, 0, reader.messageLength(), now);
        }
    }

    private int next(int bound) {
        random = random * 6364136223846793005L + 1442695040888963407L;
        return (int) ((random >>> 33) % bound);
    }

    private void run(int commands) {
        for (int i = 0; i < commands; i++) {
            now += 1_000;
            int length = encode();
            core.process(buffer, 0, length, now);
        }
    }

    private int encode() {
        int kind = next(100);
        int symbol = next(4);
        long mid = MID[symbol] * Fixed.SCALE;
        if (kind < 12) {
            write.quote(
                    symbol,
                    mid - mid / 10_000,
                    (1 + next(20)) * Fixed.SCALE / 10,
                    mid + mid / 10_000,
                    (1 + next(20)) * Fixed.SCALE / 10,
                    mid);
            return copy();
        }
        if (kind < 14) {
            write.timer();
            return copy();
        }
        if (kind < 17) {
            write.trade(symbol, mid + (next(5) - 2) * 1_000_000L, Fixed.SCALE);
            return copy();
        }
        if (kind < 32) {
            return cancel(next(2));
        }
        return kind < 42 ? replace(next(2)) : order(symbol, mid);
    }

    private int copy() {
        buffer.putBytes(0, write.buffer(), 0, write.length());
        return write.length();
    }

    private void id(int offset) {
        long id = ++ids;
        buffer.setMemory(offset, 36, (byte) 0);
        for (int i = 0; i < 10; i++) {
            buffer.putByte(offset + i, (byte) ('0' + id % 10));
            id /= 10;
        }
    }

    private Order oldest(int account) {
        return core.state().account(account).firstOrder;
    }

    private int cancel(int account) {
        Order target = oldest(account);
        cancel.wrapAndApplyHeader(buffer, 0, header);
        cancel.origin().correlationId(0).sourceSeqNum(0).sessionId(1).keyId(1);
        cancel.accountId(account).symbolId(-1).orderId(target == null ? 1 : target.orderId);
        id(cancel.offset() + CancelOrderEncoder.clientOrderIdEncodingOffset());
        buffer.setMemory(cancel.offset() + CancelOrderEncoder.origClientOrderIdEncodingOffset(), 36, (byte) 0);
        return HEADER + cancel.encodedLength();
    }

    private int replace(int account) {
        Order target = oldest(account);
        replace.wrapAndApplyHeader(buffer, 0, header);
        replace.origin().correlationId(0).sourceSeqNum(0).sessionId(1).keyId(1);
        long lot = target == null ? 0 : core.state().instruments.get(target.symbolId).lotE8;
        replace.accountId(account)
                .symbolId(-1)
                .side((byte) -1)
                .orderType((byte) -1)
                .timeInForce((byte) -1)
                .orderId(target == null ? 1 : target.orderId)
                .quantityE8(target == null ? 1 : target.quantityE8 + (next(3) - 1) * lot)
                .limitPriceE8(
                        target == null || target.limitPriceE8 == Fixed.ABSENT
                                ? Fixed.ABSENT
                                : target.limitPriceE8 + next(2) * 1_000_000L)
                .stopPriceE8(Fixed.ABSENT)
                .expireAtNanos(Fixed.ABSENT);
        id(replace.offset() + ReplaceOrderEncoder.clientOrderIdEncodingOffset());
        buffer.setMemory(replace.offset() + ReplaceOrderEncoder.origClientOrderIdEncodingOffset(), 36, (byte) 0);
        return HEADER + replace.encodedLength();
    }

    private int order(int symbol, long mid) {
        int kind = next(20);
        byte side = (byte) next(2);
        long away = mid / 20_000 * (next(6) - 1) / 1_000_000 * 1_000_000;
        long lot = core.state().instruments.get(symbol).lotE8;
        long quantity = Math.max(lot, Fixed.mulFloor((20 + next(2_000)) * Fixed.SCALE, Fixed.SCALE, mid) / lot * lot);
        order.wrapAndApplyHeader(buffer, 0, header);
        order.origin().correlationId(0).sourceSeqNum(0).sessionId(1).keyId(1);
        byte type = (byte) (kind < 13 ? 2 : kind < 16 ? 1 : kind < 18 ? 3 : 4);
        byte tif = type == 1 ? Order.TIF_DAY : type > 2 ? Order.TIF_GTC : TIFS[kind];
        int account = next(2);
        order.accountId(account)
                .symbolId(symbol)
                .strategyId(account == 0 && kind == 10 ? 0 : -1)
                .side(side)
                .orderType(type)
                .timeInForce(tif)
                .smpMode((byte) -1)
                .flags(kind == 12 ? Order.FLAG_REDUCE_ONLY : 0)
                .quantityE8(kind == 11 ? 6_000 * Fixed.SCALE : quantity)
                .limitPriceE8(type == 2 || type == 4 ? (side == 0 ? mid - away : mid + away) : Fixed.ABSENT)
                .stopPriceE8(type > 2 ? (side == 0 ? mid + 10_000_000 : mid - 10_000_000) : Fixed.ABSENT)
                .minQuantityE8(0)
                .expireAtNanos(tif == Order.TIF_GTD ? now + 5_000_000 : Fixed.ABSENT)
                .transactTimeNanos(now)
                .maxAgeNanos(0)
                .smpId(Fixed.ABSENT);
        int at = order.offset() + NewOrderEncoder.clientOrderIdEncodingOffset();
        id(at);
        return HEADER + order.encodedLength();
    }
}

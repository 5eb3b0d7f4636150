package io.ringfence.bench.micro;

import io.ringfence.bench.setup.Purse;
import io.ringfence.engine.gates.Decision;
import io.ringfence.engine.gates.Gates;
import io.ringfence.engine.gates.OrderContext;
import io.ringfence.engine.gates.Readings;
import io.ringfence.engine.gates.ReadingsCodec;
import io.ringfence.engine.record.Events;
import io.ringfence.engine.record.RecordWriter;
import io.ringfence.engine.state.LogicVersion;
import io.ringfence.engine.state.Order;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The commit record of an accepted order: frame, command, decision with eight readings, event, checksum. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RecordBenchmark {
    private static final int SYMBOL = 3;

    private final UnsafeBuffer command = OrderBytes.order(0, SYMBOL, Order.TIF_GTC);
    private final Readings readings = new Readings();
    private final Decision decision = new Decision();
    private final RecordWriter writer = new RecordWriter(new NoJournal());
    private final RecordWriter memoryWriter = new RecordWriter(new WrappingJournal());
    private final Events events = new Events(writer);
    private final Events memoryEvents = new Events(memoryWriter);
    private final UnsafeBuffer readingBytes = new UnsafeBuffer(new byte[ReadingsCodec.MAX_LENGTH]);
    private final long quantityE8;
    private long sequence;

    public RecordBenchmark() {
        Desk desk = new Desk(Purse.desk(), 1, new NoJournal(), new VirtualClock());
        OrderContext order = desk.order(0, SYMBOL, Order.BUY);
        new Gates().read(order, readings);
        decision.decide(order, readings, true, 0, 1);
        quantityE8 = order.quantityE8;
    }

    @Benchmark
    public int encodeReadings() {
        return ReadingsCodec.encode(readings, quantityE8, readingBytes, 0);
    }

    @Benchmark
    public int encodeRecord() {
        encode(writer, events);
        return writer.previousCrc();
    }

    @Benchmark
    public int encodeRecordInMemory() {
        encode(memoryWriter, memoryEvents);
        return memoryWriter.previousCrc();
    }

    private void encode(RecordWriter to, Events through) {
        sequence++;
        to.begin(LogicVersion.NEWEST, sequence, sequence, command, 0, command.capacity());
        through.begin();
        through.decision(sequence, quantityE8, decision, readings, false);
        through.accepted(sequence, quantityE8);
        to.commit();
    }
}

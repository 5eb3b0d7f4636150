package io.ringfence.bench.micro;

import io.ringfence.bench.setup.Folders;
import io.ringfence.engine.record.RecordWriter;
import io.ringfence.engine.state.LogicVersion;
import io.ringfence.journal.ChronicleJournal;
import io.ringfence.journal.JournalConfig;
import io.ringfence.journal.JournalLayout;
import io.ringfence.journal.ScanProgress;
import io.ringfence.journal.SpaceConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A record of 256 bytes, framed, checksummed and written to the production journal: what no core can do without. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class AppendBenchmark {
    /** Frame, prefix and checksum take the rest of 256. */
    private static final int PAYLOAD = 210;

    /** As in production, where space is taken and pages are warmed ahead of the writer. */
    private static final long WINDOW_BYTES = 256L << 20;

    private final UnsafeBuffer command = new UnsafeBuffer(new byte[PAYLOAD]);
    private final VirtualClock clock = new VirtualClock();
    private final Path folder;
    private final ChronicleJournal journal;
    private final RecordWriter onChronicle;
    private final RecordWriter inMemory = new RecordWriter(new WrappingJournal());
    private final RecordWriter dropped = new RecordWriter(new NoJournal());
    private long chronicleSequence;
    private long sequence;

    public AppendBenchmark() {
        folder = Folders.temporary();
        journal = ChronicleJournal.open(
                JournalConfig.of(new JournalLayout(folder)).with(new SpaceConfig(WINDOW_BYTES, 0)), ScanProgress.NONE);
        onChronicle = new RecordWriter(journal);
    }

    @TearDown
    public void clear() throws IOException {
        journal.close();
        Folders.delete(folder);
    }

    @Benchmark
    public void append256OnChronicle() {
        write(onChronicle, ++chronicleSequence);
    }

    @Benchmark
    public void append256InMemory() {
        write(inMemory, ++sequence);
    }

    @Benchmark
    public void append256Dropped() {
        write(dropped, ++sequence);
    }

    private void write(RecordWriter writer, long number) {
        writer.begin(LogicVersion.NEWEST, number, clock.nextNanos(), command, 0, PAYLOAD);
        writer.commit();
    }
}

package io.ringfence.bench.durability;

import io.ringfence.bench.Machine;
import io.ringfence.bench.setup.Folders;
import io.ringfence.journal.Durability;
import io.ringfence.journal.SpaceConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bench durability}: what acknowledging after a force costs, beside one bare force on the same file system. */
@Command(
        name = "durability",
        description = "Appends records of 256 bytes to the journal: saturated and at 10,000 a second, with durability"
                + " process and power, with and without space taken ahead, beside one bare force.",
        mixinStandardHelpOptions = true)
public final class DurabilityCommand implements Callable<Integer> {
    private static final int FORCES = 2_000;
    private static final int RECORD = 256;
    private static final int PACED_PER_SECOND = 10_000;

    private record Way(String name, Durability durability, SpaceConfig space) {}

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description = "Where to write; the file system matters (default: the system's temporary folder).")
    private @Nullable Path directory;

    @Option(names = "--passes", defaultValue = "3", description = "Passes, interleaved (default ${DEFAULT-VALUE}).")
    private int passes;

    @Option(
            names = "--records",
            defaultValue = "1000000",
            description = "Records of a saturated pass (default ${DEFAULT-VALUE}).")
    private int records;

    @Option(names = "--seconds", defaultValue = "3", description = "Of a paced pass (default ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--window",
            defaultValue = "268435456",
            description = "Bytes taken ahead where they are (default ${DEFAULT-VALUE}).")
    private long windowBytes;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Path base = Folders.under(directory, "durability-");
        PrintWriter out = spec.commandLine().getOut();
        try {
            measure(base, out);
        } finally {
            Folders.delete(base);
        }
        return 0;
    }

    private void measure(Path base, PrintWriter out) throws IOException {
        SpaceConfig window = new SpaceConfig(windowBytes, 0);
        List<Way> ways = List.of(
                new Way("process, no space ahead", Durability.PROCESS, SpaceConfig.NONE),
                new Way("process", Durability.PROCESS, window),
                new Way("power, no space ahead", Durability.POWER, SpaceConfig.NONE),
                new Way("power", Durability.POWER, window));
        List<List<Double>> rates = new ArrayList<>();
        List<Histogram> latencies = new ArrayList<>();
        ways.forEach(way -> {
            rates.add(new ArrayList<>());
            latencies.add(JournalRun.histogram());
        });
        Histogram force = bareForces(base.resolve("bare"));
        for (int pass = 0; pass <= passes; pass++) {
            for (int i = 0; i < ways.size(); i++) {
                Way way = ways.get(i);
                boolean measured = pass > 0;
                double rate = run(base, way).saturated(records);
                Histogram paced = run(base, way).paced(PACED_PER_SECOND, measured ? seconds : 1);
                if (measured) {
                    rates.get(i).add(rate);
                    latencies.get(i).add(paced);
                }
            }
        }
        out.println(Machine.hardware() + ", " + Machine.jvm() + ", load " + Machine.loadText() + ", " + base);
        out.printf(Locale.ROOT, "one bare force after %d bytes: %s%n", RECORD, JournalRun.quantiles(force));
        for (int i = 0; i < ways.size(); i++) {
            out.printf(
                    Locale.ROOT,
                    "%-24s saturated %,10.0f/s (%4.0f ns each)   at 10,000/s to release: %s%n",
                    ways.get(i).name(),
                    median(rates.get(i)),
                    1e9 / median(rates.get(i)),
                    JournalRun.quantiles(latencies.get(i)));
        }
        out.flush();
    }

    private static JournalRun run(Path base, Way way) throws IOException {
        Path folder = base.resolve("run");
        Folders.delete(folder);
        return new JournalRun(folder, way.durability(), way.space());
    }

    private static Histogram bareForces(Path file) throws IOException {
        Histogram times = JournalRun.histogram();
        ByteBuffer record = ByteBuffer.allocateDirect(RECORD);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (int i = 0; i < FORCES; i++) {
                record.clear();
                channel.write(record);
                long start = System.nanoTime();
                channel.force(false);
                times.recordValue(System.nanoTime() - start);
            }
        }
        return times;
    }

    private static double median(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}

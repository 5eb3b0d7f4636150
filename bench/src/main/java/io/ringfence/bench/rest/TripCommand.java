package io.ringfence.bench.rest;

import io.ringfence.bench.Main;
import io.ringfence.bench.fix.ServerProcess;
import io.ringfence.ops.client.TokenFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench trip}: the kill switch under more orders than the core can take. */
@Command(
        name = "trip",
        description =
                "Offers a whole core twice the orders over REST that it can take, with a ring too small for them, and"
                        + " trips the global kill switch on the operations port again and again; then reads in the"
                        + " journal what was approved when.",
        mixinStandardHelpOptions = true)
public final class TripCommand extends RestCommand {
    private static final long STOPPED_MILLIS = 100;
    private static final long MIN_MILLIS = 150;

    @Option(names = "--connections", defaultValue = "400", description = "Of the orders (default ${DEFAULT-VALUE}).")
    private int connections;

    @Option(names = "--trips", defaultValue = "100", description = "How many (default ${DEFAULT-VALUE}).")
    private int trips;

    @Option(names = "--ring", defaultValue = "64", description = "Slots of the ring (default ${DEFAULT-VALUE}).")
    private int ring;

    @Option(
            names = "--load",
            defaultValue = "2.0",
            description = "Offered, in what it can take (default ${DEFAULT-VALUE}).")
    private double load;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            defaultValue = "30000",
            description = "Orders before anything is measured (default ${DEFAULT-VALUE}).")
    private int warmUp;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (warmUp < 1 || connections < 1 || trips < 1 || load <= 0) {
            spec().commandLine().getErr().println("Connections, trips, warm-up and load must be more than 0.");
            return Main.BAD_INPUT;
        }
        return inFolder("trip-");
    }

    @Override
    int measure(Path data, PrintWriter out) throws IOException, InterruptedException {
        try (ServerProcess server =
                        ServerProcess.core(data, Map.of("RINGFENCE_ENGINE_RING_SIZE", Integer.toString(ring)));
                Desk desk = new Desk(server.tradingPort(), connections)) {
            TokenFile tokens = new TokenFile(data);
            Officer officer = new Officer(server.operationsPort(), tokens.token("risk_admin"));
            String token = tokens.token("trader.A1");
            officer.stop();
            officer.resume();
            desk.run(new Orders("warm-", token), warmUp, 0);
            double sustainable =
                    desk.run(new Orders("warm-b-", token), warmUp, 0).perSecond();
            int rate = (int) (sustainable * load);
            AtomicBoolean enough = new AtomicBoolean();
            CompletableFuture<Tally> orders = CompletableFuture.supplyAsync(() -> {
                try {
                    return desk.run(new Orders("run-", token), Integer.MAX_VALUE, rate, () -> !enough.get());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            List<Trips.Stop> stops;
            try {
                stops = trip(officer);
            } finally {
                enough.set(true);
            }
            Tally tally = orders.join();
            List<Ledger.Line> lines = Ledger.read(server.tradingPort(), tokens.token("auditor"), "run-");
            // The first stop was before anything was measured.
            lines.remove(0);
            lines.remove(0);
            return report(out, sustainable, rate, tally, Trips.of(stops, lines), stops.size());
        }
    }

    /** At moments that have nothing to do with anything else: the pauses grow by a prime number of microseconds. */
    private List<Trips.Stop> trip(Officer officer) throws IOException, InterruptedException {
        List<Trips.Stop> stops = new ArrayList<>();
        for (int i = 0; i < trips; i++) {
            pause(MIN_MILLIS * 1000 + i * 7919L % 100_003);
            stops.add(officer.stop());
            pause(STOPPED_MILLIS * 1000);
            officer.resume();
        }
        return stops;
    }

    private static void pause(long micros) {
        long until = System.nanoTime() + micros * 1000;
        while (System.nanoTime() - until < 0) {
            LockSupport.parkNanos(until - System.nanoTime());
        }
    }

    private int report(PrintWriter out, double sustainable, int rate, Tally tally, Trips found, int stops) {
        out.printf(
                Locale.ROOT,
                "load     sustainable %,.0f orders a second over %d connections; offered %,d; %,d answered 201, %,d 423,"
                        + " %,d 503 (ring of %d full), %d unknown%n",
                sustainable,
                connections,
                rate,
                tally.ofStatus(201),
                tally.ofStatus(423),
                tally.ofStatus(503),
                ring,
                tally.unknown);
        out.printf(
                Locale.ROOT,
                "trips    %d; approved behind a stop in the journal %d, after its acknowledgement %d (both must be 0)%n",
                stops,
                found.approvedWhileStopped,
                found.approvedAfterAnswer);
        row(out, "request to last approved order", found.lastApprovedNanos);
        row(out, "request to acknowledgement", found.acknowledgedNanos);
        machine(out);
        boolean good = found.approvedWhileStopped == 0 && found.approvedAfterAnswer == 0 && tally.isComplete();
        return good ? 0 : Main.FAILED;
    }

    private static void row(PrintWriter out, String what, Histogram nanos) {
        out.printf(
                Locale.ROOT,
                "%-31s p50 %.2f ms, p99 %.2f ms, max %.2f ms%n",
                what,
                nanos.getValueAtPercentile(50) / 1e6,
                nanos.getValueAtPercentile(99) / 1e6,
                nanos.getMaxValue() / 1e6);
    }
}

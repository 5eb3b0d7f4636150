package io.ringfence.bench.rest;

import io.ringfence.bench.Main;
import io.ringfence.bench.fix.ServerProcess;
import io.ringfence.ops.client.TokenFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench crowd}: what slow clients do to honest ones, and whether every order is accounted for. */
@Command(
        name = "crowd",
        description =
                "Sends orders over many REST connections to a whole core, alone and beside clients that hold the server"
                        + " up; then holds what the clients were told against the journal.",
        mixinStandardHelpOptions = true)
public final class CrowdCommand extends RestCommand {
    private static final String ROW = "%-6s %-6s %12s %10s %10s %10s %10s %10s%n";
    private static final long GATHER_NANOS = 20_000_000;
    private static final long SETTLE_NANOS = 2_000_000_000;

    @Option(names = "--connections", defaultValue = "1000", description = "Honest ones (default ${DEFAULT-VALUE}).")
    private int connections;

    @Option(names = "--slow", defaultValue = "2000", description = "Slow clients (default ${DEFAULT-VALUE}).")
    private int slow;

    @Option(
            names = "--kinds",
            split = ",",
            defaultValue = "head,body,silent,answers,stream",
            description = "What they do, in turn: ${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}).")
    private List<SlowClients.Kind> kinds = List.of();

    @Option(names = "--rate", defaultValue = "1000", description = "Orders a second (default ${DEFAULT-VALUE}).")
    private int rate;

    @Option(names = "--seconds", defaultValue = "10", description = "Of each measurement (default ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--passes",
            defaultValue = "5",
            description = "Alone and crowded in turn (default ${DEFAULT-VALUE}).")
    private int passes;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            defaultValue = "100000",
            description = "Orders before anything is measured (default ${DEFAULT-VALUE}).")
    private int warmUp;

    private final List<Double> ratios = new ArrayList<>();
    private int submitted;
    private int accepted;
    private int rejected;
    private int unknown;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (warmUp < 1 || connections < 1 || slow < 0 || rate < 1 || seconds < 1 || passes < 1) {
            spec().commandLine().getErr().println("Connections, rate, seconds, passes and warm-up must be at least 1.");
            return Main.BAD_INPUT;
        }
        return inFolder("crowd-");
    }

    @Override
    int measure(Path data, PrintWriter out) throws IOException, InterruptedException {
        try (ServerProcess server = ServerProcess.core(data);
                Desk desk = new Desk(server.tradingPort(), connections)) {
            TokenFile tokens = new TokenFile(data);
            String token = tokens.token("trader.A1");
            desk.run(new Orders("warm-", token), warmUp, 0);
            out.printf(ROW, "pass", "", "reached /s", "p50 ms", "p99 ms", "p99.9 ms", "max ms", "unknown");
            for (int pass = 1; pass <= passes; pass++) {
                Tally alone = desk.run(new Orders("run-a" + pass + "-", token), rate * seconds, rate);
                row(out, Integer.toString(pass), "alone", alone);
                Tally crowded;
                long thrownOut;
                try (SlowClients clients = new SlowClients(server.tradingPort(), slow, kinds, tokens.token("viewer"))) {
                    while (clients.open() < slow) {
                        LockSupport.parkNanos(GATHER_NANOS);
                    }
                    crowded = desk.run(new Orders("run-c" + pass + "-", token), rate * seconds, rate);
                    thrownOut = clients.thrownOut();
                }
                // A crowd that leaves at once takes the server 0.1 s or more, which is of no concern here.
                LockSupport.parkNanos(SETTLE_NANOS);
                row(out, "", "crowd", crowded);
                ratios.add(crowded.millis(99) / alone.millis(99));
                out.printf(
                        Locale.ROOT,
                        "       ratio of p99 %.2f; slow clients thrown out %,d times%n",
                        last(),
                        thrownOut);
                out.flush();
            }
            List<Ledger.Line> lines = Ledger.read(server.tradingPort(), tokens.token("auditor"), "run-");
            return report(out, lines);
        }
    }

    private double last() {
        return ratios.get(ratios.size() - 1);
    }

    private void row(PrintWriter out, String pass, String what, Tally tally) {
        submitted += tally.submitted;
        accepted += tally.accepted;
        rejected += tally.rejected;
        unknown += tally.unknown;
        out.printf(
                ROW,
                pass,
                what,
                String.format(Locale.ROOT, "%,.0f", tally.perSecond()),
                millis(tally.millis(50)),
                millis(tally.millis(99)),
                millis(tally.millis(99.9)),
                millis(tally.millis(100)),
                Integer.toString(tally.unknown));
    }

    private static String millis(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    /** Fails unless every order has one end, and the journal knows exactly those that clients were told of. */
    private int report(PrintWriter out, List<Ledger.Line> lines) {
        long journaled = lines.stream()
                .filter(line -> line.kind() == Ledger.Kind.ACCEPTED)
                .count();
        boolean exact = submitted == accepted + rejected + unknown
                && journaled >= accepted
                && journaled <= (long) accepted + unknown;
        double median = ratios.stream().sorted().toList().get(ratios.size() / 2);
        out.printf(
                Locale.ROOT,
                "orders   submitted %,d = accepted %,d + rejected %,d + unknown %,d; accepted in the journal %,d: %s%n",
                submitted,
                accepted,
                rejected,
                unknown,
                journaled,
                exact ? "exact" : "NOT EXACT");
        out.printf(
                Locale.ROOT, "p99      crowded / alone, median of %d passes: %.2f (aim: 2 at most)%n", passes, median);
        out.printf(
                Locale.ROOT,
                "load     %,d connections, %,d orders a second, times from the millisecond in which an order was due; %,d"
                        + " slow clients (%s)%n",
                connections,
                rate,
                slow,
                kinds.stream().map(kind -> kind.name().toLowerCase(Locale.ROOT)).collect(Collectors.joining(", ")));
        machine(out);
        return exact ? 0 : Main.FAILED;
    }
}

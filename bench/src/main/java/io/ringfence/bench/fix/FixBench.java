package io.ringfence.bench.fix;

import io.ringfence.bench.setup.Folders;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import quickfix.ConfigError;

/** Runs the plan: in each pass the echo first and then the gateway, each alone on the machine and each new. */
final class FixBench {
    private static final int SETTLE_LOOKS = 20;
    private static final long SETTLE_MILLIS = 500;
    /** A tenth of a core. */
    private static final long SETTLED_NANOS = 50_000_000;

    private final FixPlan plan;
    private final Path folder;
    private final PrintWriter progress;
    private final List<List<Load.Result>> echo = new ArrayList<>();
    private final List<List<Load.Result>> gateway = new ArrayList<>();

    private interface Start {
        ServerProcess server(Path data) throws IOException;
    }

    FixBench(FixPlan plan, Path folder, PrintWriter progress) {
        this.plan = plan;
        this.folder = folder;
        this.progress = progress;
        for (int i = 0; i <= plan.rates().size(); i++) {
            echo.add(new ArrayList<>());
            gateway.add(new ArrayList<>());
        }
    }

    void run() throws IOException, ConfigError, InterruptedException {
        for (int pass = 1; pass <= plan.passes(); pass++) {
            measure("echo", pass, ServerProcess::echo, echo);
            measure("gateway", pass, ServerProcess::core, gateway);
        }
    }

    private void measure(String name, int pass, Start start, List<List<Load.Result>> into)
            throws IOException, ConfigError, InterruptedException {
        Path data = folder.resolve(name + "-" + pass);
        try (ServerProcess server = start.server(data);
                Desk desk = new Desk(server.port())) {
            Load load = new Load(desk, server);
            load.saturated(plan.warmUp(), plan.window());
            settle(server);
            for (int i = 0; i < plan.rates().size(); i++) {
                take(name, pass, load.paced(plan.rates().get(i), plan.seconds()), into.get(i));
            }
            take(
                    name,
                    pass,
                    load.saturated(plan.saturated(), plan.window()),
                    into.get(plan.rates().size()));
        } finally {
            Folders.delete(data);
        }
    }

    /** Waits until the compiler has done what the warm-up asked for: its time is not the orders'. */
    private static void settle(ServerProcess server) throws InterruptedException {
        for (int i = 0; i < SETTLE_LOOKS; i++) {
            long cpu = server.cpuNanos();
            Thread.sleep(SETTLE_MILLIS);
            if (server.cpuNanos() - cpu < SETTLED_NANOS) {
                return;
            }
        }
    }

    private void take(String name, int pass, Load.Result result, List<Load.Result> into) {
        into.add(result);
        progress.printf(
                Locale.ROOT,
                "pass %d, %-8s %,9.0f/s, p50 %,.0f µs, p99 %,.0f µs, %.1f µs of CPU each%n",
                pass,
                name,
                result.perSecond(),
                result.times().getValueAtPercentile(50) / 1e3,
                result.times().getValueAtPercentile(99) / 1e3,
                result.serverCpuPerOrder() / 1e3);
        progress.flush();
    }

    List<FixRow> echo() {
        return rows(echo);
    }

    List<FixRow> gateway() {
        return rows(gateway);
    }

    private List<FixRow> rows(List<List<Load.Result>> results) {
        List<FixRow> rows = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            rows.add(new FixRow(i < plan.rates().size() ? plan.rates().get(i) : 0, results.get(i)));
        }
        return rows;
    }
}

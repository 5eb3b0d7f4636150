package io.ringfence.bench.fix;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.ringfence.bench.Machine;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What {@code bench fix} has to say, for people and as JSON. */
record FixReport(FixPlan plan, List<FixRow> echo, List<FixRow> gateway, double loadBefore, double loadAfter) {
    private static final String ROW = "%-12s %-8s %12s %10s %10s %10s %12s %12s%n";

    FixReport {
        echo = List.copyOf(echo);
        gateway = List.copyOf(gateway);
    }

    private static String load(FixRow row) {
        return row.rate() == 0 ? "saturated" : String.format(Locale.ROOT, "%,d/s", row.rate());
    }

    void print(PrintWriter out) {
        out.printf(ROW, "load", "server", "reached /s", "p50 µs", "p99 µs", "p99.9 µs", "CPU µs", "desk CPU µs");
        for (int i = 0; i < echo.size(); i++) {
            FixRow bare = echo.get(i);
            FixRow ours = gateway.get(i);
            print(out, "echo", bare);
            print(out, "gateway", ours);
            out.printf(
                    ROW,
                    "",
                    "ratio",
                    ratio(ours.perSecond(), bare.perSecond()),
                    ratio(ours.micros(50), bare.micros(50)),
                    ratio(ours.micros(99), bare.micros(99)),
                    ratio(ours.micros(99.9), bare.micros(99.9)),
                    ratio(ours.serverCpuMicros(), bare.serverCpuMicros()),
                    "");
        }
        out.printf(
                Locale.ROOT,
                "each     %d passes with new processes; rates and CPU are medians, quantiles are of all passes together;"
                        + " %d s a rate, %,d orders saturated with %,d under way, %,d before as warm-up%n",
                plan.passes(),
                plan.seconds(),
                plan.saturated(),
                plan.window(),
                plan.warmUp());
        out.println("times    from the instant at which an order was due to its first answer; CPU of the server's whole"
                + " process for each order; the aim is four fifths of the echo's rate");
        out.println(
                "gateway  ringfence run, journal on, durability process: REST, read model, checkpoints and quotes run"
                        + " beside it; echo: QuickFIX/J with the same settings, file store and dictionary");
        out.printf(
                Locale.ROOT,
                "machine  %s; load of all %.2f before, %.2f after%n",
                Machine.hardware(),
                loadBefore,
                loadAfter);
        out.printf("jvm      %s; commit %s%n", Machine.jvm(), Machine.commit());
        out.flush();
    }

    private static void print(PrintWriter out, String server, FixRow row) {
        out.printf(
                ROW,
                server.equals("echo") ? load(row) : "",
                server,
                number(row.perSecond()),
                number(row.micros(50)),
                number(row.micros(99)),
                number(row.micros(99.9)),
                String.format(Locale.ROOT, "%.1f", row.serverCpuMicros()),
                String.format(Locale.ROOT, "%.1f", row.ownCpuMicros()));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }

    private static String ratio(double ours, double bare) {
        return bare == 0 ? "-" : String.format(Locale.ROOT, "%.2f", ours / bare);
    }

    void write(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                JsonGenerator json = new JsonFactory().createGenerator(out, JsonEncoding.UTF8)) {
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            json.writeStringField("benchmark", "fix");
            json.writeNumberField("passes", plan.passes());
            json.writeNumberField("seconds", plan.seconds());
            json.writeNumberField("window", plan.window());
            json.writeStringField("machine", Machine.hardware());
            json.writeStringField("jvm", Machine.jvm());
            json.writeStringField("commit", Machine.commit());
            json.writeNumberField("load_before", loadBefore);
            json.writeNumberField("load_after", loadAfter);
            json.writeArrayFieldStart("loads");
            for (int i = 0; i < echo.size(); i++) {
                json.writeStartObject();
                json.writeStringField("load", load(echo.get(i)));
                write(json, "echo", echo.get(i));
                write(json, "gateway", gateway.get(i));
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private static void write(JsonGenerator json, String name, FixRow row) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField("orders_per_second_median", row.perSecond());
        json.writeNumberField("p50_micros", row.micros(50));
        json.writeNumberField("p99_micros", row.micros(99));
        json.writeNumberField("p999_micros", row.micros(99.9));
        json.writeNumberField("server_cpu_micros_per_order_median", row.serverCpuMicros());
        json.writeNumberField("desk_cpu_micros_per_order_median", row.ownCpuMicros());
        json.writeArrayFieldStart("passes_orders_per_second");
        for (Load.Result pass : row.passes()) {
            json.writeNumber(pass.perSecond());
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}

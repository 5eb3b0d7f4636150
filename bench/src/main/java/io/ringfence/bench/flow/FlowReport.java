package io.ringfence.bench.flow;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.ringfence.bench.Machine;
import io.ringfence.engine.pipeline.Pipeline.WaitProfile;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What {@code bench flow} has to say, for people and as JSON. */
record FlowReport(
        FlowFile flow,
        FlowPlan plan,
        JournalKind journal,
        WaitProfile waitProfile,
        long stateHashEvery,
        double loadBefore,
        double loadAfter,
        List<FlowSummary> summaries) {
    FlowReport {
        summaries = List.copyOf(summaries);
    }

    /** The digest of the first pass; of all of them when they agree. */
    FlowDigest digest() {
        return summaries.get(0).passes().get(0).digest();
    }

    /** Whether every measured pass has the same digest. */
    boolean isConsistent() {
        String first = digest().toString();
        return summaries.stream()
                .flatMap(summary -> summary.passes().stream())
                .allMatch(pass -> pass.digest().toString().equals(first));
    }

    private long journalBytesPerCommand() {
        FlowPass pass = summaries.get(0).passes().get(0);
        return pass.journalBytes() / pass.commands();
    }

    private String hashing() {
        return stateHashEvery == 0
                ? "no state hash"
                : String.format(Locale.ROOT, "state hash every %,d commands", stateHashEvery);
    }

    void print(PrintStream out) {
        out.println(digest());
        for (FlowSummary summary : summaries) {
            out.println(summary.text());
        }
        out.printf(
                Locale.ROOT,
                "flow     %s: %,d commands, %,d accounts, %,d symbols; all eight gates, match venue; journal %s,"
                        + " %d B per command; %s; engine waits %s%n",
                flow.name(),
                flow.size(),
                plan.accountCount(),
                plan.symbolCount(),
                journal,
                journalBytesPerCommand(),
                hashing(),
                waitProfile.name().toLowerCase(Locale.ROOT));
        out.printf("machine  %s; load of all %.2f before, %.2f after%n", Machine.hardware(), loadBefore, loadAfter);
        out.printf("jvm      %s; commit %s%n", Machine.jvm(), Machine.commit());
    }

    void write(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                JsonGenerator json = new JsonFactory().createGenerator(out, JsonEncoding.UTF8)) {
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            json.writeStringField("benchmark", "flow");
            json.writeStringField("file", flow.name());
            json.writeNumberField("commands", flow.size());
            json.writeNumberField("accounts", plan.accountCount());
            json.writeNumberField("symbols", plan.symbolCount());
            json.writeStringField("digest", digest().toString());
            json.writeBooleanField("digest_same_in_all_passes", isConsistent());
            json.writeStringField("journal", journal.toString());
            json.writeNumberField("journal_bytes_per_command", journalBytesPerCommand());
            json.writeStringField("state_hash", hashing());
            json.writeStringField("wait", waitProfile.name().toLowerCase(Locale.ROOT));
            json.writeStringField("machine", Machine.hardware());
            json.writeStringField("jvm", Machine.jvm());
            json.writeStringField("commit", Machine.commit());
            json.writeNumberField("load_before", loadBefore);
            json.writeNumberField("load_after", loadAfter);
            json.writeArrayFieldStart("ways");
            for (FlowSummary summary : summaries) {
                write(json, summary);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private static void write(JsonGenerator json, FlowSummary summary) throws IOException {
        json.writeStartObject();
        json.writeStringField("way", summary.way().toString());
        json.writeNumberField("commands_per_second_median", summary.median());
        json.writeNumberField("commands_per_second_min", summary.min());
        json.writeNumberField("commands_per_second_max", summary.max());
        json.writeNumberField("nanos_per_command_median", summary.medianNanosPerCommand());
        if (summary.way() == Way.DIRECT) {
            json.writeNumberField("thread_nanos_per_command_median", summary.medianThreadNanosPerCommand());
            json.writeNumberField("allocated_bytes_per_command_median", summary.medianAllocatedPerCommand());
        }
        json.writeArrayFieldStart("passes_nanos");
        for (FlowPass pass : summary.passes()) {
            json.writeNumber(pass.nanos());
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}

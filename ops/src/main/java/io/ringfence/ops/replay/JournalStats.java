package io.ringfence.ops.replay;

import io.ringfence.engine.gates.ReasonCode;
import io.ringfence.engine.record.RecordFrame;
import io.ringfence.engine.record.RecordReader;
import io.ringfence.engine.schema.DecisionDecoder;
import io.ringfence.journal.JournalReader;
import io.ringfence.journal.JournalTotals;
import io.ringfence.ops.json.MessageNames;
import io.ringfence.ops.json.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.DirectBuffer;

/** What a journal holds, counted. */
public final class JournalStats {
    private static final int HEADER = 8;
    private static final long NANOS = 1_000_000_000L;

    private final JournalFolder folder;
    private final RecordReader messages = new RecordReader();
    private final DecisionDecoder decision = new DecisionDecoder();
    private final long[] commands = new long[256];
    private final long[] events = new long[256];
    private final Map<String, Long> decisions = new TreeMap<>();

    public JournalStats(JournalFolder folder) {
        this.folder = folder;
    }

    /** Lines for a person. */
    public List<String> lines() {
        try (JournalReader reader = folder.read()) {
            DirectBuffer record = reader.poll();
            while (record != null) {
                count(record);
                record = reader.poll();
            }
        }
        List<String> lines = new ArrayList<>(totals(folder.report().totals()));
        lines.add("commands:");
        add(lines, commands);
        lines.add("events:");
        add(lines, events);
        lines.add("decisions:");
        decisions.forEach((name, count) -> lines.add(String.format(Locale.ROOT, "  %-40s %,14d", name, count)));
        return lines;
    }

    private void count(DirectBuffer record) {
        messages.wrap(record, 0, record.capacity());
        if (RecordFrame.fragment(record, 0) == 0 && messages.next()) {
            commands[messages.templateId()]++;
        }
        while (messages.next()) {
            events[messages.templateId()]++;
            if (messages.templateId() == DecisionDecoder.TEMPLATE_ID) {
                decision.wrap(record, messages.messageOffset() + HEADER, messages.blockLength(), messages.version());
                String name = Words.RESULT.of(decision.result()) + " " + decision.primaryCode() + " "
                        + ReasonCode.name(decision.primaryCode());
                decisions.merge(name, 1L, Long::sum);
            }
        }
    }

    private static void add(List<String> lines, long[] counts) {
        for (int template = 0; template < counts.length; template++) {
            if (counts[template] > 0) {
                lines.add(String.format(Locale.ROOT, "  %-40s %,14d", MessageNames.of(template), counts[template]));
            }
        }
    }

    /** The totals of a verified journal, as lines for a person. */
    public static List<String> totals(JournalTotals totals) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%,d commands in %,d records, %,d bytes (%,d per command), %d files",
                totals.commands(),
                totals.records(),
                totals.bytes(),
                totals.bytes() / Math.max(1, totals.commands()),
                totals.files()));
        if (totals.commands() > 0) {
            Instant first = instant(totals.firstTimestampNanos());
            Instant last = instant(totals.lastTimestampNanos());
            lines.add("sequence " + totals.firstSequence() + " to " + totals.lastSequence() + ", " + first + " to "
                    + last + " (" + Duration.between(first, last) + ")");
        }
        return lines;
    }

    private static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS));
    }
}

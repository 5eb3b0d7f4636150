package io.ringfence.ops.follow;

import io.ringfence.ops.Progress;
import java.io.PrintWriter;
import java.util.HexFormat;
import java.util.Locale;

/** Tells where a standby is: one line that is written over on a terminal, plain lines elsewhere, JSON when asked for. */
final class StatusLine {
    private static final long TERMINAL_NANOS = 250_000_000;

    private final boolean json;
    private final boolean terminal;
    private final PrintWriter out;
    private final PrintWriter err;
    private final long everyNanos;
    private long lastNanos = System.nanoTime();
    private long lastSequence;

    StatusLine(boolean json, long intervalNanos, PrintWriter out, PrintWriter err) {
        this.json = json;
        this.out = out;
        this.err = err;
        terminal = !json && Progress.isTerminal();
        everyNanos = terminal ? TERMINAL_NANOS : intervalNanos;
    }

    void started(long sequence) {
        lastSequence = sequence;
        lastNanos = System.nanoTime();
    }

    boolean isDue() {
        return System.nanoTime() - lastNanos >= everyNanos;
    }

    void print(Standby standby, long snapshotSequence) {
        long now = System.nanoTime();
        double rate = (standby.sequence() - lastSequence) * 1e9 / Math.max(1, now - lastNanos);
        lastNanos = now;
        lastSequence = standby.sequence();
        long lag = Math.max(0, standby.releasedSequence() - standby.sequence());
        if (json) {
            out.println(json("status", standby, lag, rate, snapshotSequence, ""));
            out.flush();
            return;
        }
        String text = String.format(
                Locale.ROOT,
                "sequence %,d, %,d behind, %,.0f/s, all records equal, state hash equal at %,d, snapshot at %,d",
                standby.sequence(),
                lag,
                rate,
                standby.model().lastEqualHash(),
                snapshotSequence);
        if (terminal) {
            err.print("\r\u001b[K" + text);
        } else {
            err.println(text);
        }
        err.flush();
    }

    /** The last line: one word for machines, a sentence for people. */
    void end(Standby standby, long snapshotSequence, String result, String sentence) {
        if (terminal) {
            err.print("\r\u001b[K");
        }
        if (json) {
            long lag = Math.max(0, standby.releasedSequence() - standby.sequence());
            out.println(json(result, standby, lag, 0, snapshotSequence, sentence));
        } else {
            out.println(sentence);
        }
        out.flush();
        err.flush();
    }

    private static String json(
            String type, Standby standby, long lag, double rate, long snapshotSequence, String sentence) {
        String hash = HexFormat.of().toHexDigits(standby.model().state().hash());
        return String.format(
                        Locale.ROOT,
                        "{\"type\":\"%s\",\"seq\":%d,\"released_seq\":%d,\"lag\":%d,\"rate\":%.0f,\"state_hash\":\"%s\","
                                + "\"hash_equal_at_seq\":%d,\"snapshot_seq\":%d,\"reopened\":%d",
                        type,
                        standby.sequence(),
                        standby.releasedSequence(),
                        lag,
                        rate,
                        hash,
                        standby.model().lastEqualHash(),
                        snapshotSequence,
                        standby.reopened())
                + (sentence.isEmpty() ? "}" : ",\"text\":\"" + escape(sentence) + "\"}");
    }

    private static String escape(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", " ");
    }
}

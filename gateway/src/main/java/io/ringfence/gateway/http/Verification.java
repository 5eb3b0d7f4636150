package io.ringfence.gateway.http;

import io.ringfence.gateway.audit.AuditSource;
import io.ringfence.gateway.audit.Verdict;
import io.ringfence.gateway.json.Answer;
import io.ringfence.gateway.json.AuditJson;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A check of the journal that may take longer than somebody waits: whoever asks joins the one that runs, is told after a
 * while how far it is, and gets the verdict when he asks again.
 */
final class Verification {
    /** Well below the time after which a silent connection is closed. */
    private static final long PATIENCE_NANOS = 10_000_000_000L;

    private final AuditSource source;
    private final Executor executor;
    private final Queue<Waiting> waiting = new ArrayDeque<>();
    private boolean running;
    private @Nullable Answer unread;

    private record Waiting(Call call, long sinceNanos) {}

    Verification(AuditSource source, Executor executor) {
        this.source = source;
        this.executor = executor;
    }

    /** Answers the call, soon or later. */
    void ask(Call call) {
        synchronized (this) {
            if (unread != null) {
                Answer verdict = unread;
                unread = null;
                call.answer(verdict);
                return;
            }
            if (!running) {
                executor.execute(this::run);
                running = true;
            }
            waiting.add(new Waiting(call, System.nanoTime()));
        }
    }

    private void run() {
        Answer answer = null;
        try {
            answer = AuditJson.verdict(source.verify(this::progress), OrderEndpoints.wallNanos());
        } catch (RuntimeException e) {
            String what = "the check could not be done: " + e.getMessage();
            answer = AuditJson.verdict(Verdict.failed(what), OrderEndpoints.wallNanos());
        } finally {
            done(answer);
        }
    }

    private synchronized void progress(long done, long of) {
        long now = System.nanoTime();
        Waiting first = waiting.peek();
        while (first != null && now - first.sinceNanos() > PATIENCE_NANOS) {
            waiting.remove();
            first.call().answer(AuditJson.running(done, of));
            first = waiting.peek();
        }
    }

    private synchronized void done(@Nullable Answer answer) {
        running = false;
        if (waiting.isEmpty()) {
            unread = answer;
        }
        for (Waiting one = waiting.poll(); one != null; one = waiting.poll()) {
            if (answer != null) {
                one.call().answer(answer);
            }
        }
    }
}

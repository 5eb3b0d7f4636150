package io.ringfence.gateway.http;

import io.ringfence.engine.gates.ReasonCode;
import io.ringfence.gateway.audit.AuditSource;
import io.ringfence.gateway.json.Answer;
import io.ringfence.gateway.json.AuditJson;
import io.ringfence.gateway.json.Problem;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A check of the journal that may take longer than somebody waits: whoever asks joins the one that runs, is told after a
 * while how far it is, and gets the verdict when he asks again.
 */
final class Verification {
    private static final Logger LOG = LoggerFactory.getLogger(Verification.class);
    /** Well below the time after which a silent connection is closed. */
    private static final long PATIENCE_NANOS = 10_000_000_000L;
    /** For who comes back as he was told to; later the journal is another one. */
    private static final long UNREAD_NANOS = 60_000_000_000L;

    private final AuditSource source;
    private final Executor executor;
    private final Queue<Waiting> waiting = new ArrayDeque<>();
    private boolean running;
    /** The verdict of a check that nobody waited for any more. */
    private @Nullable Answer unread;

    private long unreadSinceNanos;

    private record Waiting(Call call, long sinceNanos) {}

    Verification(AuditSource source, Executor executor) {
        this.source = source;
        this.executor = executor;
    }

    /** Answers the call, soon or later. */
    void ask(Call call) {
        synchronized (this) {
            Answer verdict = unread;
            unread = null;
            if (verdict != null && System.nanoTime() - unreadSinceNanos < UNREAD_NANOS) {
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
        Answer verdict = null;
        try {
            verdict = AuditJson.verdict(source.verify(this::progress), OrderEndpoints.wallNanos());
        } catch (RuntimeException | InternalError e) {
            // InternalError: a mapped page that can not be read.
            LOG.error("the journal could not be checked", e);
        } finally {
            done(verdict);
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

    private synchronized void done(@Nullable Answer verdict) {
        running = false;
        if (waiting.isEmpty()) {
            unread = verdict;
            unreadSinceNanos = System.nanoTime();
        }
        for (Waiting one = waiting.poll(); one != null; one = waiting.poll()) {
            if (verdict == null) {
                one.call()
                        .problem(Problem.of(
                                503,
                                ReasonCode.JOURNAL.number,
                                "The check could not be done; the gateway's log says why"));
            } else {
                one.call().answer(verdict);
            }
        }
    }
}

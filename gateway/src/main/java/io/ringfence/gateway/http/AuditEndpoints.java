package io.ringfence.gateway.http;

import static io.ringfence.gateway.http.Route.roles;

import io.ringfence.engine.gates.ReasonCode;
import io.ringfence.gateway.audit.AuditRange;
import io.ringfence.gateway.audit.AuditSource;
import io.ringfence.gateway.auth.Role;
import io.ringfence.gateway.auth.SecurityLog;
import io.ringfence.gateway.json.Problem;
import io.ringfence.gateway.json.RefusedException;
import io.ringfence.gateway.json.RequestBody;
import io.ringfence.gateway.record.ReleasedRecords;
import io.undertow.server.Connectors;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.IoUtils;

/** The journal for an auditor: its records as JSON lines, and a check of the chain. On threads of their own. */
final class AuditEndpoints implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AuditEndpoints.class);
    /** At once; an export keeps its thread as long as its client reads. */
    private static final int MOST_EXPORTS = 3;

    private final AuditSource source;
    private final ReleasedRecords records;
    private final Verification verification;
    private final Semaphore exports = new Semaphore(MOST_EXPORTS);
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> new Thread(task, "ringfence-audit"));

    AuditEndpoints(AuditSource source, ReleasedRecords records) {
        this.source = source;
        this.records = records;
        this.verification = new Verification(source, threads);
    }

    List<Route> routes() {
        return List.of(
                Route.of("GET", "/v1/audit/export", roles(Role.AUDITOR), this::export, "from", "to")
                        .asLasting(),
                Route.of("GET", "/v1/audit/verify", roles(Role.AUDITOR), this::verify));
    }

    private static void requireAllAccounts(Call call) {
        if (!call.credential().hasAllAccounts()) {
            throw new RefusedException(
                    403, ReasonCode.AUTH_ACCOUNT.number, "The journal is of all accounts, and this key is not");
        }
    }

    private void verify(Call call) {
        requireAllAccounts(call);
        verification.ask(call);
    }

    private void export(Call call) {
        requireAllAccounts(call);
        if (!(call instanceof HttpCall http) || !http.takesChunks()) {
            throw new RefusedException(505, 0, "The journal is exported in HTTP/1.1");
        }
        String from = call.query("from");
        String to = call.query("to");
        AuditRange range = range(from, to, records.releasedSequence());
        SecurityLog.administration(
                call.credential(),
                "audit_export",
                (from == null ? "the first" : from) + " to " + (to == null ? "the last" : to),
                "",
                call.remoteAddress());
        if (!exports.tryAcquire()) {
            call.problem(busy());
            return;
        }
        HttpServerExchange exchange = http.takeOver();
        if (exchange == null) {
            exports.release();
            return;
        }
        threads.execute(() -> {
            try {
                Connectors.executeRootHandler(taken -> write(http, taken, range), exchange);
            } finally {
                exports.release();
            }
        });
    }

    /** Each bound is a sequence or a time; what is not released yet is not asked for. */
    static AuditRange range(@Nullable String from, @Nullable String to, long released) {
        long fromSequence = 1;
        long toSequence = released;
        long fromNanos = Long.MIN_VALUE;
        long toNanos = Long.MAX_VALUE;
        if (from != null && isSequence(from)) {
            fromSequence = Long.parseLong(from);
        } else if (from != null) {
            fromNanos = RequestBody.timeNanos("from", from);
        }
        if (to != null && isSequence(to)) {
            toSequence = Math.min(released, Long.parseLong(to));
        } else if (to != null) {
            toNanos = RequestBody.timeNanos("to", to);
        }
        return new AuditRange(fromSequence, toSequence, fromNanos, toNanos);
    }

    private static boolean isSequence(String text) {
        return text.matches("[0-9]{1,18}");
    }

    private static Problem unreadable(Throwable e) {
        return Problem.of(503, ReasonCode.JOURNAL.number, "Nothing was exported: " + e.getMessage());
    }

    private static Problem busy() {
        return Problem.code(
                ReasonCode.BACKPRESSURE.number, "Too many exports run at once; come back when one has ended");
    }

    /** On an audit thread, which waits for the client. What is cut short is cut off, so that nobody takes it for all. */
    private void write(HttpCall call, HttpServerExchange exchange, AuditRange range) {
        HeaderMap headers = exchange.getResponseHeaders();
        headers.put(Headers.CONTENT_TYPE, "application/x-ndjson");
        headers.put(Headers.CACHE_CONTROL, "no-store");
        headers.put(Headers.X_CONTENT_TYPE_OPTIONS, "nosniff");
        exchange.startBlocking();
        OutputStream out = exchange.getOutputStream();
        ExportStream body = new ExportStream(out);
        try {
            source.export(range, body);
            out.close();
        } catch (IOException | RuntimeException | InternalError e) {
            // InternalError: a mapped page that can not be read.
            LOG.warn("an export of the journal was cut short: {}", e.toString());
            if (body.hasBegun()) {
                IoUtils.safeClose(exchange.getConnection());
            } else {
                call.problemInstead(unreadable(e));
            }
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}

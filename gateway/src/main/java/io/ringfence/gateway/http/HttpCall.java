package io.ringfence.gateway.http;

import io.ringfence.gateway.json.Answer;
import io.ringfence.gateway.json.Problem;
import io.ringfence.gateway.json.RefusedException;
import io.undertow.io.IoCallback;
import io.undertow.io.Sender;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Protocols;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;

/** A request of its own exchange, answered once, by any thread, and written by its I/O thread. */
final class HttpCall extends Call {
    private static final HttpString PREFERENCE_APPLIED = new HttpString("Preference-Applied");

    private final HttpServerExchange exchange;
    private final AtomicBoolean answered = new AtomicBoolean();

    HttpCall(HttpServerExchange exchange, String typeBase, String id) {
        super(typeBase, id);
        this.exchange = exchange;
    }

    @Override
    public String method() {
        return exchange.getRequestMethod().toString();
    }

    @Override
    public String rawPathAndQuery() {
        String query = exchange.getQueryString();
        return query.isEmpty() ? exchange.getRequestURI() : exchange.getRequestURI() + "?" + query;
    }

    @Override
    public @Nullable String header(String name) {
        return exchange.getRequestHeaders().getFirst(name);
    }

    @Override
    public String remoteAddress() {
        return host(exchange);
    }

    /** Where a request comes from, without the port. */
    static String host(HttpServerExchange exchange) {
        return exchange.getSourceAddress().getHostString();
    }

    @Override
    @Nullable
    String query(String name) {
        Deque<String> values = exchange.getQueryParameters().get(name);
        if (values == null || values.isEmpty()) {
            return null;
        }
        if (values.size() > 1) {
            throw RefusedException.malformed("The query has \"" + name + "\" more than once");
        }
        return values.getFirst();
    }

    @Override
    void answer(Answer answer) {
        if (answered.compareAndSet(false, true)) {
            answered(answer);
            exchange.dispatch(exchange.getIoThread(), ignored -> send(answer));
        }
    }

    /** Hands the exchange to somebody who answers bit by bit; null when it has been answered. */
    @Nullable
    HttpServerExchange takeOver() {
        return answered.compareAndSet(false, true) ? exchange : null;
    }

    /** For who took the exchange over, waits for its client, and finds that there is nothing to tell. */
    void problemInstead(Problem problem) {
        Answer answer = rendered(problem);
        prepare(answer);
        exchange.getResponseSender().send(ByteBuffer.wrap(answer.body()));
    }

    /** Answers and closes the connection, because what follows on it can not be trusted or is not worth reading. */
    void answerAndClose(Answer answer) {
        exchange.setPersistent(false);
        answer(answer);
    }

    /** Answers and hangs up at once, without reading what the client still owes. */
    void answerAndHangUp(Answer answer) {
        if (answered.compareAndSet(false, true)) {
            exchange.setPersistent(false);
            prepare(answer);
            exchange.getResponseSender().send(ByteBuffer.wrap(answer.body()), new IoCallback() {
                @Override
                public void onComplete(HttpServerExchange done, Sender sender) {
                    hangUp();
                }

                @Override
                public void onException(HttpServerExchange failed, Sender sender, IOException thrown) {
                    hangUp();
                }
            });
        }
    }

    private void hangUp() {
        IoUtils.safeClose(exchange.getConnection());
        exchange.endExchange();
    }

    private void send(Answer answer) {
        if (exchange.isResponseStarted()) {
            return;
        }
        prepare(answer);
        exchange.getResponseSender().send(ByteBuffer.wrap(answer.body()));
    }

    /** Whether the client understands an answer in chunks. */
    boolean takesChunks() {
        return exchange.getProtocol().equals(Protocols.HTTP_1_1);
    }

    private void prepare(Answer answer) {
        exchange.setStatusCode(answer.status());
        HeaderMap headers = exchange.getResponseHeaders();
        headers.put(Headers.CONTENT_TYPE, answer.contentType());
        headers.put(Headers.CACHE_CONTROL, "no-store");
        headers.put(Headers.X_CONTENT_TYPE_OPTIONS, "nosniff");
        String applied = applied();
        if (applied != null) {
            headers.put(PREFERENCE_APPLIED, applied);
        }
        answer.headers().forEach((name, value) -> headers.put(HttpString.tryFromString(name), value));
    }
}

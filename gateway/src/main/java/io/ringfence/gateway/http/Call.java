package io.ringfence.gateway.http;

import io.ringfence.gateway.auth.Authenticator;
import io.ringfence.gateway.auth.Credential;
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
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;

/** One request on its way, and the one place where it is answered: once, by any thread, written by its I/O thread. */
final class Call implements Authenticator.Request {
    private static final byte[] NO_BODY = new byte[0];

    private final HttpServerExchange exchange;
    private final String typeBase;
    private final AtomicBoolean answered = new AtomicBoolean();
    private final String id;
    private @Nullable Credential credential;
    private byte[] body = NO_BODY;

    Call(HttpServerExchange exchange, String typeBase, String id) {
        this.exchange = exchange;
        this.typeBase = typeBase;
        this.id = id;
    }

    void body(byte[] bytes) {
        body = bytes;
    }

    void credential(Credential granted) {
        credential = granted;
    }

    /** Who asks; only on routes that ask for a role. */
    Credential credential() {
        return Objects.requireNonNull(credential);
    }

    /** What stands in the path for {@code {id}}. */
    String id() {
        return id;
    }

    @Override
    public byte[] body() {
        return body;
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
        return String.valueOf(exchange.getSourceAddress());
    }

    /** A query parameter, given at most once. */
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

    long queryNumber(String name, long absent, long least, long most) {
        String text = query(name);
        if (text == null) {
            return absent;
        }
        try {
            long value = Long.parseLong(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // told below, with the range
        }
        throw RefusedException.malformed("\"" + name + "\" must be a whole number from " + least + " to " + most);
    }

    void problem(Problem problem) {
        answer(rendered(problem));
    }

    Answer rendered(Problem problem) {
        return problem.answer(typeBase);
    }

    /** Answers, unless somebody has done so. */
    void answer(Answer answer) {
        if (answered.compareAndSet(false, true)) {
            exchange.dispatch(exchange.getIoThread(), ignored -> send(answer));
        }
    }

    /** Hands the exchange to somebody who answers bit by bit; null when it has been answered. */
    @Nullable
    HttpServerExchange takeOver() {
        return answered.compareAndSet(false, true) ? exchange : null;
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
        answer.headers().forEach((name, value) -> headers.put(HttpString.tryFromString(name), value));
    }
}

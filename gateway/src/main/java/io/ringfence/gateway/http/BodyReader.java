package io.ringfence.gateway.http;

import io.ringfence.gateway.json.Answer;
import io.ringfence.gateway.json.Problem;
import io.undertow.io.Receiver;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.xnio.XnioExecutor;

/** Reads a JSON body up to a size and within a time. A client that dribbles is cut off. */
final class BodyReader {
    private final int maxBytes;
    private final long timeoutMillis;
    private final String typeBase;

    BodyReader(int maxBytes, long timeoutMillis, String typeBase) {
        this.maxBytes = maxBytes;
        this.timeoutMillis = timeoutMillis;
        this.typeBase = typeBase;
    }

    void read(HttpServerExchange exchange, HttpCall call, Consumer<byte[]> next) {
        String unsupported = unsupported(exchange.getRequestHeaders());
        if (unsupported != null) {
            call.answerAndClose(Problem.http(415, unsupported).answer(typeBase));
            return;
        }
        if (exchange.getRequestContentLength() > maxBytes) {
            call.answerAndClose(tooLarge());
            return;
        }
        AtomicBoolean done = new AtomicBoolean();
        Receiver receiver = exchange.getRequestReceiver();
        receiver.setMaxBufferSize(maxBytes);
        XnioExecutor.Key deadline = exchange.getIoThread()
                .executeAfter(
                        () -> {
                            if (done.compareAndSet(false, true)) {
                                call.answerAndHangUp(tooSlow());
                            }
                        },
                        timeoutMillis,
                        TimeUnit.MILLISECONDS);
        receiver.receiveFullBytes(
                (ignored, bytes) -> {
                    if (!done.compareAndSet(false, true)) {
                        return;
                    }
                    deadline.remove();
                    next.accept(bytes);
                },
                (ignored, error) -> {
                    if (!done.compareAndSet(false, true)) {
                        return;
                    }
                    deadline.remove();
                    boolean big = error instanceof Receiver.RequestToLargeException;
                    call.answerAndClose(
                            big
                                    ? tooLarge()
                                    : Problem.http(400, "The body broke off").answer(typeBase));
                });
    }

    private Answer tooLarge() {
        return Problem.http(413, "A body has at most " + maxBytes + " bytes").answer(typeBase);
    }

    private Answer tooSlow() {
        return Problem.http(408, "The body did not come within " + timeoutMillis + " ms; nothing was done")
                .answer(typeBase);
    }

    private static @Nullable String unsupported(HeaderMap headers) {
        if (headers.contains(Headers.CONTENT_ENCODING)) {
            return "Send the body as it is, without Content-Encoding";
        }
        String type = headers.getFirst(Headers.CONTENT_TYPE);
        String[] parts =
                type == null ? new String[] {""} : type.toLowerCase(Locale.ROOT).split(";");
        boolean json = parts[0].trim().equals("application/json");
        boolean utf8 = parts.length == 1 || parts[1].replace("\"", "").trim().equals("charset=utf-8");
        return json && utf8 ? null : "Send application/json in UTF-8";
    }
}

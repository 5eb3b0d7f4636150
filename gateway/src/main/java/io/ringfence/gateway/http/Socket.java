package io.ringfence.gateway.http;

import io.ringfence.engine.gates.ReasonCode;
import io.ringfence.gateway.auth.Authenticator;
import io.ringfence.gateway.auth.Credential;
import io.ringfence.gateway.json.Answer;
import io.ringfence.gateway.json.Problem;
import io.ringfence.gateway.json.RefusedException;
import io.ringfence.gateway.json.SocketMessage;
import io.undertow.websockets.core.AbstractReceiveListener;
import io.undertow.websockets.core.BufferedBinaryMessage;
import io.undertow.websockets.core.BufferedTextMessage;
import io.undertow.websockets.core.WebSocketChannel;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One WebSocket: says who it is, subscribes, sends orders. Each message is answered by one message with the same {@code
 * ref}; events come in between. Messages arrive on the connection's I/O thread.
 */
final class Socket extends AbstractReceiveListener {
    static final Set<String> OPS = Set.of("auth", "subscribe", "order", "replace", "cancel", "mass_cancel");

    static final int NOT_AUTHENTICATED = 4001;
    static final int SLOW_CONSUMER = 4008;
    private static final int TEXT_ONLY = 1003;

    private static final int MOST_IN_FLIGHT = 256;
    /** Answers that a client has not read, in bytes, above which it is closed. */
    private static final long MOST_UNREAD = 1 << 20;

    private static final int MAX_MESSAGE = 64 * 1024;

    private final SocketEndpoint home;
    private final SocketWriter writer;
    private final String remoteAddress;
    private final AtomicInteger inFlight = new AtomicInteger();
    private volatile @Nullable Credential credential;
    private volatile boolean subscribed;

    Socket(SocketEndpoint home, SocketWriter writer, String remoteAddress, @Nullable Credential credential) {
        this.home = home;
        this.writer = writer;
        this.remoteAddress = remoteAddress;
        this.credential = credential;
    }

    String remoteAddress() {
        return remoteAddress;
    }

    int inFlight() {
        return inFlight.get();
    }

    boolean isSubscribed() {
        return subscribed;
    }

    void unsubscribed() {
        subscribed = false;
    }

    @Override
    protected long getMaxTextBufferSize() {
        return MAX_MESSAGE;
    }

    @Override
    protected long getMaxBinaryBufferSize() {
        return 1;
    }

    @Override
    protected void onFullBinaryMessage(WebSocketChannel channel, BufferedBinaryMessage message) {
        message.getData().free();
        writer.close(TEXT_ONLY, "messages are text");
    }

    @Override
    protected void onFullTextMessage(WebSocketChannel channel, BufferedTextMessage text) {
        if (!writer.isOpen()) {
            channel.suspendReceives();
            return;
        }
        String op = "error";
        SocketMessage message;
        try {
            message = SocketMessage.parse(text.getData());
            op = message.op();
        } catch (RefusedException e) {
            say(SocketMessage.reply(op, null, home.rendered(Problem.of(e))));
            return;
        }
        inFlight.incrementAndGet();
        SocketCall call = new SocketCall(this, message, op, home.typeBase(), id(message));
        String asked = op;
        Dispatch.run(SocketEndpoint.PATH + " " + op, call, () -> handle(asked, call));
    }

    private static String id(SocketMessage message) {
        String orderId = message.text("order_id");
        return orderId == null ? "" : orderId;
    }

    private void handle(String op, SocketCall call) {
        switch (op) {
            case "auth" -> authenticate(call);
            case "subscribe" -> subscribe(call);
            case "order" -> request(call, "POST /v1/orders");
            case "replace" -> request(call, "PATCH /v1/orders/{id}");
            case "cancel" -> request(call, "DELETE /v1/orders/{id}");
            case "mass_cancel" -> request(call, "DELETE /v1/orders");
            default ->
                throw RefusedException.malformed(
                        "\"op\" must be auth, subscribe, order, replace, cancel or mass_cancel");
        }
    }

    private void authenticate(SocketCall call) {
        if (credential != null) {
            throw new RefusedException(409, 0, "This socket has a key already; another key needs another socket");
        }
        Authenticator.Result result = home.authenticate(call);
        Credential granted = result.credential();
        if (granted == null) {
            Dispatch.refuse(call, result);
            writer.close(NOT_AUTHENTICATED, "not authenticated");
            return;
        }
        credential = granted;
        call.answer(SocketMessage.welcome(granted.name(), granted.role().toString()));
    }

    private void subscribe(SocketCall call) {
        if (!mayUse(call, "GET /v1/stream")) {
            return;
        }
        if (subscribed) {
            throw new RefusedException(409, 0, "This socket is subscribed already; another one may have others");
        }
        subscribed = true;
        try {
            home.subscribe(call, new SocketOutlet(this, writer, call));
        } catch (RefusedException e) {
            subscribed = false;
            throw e;
        }
    }

    private void request(SocketCall call, String route) {
        if (!mayUse(call, route)) {
            return;
        }
        if (home.isDraining()) {
            call.problem(Problem.http(503, "The gateway is shutting down"));
        } else if (inFlight.get() > MOST_IN_FLIGHT) {
            call.problem(Problem.code(
                    ReasonCode.BACKPRESSURE.number,
                    "More than " + MOST_IN_FLIGHT + " requests of this socket wait; nothing was done, come back"));
        } else {
            home.route(route).endpoint().handle(call);
        }
    }

    private boolean mayUse(SocketCall call, String route) {
        Credential known = credential;
        if (known == null) {
            call.problem(Problem.code(ReasonCode.AUTH_NONE.number, "Say who you are first: {\"op\":\"auth\",...}"));
            return false;
        }
        if (!home.isLive(known)) {
            call.problem(Problem.code(ReasonCode.AUTH_REVOKED.number, "The key of this socket has been revoked"));
            writer.close(NOT_AUTHENTICATED, "key revoked");
            return false;
        }
        call.credential(known);
        Route wanted = home.route(route);
        return Dispatch.admits(wanted, known, call) && Dispatch.counts(wanted, known, call, home.limits());
    }

    void reply(String op, @Nullable String ref, Answer answer) {
        inFlight.decrementAndGet();
        home.answered(op, answer.status());
        say(SocketMessage.reply(op, ref, answer));
    }

    /** Who does not read his answers is closed. */
    private void say(byte[] text) {
        if (writer.waitingBytes() > MOST_UNREAD) {
            writer.close(SLOW_CONSUMER, "answers were not read");
        } else {
            writer.send(text);
        }
    }

    /** After the time in which a client must say who it is. */
    void requireCredential() {
        if (credential == null) {
            writer.close(NOT_AUTHENTICATED, "not authenticated in time");
        }
    }

    void goAway() {
        writer.close(SocketOutlet.GOING_AWAY, "the core stops");
    }
}

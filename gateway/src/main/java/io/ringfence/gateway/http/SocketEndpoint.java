package io.ringfence.gateway.http;

import io.ringfence.gateway.auth.Authenticator;
import io.ringfence.gateway.auth.Credential;
import io.ringfence.gateway.auth.SignedText;
import io.ringfence.gateway.json.Answer;
import io.ringfence.gateway.json.Problem;
import io.ringfence.gateway.json.RefusedException;
import io.ringfence.gateway.metrics.HttpMetrics;
import io.ringfence.gateway.stream.Outlet;
import io.ringfence.gateway.stream.Streams;
import io.undertow.server.HttpServerExchange;
import io.undertow.websockets.WebSocketConnectionCallback;
import io.undertow.websockets.WebSocketProtocolHandshakeHandler;
import io.undertow.websockets.core.WebSocketChannel;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Streams and order entry over WebSockets: the routes of REST and the subscriptions of server-sent events behind another
 * door, so that nothing is decided here that is not decided there.
 */
final class SocketEndpoint {
    static final String PATH = "/ws";

    private static final int MOST_SOCKETS = 1_024;
    private static final long CREDENTIAL_MILLIS = 5_000;
    private static final long IDLE_MILLIS = 60_000;

    private final Map<String, Route> routes = new HashMap<>();
    private final Authenticator authenticator;
    private final RateLimits limits;
    private final Streams streams;
    private final HttpMetrics metrics;
    private final String typeBase;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile boolean draining;

    SocketEndpoint(
            List<Route> offered,
            Authenticator authenticator,
            RateLimits limits,
            Streams streams,
            HttpMetrics metrics,
            String typeBase) {
        offered.forEach(route -> routes.put(route.method() + " " + route.path(), route));
        this.authenticator = authenticator;
        this.limits = limits;
        this.streams = streams;
        this.metrics = metrics;
        this.typeBase = typeBase;
    }

    List<Route> routes() {
        return List.of(Route.of("GET", PATH, Set.of(), this::upgrade));
    }

    /** Lets a client in. It may say who it is at once, in the headers of REST, or in its first message. */
    private void upgrade(Call call) {
        String protocol = call.header("Upgrade");
        if (protocol == null || !protocol.toLowerCase(Locale.ROOT).equals("websocket")) {
            throw new RefusedException(426, 0, "This is a WebSocket; ask with Upgrade: websocket");
        }
        if (!Objects.equals(call.header("Sec-WebSocket-Version"), "13")
                || call.header("Sec-WebSocket-Key") == null
                || !(call instanceof HttpCall http)) {
            throw RefusedException.malformed("The WebSocket handshake must be of version 13 and have a key");
        }
        if (sockets.size() >= MOST_SOCKETS) {
            throw new RefusedException(503, 0, "There are " + MOST_SOCKETS + " sockets already; try again later");
        }
        Credential credential = null;
        if (call.header("Authorization") != null || call.header(SignedText.KEY) != null) {
            Authenticator.Result result = authenticator.authenticate(call);
            credential = result.credential();
            if (credential == null) {
                Dispatch.refuse(call, result);
                return;
            }
        }
        HttpServerExchange exchange = http.takeOver();
        if (exchange != null) {
            shakeHands(exchange, credential);
        }
    }

    private void shakeHands(HttpServerExchange exchange, @Nullable Credential credential) {
        String from = HttpCall.host(exchange);
        WebSocketConnectionCallback opened = (asked, channel) -> open(channel, from, credential);
        WebSocketProtocolHandshakeHandler handshake = new WebSocketProtocolHandshakeHandler(opened);
        try {
            handshake.handleRequest(exchange);
        } catch (Exception e) {
            throw new IllegalStateException("the WebSocket handshake failed", e);
        }
    }

    private void open(WebSocketChannel channel, String from, @Nullable Credential credential) {
        Socket socket = new Socket(this, new SocketWriter(channel), from, credential);
        sockets.add(socket);
        channel.addCloseTask(closed -> sockets.remove(socket));
        channel.setIdleTimeout(IDLE_MILLIS);
        channel.getReceiveSetter().set(socket);
        channel.resumeReceives();
        channel.getIoThread().executeAfter(socket::requireCredential, CREDENTIAL_MILLIS, TimeUnit.MILLISECONDS);
    }

    Authenticator.Result authenticate(Call call) {
        return authenticator.authenticate(call);
    }

    boolean isLive(Credential credential) {
        return authenticator.isLive(credential);
    }

    void subscribe(Call call, Outlet outlet) {
        streams.add(StreamEndpoint.subscription(call, outlet));
    }

    Route route(String methodAndPath) {
        return Objects.requireNonNull(routes.get(methodAndPath));
    }

    void answered(String op, int status) {
        boolean known = Socket.OPS.contains(op);
        metrics.answered(PATH, known ? op : "unknown", status);
    }

    RateLimits limits() {
        return limits;
    }

    String typeBase() {
        return typeBase;
    }

    Answer rendered(Problem problem) {
        return problem.answer(typeBase);
    }

    int count() {
        return sockets.size();
    }

    /** Sockets that are told events; they count as stream clients too. */
    int subscribed() {
        return (int) sockets.stream().filter(Socket::isSubscribed).count();
    }

    int inFlight() {
        return sockets.stream().mapToInt(Socket::inFlight).sum();
    }

    boolean isDraining() {
        return draining;
    }

    /** From now on no request is taken. */
    void drain() {
        draining = true;
    }

    /** Says goodbye to everybody. */
    void close() {
        sockets.forEach(Socket::goAway);
    }
}

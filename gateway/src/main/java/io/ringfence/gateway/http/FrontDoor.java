package io.ringfence.gateway.http;

import io.ringfence.engine.gates.ReasonCode;
import io.ringfence.gateway.auth.AddressList;
import io.ringfence.gateway.auth.Authenticator;
import io.ringfence.gateway.auth.Credential;
import io.ringfence.gateway.auth.SecurityLog;
import io.ringfence.gateway.json.Problem;
import io.ringfence.gateway.json.RefusedException;
import io.ringfence.gateway.metrics.HttpMetrics;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.Protocols;
import io.undertow.util.SameThreadExecutor;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What every request passes: shape, route, body, credential, role; then its endpoint. Never blocks. */
final class FrontDoor implements HttpHandler {

    private final RouteTable routes;
    private final Authenticator authenticator;
    private final HttpMetrics metrics;
    private final String typeBase;
    private final boolean strictProtocol;
    private final BodyReader bodies;
    private final RateLimits limits;
    private final ReadsUnderWay reads;
    private final AddressList allowed;
    private final AtomicInteger inFlight = new AtomicInteger();
    private volatile boolean draining;

    FrontDoor(
            RouteTable routes,
            Authenticator authenticator,
            HttpMetrics metrics,
            String typeBase,
            boolean strictProtocol,
            BodyReader bodies,
            RateLimits limits,
            ReadsUnderWay reads,
            AddressList allowed) {
        this.routes = routes;
        this.authenticator = authenticator;
        this.metrics = metrics;
        this.typeBase = typeBase;
        this.strictProtocol = strictProtocol;
        this.bodies = bodies;
        this.limits = limits;
        this.reads = reads;
        this.allowed = allowed;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        List<String> segments = Route.split(exchange.getRequestPath());
        List<Route> candidates = routes.ofPath(segments);
        Route route =
                RouteTable.ofMethod(candidates, exchange.getRequestMethod().toString());
        count(exchange, route);
        HttpCall call = new HttpCall(exchange, typeBase, route == null ? "" : route.id(segments));
        Problem shape = shapeProblem(exchange);
        if (!allowed.contains(exchange.getSourceAddress().getAddress())) {
            SecurityLog.addressRefused(call.remoteAddress(), System.nanoTime());
            call.answerAndClose(
                    Problem.http(403, "Nothing is answered to your address").answer(typeBase));
        } else if (shape != null) {
            call.answerAndClose(shape.answer(typeBase));
        } else if (draining) {
            call.answerAndClose(
                    Problem.http(503, "The gateway is shutting down").answer(typeBase));
        } else if (candidates.isEmpty()) {
            call.problem(Problem.http(404, "There is nothing at " + abbreviated(exchange.getRequestPath())));
        } else if (route == null) {
            String allow =
                    candidates.stream().map(Route::method).collect(Collectors.toCollection(TreeSet::new)).stream()
                            .collect(Collectors.joining(", "));
            call.answer(Problem.http(405, "This path takes " + allow)
                    .answer(typeBase)
                    .withHeader("Allow", allow));
        } else {
            enter(exchange, route, call);
        }
    }

    private void count(HttpServerExchange exchange, @Nullable Route route) {
        inFlight.incrementAndGet();
        String name = route == null ? "unmatched" : route.path();
        String method = route == null ? "any" : route.method();
        exchange.addExchangeCompleteListener((done, next) -> {
            inFlight.decrementAndGet();
            metrics.answered(name, method, done.getStatusCode());
            next.proceed();
        });
    }

    private @Nullable Problem shapeProblem(HttpServerExchange exchange) {
        HeaderMap headers = exchange.getRequestHeaders();
        if (strictProtocol && !exchange.getProtocol().equals(Protocols.HTTP_1_1)) {
            return Problem.http(505, "Only HTTP/1.1 is spoken here");
        }
        boolean lengthTwice = headers.count(Headers.CONTENT_LENGTH) > 1;
        boolean both = headers.contains(Headers.TRANSFER_ENCODING) && headers.contains(Headers.CONTENT_LENGTH);
        if (lengthTwice || both || headers.count(Headers.TRANSFER_ENCODING) > 1) {
            return Problem.http(400, "The length of the body is told in two ways");
        }
        String encoding = headers.getFirst(Headers.TRANSFER_ENCODING);
        if (encoding != null) {
            if (!encoding.toLowerCase(Locale.ROOT).equals("chunked")) {
                return Problem.http(400, "The only transfer encoding here is chunked");
            }
            // Readers differ in what they take for a chunk: nothing behind a chunked body is read as another request.
            exchange.setPersistent(false);
        }
        String length = headers.getFirst(Headers.CONTENT_LENGTH);
        if (length != null && !length.matches("[0-9]{1,18}")) {
            return Problem.http(400, "Content-Length is not a number");
        }
        return null;
    }

    private void enter(HttpServerExchange exchange, Route route, HttpCall call) {
        if (route.takesBody()) {
            bodies.read(exchange, call, bytes -> {
                call.body(bytes);
                exchange.dispatch(SameThreadExecutor.INSTANCE, () -> serve(exchange, route, call));
            });
        } else if (!exchange.isRequestComplete()) {
            call.answerAndClose(Problem.http(400, "This request takes no body").answer(typeBase));
        } else {
            exchange.dispatch(SameThreadExecutor.INSTANCE, () -> serve(exchange, route, call));
        }
    }

    private void serve(HttpServerExchange exchange, Route route, Call call) {
        Dispatch.run(route.method() + " " + route.path(), call, () -> {
            if (isAllowed(exchange, route, call)) {
                for (String name : exchange.getQueryParameters().keySet()) {
                    if (!route.query().contains(name)) {
                        throw RefusedException.malformed("Unknown query parameter \"" + abbreviated(name) + "\"");
                    }
                }
                route.endpoint().handle(call);
            }
        });
    }

    private boolean isAllowed(HttpServerExchange exchange, Route route, Call call) {
        if (route.roles().isEmpty()) {
            return true;
        }
        Authenticator.Result result = authenticator.authenticate(call);
        Credential credential = result.credential();
        if (credential == null) {
            Dispatch.refuse(call, result);
            return false;
        }
        call.credential(credential);
        return Dispatch.admits(route, credential, call)
                && Dispatch.counts(route, credential, call, limits)
                && (!route.isRead() || begin(exchange, credential, call));
    }

    /** Counts a read until its answer has left, or refuses it because too many have not. */
    private boolean begin(HttpServerExchange exchange, Credential credential, Call call) {
        if (!reads.begin(credential.id())) {
            call.answer(call.rendered(Problem.code(
                            ReasonCode.THROTTLE_SESSION.number,
                            ReadsUnderWay.MOST
                                    + " answers to this key have not been read to their end; read them first"))
                    .withHeader("Retry-After", "1"));
            return false;
        }
        exchange.addExchangeCompleteListener((done, next) -> {
            reads.end(credential.id());
            next.proceed();
        });
        return true;
    }

    private static String abbreviated(String text) {
        return text.length() <= 100 ? text : text.substring(0, 100) + "...";
    }

    /** From now on nothing new is taken. */
    void drain() {
        draining = true;
    }

    int inFlight() {
        return inFlight.get();
    }
}

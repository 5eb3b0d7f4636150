package io.ringfence.gateway.http;

import io.ringfence.gateway.auth.Role;
import io.ringfence.gateway.json.RefusedException;
import io.ringfence.gateway.stream.Channel;
import io.ringfence.gateway.stream.Outlet;
import io.ringfence.gateway.stream.Place;
import io.ringfence.gateway.stream.Streams;
import io.ringfence.gateway.stream.Subscription;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Events as they happen, or from any place in the journal on. */
final class StreamEndpoint {
    private final Streams streams;

    StreamEndpoint(Streams streams) {
        this.streams = streams;
    }

    List<Route> routes() {
        Set<Role> readers = QueryEndpoints.READERS;
        return List.of(Route.of("GET", "/v1/stream", readers, this::stream, "channels", "account", "from_seq")
                .asLasting());
    }

    private void stream(Call call) {
        if (!(call instanceof HttpCall http) || !http.takesChunks()) {
            throw new RefusedException(505, 0, "A stream is spoken in HTTP/1.1");
        }
        streams.add(subscription(call, new SseOutlet(http)));
    }

    /** What a call asks to be told, and from where on. */
    static Subscription subscription(Call call, Outlet outlet) {
        Set<Channel> channels = Channel.parse(call.query("channels"));
        String asked = call.query("account");
        String account = asked == null ? null : OrderEndpoints.account(call.credential(), asked);
        return new Subscription(call.credential(), channels, account, place(call), outlet);
    }

    /** A client that comes back says what it had last, whatever its address says. */
    private static @Nullable Place place(Call call) {
        String last = call.header("Last-Event-ID");
        if (last != null && !last.isEmpty()) {
            Place place = Place.parse(last);
            if (place == null) {
                throw RefusedException.malformed("\"Last-Event-ID\" must be an id of this stream, such as 1234-2");
            }
            return place;
        }
        long from = call.queryNumber("from_seq", 0, 1, Long.MAX_VALUE);
        return from == 0 ? null : Place.behind(from - 1);
    }
}

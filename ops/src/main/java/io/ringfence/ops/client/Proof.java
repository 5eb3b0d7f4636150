package io.ringfence.ops.client;

import java.net.http.HttpRequest;

/** How a request proves who sends it. */
public interface Proof {
    /** Adds its headers; {@code rawPathAndQuery} as it goes over the wire. */
    void addTo(HttpRequest.Builder request, String method, String rawPathAndQuery, byte[] body);

    /** A bearer token. */
    static Proof token(String token) {
        return (request, method, path, body) -> request.header("Authorization", "Bearer " + token);
    }
}

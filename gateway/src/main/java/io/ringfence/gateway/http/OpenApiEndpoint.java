package io.ringfence.gateway.http;

import io.ringfence.gateway.json.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;

/** The description of this API. Kept by hand, and compared with the routes and with real answers by a test. */
final class OpenApiEndpoint {
    private static final String RESOURCE = "/io/ringfence/gateway/openapi.json";

    private final byte[] document = read();

    List<Route> routes() {
        return List.of(Route.of("GET", "/v1/openapi.json", Set.of(), call -> call.answer(Answer.json(200, document))));
    }

    private static byte[] read() {
        try (InputStream in = OpenApiEndpoint.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is missing in the gateway's jar");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE + " can not be read", e);
        }
    }
}

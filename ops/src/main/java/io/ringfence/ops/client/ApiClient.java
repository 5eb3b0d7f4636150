package io.ringfence.ops.client;

import io.ringfence.ops.Failure;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/** One request to a running core with a token or a signature. */
public final class ApiClient {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final String url;
    private final Proof proof;
    private final HttpClient http;

    /** Over plain HTTP, or trusting whom this Java trusts. */
    public ApiClient(String url, Proof proof) {
        this(url, proof, null);
    }

    /** {@code tls} is for addresses that begin with https; null = what this Java has. */
    public ApiClient(String url, Proof proof, @Nullable SSLContext tls) {
        HttpClient.Builder builder =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(TIMEOUT);
        http = (tls == null ? builder : builder.sslContext(tls)).build();
        this.url = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        this.proof = proof;
    }

    /** What came back. */
    public record Answer(int status, String body) {
        public boolean isSuccess() {
            return status >= 200 && status < 300;
        }
    }

    /** Sends a request and waits for its answer. */
    public Answer send(String method, String path, @Nullable String body) {
        byte[] bytes = body == null ? new byte[0] : body.getBytes(StandardCharsets.UTF_8);
        HttpRequest.Builder request = request(path)
                .timeout(TIMEOUT)
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(bytes));
        URI target = request.build().uri();
        String query = target.getRawQuery();
        proof.addTo(request, method, target.getRawPath() + (query == null ? "" : "?" + query), bytes);
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (ConnectException e) {
            throw new Failure(Failure.USAGE, "nothing answers at " + url + "; is the core running (ringfence run)?", e);
        } catch (SSLHandshakeException e) {
            throw new Failure(
                    Failure.USAGE,
                    "no trust between " + url + " and this client: " + e.getMessage()
                            + "; name the core's authority with --ca, and a certificate of your own with --certificate"
                            + " where it asks for one",
                    e);
        } catch (IOException e) {
            throw new Failure(
                    Failure.CHECK_FAILED,
                    "no answer from " + url + ": " + e.getMessage() + "; the outcome is unknown, ask for the order",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure(Failure.CHECK_FAILED, "interrupted; the outcome is unknown", e);
        }
    }

    private HttpRequest.Builder request(String path) {
        try {
            return HttpRequest.newBuilder(URI.create(url + path));
        } catch (IllegalArgumentException e) {
            throw new Failure(Failure.USAGE, "\"" + url + "\" is not an http address", e);
        }
    }
}

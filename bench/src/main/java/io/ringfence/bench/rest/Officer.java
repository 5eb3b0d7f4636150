package io.ringfence.bench.rest;

import io.ringfence.ops.client.Body;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;

/** A risk officer on the operations port, over one connection that stays. */
final class Officer {
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int port;
    private final String token;

    Officer(int port, String token) {
        this.port = port;
        this.token = token;
    }

    Trips.Stop stop() throws IOException, InterruptedException {
        long requested = wallNanos();
        String answer = post("/v1/risk/kill", "{\"scope\":\"global\",\"level\":\"halted\",\"reason\":\"bench\"}");
        long acknowledged = wallNanos();
        return new Trips.Stop(requested, acknowledged, Long.parseLong(String.valueOf(Body.field(answer, "seq"))));
    }

    void resume() throws IOException, InterruptedException {
        post("/v1/risk/kill/reset", "{\"scope\":\"global\",\"reason\":\"bench\"}");
    }

    private String post(String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(path + " was answered " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }

    private static long wallNanos() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }
}

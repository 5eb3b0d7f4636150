package io.ringfence.bench.rest;

import io.ringfence.ops.client.ApiClient;
import io.ringfence.ops.client.Body;
import io.ringfence.ops.client.Proof;
import java.io.IOException;
import java.time.Instant;

/** A risk officer on the operations port, over one connection that stays. */
final class Officer {
    private final ApiClient client;

    Officer(int port, String token) {
        client = new ApiClient("http://127.0.0.1:" + port, Proof.token(token));
    }

    Trips.Stop stop() throws IOException {
        long requested = wallNanos();
        String answer = post("/v1/risk/kill", "{\"scope\":\"global\",\"level\":\"halted\",\"reason\":\"bench\"}");
        long acknowledged = wallNanos();
        return new Trips.Stop(requested, acknowledged, Long.parseLong(String.valueOf(Body.field(answer, "seq"))));
    }

    void resume() throws IOException {
        post("/v1/risk/kill/reset", "{\"scope\":\"global\",\"reason\":\"bench\"}");
    }

    private String post(String path, String body) throws IOException {
        ApiClient.Answer answer = client.send("POST", path, body);
        if (!answer.isSuccess()) {
            throw new IOException(path + " was answered " + answer.status() + ": " + answer.body());
        }
        return answer.body();
    }

    private static long wallNanos() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }
}

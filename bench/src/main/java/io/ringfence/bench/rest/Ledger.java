package io.ringfence.bench.rest;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the journal says of the orders of a run, as its auditor is told it. */
final class Ledger {
    /** One record that matters here. */
    record Line(long sequence, long timestampNanos, Kind kind) {}

    enum Kind {
        ACCEPTED,
        REFUSED,
        STOPPED,
        RESUMED
    }

    private Ledger() {}

    /** Reads the journal over HTTP. */
    static List<Line> read(int port, String auditor, String prefix) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/audit/export"))
                .header("Authorization", "Bearer " + auditor)
                .build();
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        HttpResponse<InputStream> answer = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        if (answer.statusCode() != 200) {
            throw new IOException("the journal is not exported: " + answer.statusCode());
        }
        List<Line> lines = new ArrayList<>();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            for (String text = reader.readLine(); text != null; text = reader.readLine()) {
                Kind kind = kind(text, prefix);
                if (kind != null) {
                    lines.add(new Line(
                            Long.parseLong(between(text, "\"seq\":", ',')),
                            Long.parseLong(between(text, "\"t\":\"", '"')),
                            kind));
                }
            }
        }
        return lines;
    }

    private static @Nullable Kind kind(String text, String prefix) {
        if (text.contains("\"command\":{\"type\":\"order\"") && text.contains("\"" + prefix)) {
            return text.contains("\"decision\":\"REJECT\"") ? Kind.REFUSED : Kind.ACCEPTED;
        }
        if (text.contains("\"command\":{\"type\":\"kill\"")) {
            return Kind.STOPPED;
        }
        return text.contains("\"command\":{\"type\":\"kill_reset\"") ? Kind.RESUMED : null;
    }

    private static String between(String text, String before, char behind) {
        int at = text.indexOf(before) + before.length();
        return text.substring(at, text.indexOf(behind, at));
    }
}

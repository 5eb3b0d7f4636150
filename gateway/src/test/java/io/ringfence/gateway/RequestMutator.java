package io.ringfence.gateway;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Valid requests of every kind, and what a seeded generator makes of them. */
final class RequestMutator {
    private static final String[] PATHS = {
        "GET /v1/orders",
        "GET /v1/orders?status=all&limit=10",
        "GET /v1/orders/14",
        "GET /v1/orders:by_client_order_id?client_order_id=a",
        "GET /v1/orders/14/executions",
        "GET /v1/executions?after=1",
        "GET /v1/decisions/d-14",
        "GET /v1/decisions?order_id=14",
        "GET /v1/positions",
        "GET /v1/accounts/A1",
        "GET /v1/instruments",
        "GET /v1/time",
        "GET /v1/risk/state",
        "GET /v1/risk/headroom?account=A1",
        "GET /v1/risk/limits?scope=account&key=A1",
        "GET /v1/stream?from_seq=1",
        "GET /v1/openapi.json",
        "GET /problems/601",
        "GET /ws",
        "POST /v1/orders",
        "POST /v1/orders",
        "POST /v1/orders",
        "POST /v1/orders",
        "POST /v1/orders/preview",
        "PATCH /v1/orders/14",
        "DELETE /v1/orders/14",
        "DELETE /v1/orders?symbol=BTC-USD",
        "PUT /v1/risk/limits",
    };

    private static final Map<String, String> BODIES = Map.of(
            "POST /v1/orders",
            "{\"client_order_id\":\"z-%d\",\"account\":\"A1\",\"symbol\":\"BTC-USD\",\"side\":\"buy\",\"type\":\"limit\","
                    + "\"time_in_force\":\"gtc\",\"qty\":\"0.001\",\"limit_price\":\"59000\",\"post_only\":false,"
                    + "\"allow_reduce\":true,\"max_age_ms\":5000}",
            "POST /v1/orders/preview",
            "{\"account\":\"A1\",\"symbol\":\"BTC-USD\",\"side\":\"sell\",\"type\":\"market\",\"qty\":\"0.001\"}",
            "PATCH /v1/orders/14",
            "{\"qty\":\"0.002\",\"limit_price\":\"58000\"}",
            "PUT /v1/risk/limits",
            "{\"scope\":\"account\",\"key\":\"A1\",\"reason\":\"fuzz\",\"limits\":{\"max_positions\":3}}");

    private static final String[] VALUES = {
        "null",
        "true",
        "-1",
        "1e400",
        "99999999999999999999999999",
        "\"\"",
        "\"\\u0000\"",
        "\"\\ud800\"",
        "[[[[[[[[[[]]]]]]]]]]",
        "{\"a\":{\"b\":{\"c\":{\"d\":{}}}}}",
        "\"9223372036854775807\"",
        "\"-0.00000001\"",
        "\"" + "x".repeat(3000) + "\"",
        "\"2026-99-99T00:00:00Z\"",
        "NaN",
    };

    private static final String[] HEADERS = {
        "Content-Length: 5",
        "Content-Length: -1",
        "Content-Length: 99999999999999999999",
        "Transfer-Encoding: chunked",
        "Transfer-Encoding: gzip",
        "Transfer-Encoding : chunked",
        "Expect: 100-continue",
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Version: 13",
        "Last-Event-ID: 1-0",
        "Last-Event-ID: 999999999999999999999",
        "If-Match: \"1\"",
        "If-Match: *",
        "X-RF-Key: owner",
        "X-RF-Timestamp: 1795811955594",
        "Accept-Encoding: gzip",
        "Cookie: a=b",
        "Host: elsewhere",
        " folded: header",
        "no colon",
        "X-Long: " + "y".repeat(20_000),
        "X-Odd: \u0001\u0002",
        "Content-Type: text/plain",
    };

    private final Random random;
    private final List<String> tokens;
    private int made;

    RequestMutator(long seed, List<String> tokens) {
        random = new Random(seed);
        this.tokens = tokens;
    }

    /** The next request, from its first byte to its last. */
    byte[] next() {
        String line = PATHS[random.nextInt(PATHS.length)];
        String body = BODIES.getOrDefault(line, "").replace("%d", Integer.toString(made++));
        if (!body.isEmpty() && random.nextInt(2) > 0) {
            body = mutatedBody(body);
        }
        if (random.nextInt(3) == 0) {
            line = mutatedLine(line);
        }
        List<String> headers = new ArrayList<>();
        headers.add("Host: localhost");
        headers.add("Authorization: Bearer " + tokens.get(random.nextInt(tokens.size())));
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        if (content.length > 0) {
            headers.add("Content-Type: application/json");
            headers.add("Content-Length: " + content.length);
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            headers.add(random.nextInt(headers.size() + 1), HEADERS[random.nextInt(HEADERS.length)]);
        }
        byte[] head = (line + " HTTP/1.1\r\n" + String.join("\r\n", headers) + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        byte[] whole = new byte[head.length + content.length];
        System.arraycopy(head, 0, whole, 0, head.length);
        System.arraycopy(content, 0, whole, head.length, content.length);
        return random.nextInt(8) == 0 ? scrambled(whole) : whole;
    }

    private String mutatedBody(String body) {
        int at = random.nextInt(body.length());
        return switch (random.nextInt(8)) {
            case 0 -> body.substring(0, at);
            case 1 -> body.substring(0, at) + (char) random.nextInt(0x300) + body.substring(at);
            case 2 -> body + body;
            case 3 -> "[".repeat(random.nextInt(5_000)) + body;
            case 4 -> withValue(body);
            case 5 -> withValue(withValue(body));
            case 6 -> "{\"x\":" + body + "}";
            default -> body.substring(0, body.length() - 1) + ",\"qty\":\"1\"}";
        };
    }

    /** Puts another value in the place of one. */
    private String withValue(String body) {
        int colon = body.indexOf(':', random.nextInt(body.length()));
        if (colon < 0) {
            return body;
        }
        int end = colon + 1;
        while (end < body.length() && body.charAt(end) != ',' && body.charAt(end) != '}') {
            end++;
        }
        return body.substring(0, colon + 1) + VALUES[random.nextInt(VALUES.length)] + body.substring(end);
    }

    private String mutatedLine(String line) {
        int slash = line.indexOf('/');
        int at = slash + random.nextInt(line.length() - slash);
        return switch (random.nextInt(9)) {
            case 0 -> line.substring(0, at) + "%00" + line.substring(at);
            case 1 -> line.substring(0, at) + "/../" + line.substring(at);
            case 2 -> line.substring(0, at) + "//" + line.substring(at);
            case 3 -> line.substring(0, at) + "%zz" + line.substring(at);
            case 4 -> line.substring(0, at) + ";a=b" + line.substring(at);
            case 5 -> line + (line.contains("?") ? "&" : "?") + "x".repeat(random.nextInt(3_000)) + "=1";
            case 6 -> line + (line.contains("?") ? "&" : "?") + "account=A1&account=A2";
            case 7 -> (random.nextBoolean() ? "BREW" : "OPTIONS") + line.substring(line.indexOf(' '));
            default -> line.substring(0, at) + (char) (0x80 + random.nextInt(0x7F)) + line.substring(at);
        };
    }

    private byte[] scrambled(byte[] whole) {
        byte[] other = whole.clone();
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            other[random.nextInt(other.length)] = (byte) random.nextInt(256);
        }
        return other;
    }
}

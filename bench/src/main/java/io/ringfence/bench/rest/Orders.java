package io.ringfence.bench.rest;

import java.nio.charset.StandardCharsets;

/** The orders of a run, each under an id that says which it is. They take nothing and stay nowhere: IOC, off the market. */
final class Orders {
    private final String prefix;
    private final String head;

    Orders(String prefix, String token) {
        this.prefix = prefix;
        head = "POST /v1/orders HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token
                + "\r\nContent-Type: application/json\r\nContent-Length: ";
    }

    String id(int number) {
        return prefix + number;
    }

    byte[] request(int number) {
        String body = "{\"client_order_id\":\"" + id(number)
                + "\",\"account\":\"A1\",\"symbol\":\"BTC-USD\",\"side\":\"buy\","
                + "\"type\":\"limit\",\"time_in_force\":\"ioc\",\"qty\":\"0.01\",\"limit_price\":\"59000\"}";
        return (head + body.length() + "\r\n\r\n" + body).getBytes(StandardCharsets.US_ASCII);
    }
}

package io.ringfence.ops.config;

import java.util.List;

/** The keys of {@code gateway.http}. */
final class HttpKeys {
    private HttpKeys() {}

    static List<ConfigKey> all() {
        return List.of(
                ConfigKey.of("gateway.http.host", KeyType.HOST, "127.0.0.1", "address of REST"),
                ConfigKey.of("gateway.http.port", KeyType.PORT, "8080", "port of REST"),
                ConfigKey.of("gateway.http.ops_host", KeyType.HOST, "127.0.0.1", "address of health, metrics, kill"),
                ConfigKey.of("gateway.http.ops_port", KeyType.PORT, "8081", "port of health, metrics, kill"),
                ConfigKey.of(
                        "gateway.http.allow",
                        KeyType.LIST,
                        null,
                        "the only addresses and networks that REST answers, like 10.1.0.0/16; absent = all"),
                ConfigKey.of(
                        "gateway.http.ops_allow",
                        KeyType.LIST,
                        null,
                        "the only addresses and networks that the operations port answers; absent = all"),
                ConfigKey.of(
                        "gateway.http.tls.certificate",
                        KeyType.FILE,
                        null,
                        "PEM file of the certificate and its chain, or a PKCS #12 file (.p12, .pfx), for both ports;"
                                + " absent = plain HTTP"),
                ConfigKey.of("gateway.http.tls.key", KeyType.FILE, null, "PEM file of its private key"),
                ConfigKey.of(
                        "gateway.http.tls.password_file",
                        KeyType.FILE,
                        null,
                        "file whose first line is the password of the key or of the PKCS #12 file"),
                ConfigKey.of(
                        "gateway.http.tls.client_ca",
                        KeyType.FILE,
                        null,
                        "PEM file of the authorities of clients; then the operations port asks for a certificate"),
                ConfigKey.of(
                        "gateway.http.requests_per_s",
                        KeyType.integer(0, 1_000_000),
                        "10000",
                        "requests of one key in a second, 0 = no limit; cancels and the kill switch are not counted"));
    }
}

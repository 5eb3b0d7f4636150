package io.ringfence.ops.config;

import java.util.List;

/** The keys of {@code gateway.fix}. */
final class FixKeys {
    /** Written as people write it in an agreement with a counterparty. */
    private static final KeyType YES = new KeyType(
            "yes or no",
            text -> switch (text) {
                case "yes", "true" -> 1;
                case "no", "false" -> 0;
                default -> throw new IllegalArgumentException();
            },
            false);

    private static final String SESSION = "gateway.fix.sessions.{session}.";

    private FixKeys() {}

    static List<ConfigKey> all() {
        return List.of(
                ConfigKey.of("gateway.fix.host", KeyType.HOST, "127.0.0.1", "address of FIX"),
                ConfigKey.of("gateway.fix.port", KeyType.PORT, "9880", "port of FIX; opened when there is a session"),
                ConfigKey.of(
                        "gateway.fix.sending_time_s",
                        KeyType.integer(1, 3600),
                        "5",
                        "seconds by which SendingTime may differ from this clock"),
                ConfigKey.of(
                        "gateway.fix.max_message_bytes",
                        KeyType.integer(1024, 1 << 20),
                        "16384",
                        "a peer that sends more without ending a message is cut off"),
                ConfigKey.of(
                        "gateway.fix.tls.key_store",
                        KeyType.FILE,
                        null,
                        "PKCS #12 file with the server's certificate; absent = no TLS"),
                ConfigKey.of(
                        "gateway.fix.tls.key_store_password_file",
                        KeyType.FILE,
                        null,
                        "file that holds its password, readable by its owner only"),
                ConfigKey.of(
                        "gateway.fix.tls.trust_store",
                        KeyType.FILE,
                        null,
                        "PKCS #12 file with the clients' authorities; then a client certificate is required"),
                ConfigKey.of(
                        "gateway.fix.tls.trust_store_password_file",
                        KeyType.FILE,
                        null,
                        "file that holds its password, readable by its owner only"),
                ConfigKey.of(SESSION + "sender", KeyType.WORD, null, "SenderCompID of the counterparty"),
                ConfigKey.of(SESSION + "target", KeyType.WORD, "RINGFENCE", "TargetCompID, which is ours"),
                ConfigKey.of(SESSION + "accounts", KeyType.LIST, null, "accounts that it trades, or watches"),
                ConfigKey.of(
                        SESSION + "auth",
                        KeyType.choice("none", "key"),
                        "key",
                        "key: 553/554, or 95/96 where public_key is set; none: certification on loopback"),
                ConfigKey.of(
                        SESSION + "public_key",
                        KeyType.WORD,
                        null,
                        "base64 of its Ed25519 key (X.509): signs its Logon"),
                ConfigKey.of(SESSION + "reset", YES, "no", "whether ResetSeqNumFlag (141=Y) is taken"),
                ConfigKey.of(SESSION + "drop_copy", YES, "no", "gets reports of all in its accounts, enters nothing"),
                ConfigKey.of(SESSION + "feed", YES, "no", "sends market data (W, X), no orders"),
                ConfigKey.of(
                        SESSION + "cancel_on_disconnect",
                        KeyType.choice("none", "session", "account"),
                        "none",
                        "orders that end with the connection; a Logon may say otherwise (20010)"),
                ConfigKey.of(SESSION + "allow", KeyType.LIST, null, "addresses it may come from; absent = any"),
                ConfigKey.of(
                        SESSION + "reduce",
                        YES,
                        "no",
                        "whether an order without 20001 may be reduced where its account allows it"));
    }
}

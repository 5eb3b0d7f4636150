package io.ringfence.gateway;

import java.time.Duration;

/**
 * Settings of the edges (section {@code gateway.http} of the configuration).
 *
 * @param mode {@code paper} or {@code match}; also the prefix of exchange order ids
 * @param problemTypeBase what the type URI of a problem begins with
 * @param maxPending requests that may wait for their records at once; more are answered 503
 * @param answerTimeout after which a request is told that its outcome is unknown
 * @param readTimeout how long a read may wait for the sequence that it asks for
 * @param historyOrders ended orders and executions that queries can see
 * @param maxFollowerLag commands by which the read model may be behind while the process counts as ready
 * @param expectedOrders for sizing the read model's tables
 */
public record GatewayConfig(
        String httpHost,
        int httpPort,
        String operationsHost,
        int operationsPort,
        int ioThreads,
        String mode,
        String problemTypeBase,
        int maxPending,
        Duration answerTimeout,
        Duration readTimeout,
        Duration parseTimeout,
        Duration idleTimeout,
        int historyOrders,
        long maxFollowerLag,
        int expectedOrders) {
    public static final int MAX_HEADER_BYTES = 16 * 1024;
    public static final int MAX_BODY_BYTES = 64 * 1024;

    /** The defaults, on loopback. */
    public static GatewayConfig defaults(String mode) {
        return new GatewayConfig(
                "127.0.0.1",
                8080,
                "127.0.0.1",
                8081,
                2,
                mode,
                "http://127.0.0.1:8080/problems/",
                4096,
                Duration.ofSeconds(5),
                Duration.ofSeconds(2),
                Duration.ofSeconds(5),
                Duration.ofSeconds(60),
                100_000,
                100_000,
                1024);
    }

    /** The same on other ports; 0 = any free one. */
    public GatewayConfig withPorts(int http, int operations) {
        return new GatewayConfig(
                httpHost,
                http,
                operationsHost,
                operations,
                ioThreads,
                mode,
                problemTypeBase,
                maxPending,
                answerTimeout,
                readTimeout,
                parseTimeout,
                idleTimeout,
                historyOrders,
                maxFollowerLag,
                expectedOrders);
    }

    /** The same on other addresses. */
    public GatewayConfig withAddresses(String http, int httpPortNumber, String operations, int operationsPortNumber) {
        return new GatewayConfig(
                http,
                httpPortNumber,
                operations,
                operationsPortNumber,
                ioThreads,
                mode,
                problemTypeBase,
                maxPending,
                answerTimeout,
                readTimeout,
                parseTimeout,
                idleTimeout,
                historyOrders,
                maxFollowerLag,
                expectedOrders);
    }

    /** The same with other patience. */
    public GatewayConfig withTimeouts(Duration answers, Duration reads) {
        return new GatewayConfig(
                httpHost,
                httpPort,
                operationsHost,
                operationsPort,
                ioThreads,
                mode,
                problemTypeBase,
                maxPending,
                answers,
                reads,
                parseTimeout,
                idleTimeout,
                historyOrders,
                maxFollowerLag,
                expectedOrders);
    }
}

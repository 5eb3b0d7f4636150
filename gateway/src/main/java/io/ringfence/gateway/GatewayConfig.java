package io.ringfence.gateway;

import io.ringfence.gateway.auth.AddressList;
import io.ringfence.gateway.tls.ServerTls;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Settings of the edges (section {@code gateway.http} of the configuration).
 *
 * @param mode {@code paper} or {@code match}; also the prefix of exchange order ids
 * @param maxPending requests that may wait for their records at once; more are answered 503
 * @param historyOrders ended orders and executions that queries can see
 * @param maxFollowerLag commands by which the read model may be behind while the process counts as ready
 * @param expectedOrders for sizing the read model's tables
 */
public record GatewayConfig(
        Address http,
        Address operations,
        int ioThreads,
        String mode,
        int maxPending,
        Patience patience,
        int historyOrders,
        long maxFollowerLag,
        int expectedOrders,
        Policy policy,
        Doors doors) {
    public static final int MAX_HEADER_BYTES = 16 * 1024;
    public static final int MAX_BODY_BYTES = 64 * 1024;

    /** Where a port is opened; port 0 = any free one. */
    public record Address(String host, int port) {}

    /**
     * How long is waited for what.
     *
     * @param answer after which a request is told that its outcome is unknown
     * @param read how long a read may wait for the sequence that it asks for
     * @param parse how long a client may take for a request's head, and again for its body
     * @param idle after which a silent connection is closed
     */
    public record Patience(Duration answer, Duration read, Duration parse, Duration idle) {}

    /**
     * What a request may do.
     *
     * @param mayLoosen whether it may loosen a limit; otherwise only the configuration file and a restart do
     * @param twoPersons whether what loosens a limit or resumes trading needs two
     * @param requestsPerSecond of one key; 0 = no limit
     */
    public record Policy(boolean mayLoosen, boolean twoPersons, int requestsPerSecond) {
        /** One person may loosen, and nobody is counted. */
        public static final Policy OPEN = new Policy(true, false, 0);
    }

    /**
     * Who gets as far as to show a key.
     *
     * @param tls null = plain HTTP
     * @param http addresses that may use the trading port
     * @param operations addresses that may use the operations port
     */
    public record Doors(@Nullable ServerTls tls, AddressList http, AddressList operations) {
        /** Plain and open to every address. */
        public static final Doors OPEN = new Doors(null, AddressList.EVERY, AddressList.EVERY);
    }

    /** The defaults, on loopback. */
    public static GatewayConfig defaults(String mode) {
        return new GatewayConfig(
                new Address("127.0.0.1", 8080),
                new Address("127.0.0.1", 8081),
                2,
                mode,
                4096,
                new Patience(
                        Duration.ofSeconds(5), Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(60)),
                100_000,
                100_000,
                1024,
                Policy.OPEN,
                Doors.OPEN);
    }

    /** What the type URI of a problem begins with. */
    public String problemTypeBase() {
        return (doors.tls() == null ? "http://" : "https://") + http.host() + ":" + http.port() + "/problems/";
    }

    /** The same on other addresses. */
    public GatewayConfig withAddresses(Address newHttp, Address newOperations) {
        return with(newHttp, newOperations, patience, policy, doors);
    }

    /** The same on other ports; 0 = any free one. */
    public GatewayConfig withPorts(int httpPort, int operationsPort) {
        return withAddresses(new Address(http.host(), httpPort), new Address(operations.host(), operationsPort));
    }

    /** The same with other patience. */
    public GatewayConfig withPatience(Patience other) {
        return with(http, operations, other, policy, doors);
    }

    /** The same with another policy. */
    public GatewayConfig withPolicy(Policy other) {
        return with(http, operations, patience, other, doors);
    }

    /** The same behind other doors. */
    public GatewayConfig withDoors(Doors other) {
        return with(http, operations, patience, policy, other);
    }

    private GatewayConfig with(
            Address newHttp, Address newOperations, Patience newPatience, Policy newPolicy, Doors newDoors) {
        return new GatewayConfig(
                newHttp,
                newOperations,
                ioThreads,
                mode,
                maxPending,
                newPatience,
                historyOrders,
                maxFollowerLag,
                expectedOrders,
                newPolicy,
                newDoors);
    }
}

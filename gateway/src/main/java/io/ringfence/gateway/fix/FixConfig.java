package io.ringfence.gateway.fix;

import io.ringfence.gateway.GatewayConfig.Address;
import io.ringfence.gateway.snapshot.SnapshotPolicy;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Settings of the FIX port (section {@code gateway.fix} of the configuration).
 *
 * @param folder where the sessions' stores and the data dictionary are kept
 * @param syncStores force every message to the disk before it is sent
 * @param mode {@code paper} or {@code match}, told in every report
 * @param sendingTimeSeconds how far a message's SendingTime may be from our clock
 * @param maxMessageBytes a peer that sends more without ending a message is cut off
 * @param endedOrders orders that have ended and can still be asked for
 * @param saving where and when it is written down what reports need to know of the journal's beginning
 */
public record FixConfig(
        Address address,
        Path folder,
        boolean syncStores,
        String mode,
        int sendingTimeSeconds,
        int maxMessageBytes,
        int endedOrders,
        SnapshotPolicy saving,
        @Nullable Tls tls,
        List<Session> sessions) {
    /** Defaults of what is rarely set. */
    public static final int SENDING_TIME_SECONDS = 5;

    public static final int MAX_MESSAGE_BYTES = 16 * 1024;
    public static final int ENDED_ORDERS = 100_000;

    public FixConfig {
        sessions = List.copyOf(sessions);
    }

    /** Server certificate, and whose clients' certificates are trusted; without a trust store none are asked for. */
    public record Tls(
            Path keyStore,
            String keyStorePassword,
            @Nullable Path trustStore,
            @Nullable String trustStorePassword) {}

    /** How a session proves who it is. */
    public enum Auth {
        /** Not at all: certification on loopback. */
        NONE,
        /** Key id and token (553, 554), or a signature (95, 96) when it has a public key. */
        KEY
    }

    /** What ends with the connection. */
    public enum OnDisconnect {
        NONE,
        SESSION,
        ACCOUNT
    }

    /**
     * One session.
     *
     * @param name of the journal; never reused for another counterparty
     * @param ours our comp id (56 of what comes in), {@code theirs} the counterparty's (49)
     * @param accounts what it may trade or see
     * @param publicKey base64 of an X.509 Ed25519 key; null = it logs on with a token
     * @param reset whether it may start its numbers over (141=Y); with {@link Auth#NONE} they start over at every
     *     disconnect too
     * @param dropCopy it gets reports of everything in its accounts and enters nothing
     * @param feed it sends market data
     * @param allow addresses it may come from; empty = any
     * @param reduce whether an order that does not say so (20001) may be reduced in size as far as its account allows
     */
    public record Session(
            String name,
            String ours,
            String theirs,
            Set<String> accounts,
            Auth auth,
            @Nullable String publicKey,
            boolean reset,
            boolean dropCopy,
            boolean feed,
            OnDisconnect onDisconnect,
            Set<String> allow,
            boolean reduce) {
        /** The one account, or null when it has several. */
        public @Nullable String onlyAccount() {
            return accounts.size() == 1 ? accounts.iterator().next() : null;
        }
    }
}

package io.ringfence.gateway.http;

import io.ringfence.gateway.GatewayConfig;
import io.ringfence.gateway.tls.ServerTls;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import java.net.InetSocketAddress;
import org.xnio.Options;
import org.xnio.Sequence;
import org.xnio.SslClientAuthMode;

/** One port with I/O threads of its own. */
final class Listener implements AutoCloseable {
    private static final int MAX_HEADERS = 64;
    private static final int MAX_PARAMETERS = 32;
    /**
     * What the system takes for a client that does not read. Left alone it grows to megabytes, and a crowd of such clients
     * has all of that written for nothing.
     */
    private static final int SEND_BUFFER_BYTES = 64 * 1024;

    private static final int CONNECTIONS_HIGH = 4096;
    private static final int CONNECTIONS_LOW = 4000;

    private final String key;
    private final String where;
    private final Undertow server;
    private final FrontDoor door;

    /**
     * {@code key} names the setting that moves the port, for messages.
     *
     * @param clientCertificate whether clients must show one
     */
    Listener(
            String key,
            GatewayConfig.Address address,
            int ioThreads,
            GatewayConfig config,
            FrontDoor door,
            boolean clientCertificate) {
        this.key = key;
        this.where = address.host() + ":" + address.port();
        this.door = door;
        ServerTls tls = config.doors().tls();
        Undertow.Builder builder = Undertow.builder();
        if (tls == null) {
            builder.addHttpListener(address.port(), address.host());
        } else {
            builder.addHttpsListener(address.port(), address.host(), tls.context())
                    .setSocketOption(Options.SSL_ENABLED_PROTOCOLS, Sequence.of("TLSv1.3", "TLSv1.2"))
                    .setSocketOption(
                            Options.SSL_CLIENT_AUTH_MODE,
                            clientCertificate ? SslClientAuthMode.REQUIRED : SslClientAuthMode.NOT_REQUESTED);
        }
        this.server = builder.setIoThreads(ioThreads)
                .setWorkerThreads(1)
                .setServerOption(UndertowOptions.ENABLE_HTTP2, false)
                .setServerOption(UndertowOptions.MAX_HEADER_SIZE, GatewayConfig.MAX_HEADER_BYTES)
                .setServerOption(UndertowOptions.MAX_HEADERS, MAX_HEADERS)
                .setServerOption(UndertowOptions.MAX_PARAMETERS, MAX_PARAMETERS)
                .setServerOption(UndertowOptions.MAX_COOKIES, 1)
                .setServerOption(UndertowOptions.ALWAYS_SET_KEEP_ALIVE, false)
                .setServerOption(UndertowOptions.REQUEST_PARSE_TIMEOUT, (int)
                        config.patience().parse().toMillis())
                .setServerOption(UndertowOptions.NO_REQUEST_TIMEOUT, (int)
                        config.patience().idle().toMillis())
                .setServerOption(UndertowOptions.IDLE_TIMEOUT, (int)
                        config.patience().idle().toMillis())
                .setSocketOption(Options.TCP_NODELAY, true)
                .setSocketOption(Options.SEND_BUFFER, SEND_BUFFER_BYTES)
                .setSocketOption(Options.REUSE_ADDRESSES, true)
                .setWorkerOption(Options.CONNECTION_HIGH_WATER, CONNECTIONS_HIGH)
                .setWorkerOption(Options.CONNECTION_LOW_WATER, CONNECTIONS_LOW)
                .setHandler(door)
                .build();
    }

    /** Opens the port; throws a {@link ListenException} when that is not possible. */
    void start() {
        try {
            server.start();
        } catch (RuntimeException e) {
            throw ListenException.of(key, where, e);
        }
    }

    InetSocketAddress address() {
        return (InetSocketAddress) server.getListenerInfo().get(0).getAddress();
    }

    FrontDoor door() {
        return door;
    }

    @Override
    public void close() {
        server.stop();
    }
}

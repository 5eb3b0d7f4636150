package io.ringfence.gateway;

import static io.ringfence.gateway.OrdersOverHttpTest.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ringfence.gateway.auth.AddressList;
import io.ringfence.gateway.tls.Certificates;
import io.ringfence.gateway.tls.Certificates.Issued;
import io.ringfence.gateway.tls.ServerTls;
import io.ringfence.gateway.tls.TlsFiles;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both ports over TLS with real sockets: certificates, clients' certificates, replaced files, lists of addresses. */
class TlsOverHttpTest {
    private static final Issued AUTHORITY = Certificates.authority("authority");
    private static final Issued SERVER = Certificates.issued("server", AUTHORITY, "EC");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    private TlsFiles files;
    private TestServer server;

    @BeforeEach
    void start() {
        files = new TlsFiles(
                Certificates.pem(folder.resolve("server.pem"), SERVER.certificate(), AUTHORITY.certificate()),
                Certificates.key(folder.resolve("key.pem"), SERVER, true),
                null,
                Certificates.pem(folder.resolve("clients.pem"), AUTHORITY.certificate()));
    }

    @AfterEach
    void close() {
        if (server != null) {
            server.close();
        }
    }

    private void serve(TlsFiles of, AddressList http, AddressList operations) {
        server = new TestServer(GatewayConfig.defaults("paper")
                .withDoors(new GatewayConfig.Doors(ServerTls.open(of), http, operations)));
    }

    private void serve() {
        serve(new TlsFiles(files.certificate(), files.key(), null, null), AddressList.EVERY, AddressList.EVERY);
    }

    private static SSLContext context(Issued own, Issued ownAuthority) {
        try {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("authority", AUTHORITY.certificate());
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            KeyManager[] keys = null;
            if (own != null) {
                KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
                factory.init(Certificates.store(own, ownAuthority, "x"), "x".toCharArray());
                keys = factory.getKeyManagers();
            }
            SSLContext context = SSLContext.getInstance("TLS");
            TrustManager[] trusts = trust.getTrustManagers();
            context.init(keys, trusts, null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static HttpClient client(Issued own) {
        return client(own, AUTHORITY);
    }

    private static HttpClient client(Issued own, Issued ownAuthority) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(context(own, ownAuthority))
                .build();
    }

    private static URI uri(String scheme, InetSocketAddress address, String path) {
        return URI.create(scheme + "://127.0.0.1:" + address.getPort() + path);
    }

    private static HttpResponse<String> get(HttpClient client, URI uri, String token)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(PATIENCE);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private URI operations(String path) {
        return uri("https", server.gateway.operationsAddress(), path);
    }

    private URI trading(String path) {
        return uri("https", server.gateway.tradingAddress(), path);
    }

    @Test
    void takesOrdersAndStreamsEvents() throws IOException, InterruptedException {
        serve();
        HttpClient client = client(null);
        HttpRequest request = HttpRequest.newBuilder(trading("/v1/orders"))
                .header("Authorization", "Bearer " + TestServer.TRADER_A1)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(order("t-1", "buy", "0.1", "59000")))
                .build();
        HttpResponse<String> placed = client.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(placed.statusCode()).as(placed.body()).isEqualTo(201);
        HttpResponse<String> unknown = get(client, trading("/v1/orders/999"), TestServer.TRADER_A1);
        assertThat(unknown.body()).contains("\"type\":\"https://");

        CompletableFuture<String> told = new CompletableFuture<>();
        WebSocket socket = client.newWebSocketBuilder()
                .header("Authorization", "Bearer " + TestServer.TRADER_A1)
                .buildAsync(uri("wss", server.gateway.tradingAddress(), "/ws"), new Listening(told))
                .join();
        socket.sendText("{\"op\":\"subscribe\",\"ref\":\"1\",\"channels\":[\"orders\"],\"from_seq\":\"1\"}", true)
                .join();
        assertThat(told.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join())
                .contains("t-1");
        socket.abort();
        assertThat(get(client, operations("/metrics"), null).body())
                .contains("ringfence_tls_certificate_expires_seconds", "ringfence_tls_files_refused 0.0");
    }

    /** Until something tells of the order. */
    private static final class Listening implements WebSocket.Listener {
        private final CompletableFuture<String> told;
        private final StringBuilder text = new StringBuilder();

        Listening(CompletableFuture<String> told) {
            this.told = told;
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            text.append(data);
            if (text.indexOf("t-1") >= 0) {
                told.complete(text.toString());
            }
            socket.request(1);
            return null;
        }
    }

    @Test
    void refusesPlainTextAndOldProtocols() throws IOException {
        serve();
        assertThatThrownBy(() ->
                        get(HttpClient.newHttpClient(), uri("http", server.gateway.tradingAddress(), "/v1/time"), null))
                .isInstanceOf(IOException.class);
        for (String protocol : List.of("TLSv1.3", "TLSv1.2")) {
            try (SSLSocket socket = socket(protocol)) {
                socket.startHandshake();
                assertThat(socket.getSession().getProtocol()).isEqualTo(protocol);
            }
        }
        try (SSLSocket socket = socket("TLSv1.1")) {
            assertThatThrownBy(socket::startHandshake).isInstanceOf(IOException.class);
        }
    }

    private SSLSocket socket(String protocol) throws IOException {
        SSLSocket socket = (SSLSocket) context(null, AUTHORITY)
                .getSocketFactory()
                .createSocket(
                        InetAddress.getLoopbackAddress(),
                        server.gateway.tradingAddress().getPort());
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setProtocols(new String[] {protocol});
        socket.setSSLParameters(parameters);
        return socket;
    }

    @Test
    void asksClientsOfTheOperationsPortForACertificate() throws IOException, InterruptedException {
        serve(files, AddressList.EVERY, AddressList.EVERY);
        Issued other = Certificates.authority("other");
        Issued stranger = Certificates.issued("stranger", other, "EC");
        assertThatThrownBy(() -> get(client(null), operations("/health/live"), null))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> get(client(stranger, other), operations("/health/live"), null))
                .isInstanceOf(IOException.class);
        Issued officer = Certificates.issued("officer", AUTHORITY, "EC");
        assertThat(get(client(officer), operations("/health/live"), null).statusCode())
                .isEqualTo(200);
        assertThat(get(client(officer), operations("/v1/risk/state"), null).statusCode())
                .as("a certificate is no key")
                .isEqualTo(401);
        assertThat(get(client(null), trading("/v1/time"), TestServer.VIEWER).statusCode())
                .as("the trading port asks for none")
                .isEqualTo(200);
    }

    @Test
    void takesReplacedFilesForNewConnectionsOnlyWhenTheyFit() throws IOException, InterruptedException {
        serve();
        HttpClient before = client(null);
        assertThat(get(before, trading("/v1/time"), TestServer.VIEWER).statusCode())
                .isEqualTo(200);
        Issued next = Certificates.issued("next", AUTHORITY, "RSA");
        Certificates.pem(folder.resolve("server.pem"), next.certificate(), AUTHORITY.certificate());
        HttpClient operator = client(null);
        await().atMost(PATIENCE)
                .until(() ->
                        get(operator, operations("/metrics"), null).body().contains("ringfence_tls_files_refused 1.0"));
        assertThat(shown()).as("the key is still the old one's").isEqualTo(SERVER.certificate());
        Certificates.key(folder.resolve("key.pem"), next, true);
        await().atMost(PATIENCE).until(() -> shown().equals(next.certificate()));
        assertThat(get(operator, operations("/metrics"), null).body()).contains("ringfence_tls_files_refused 0.0");
        assertThat(get(before, trading("/v1/time"), TestServer.VIEWER).statusCode())
                .as("an open connection goes on")
                .isEqualTo(200);
    }

    /** The certificate that a new connection is shown. */
    private X509Certificate shown() throws IOException {
        try (SSLSocket socket = socket("TLSv1.3")) {
            socket.startHandshake();
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        }
    }

    /** One that says nothing, and one that begins a handshake and stops. */
    @Test
    void closesConnectionsThatDoNotFinishTheHandshake() throws IOException {
        server = new TestServer(GatewayConfig.defaults("paper")
                .withPatience(new GatewayConfig.Patience(
                        Duration.ofSeconds(5), Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ofSeconds(2)))
                .withDoors(new GatewayConfig.Doors(
                        ServerTls.open(new TlsFiles(files.certificate(), files.key(), null, null)),
                        AddressList.EVERY,
                        AddressList.EVERY)));
        byte[][] starts = {{}, {22, 3, 1, 2, 0, 1, 0}};
        for (byte[] start : starts) {
            try (Socket socket = new Socket(
                    InetAddress.getLoopbackAddress(),
                    server.gateway.tradingAddress().getPort())) {
                socket.setSoTimeout((int) PATIENCE.toMillis());
                socket.getOutputStream().write(start);
                InputStream in = socket.getInputStream();
                int read = in.read();
                while (read >= 0) {
                    read = in.read();
                }
                assertThat(read).isEqualTo(-1);
            }
        }
    }

    @Test
    void answersNothingToAddressesThatAreOnNoList() throws IOException, InterruptedException {
        serve(files, AddressList.of(List.of("10.0.0.0/8")), AddressList.of(List.of("127.0.0.0/8", "::1")));
        HttpClient client = client(Certificates.issued("officer", AUTHORITY, "EC"));
        HttpResponse<String> refused = get(client, trading("/v1/time"), TestServer.VIEWER);
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("your address");
        assertThat(get(client, trading("/nothing"), null).statusCode())
                .as("not even what there is not")
                .isEqualTo(403);
        assertThat(get(client, operations("/health/live"), null).statusCode()).isEqualTo(200);
    }
}

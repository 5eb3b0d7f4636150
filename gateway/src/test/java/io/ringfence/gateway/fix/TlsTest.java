package io.ringfence.gateway.fix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringfence.gateway.FixServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS with certificates of both sides, made by the JDK's own keytool. */
class TlsTest {
    private static final String PASSWORD = "changeit";

    @TempDir
    private static Path folder;

    @TempDir
    private Path data;

    @BeforeAll
    static void makeKeys() throws Exception {
        for (String name : List.of("server", "desk", "stranger")) {
            keytool("-genkeypair", "-alias", name, "-keyalg", "EC", "-dname", "CN=" + name, "-keystore", store(name));
            keytool("-exportcert", "-alias", name, "-file", file(name + ".cer"), "-keystore", store(name));
        }
        trust("desks", "desk");
        trust("servers", "server");
    }

    private static void trust(String store, String certificate) throws Exception {
        keytool(
                "-importcert",
                "-noprompt",
                "-alias",
                certificate,
                "-file",
                file(certificate + ".cer"),
                "-keystore",
                store(store));
    }

    private static void keytool(String... arguments) throws Exception {
        List<String> command = new java.util.ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    private static String store(String name) {
        return file(name + ".p12");
    }

    private static String file(String name) {
        return folder.resolve(name).toString();
    }

    private FixServer server(boolean asksForCertificates) {
        FixConfig.Tls tls = new FixConfig.Tls(
                Path.of(store("server")),
                PASSWORD,
                asksForCertificates ? Path.of(store("desks")) : null,
                asksForCertificates ? PASSWORD : null);
        return new FixServer(data, FixConfig.MAX_MESSAGE_BYTES, tls, FixServer.open("RINGFENCE", "A1", "A1"));
    }

    private Counterparty desk(String keyStore) {
        return new Counterparty(data.resolve("desk"), data.resolve(FixDictionary.FILE_NAME), "A1", "RINGFENCE", "", "")
                .tls(Path.of(store("servers")), keyStore == null ? null : Path.of(store(keyStore)), PASSWORD);
    }

    @Test
    void ordersComeThroughTls() {
        try (FixServer server = server(false);
                Counterparty desk = desk(null)) {
            desk.logOn(server.address());
            desk.order("a", "38=0.1 44=59000");
            assertThat(desk.next(11, 150)).isEqualTo("8 11=a 150=0");
        }
    }

    @Test
    void onlyWhoShowsATrustedCertificateComesIn() throws Exception {
        try (FixServer server = server(true);
                Counterparty desk = desk("desk")) {
            assertThatThrownBy(() -> firstByte(server.address(), null)).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> firstByte(server.address(), "stranger")).isInstanceOf(IOException.class);
            desk.logOn(server.address());
            desk.order("a", "38=0.1 44=59000");
            assertThat(desk.next(11, 150)).isEqualTo("8 11=a 150=0");
        }
    }

    /** A Logon by a client with that certificate, or none, and what comes back first. */
    private static int firstByte(InetSocketAddress address, String keyStore) throws Exception {
        javax.net.ssl.KeyManager[] keys = null;
        if (keyStore != null) {
            javax.net.ssl.KeyManagerFactory factory =
                    javax.net.ssl.KeyManagerFactory.getInstance(javax.net.ssl.KeyManagerFactory.getDefaultAlgorithm());
            factory.init(load(keyStore), PASSWORD.toCharArray());
            keys = factory.getKeyManagers();
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(load("servers"));
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys, trust.getTrustManagers(), null);
        try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", address.getPort())) {
            socket.setSoTimeout(20_000);
            socket.startHandshake();
            socket.getOutputStream().write('8');
            socket.getOutputStream().flush();
            int first = socket.getInputStream().read();
            if (first < 0) {
                throw new IOException("closed");
            }
            return first;
        }
    }

    private static KeyStore load(String name) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(Path.of(store(name)))) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }
}

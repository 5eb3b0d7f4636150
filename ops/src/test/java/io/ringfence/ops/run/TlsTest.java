package io.ringfence.ops.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringfence.ops.Cli;
import io.ringfence.ops.Failure;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A configured core and the command line over TLS, with a key store that the JDK's keytool made. */
class TlsTest {
    @TempDir
    private Path folder;

    private Path store;
    private Path authority;

    @BeforeEach
    void make() throws IOException, InterruptedException {
        store = folder.resolve("server.p12");
        authority = folder.resolve("authority.pem");
        keytool("-genkeypair", "-keyalg", "EC", "-dname", "CN=ringfence", "-ext", "SAN=ip:127.0.0.1", "-validity", "2");
        keytool("-exportcert", "-rfc", "-file", authority.toString());
        Files.setPosixFilePermissions(store, PosixFilePermissions.fromString("rw-------"));
        Files.writeString(folder.resolve("password"), "changeit\n");
        Files.setPosixFilePermissions(folder.resolve("password"), PosixFilePermissions.fromString("rw-------"));
    }

    private void keytool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-alias", "own", "-storetype", "PKCS12", "-storepass", "changeit"));
        command.addAll(List.of("-keystore", store.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    private Path config(String tls) throws IOException {
        try (var in = Cli.class.getResourceAsStream("config/sandbox.yaml")) {
            String sandbox = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Files.writeString(
                    folder.resolve("core.yaml"), sandbox.replace("gateway:\n", "gateway:\n  http:\n    tls:\n" + tls));
        }
    }

    private Path config() throws IOException {
        return config("      certificate: " + store + "\n      password_file: " + folder.resolve("password") + "\n");
    }

    @Test
    void theCommandLineTalksToACoreThatItTrusts() throws IOException {
        Path data = folder.resolve("data");
        try (LiveCore live = new LiveCore(config(), data)) {
            int port = live.core.gateway().tradingAddress().getPort();
            String url = "https://127.0.0.1:" + port;
            live.core.welcome(new PrintWriter(live.out), false);
            assertThat(live.out.toString()).contains(url);

            Cli orders = Cli.run("client", "orders", "--url", url, "--ca", authority, "--data", data);
            assertThat(orders.exitCode()).as(orders.err()).isZero();
            assertThat(orders.out()).contains("\"orders\":[]");

            Cli stranger = Cli.run("client", "orders", "--url", url, "--data", data);
            assertThat(stranger.exitCode()).isEqualTo(Failure.USAGE);
            assertThat(stranger.err()).contains("no trust between", "--ca");
        }
    }

    @Test
    void preflightAndTheStartSayWhatIsWrongWithTheCertificate() throws IOException {
        Path data = folder.resolve("data");
        assertThat(Cli.run("preflight", "--config", config(), "--data", data).out())
                .contains("ok    certificate: good until ");
        Path broken = config("      certificate: " + store + "\n");
        Cli preflight = Cli.run("preflight", "--config", broken, "--data", data);
        assertThat(preflight.out()).contains("FAIL  certificate: ", "gateway.http.tls: ", "PKCS#12");
        assertThatThrownBy(() -> new LiveCore(broken, data).close())
                .isInstanceOf(Failure.class)
                .hasMessageContaining("gateway.http.tls.password_file");
        Path noKey = config("      client_ca: " + authority + "\n");
        assertThat(Cli.run("config", "check", noKey).err()
                        + Cli.run("preflight", "--config", noKey).out())
                .contains("gateway.http.tls.client_ca is of no use without gateway.http.tls.certificate");
    }
}

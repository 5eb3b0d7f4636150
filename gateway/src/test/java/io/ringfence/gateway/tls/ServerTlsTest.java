package io.ringfence.gateway.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringfence.gateway.tls.Certificates.Issued;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read from files, and what is refused with which words. */
class ServerTlsTest {
    private static final Issued AUTHORITY = Certificates.authority("authority");

    @TempDir
    private Path folder;

    private Path at(String name) {
        return folder.resolve(name);
    }

    private TlsFiles pem(Issued identity, Path key) {
        Path certificate = Certificates.pem(at("server.pem"), identity.certificate(), AUTHORITY.certificate());
        return new TlsFiles(certificate, key, null, null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"EC", "RSA", "Ed25519"})
    void readsPemOfEveryKindOfKey(String algorithm) {
        Issued server = Certificates.issued("server", AUTHORITY, algorithm);
        ServerTls tls = ServerTls.open(pem(server, Certificates.key(at("key.pem"), server, true)));
        assertThat(tls.expiresAtSeconds())
                .isEqualTo(server.certificate().getNotAfter().toInstant().getEpochSecond())
                .isGreaterThan(Instant.now().getEpochSecond());
        assertThat(tls.asksClients()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"EC", "RSA"})
    void readsKeysAsOpensslUsedToWriteThem(String algorithm) throws IOException {
        Issued server = Certificates.issued("server", AUTHORITY, algorithm);
        Path key = Certificates.key(at("key.pem"), server, false);
        assertThat(Files.readString(key)).contains("BEGIN " + algorithm + " PRIVATE KEY");
        ServerTls.open(pem(server, key));
    }

    @Test
    void readsAnEncryptedKeyWithItsPasswordAndPkcs12() {
        Issued server = Certificates.issued("server", AUTHORITY, "EC");
        Path password = Certificates.write(at("password"), "s3cret\n");
        Path key = Certificates.encryptedKey(at("key.pem"), server, "s3cret");
        TlsFiles without = pem(server, key);
        ServerTls.open(new TlsFiles(without.certificate(), key, password, null));
        assertThatThrownBy(() -> ServerTls.open(without))
                .isInstanceOf(TlsException.class)
                .hasMessageContaining("gateway.http.tls.password_file");

        Path store = Certificates.pkcs12(at("server.p12"), server, AUTHORITY, "s3cret");
        ServerTls.open(new TlsFiles(store, null, password, null));
        assertThatThrownBy(() -> ServerTls.open(new TlsFiles(store, null, null, null)))
                .isInstanceOf(TlsException.class)
                .hasMessageContaining("PKCS#12");
    }

    @Test
    void refusesWhatDoesNotFitWithOneSentence() throws IOException {
        Issued server = Certificates.issued("server", AUTHORITY, "EC");
        Path key = Certificates.key(at("key.pem"), server, true);
        TlsFiles good = pem(server, key);
        refused(new TlsFiles(at("none.pem"), key, null, null), "none.pem", "there is no such file");
        refused(new TlsFiles(good.certificate(), null, null, null), "gateway.http.tls.key");
        refused(new TlsFiles(good.certificate(), at("none.pem"), null, null), "none.pem", "there is no such file");
        Issued other = Certificates.issued("other", AUTHORITY, "RSA");
        Path otherKey = Certificates.key(at("other.pem"), other, true);
        refused(new TlsFiles(good.certificate(), otherKey, null, null), "other.pem", "replace both together");
        Path noise = Certificates.write(at("noise.pem"), "hello");
        refused(new TlsFiles(noise, key, null, null), "noise.pem");
        refused(new TlsFiles(good.certificate(), noise, null, null), "noise.pem");
        refused(new TlsFiles(good.certificate(), key, null, noise), "noise.pem");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        refused(good, "can be read by anybody", "chmod");
    }

    private static void refused(TlsFiles files, String... words) {
        assertThatThrownBy(() -> ServerTls.open(files))
                .isInstanceOf(TlsException.class)
                .satisfies(thrown ->
                        assertThat(thrown.getMessage()).contains(words).doesNotContain("\n"));
    }
}

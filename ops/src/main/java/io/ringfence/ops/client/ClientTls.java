package io.ringfence.ops.client;

import io.ringfence.ops.Failure;
import java.nio.file.Path;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import nl.altindag.ssl.pem.util.PemUtils;
import nl.altindag.ssl.util.SSLContextUtils;
import nl.altindag.ssl.util.TrustManagerUtils;
import org.jspecify.annotations.Nullable;

/** What a client trusts and shows when the core speaks TLS. */
public final class ClientTls {
    private ClientTls() {}

    /**
     * From PEM files.
     *
     * @param authority whom to trust; null = the authorities of this Java
     * @param certificate certificate and private key of the client in one file; null = none to show
     * @throws Failure with one sentence when one can not be used
     */
    public static SSLContext of(@Nullable Path authority, @Nullable Path certificate) {
        X509ExtendedTrustManager trusted = authority == null
                ? TrustManagerUtils.createTrustManagerWithJdkTrustedCertificates()
                : read(authority, "--ca", () -> PemUtils.loadTrustMaterial(authority));
        List<X509ExtendedKeyManager> own = certificate == null
                ? List.of()
                : List.of(read(certificate, "--certificate", () -> PemUtils.loadIdentityMaterial(certificate)));
        return SSLContextUtils.createSslContext(own, List.of(trusted));
    }

    private interface Reader<T> {
        T read();
    }

    private static <T> T read(Path file, String option, Reader<T> reader) {
        try {
            return reader.read();
        } catch (RuntimeException e) {
            throw new Failure(Failure.USAGE, option + " " + file + " can not be read as PEM: " + e.getMessage(), e);
        }
    }
}

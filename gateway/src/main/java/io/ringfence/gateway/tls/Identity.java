package io.ringfence.gateway.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import javax.net.ssl.X509ExtendedKeyManager;
import nl.altindag.ssl.pem.util.PemUtils;
import nl.altindag.ssl.util.KeyManagerUtils;
import org.jspecify.annotations.Nullable;

/** A private key and the certificates for it, read from files. */
record Identity(PrivateKey key, List<X509Certificate> chain) {
    private static final byte[] PROBE = "ringfence".getBytes(StandardCharsets.US_ASCII);

    /**
     * Reads the files.
     *
     * @throws TlsException when one is missing, is not what it should be, can be read by anybody, or key and certificate
     *     do not belong together
     */
    static Identity read(TlsFiles files) {
        Path secret = files.isPkcs12() ? files.certificate() : files.key();
        if (secret == null) {
            throw new TlsException("there is no key for the certificate " + files.certificate()
                    + "; name its PEM file in gateway.http.tls.key");
        }
        requirePrivate(secret);
        char[] password = password(files.passwordFile());
        Identity identity = files.isPkcs12() ? pkcs12(secret, password) : pem(files.certificate(), secret, password);
        if (!identity.belongsTogether()) {
            throw new TlsException("the key in " + secret + " is not that of the first certificate in "
                    + files.certificate() + "; replace both together");
        }
        return identity;
    }

    /** Certificates that vouch for clients. */
    static List<X509Certificate> authorities(Path file) {
        try {
            List<X509Certificate> authorities = PemUtils.loadCertificate(file);
            if (!authorities.isEmpty()) {
                return authorities;
            }
        } catch (RuntimeException e) {
            throw new TlsException(file + " can not be read as PEM certificates: " + reason(e), e);
        }
        throw new TlsException("there is no certificate in " + file);
    }

    private static Identity pem(Path certificate, Path key, char @Nullable [] password) {
        List<X509Certificate> chain = authorities(certificate);
        try {
            PrivateKey secret =
                    password == null ? PemUtils.loadPrivateKey(key) : PemUtils.loadPrivateKey(key, password);
            return new Identity(secret, chain);
        } catch (RuntimeException e) {
            throw new TlsException(
                    key + " can not be read as a PEM private key: " + reason(e)
                            + (password == null ? "; if it is encrypted, set gateway.http.tls.password_file" : ""),
                    e);
        }
    }

    private static Identity pkcs12(Path file, char @Nullable [] password) {
        char[] given = password == null ? new char[0] : password;
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, given);
            for (String alias : Collections.list(store.aliases())) {
                if (store.getKey(alias, given) instanceof PrivateKey key) {
                    return new Identity(key, x509(store.getCertificateChain(alias)));
                }
            }
        } catch (IOException | GeneralSecurityException e) {
            throw new TlsException(
                    file + " can not be read as PKCS#12: " + reason(e)
                            + "; its password is the first line of gateway.http.tls.password_file",
                    e);
        }
        throw new TlsException("there is no private key in " + file);
    }

    private static List<X509Certificate> x509(Certificate[] chain) {
        return Arrays.stream(chain).map(X509Certificate.class::cast).toList();
    }

    private static char @Nullable [] password(@Nullable Path file) {
        if (file == null) {
            return null;
        }
        requirePrivate(file);
        try {
            List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
            return (lines.isEmpty() ? "" : lines.get(0)).toCharArray();
        } catch (IOException e) {
            throw new TlsException(file + " can not be read: " + reason(e), e);
        }
    }

    /** A group may read it, because that is how secrets are mounted into containers. */
    private static void requirePrivate(Path file) {
        try {
            if (Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ)) {
                throw new TlsException(file + " can be read by anybody; run: chmod o= " + file);
            }
        } catch (IOException e) {
            throw new TlsException(file + " can not be read: " + reason(e), e);
        }
    }

    /** Whether what the key signs is what the certificate verifies. */
    private boolean belongsTogether() {
        String algorithm = switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC", "ECDSA" -> "SHA256withECDSA";
            default -> key.getAlgorithm();
        };
        try {
            Signature signer = Signature.getInstance(algorithm);
            signer.initSign(key);
            signer.update(PROBE);
            byte[] signed = signer.sign();
            signer.initVerify(chain.get(0).getPublicKey());
            signer.update(PROBE);
            return signer.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    X509ExtendedKeyManager keyManager() {
        return KeyManagerUtils.createKeyManager(key, chain.toArray(new X509Certificate[0]));
    }

    private static String reason(Exception e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof NoSuchFileException) {
                return "there is no such file";
            }
        }
        Throwable told = e.getMessage() == null && e.getCause() != null ? e.getCause() : e;
        return String.valueOf(told.getMessage());
    }
}

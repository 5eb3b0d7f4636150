package io.ringfence.gateway.tls;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Certificates made for a test: an authority, and what it signs for 127.0.0.1. */
public final class Certificates {
    /** A key pair and its certificate. */
    public record Issued(KeyPair pair, X509Certificate certificate) {}

    private Certificates() {}

    /** Signs itself. */
    public static Issued authority(String name) {
        return issue(name, pair("EC", 256), null, Duration.ofDays(30));
    }

    /** Of an authority; {@code algorithm} is EC, RSA or Ed25519. */
    public static Issued issued(String name, Issued authority, String algorithm) {
        return issue(name, pair(algorithm, algorithm.equals("RSA") ? 2048 : 256), authority, Duration.ofDays(7));
    }

    private static KeyPair pair(String algorithm, int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            if (!algorithm.equals("Ed25519")) {
                generator.initialize(bits);
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Issued issue(String name, KeyPair pair, Issued authority, Duration life) {
        X500Name subject = new X500Name("CN=" + name);
        X500Name issuer = authority == null
                ? subject
                : new X500Name(authority.certificate().getSubjectX500Principal().getName());
        KeyPair signer = authority == null ? pair : authority.pair();
        Instant now = Instant.now();
        try {
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    issuer,
                    BigInteger.valueOf(System.nanoTime()),
                    Date.from(now.minusSeconds(60)),
                    Date.from(now.plus(life)),
                    subject,
                    pair.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority == null));
            builder.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(new GeneralName(GeneralName.iPAddress, "127.0.0.1")));
            return new Issued(
                    pair,
                    new JcaX509CertificateConverter()
                            .getCertificate(builder.build(
                                    new JcaContentSignerBuilder("SHA256withECDSA").build(signer.getPrivate()))));
        } catch (IOException | OperatorCreationException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Certificates in PEM. */
    public static Path pem(Path file, X509Certificate... certificates) {
        return write(file, text((Object[]) certificates));
    }

    /** A key in PEM as PKCS#8, or as openssl has always written them ({@code BEGIN EC PRIVATE KEY}). */
    public static Path key(Path file, Issued of, boolean pkcs8) {
        try {
            PrivateKey key = of.pair().getPrivate();
            return write(file, text(pkcs8 ? new JcaPKCS8Generator(key, null) : withItsCurve(key)));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The JDK leaves the curve out of the part that the old form keeps. */
    private static PrivateKey withItsCurve(PrivateKey key) throws GeneralSecurityException {
        return KeyFactory.getInstance(key.getAlgorithm(), new BouncyCastleProvider())
                .generatePrivate(new PKCS8EncodedKeySpec(key.getEncoded()));
    }

    /** A key in PEM that needs a password. */
    public static Path encryptedKey(Path file, Issued of, String password) {
        try {
            return write(
                    file,
                    text(new JcaPKCS8Generator(
                            of.pair().getPrivate(),
                            new JceOpenSSLPKCS8EncryptorBuilder(JcaPKCS8Generator.AES_256_CBC)
                                    .setProvider(new BouncyCastleProvider())
                                    .setPassword(password.toCharArray())
                                    .build())));
        } catch (IOException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Key and chain in PKCS#12. */
    public static Path pkcs12(Path file, Issued of, Issued authority, String password) {
        try {
            byte[] bytes = bytes(store(of, authority, password), password);
            Files.write(file, bytes);
            return secret(file);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Key and chain, for a client. */
    public static KeyStore store(Issued of, Issued authority, String password)
            throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("own", of.pair().getPrivate(), password.toCharArray(), new X509Certificate[] {
            of.certificate(), authority.certificate()
        });
        return store;
    }

    private static byte[] bytes(KeyStore store, String password) throws IOException, GeneralSecurityException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        store.store((OutputStream) out, password.toCharArray());
        return out.toByteArray();
    }

    /** A file that only its owner reads. */
    public static Path write(Path file, String text) {
        try {
            Files.writeString(file, text);
            return secret(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path secret(Path file) throws IOException {
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private static String text(Object... objects) {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            for (Object object : objects) {
                writer.writeObject(object);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}

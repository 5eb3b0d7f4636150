package io.ringfence.journal.evidence;

import io.ringfence.journal.DurableFiles;
import io.ringfence.journal.JournalException;
import io.ringfence.journal.evidence.VerifyingKey.Pem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.EnumSet;
import java.util.Set;

/**
 * The Ed25519 key that signs checkpoints: a PKCS#8 PEM file that only its owner may read, its public key beside it as
 * {@code NAME.pub.pem}. Whoever has the private file can sign another history; keep it away from the journal's copies.
 */
public final class SigningKey {
    private static final String PEM = "PRIVATE KEY";
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private final PrivateKey key;
    private final VerifyingKey verifyingKey;

    private SigningKey(PrivateKey key, VerifyingKey verifyingKey) {
        this.key = key;
        this.verifyingKey = verifyingKey;
    }

    /** Where the public key of a private key file lies: {@code x.pem} gives {@code x.pub.pem}. */
    public static Path publicFile(Path file) {
        String name = file.getFileName().toString();
        return file.resolveSibling((name.endsWith(".pem") ? name.substring(0, name.length() - 4) : name) + ".pub.pem");
    }

    /** Makes a new pair of files; the private one comes last, so that a crash in between leaves no key in use. */
    public static SigningKey create(Path file) {
        if (Files.exists(file)) {
            throw new JournalException("The signing key " + file + " exists already; it is never overwritten.");
        }
        try {
            KeyPair pair = KeyPairGenerator.getInstance(VerifyingKey.ALGORITHM).generateKeyPair();
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null && !Files.isDirectory(folder)) {
                Files.createDirectories(folder);
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            }
            byte[] publicPem =
                    Pem.encode(pair.getPublic().getEncoded(), "PUBLIC KEY").getBytes(StandardCharsets.US_ASCII);
            DurableFiles.replace(publicFile(file), publicPem);
            Path draft = file.resolveSibling(file.getFileName() + ".new");
            Files.deleteIfExists(draft);
            Files.createFile(draft, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            Files.writeString(draft, Pem.encode(pair.getPrivate().getEncoded(), PEM), StandardCharsets.US_ASCII);
            DurableFiles.force(draft);
            DurableFiles.move(draft, file);
            return read(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make the signing key " + file, e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform from 15 on has Ed25519", e);
        }
    }

    /**
     * Reads a pair of files.
     *
     * @throws JournalException if one is missing, not what it should be, readable by others, or not of this pair
     */
    public static SigningKey read(Path file) {
        try {
            Set<PosixFilePermission> others = EnumSet.copyOf(Files.getPosixFilePermissions(file));
            others.removeAll(PosixFilePermissions.fromString("rwx------"));
            if (!others.isEmpty()) {
                throw new JournalException(
                        "The signing key " + file + " can be read or changed by others; run: chmod 600 " + file);
            }
            byte[] encoded = Pem.decode(Files.readString(file, StandardCharsets.US_ASCII), PEM);
            PrivateKey key =
                    KeyFactory.getInstance(VerifyingKey.ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(encoded));
            SigningKey pair = new SigningKey(key, publicKey(file));
            byte[] probe = {1};
            if (!pair.verifyingKey.verifies(probe, pair.sign(probe))) {
                throw new JournalException(
                        publicFile(file) + " is not the public key of " + file + "; make it again: " + remedy(file));
            }
            return pair;
        } catch (FileSystemException e) {
            throw new JournalException("The signing key " + file + " cannot be read: " + Pem.reason(e) + ".");
        } catch (IOException | IllegalArgumentException | GeneralSecurityException e) {
            throw new JournalException(
                    "The signing key " + file + " cannot be used: it must be an Ed25519 private key in PKCS#8 PEM"
                            + " form; make one with: openssl genpkey -algorithm ed25519 -out " + file);
        }
    }

    private static VerifyingKey publicKey(Path file) {
        if (!Files.exists(publicFile(file))) {
            throw new JournalException("The public key " + publicFile(file) + " is missing; make it: " + remedy(file));
        }
        return VerifyingKey.read(publicFile(file));
    }

    private static String remedy(Path file) {
        return "openssl pkey -in " + file + " -pubout -out " + publicFile(file);
    }

    public VerifyingKey verifyingKey() {
        return verifyingKey;
    }

    byte[] sign(byte[] message) {
        try {
            Signature signer = Signature.getInstance(VerifyingKey.ALGORITHM);
            signer.initSign(key);
            signer.update(message);
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("an Ed25519 key cannot fail to sign", e);
        }
    }
}

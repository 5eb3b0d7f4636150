package io.ringfence.ops.client;

import io.ringfence.gateway.auth.SignedText;
import io.ringfence.gateway.auth.SigningKey;
import io.ringfence.ops.Failure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Set;

/**
 * The private half of a pair that signs requests: PKCS#8 in PEM (RFC 7468), readable by its owner only. A line in front
 * of the PEM says under which name the core knows the pair. The core never sees this file.
 */
public final class SigningFile {
    private static final String NAME = "Ringfence-Key: ";
    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String END = "-----END PRIVATE KEY-----";
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final int LINE = 64;

    private SigningFile() {}

    /** Makes a pair, writes the private half into a new file, and returns the line of the public half. */
    public static String make(Path file, String name) {
        try {
            KeyPair pair = KeyPairGenerator.getInstance(SignedText.ALGORITHM).generateKeyPair();
            String base64 = Base64.getMimeEncoder(LINE, new byte[] {'\n'})
                    .encodeToString(pair.getPrivate().getEncoded());
            byte[] text = (NAME + name + "\n" + BEGIN + "\n" + base64 + "\n" + END + "\n")
                    .getBytes(StandardCharsets.US_ASCII);
            try (var channel = Files.newByteChannel(
                    file,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(OWNER_ONLY))) {
                channel.write(ByteBuffer.wrap(text));
            }
            return SigningKey.text(pair.getPublic());
        } catch (FileAlreadyExistsException e) {
            throw new Failure(Failure.USAGE, file + " exists already; name another file", e);
        } catch (IOException e) {
            throw new Failure(Failure.USAGE, file + " can not be written: " + Failure.reason(e), e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform from 15 on has Ed25519", e);
        }
    }

    /** Signs with the key in this file. */
    public static Proof read(Path file) {
        try {
            if (!Files.getPosixFilePermissions(file).equals(OWNER_ONLY)) {
                throw Failure.usage(file + " can be read by others; run: chmod 600 " + file);
            }
            String text = Files.readString(file, StandardCharsets.US_ASCII);
            int begin = text.indexOf(BEGIN);
            int end = text.indexOf(END);
            if (!text.startsWith(NAME) || begin < 0 || end < begin) {
                throw Failure.usage(notOne(file));
            }
            String name = text.substring(NAME.length(), text.indexOf('\n')).strip();
            byte[] encoded = Base64.getMimeDecoder().decode(text.substring(begin + BEGIN.length(), end));
            PrivateKey key =
                    KeyFactory.getInstance(SignedText.ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(encoded));
            return new Signer(name, key);
        } catch (NoSuchFileException e) {
            throw new Failure(Failure.USAGE, file + " does not exist; make one with: ringfence keys new --sign", e);
        } catch (IOException e) {
            throw new Failure(Failure.USAGE, file + " can not be read: " + Failure.reason(e), e);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new Failure(Failure.USAGE, notOne(file), e);
        }
    }

    private static String notOne(Path file) {
        return file + " is no signing key of ours; make one with: ringfence keys new --sign";
    }
}

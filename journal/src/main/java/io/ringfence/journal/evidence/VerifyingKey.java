package io.ringfence.journal.evidence;

import io.ringfence.journal.JournalException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;

/** An Ed25519 public key. Its 32 raw bytes in hexadecimal are its name everywhere. */
public final class VerifyingKey {
    static final String ALGORITHM = "Ed25519";

    private static final String PEM = "PUBLIC KEY";
    /** SubjectPublicKeyInfo of an Ed25519 key up to the raw key (RFC 8410, section 4). */
    private static final byte[] PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private static final int RAW_BYTES = 32;

    private final PublicKey key;
    private final String hex;

    private VerifyingKey(PublicKey key) {
        this.key = key;
        byte[] encoded = key.getEncoded();
        this.hex = HexFormat.of().formatHex(encoded, encoded.length - RAW_BYTES, encoded.length);
    }

    /** From the raw key in hexadecimal. */
    public static VerifyingKey ofHex(String hex) {
        byte[] encoded = new byte[PREFIX.length + RAW_BYTES];
        System.arraycopy(PREFIX, 0, encoded, 0, PREFIX.length);
        byte[] raw = HexFormat.of().parseHex(hex);
        System.arraycopy(raw, 0, encoded, PREFIX.length, RAW_BYTES);
        return ofEncoded(encoded);
    }

    private static VerifyingKey ofEncoded(byte[] encoded) {
        try {
            return new VerifyingKey(KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded)));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not an Ed25519 public key", e);
        }
    }

    /**
     * From a PEM file.
     *
     * @throws JournalException if there is none, or it holds something else; a sentence for people
     */
    public static VerifyingKey read(Path file) {
        try {
            return ofEncoded(Pem.decode(Files.readString(file, StandardCharsets.US_ASCII), PEM));
        } catch (IOException | IllegalArgumentException e) {
            throw new JournalException(
                    "The public key file " + file + " cannot be used: it must be an Ed25519 public key in PEM form ("
                            + "-----BEGIN PUBLIC KEY-----); " + Pem.reason(e) + ".");
        }
    }

    String pem() {
        return Pem.encode(key.getEncoded(), PEM);
    }

    public String hex() {
        return hex;
    }

    /** Whether this key made the signature; false also for what is no signature at all. */
    public boolean verifies(byte[] message, byte[] signature) {
        try {
            Signature verifier = Signature.getInstance(ALGORITHM);
            verifier.initVerify(key);
            verifier.update(message);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** The armour around keys on file. */
    static final class Pem {
        private static final int COLUMNS = 64;

        private Pem() {}

        static String encode(byte[] content, String type) {
            byte[] newline = {'\n'};
            return "-----BEGIN " + type + "-----\n"
                    + Base64.getMimeEncoder(COLUMNS, newline).encodeToString(content) + "\n-----END " + type
                    + "-----\n";
        }

        static byte[] decode(String text, String type) {
            String begin = "-----BEGIN " + type + "-----";
            int from = text.indexOf(begin);
            int to = text.indexOf("-----END " + type + "-----");
            if (from < 0 || to < from) {
                throw new IllegalArgumentException("there is no " + type + " in it");
            }
            return Base64.getMimeDecoder().decode(text.substring(from + begin.length(), to));
        }

        static String reason(Exception e) {
            return e instanceof java.nio.file.NoSuchFileException
                    ? "the file does not exist"
                    : String.valueOf(e.getMessage());
        }
    }
}

package io.ringfence.journal.evidence;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a signer says about one segment of the journal. One line of ASCII, fields always all there, in this order, each
 * in the only form that it has, so that a value has one rendering and a reader accepts no other:
 *
 * <pre>
 *   ringfence-checkpoint 1 number=2 journal=HEX16 cycle=20260101-00F first=65537 last=131072 from=NANOS to=NANOS
 *   sealed=NANOS crc=HEX4 chain=HEX32 root=HEX32 locator=HEX32 previous=HEX32 key=HEX32 [next=HEX32] [cut=SEQ]
 *   signature=HEX64
 * </pre>
 *
 * <p>The signature is Ed25519 over every byte of the line before {@code " signature="}.
 *
 * @param number 1, 2, 3, ... without a gap
 * @param journalId 16 random bytes, the same in all checkpoints of a journal
 * @param cycle the cycle file that holds the segment, without its suffix
 * @param first first sequence; one above {@code last} in a checkpoint without commands
 * @param fromNanos stamp of the first command
 * @param toNanos stamp of the last one
 * @param sealedAtNanos the signer's wall clock; what it is worth is the signer's word
 * @param crc chain CRC of the last record of {@code last}, as stored in it
 * @param chain SHA-256 chain over all commands up to {@code last}
 * @param root Merkle root of the segment's commands
 * @param locator SHA-256 of the segment's part of the locator file
 * @param previous SHA-256 of the whole line before this one; zeros in the first
 * @param key the signer's raw public key
 * @param next the key that signs from the next checkpoint on; null = no change
 * @param cut everything signed beyond this sequence was given up by a repair; -1 = nothing was
 * @param signature 64 bytes
 */
@SuppressWarnings("LongParameterList")
public record Checkpoint(
        long number,
        String journalId,
        String cycle,
        long first,
        long last,
        long fromNanos,
        long toNanos,
        long sealedAtNanos,
        int crc,
        String chain,
        String root,
        String locator,
        String previous,
        String key,
        @Nullable String next,
        long cut,
        String signature) {
    public static final String NO_HASH = "0".repeat(64);
    static final String TITLE = "ringfence-checkpoint 1";
    static final long NO_CUT = -1;

    private static final String NUMBER = "(0|[1-9][0-9]{0,18})";
    private static final String HASH = "([0-9a-f]{64})";
    private static final Pattern LINE =
            Pattern.compile(TITLE + " number=" + NUMBER + " journal=([0-9a-f]{32}) cycle=(\\d{8}-\\d{2}F)"
                    + " first=" + NUMBER + " last=" + NUMBER + " from=" + NUMBER + " to=" + NUMBER + " sealed=" + NUMBER
                    + " crc=([0-9a-f]{8}) chain=" + HASH + " root=" + HASH + " locator=" + HASH + " previous=" + HASH
                    + " key=" + HASH
                    + "(?: next=" + HASH + ")?(?: cut=" + NUMBER + ")? signature=([0-9a-f]{128})");

    /**
     * Reads one line without its end.
     *
     * @throws IllegalArgumentException if it is not a checkpoint in its only form
     */
    public static Checkpoint parse(String line) {
        Matcher field = LINE.matcher(line);
        if (!field.matches()) {
            throw new IllegalArgumentException("not a checkpoint of a version that this build knows");
        }
        String cut = field.group(16);
        Checkpoint checkpoint = new Checkpoint(
                Long.parseLong(field.group(1)),
                field.group(2),
                field.group(3),
                Long.parseLong(field.group(4)),
                Long.parseLong(field.group(5)),
                Long.parseLong(field.group(6)),
                Long.parseLong(field.group(7)),
                Long.parseLong(field.group(8)),
                Integer.parseUnsignedInt(field.group(9), 16),
                field.group(10),
                field.group(11),
                field.group(12),
                field.group(13),
                field.group(14),
                field.group(15),
                cut == null ? NO_CUT : Long.parseLong(cut),
                field.group(17));
        if (checkpoint.commands() < 0 || checkpoint.commands() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("a checkpoint of an impossible range");
        }
        return checkpoint;
    }

    /** Commands in the segment. */
    public long commands() {
        return last - first + 1;
    }

    /** What is signed. */
    public String body() {
        return TITLE + " number=" + number + " journal=" + journalId + " cycle=" + cycle + " first=" + first + " last="
                + last
                + " from=" + fromNanos + " to=" + toNanos + " sealed=" + sealedAtNanos + " crc="
                + HexFormat.of().toHexDigits(crc) + " chain=" + chain + " root=" + root + " locator=" + locator
                + " previous="
                + previous + " key=" + key + (next == null ? "" : " next=" + next)
                + (cut == NO_CUT ? "" : " cut=" + cut);
    }

    /** The whole line without its end. */
    public String line() {
        return body() + " signature=" + signature;
    }

    /** What the next checkpoint names as the one before it. */
    public String hash() {
        return Sha256.hex(line().getBytes(StandardCharsets.US_ASCII));
    }

    /** Whether the key that it names has signed it. */
    public boolean isSigned() {
        return VerifyingKey.ofHex(key)
                .verifies(
                        body().getBytes(StandardCharsets.US_ASCII),
                        HexFormat.of().parseHex(signature));
    }

    Checkpoint signedBy(SigningKey signer) {
        byte[] signed = signer.sign(body().getBytes(StandardCharsets.US_ASCII));
        return new Checkpoint(
                number,
                journalId,
                cycle,
                first,
                last,
                fromNanos,
                toNanos,
                sealedAtNanos,
                crc,
                chain,
                root,
                locator,
                previous,
                key,
                next,
                cut,
                HexFormat.of().formatHex(signed));
    }
}

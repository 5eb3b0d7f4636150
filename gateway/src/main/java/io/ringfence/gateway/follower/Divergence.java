package io.ringfence.gateway.follower;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The first record that replay did not reproduce.
 *
 * @param fragment number of the record within its command
 * @param byteOffset offset of the first byte that differs, or the length of the shorter side
 * @param recordedHash the state hash that the record holds; null when it holds none
 * @param ownHash the state hash of the follower behind this command
 * @param lastEqualHash sequence of the last command before it whose record held a state hash; 0 = none yet
 */
public record Divergence(
        long sequence,
        int fragment,
        int byteOffset,
        @Nullable Long recordedHash,
        long ownHash,
        long lastEqualHash) {

    /** One line for a log. */
    public String sentence() {
        HexFormat hex = HexFormat.of();
        return "sequence " + sequence + " does not replay to its record: fragment " + fragment
                + " differs at byte " + byteOffset + "; state hash recorded "
                + (recordedHash == null ? "in this record: none" : hex.toHexDigits(recordedHash)) + ", own "
                + hex.toHexDigits(ownHash)
                + (lastEqualHash == 0 ? "; no hash was compared before" : "; last equal at sequence " + lastEqualHash);
    }
}

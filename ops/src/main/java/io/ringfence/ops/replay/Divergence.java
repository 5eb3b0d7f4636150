package io.ringfence.ops.replay;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The first place where a replay made something else than what the journal holds.
 *
 * @param fragment number of the record within its command
 * @param byteOffset offset of the first byte that differs, or the length of the shorter side
 * @param location file and position of the recorded side
 */
public record Divergence(
        long sequence, int fragment, int byteOffset, String location, DirectBuffer recorded, DirectBuffer replayed) {

    static DirectBuffer copy(DirectBuffer source, int offset, int length) {
        byte[] bytes = new byte[length];
        source.getBytes(offset, bytes);
        return new UnsafeBuffer(bytes);
    }
}

package io.ringfence.ops.replay;

import io.ringfence.journal.JournalLayout;
import io.ringfence.journal.JournalReader;
import io.ringfence.journal.ReleaseBarrier;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The first place where a replay made something else than what the journal holds.
 *
 * @param fragment number of the record within its command
 * @param byteOffset offset of the first byte that differs, or the length of the shorter side
 */
public record Divergence(long sequence, int fragment, int byteOffset, DirectBuffer recorded, DirectBuffer replayed) {
    /** File and position of the record. */
    public String location(JournalLayout layout) {
        try (JournalReader reader = JournalReader.openAfter(layout, ReleaseBarrier.upTo(sequence), sequence - 1)) {
            reader.poll();
            return reader.location();
        }
    }

    static DirectBuffer copy(DirectBuffer source, int offset, int length) {
        byte[] bytes = new byte[length];
        source.getBytes(offset, bytes);
        return new UnsafeBuffer(bytes);
    }
}

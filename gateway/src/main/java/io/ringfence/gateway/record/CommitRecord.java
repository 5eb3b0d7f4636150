package io.ringfence.gateway.record;

import io.ringfence.engine.record.RecordFrame;
import io.ringfence.engine.record.RecordReader;
import io.ringfence.engine.schema.OriginDecoder;
import io.ringfence.engine.schema.StateHashDecoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One whole commit record, whatever number of fragments it was written in: the command, then what it caused. A cursor
 * over its messages; reused, and valid only while its fragments are.
 */
public final class CommitRecord {
    private static final int SBE_HEADER = 8;

    private final List<UnsafeBuffer> fragments = new ArrayList<>();
    private final RecordReader reader = new RecordReader();
    private final OriginDecoder origin = new OriginDecoder();
    private final StateHashDecoder stateHash = new StateHashDecoder();
    private int fragmentCount;
    private int current;

    void clear() {
        fragmentCount = 0;
    }

    /** Refers to a fragment that outlives the reading of this record. */
    void addView(DirectBuffer buffer, int offset, int length) {
        slot().wrap(buffer, offset, length);
    }

    /** Keeps a copy of a fragment, because more of the record follows. */
    void addCopy(DirectBuffer buffer, int offset, int length) {
        byte[] copy = new byte[length];
        buffer.getBytes(offset, copy);
        slot().wrap(copy);
    }

    private UnsafeBuffer slot() {
        if (fragmentCount == fragments.size()) {
            fragments.add(new UnsafeBuffer(0, 0));
        }
        return fragments.get(fragmentCount++);
    }

    public int fragmentCount() {
        return fragmentCount;
    }

    /** One fragment's bytes, CRC included. */
    public DirectBuffer fragment(int index) {
        return fragments.get(index);
    }

    /** Goes back to the command, and returns this. */
    public CommitRecord rewind() {
        current = 0;
        wrapCurrent();
        reader.next();
        return this;
    }

    private void wrapCurrent() {
        UnsafeBuffer fragment = fragments.get(current);
        reader.wrap(fragment, 0, fragment.capacity());
    }

    /** Moves to the next event; false behind the last one. */
    public boolean next() {
        while (!reader.next()) {
            if (++current >= fragmentCount) {
                return false;
            }
            wrapCurrent();
        }
        return true;
    }

    /** Whether a state hash is among the events behind the current message; if so, moves to it. */
    public boolean holdsStateHash() {
        while (next()) {
            if (templateId() == StateHashDecoder.TEMPLATE_ID) {
                return true;
            }
        }
        return false;
    }

    /** The hash in the current message. */
    public long stateHash() {
        return stateHash.wrap(buffer(), bodyOffset(), blockLength(), version()).hash();
    }

    public long sequence() {
        return RecordFrame.sequence(fragments.get(0), 0);
    }

    public long timestampNanos() {
        return RecordFrame.timestampNanos(fragments.get(0), 0);
    }

    public int commandTemplateId() {
        int first = RecordFrame.HEADER_LENGTH + RecordFrame.MESSAGE_PREFIX_LENGTH;
        return RecordFrame.templateId(fragments.get(0), first);
    }

    /** Who sent the command; every command begins with its origin. */
    public OriginDecoder origin() {
        int first = RecordFrame.HEADER_LENGTH + RecordFrame.MESSAGE_PREFIX_LENGTH;
        return origin.wrap(fragments.get(0), first + SBE_HEADER);
    }

    public DirectBuffer buffer() {
        return reader.record();
    }

    public int templateId() {
        return reader.templateId();
    }

    public int messageOffset() {
        return reader.messageOffset();
    }

    public int messageLength() {
        return reader.messageLength();
    }

    /** Where the fields of the message begin, behind its SBE header. */
    public int bodyOffset() {
        return reader.messageOffset() + SBE_HEADER;
    }

    public int blockLength() {
        return reader.blockLength();
    }

    public int version() {
        return reader.version();
    }
}

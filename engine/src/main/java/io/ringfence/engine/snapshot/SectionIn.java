package io.ringfence.engine.snapshot;

import io.ringfence.engine.snapshot.schema.MessageHeaderDecoder;
import io.ringfence.engine.snapshot.schema.SnapshotHeaderDecoder;
import io.ringfence.engine.snapshot.schema.SnapshotTrailerDecoder;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** The section in hand, once it is known to be the next one of the snapshot, whole, and of a version that is understood. */
final class SectionIn {
    private final byte[] bytes = new byte[SnapshotWriter.MAX_SECTION_LENGTH];
    private final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final CRC32C crc = new CRC32C();
    private int ordinal;
    private int lastChecksum;
    private int lastKind;

    UnsafeBuffer buffer() {
        return buffer;
    }

    MessageHeaderDecoder header() {
        return header;
    }

    /** Sections taken so far. */
    int taken() {
        return ordinal;
    }

    /** The template of the section that was taken last. */
    int kind() {
        return lastKind;
    }

    void take(DirectBuffer source, int offset, int length) {
        if (length < SectionChecksum.CONTENT_OFFSET || length > bytes.length) {
            throw new SnapshotException("section " + ordinal + " of the snapshot cannot be " + length + " bytes long");
        }
        source.getBytes(offset, bytes, 0, length);
        header.wrap(buffer, 0);
        if (header.schemaId() != MessageHeaderDecoder.SCHEMA_ID) {
            throw new SnapshotException("section " + ordinal + " is not part of a snapshot but of schema "
                    + header.schemaId() + ", or is damaged");
        }
        if (header.version() > MessageHeaderDecoder.SCHEMA_VERSION) {
            throw new SnapshotException("section " + ordinal + " has version " + header.version()
                    + " of the snapshot schema, and this build reads up to " + MessageHeaderDecoder.SCHEMA_VERSION
                    + "; use the build that wrote it, or a newer one");
        }
        checkPlace(length);
        checkOrder(header.templateId());
    }

    private void checkPlace(int length) {
        int found = buffer.getInt(SectionChecksum.ORDINAL_OFFSET, ByteOrder.LITTLE_ENDIAN);
        if (found != ordinal) {
            throw new SnapshotException("section " + Integer.toUnsignedString(found) + " of the snapshot comes where "
                    + ordinal + " belongs: one is missing, doubled, out of place or damaged");
        }
        int expected = SectionChecksum.of(crc, lastChecksum, bytes, length);
        int recorded = buffer.getInt(SectionChecksum.CHECKSUM_OFFSET, ByteOrder.LITTLE_ENDIAN);
        if (expected != recorded) {
            throw new SnapshotException("section " + ordinal + " of the snapshot is damaged: its checksum is "
                    + Integer.toHexString(expected) + " and not " + Integer.toHexString(recorded) + " as recorded");
        }
        lastChecksum = recorded;
        ordinal++;
    }

    private void checkOrder(int kind) {
        boolean first = ordinal == 1;
        if (first != (kind == SnapshotHeaderDecoder.TEMPLATE_ID)) {
            throw new SnapshotException(
                    first
                            ? "the snapshot does not begin with a header but with a section of kind " + kind
                            : "the snapshot has a second header");
        }
        if (kind < lastKind || lastKind == SnapshotTrailerDecoder.TEMPLATE_ID) {
            throw new SnapshotException("a section of kind " + kind + " comes behind one of kind " + lastKind);
        }
        lastKind = kind;
    }
}

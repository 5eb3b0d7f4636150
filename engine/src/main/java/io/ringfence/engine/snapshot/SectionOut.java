package io.ringfence.engine.snapshot;

import io.ringfence.engine.snapshot.schema.MessageHeaderEncoder;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import org.agrona.concurrent.UnsafeBuffer;

/** The section in the making, and the numbering and checksums of all sections. */
final class SectionOut {
    private final byte[] bytes = new byte[SnapshotWriter.MAX_SECTION_LENGTH];
    private final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final CRC32C crc = new CRC32C();
    private final SnapshotSink sink;
    private int ordinal;
    private int lastChecksum;

    SectionOut(SnapshotSink sink) {
        this.sink = sink;
    }

    /** Where a message is encoded, from offset 0. */
    UnsafeBuffer buffer() {
        return buffer;
    }

    MessageHeaderEncoder header() {
        return header;
    }

    /** How many rows of a group fit into a section. */
    static int rowsThatFit(int blockLength, int rowLength) {
        int room = SnapshotWriter.MAX_SECTION_LENGTH - MessageHeaderEncoder.ENCODED_LENGTH - blockLength;
        return (room - 2 * SectionChecksum.GROUP_HEADER_LENGTH) / rowLength;
    }

    int sections() {
        return ordinal;
    }

    /** Numbers the message, adds its checksum and hands it out. */
    void emit(int encodedLength) {
        int length = MessageHeaderEncoder.ENCODED_LENGTH + encodedLength;
        buffer.putInt(SectionChecksum.ORDINAL_OFFSET, ordinal++, ByteOrder.LITTLE_ENDIAN);
        lastChecksum = SectionChecksum.of(crc, lastChecksum, bytes, length);
        buffer.putInt(SectionChecksum.CHECKSUM_OFFSET, lastChecksum, ByteOrder.LITTLE_ENDIAN);
        sink.section(buffer, 0, length);
    }
}

package io.ringfence.engine.record;

import static io.ringfence.engine.record.RecordFrame.CRC_LENGTH;
import static io.ringfence.engine.record.RecordFrame.HEADER_LENGTH;
import static io.ringfence.engine.record.RecordFrame.MAX_FRAME_LENGTH;
import static io.ringfence.engine.record.RecordFrame.MESSAGE_PREFIX_LENGTH;

import io.ringfence.engine.pipeline.Journal;
import io.ringfence.engine.schema.CommitHeaderEncoder;
import io.ringfence.engine.schema.MessageHeaderEncoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Builds the commit record of the command in hand: frame, command, then messages as they happen, then the checksum
 * that chains it to the record before. A record that outgrows one frame goes out in fragments.
 */
public final class RecordWriter {
    private final ByteBuffer bytes = ByteBuffer.allocateDirect(MAX_FRAME_LENGTH);
    private final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final CommitHeaderEncoder commit = new CommitHeaderEncoder();
    private final CRC32C crc = new CRC32C();
    private final Journal journal;

    private long sequence;
    private long timestampNanos;
    private int logicVersion;
    private int previousCrc;
    private int fragment;
    private int messageCount;
    private int end;

    public RecordWriter(Journal journal) {
        this.journal = journal;
    }

    /** The checksum of the last record, to which the next one is chained. */
    public int previousCrc() {
        return previousCrc;
    }

    /** Continues a chain of records whose last one had this checksum. */
    public void resume(int lastCrc) {
        previousCrc = lastCrc;
    }

    /**
     * Starts the record of a command.
     *
     * @param rules the logic version under which the command is processed
     */
    public void begin(
            int rules,
            long commandSequence,
            long stampNanos,
            DirectBuffer command,
            int commandOffset,
            int commandLength) {
        logicVersion = rules;
        sequence = commandSequence;
        timestampNanos = stampNanos;
        fragment = 0;
        startFrame();
        int at = claim(commandLength);
        buffer.putBytes(at, command, commandOffset, commandLength);
    }

    /** The buffer in which claimed messages are encoded. */
    public UnsafeBuffer buffer() {
        return buffer;
    }

    /** Room for one more message; returns the offset at which to encode it, SBE header first. */
    public int claim(int messageLength) {
        if (end + MESSAGE_PREFIX_LENGTH + messageLength + CRC_LENGTH > MAX_FRAME_LENGTH) {
            finishFrame(false);
            fragment++;
            startFrame();
        }
        buffer.putShort(end, (short) messageLength, ByteOrder.LITTLE_ENDIAN);
        int at = end + MESSAGE_PREFIX_LENGTH;
        end = at + messageLength;
        messageCount++;
        return at;
    }

    /** Gives back the unused tail of the message claimed last. */
    public void shrink(int messageOffset, int messageLength) {
        buffer.putShort(messageOffset - MESSAGE_PREFIX_LENGTH, (short) messageLength, ByteOrder.LITTLE_ENDIAN);
        end = messageOffset + messageLength;
    }

    /** Completes the record and hands it to the journal. */
    public void commit() {
        finishFrame(true);
        journal.committed(sequence);
    }

    private void startFrame() {
        end = HEADER_LENGTH;
        messageCount = 0;
    }

    private void finishFrame(boolean last) {
        int length = end + CRC_LENGTH;
        commit.wrapAndApplyHeader(buffer, 0, header)
                .frameLength(length)
                .previousCrc(previousCrc & 0xFFFF_FFFFL)
                .sequence(sequence)
                .timestampNanos(timestampNanos)
                .logicVersion(logicVersion)
                .fragment(fragment)
                .flags(last ? RecordFrame.FLAG_LAST : 0)
                .messageCount(messageCount);
        crc.reset();
        bytes.limit(end).position(0);
        crc.update(bytes);
        bytes.clear();
        previousCrc = (int) crc.getValue();
        buffer.putInt(end, previousCrc, ByteOrder.LITTLE_ENDIAN);
        journal.append(buffer, 0, length, sequence, timestampNanos);
    }
}

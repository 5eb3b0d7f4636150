package io.ringfence.ops.simtest.model;

import io.ringfence.engine.record.RecordFrame;
import io.ringfence.engine.record.RecordReader;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One command as the journal holds it: its bytes, its stamp, and the messages that it caused, decision included.
 *
 * @param command SBE message with its header
 * @param events likewise, in their order, over all fragments
 */
public record Recorded(long sequence, long stampNanos, DirectBuffer command, List<DirectBuffer> events) {
    public static Recorded of(List<byte[]> fragments) {
        RecordReader reader = new RecordReader();
        List<DirectBuffer> messages = new ArrayList<>();
        for (byte[] fragment : fragments) {
            UnsafeBuffer buffer = new UnsafeBuffer(fragment);
            reader.wrap(buffer, 0, fragment.length);
            while (reader.next()) {
                messages.add(new UnsafeBuffer(buffer, reader.messageOffset(), reader.messageLength()));
            }
        }
        UnsafeBuffer first = new UnsafeBuffer(fragments.get(0));
        return new Recorded(
                RecordFrame.sequence(first, 0),
                RecordFrame.timestampNanos(first, 0),
                messages.get(0),
                messages.subList(1, messages.size()));
    }

    /** The number of a message's kind in the schema. */
    public static int template(DirectBuffer message) {
        return RecordFrame.templateId(message, 0);
    }

    public int template() {
        return template(command);
    }
}

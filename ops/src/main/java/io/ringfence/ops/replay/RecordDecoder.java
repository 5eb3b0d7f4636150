package io.ringfence.ops.replay;

import io.ringfence.journal.JournalReader;
import io.ringfence.ops.json.RecordJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;

/** Decodes single records outside the order of the journal, with the names that the journal up to there defines. */
final class RecordDecoder {
    private RecordDecoder() {}

    /** The record as one line of JSON; what can be read of it when it is not well formed. */
    static String decode(JournalFolder folder, long sequence, DirectBuffer record) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (RecordJson json = new RecordJson(out);
                JournalReader reader = folder.read()) {
            DirectBuffer before = reader.poll();
            while (before != null && reader.sequence() < sequence) {
                json.skip(before, 0, before.capacity());
                before = reader.poll();
            }
            if (record.capacity() == 0) {
                return "nothing";
            }
            json.writeRecord(record, 0, record.capacity());
            json.flush();
            return out.toString(StandardCharsets.UTF_8).strip();
        } catch (RuntimeException e) {
            return record.capacity() + " bytes that can not be decoded: " + e;
        }
    }
}

package io.ringfence.ops.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import io.ringfence.engine.record.RecordFrame;
import io.ringfence.engine.record.RecordReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import org.agrona.DirectBuffer;

/**
 * Commit records as JSON lines: decimals and times as strings, the fields of a line always in the same order, nothing
 * that depends on the machine. Feed it every record of a journal from the first, because it learns names on the way.
 */
public final class RecordJson implements Closeable {
    private static final int HEADER = 8;
    private static final JsonFactory FACTORY = new JsonFactory();

    private final JsonGenerator json;
    private final Fields fields;
    private final Names names = new Names();
    private final RecordReader reader = new RecordReader();
    private final CommandJson commands;
    private final OrderJson orders;
    private final EventJson events;

    public RecordJson(OutputStream out) throws IOException {
        json = FACTORY.createGenerator(out);
        json.setRootValueSeparator(new SerializedString(""));
        fields = new Fields(json);
        commands = new CommandJson(json, names);
        orders = new OrderJson(json, fields, names);
        events = new EventJson(json, fields, names);
    }

    /** The names that the records so far have defined. */
    public Names names() {
        return names;
    }

    /** One line per decision and event, in their order; nothing for a command without effect. */
    public void writeEvents(DirectBuffer record, int offset, int length) throws IOException {
        begin(record, offset, length);
        while (reader.next()) {
            json.writeStartObject();
            fields.number("seq", reader.sequence());
            fields.raw("t", reader.timestampNanos());
            writeEvent();
            endLine();
        }
    }

    /** The whole record as one line: frame, command, decision and events. */
    public void writeRecord(DirectBuffer record, int offset, int length) throws IOException {
        begin(record, offset, length);
        json.writeStartObject();
        fields.number("seq", RecordFrame.sequence(record, offset));
        fields.raw("t", RecordFrame.timestampNanos(record, offset));
        if (RecordFrame.fragment(record, offset) > 0 || !RecordFrame.isLast(record, offset)) {
            fields.number("fragment", RecordFrame.fragment(record, offset));
            fields.flag("last", RecordFrame.isLast(record, offset));
        }
        fields.number("logic_version", RecordFrame.logicVersion(record, offset));
        fields.number("schema_version", RecordFrame.schemaVersion(record, offset));
        if (RecordFrame.fragment(record, offset) == 0) {
            json.writeObjectFieldStart("command");
            commands.write(
                    reader.templateId(),
                    record,
                    reader.messageOffset() + HEADER,
                    reader.blockLength(),
                    reader.version());
            json.writeEndObject();
        }
        json.writeArrayFieldStart("events");
        while (reader.next()) {
            json.writeStartObject();
            writeEvent();
            json.writeEndObject();
        }
        json.writeEndArray();
        fields.number("bytes", length);
        fields.text("previous_crc", crc(RecordFrame.previousCrc(record, offset)));
        fields.text("crc", crc(RecordFrame.crc(record, offset, length)));
        endLine();
    }

    /** Takes a record in without writing it: the names and open orders that later lines need. */
    public void skip(DirectBuffer record, int offset, int length) {
        begin(record, offset, length);
        while (reader.next()) {
            observe();
        }
    }

    private void observe() {
        orders.observe(
                reader.templateId(),
                reader.record(),
                reader.messageOffset() + HEADER,
                reader.blockLength(),
                reader.version());
    }

    private void begin(DirectBuffer record, int offset, int length) {
        reader.wrap(record, offset, length);
        if (RecordFrame.fragment(record, offset) > 0) {
            return;
        }
        names.learn(record, offset, length);
        if (reader.next()) {
            orders.command(
                    reader.sequence(),
                    reader.templateId(),
                    record,
                    reader.messageOffset() + HEADER,
                    reader.blockLength(),
                    reader.version());
        }
    }

    private void writeEvent() throws IOException {
        DirectBuffer record = reader.record();
        int template = reader.templateId();
        int at = reader.messageOffset() + HEADER;
        int block = reader.blockLength();
        int version = reader.version();
        if (!orders.write(template, record, at, block, version)) {
            events.write(template, record, at, block, version);
        }
        observe();
    }

    private void endLine() throws IOException {
        json.writeEndObject();
        json.writeRaw('\n');
    }

    private static String crc(int value) {
        return EventJson.hex(value & 0xFFFFFFFFL).substring(8);
    }

    /** Hands everything to the stream behind it. */
    public void flush() throws IOException {
        json.flush();
    }

    @Override
    public void close() throws IOException {
        json.close();
    }
}

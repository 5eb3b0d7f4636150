package io.ringfence.journal;

import io.ringfence.engine.record.RecordFrame;
import io.ringfence.engine.schema.MessageHeaderDecoder;
import io.ringfence.engine.state.LogicVersion;
import java.nio.file.Path;
import org.agrona.DirectBuffer;

/** A sound record follows a schema or rules that this build does not know: it must not be guessed at. */
public final class JournalTooNewException extends JournalException {
    private static final long serialVersionUID = 1L;

    private JournalTooNewException(String message) {
        super(message);
    }

    /**
     * Refuses a record, whose checksum holds, of a newer schema or logic version.
     *
     * @param offset of the record in the file, for the message
     */
    static void require(DirectBuffer record, int at, Path file, long offset) {
        int schema = RecordFrame.schemaVersion(record, at);
        int logic = RecordFrame.logicVersion(record, at);
        if (schema > MessageHeaderDecoder.SCHEMA_VERSION || logic > LogicVersion.NEWEST) {
            throw new JournalTooNewException("Record " + RecordFrame.sequence(record, at) + " in " + file
                    + " at offset " + offset + " was written by a newer Ringfence (schema " + schema + ", rules "
                    + logic + "; this build knows schema " + MessageHeaderDecoder.SCHEMA_VERSION + ", rules "
                    + LogicVersion.NEWEST + "); start the build that wrote it, or a newer one.");
        }
    }
}

package io.ringfence.ops.replay;

import io.ringfence.engine.command.CommandWriter;
import io.ringfence.engine.pipeline.CommandProcessor;
import io.ringfence.engine.pipeline.Journal;
import io.ringfence.engine.record.RecordFrame;
import io.ringfence.engine.state.EngineState;
import io.ringfence.journal.ChronicleJournal;
import io.ringfence.journal.JournalConfig;
import io.ringfence.journal.JournalLayout;
import io.ringfence.journal.ScanProgress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A journal whose records are sound but say something that this engine would not: another build, or a forger. */
public final class ForgedJournal {
    private ForgedJournal() {}

    /** Two commands; the second one's record says one unit too much. */
    public static void write(Path forged) {
        try (ChronicleJournal journal =
                ChronicleJournal.open(JournalConfig.of(new JournalLayout(forged)), ScanProgress.NONE)) {
            Forger forger = new Forger(journal);
            CommandProcessor processor = new CommandProcessor(new EngineState(64), forger);
            CommandWriter writer = new CommandWriter();
            writer.account(0, "USD", 0, true, 0, "A1");
            processor.process(writer.buffer(), 0, writer.length(), 1_000);
            forger.forge = true;
            writer.cashFlow(0, 100, "first deposit", "test");
            processor.process(writer.buffer(), 0, writer.length(), 2_000);
        }
    }

    /** Adds one to the last amount of a record and makes its checksum right again. */
    private static final class Forger implements Journal {
        private final Journal target;
        private boolean forge;

        Forger(Journal target) {
            this.target = target;
        }

        @Override
        public void append(DirectBuffer record, int offset, int length, long sequence, long timestampNanos) {
            byte[] bytes = new byte[length];
            record.getBytes(offset, bytes);
            if (forge) {
                int last = length - RecordFrame.CRC_LENGTH;
                UnsafeBuffer buffer = new UnsafeBuffer(bytes);
                int amount = last - Long.BYTES;
                buffer.putLong(amount, buffer.getLong(amount, ByteOrder.LITTLE_ENDIAN) + 1, ByteOrder.LITTLE_ENDIAN);
                CRC32C crc = new CRC32C();
                crc.update(bytes, 0, last);
                buffer.putInt(last, (int) crc.getValue(), ByteOrder.LITTLE_ENDIAN);
            }
            target.append(
                    new UnsafeBuffer(
                            ByteBuffer.allocateDirect(length).put(bytes).flip()),
                    0,
                    length,
                    sequence,
                    timestampNanos);
        }

        @Override
        public void committed(long sequence) {
            target.committed(sequence);
        }
    }
}

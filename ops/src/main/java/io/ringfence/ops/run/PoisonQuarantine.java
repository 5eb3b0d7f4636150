package io.ringfence.ops.run;

import io.ringfence.engine.command.CommandWriter;
import io.ringfence.engine.schema.MessageHeaderDecoder;
import io.ringfence.engine.schema.NewOrderDecoder;
import io.ringfence.journal.JournalLayout;
import io.ringfence.ops.config.CommandSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;

/** Orders that stopped the core are refused (904) after a restart, until an operator clears them. */
final class PoisonQuarantine {
    private PoisonQuarantine() {}

    /** Journals a quarantine for every poisoned order; one that is quarantined already changes nothing. */
    static int journal(JournalLayout layout, CommandWriter writer, CommandSink sink) throws IOException {
        Path folder = layout.poisonDirectory();
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        int count = 0;
        for (Path file : binaries(folder)) {
            UnsafeBuffer command = new UnsafeBuffer(Files.readAllBytes(file));
            MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(command, 0);
            boolean isOrder = command.capacity() >= NewOrderDecoder.BLOCK_LENGTH
                    && header.schemaId() == MessageHeaderDecoder.SCHEMA_ID
                    && header.templateId() == NewOrderDecoder.TEMPLATE_ID;
            if (isOrder) {
                NewOrderDecoder order = new NewOrderDecoder().wrapAndApplyHeader(command, 0, header);
                writer.quarantine(order.accountId(), false, order.clientOrderId());
                sink.accept(writer.buffer(), 0, writer.length());
                count++;
            }
        }
        return count;
    }

    private static List<Path> binaries(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".bin"))
                    .sorted()
                    .toList();
        }
    }
}

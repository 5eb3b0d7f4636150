package io.ringfence.ops.run;

import io.ringfence.engine.schema.MessageHeaderDecoder;
import io.ringfence.engine.schema.NewOrderDecoder;
import io.ringfence.engine.schema.ReplaceOrderDecoder;
import io.ringfence.journal.JournalLayout;
import io.ringfence.ops.Failure;
import io.ringfence.ops.json.MessageNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One command that stopped the core, in the folder {@code poison}: {@code SEQ.bin} while its client order id is refused
 * (904), {@code SEQ.cleared} from an operator's word to the next start, {@code SEQ.done} when that start has journaled it.
 *
 * @param accountId dense id, -1 when the command is no order
 * @param clientOrderId empty when the command is no order: then there is nothing that a client could repeat
 */
public record PoisonedCommand(Path file, long sequence, String kind, int accountId, String clientOrderId) {
    static final String HELD = ".bin";
    static final String CLEARED = ".cleared";
    private static final String DONE = ".done";

    /** The commands of a data folder in one state, by ascending sequence. */
    static List<PoisonedCommand> list(JournalLayout layout, String suffix) throws IOException {
        Path folder = layout.poisonDirectory();
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("[0-9]+\\" + suffix))
                    .map(PoisonedCommand::read)
                    .sorted((a, b) -> Long.compare(a.sequence, b.sequence))
                    .toList();
        }
    }

    /** Those that are refused now. */
    public static List<PoisonedCommand> held(JournalLayout layout) throws IOException {
        return list(layout, HELD);
    }

    private static PoisonedCommand read(Path file) {
        String name = file.getFileName().toString();
        long sequence = Long.parseLong(name.substring(0, name.indexOf('.')));
        try {
            return decode(file, sequence, new UnsafeBuffer(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw Failure.usage("poisoned command " + file + " can not be read: " + e.getMessage());
        }
    }

    private static PoisonedCommand decode(Path file, long sequence, UnsafeBuffer command) {
        if (command.capacity() < MessageHeaderDecoder.ENCODED_LENGTH) {
            return new PoisonedCommand(file, sequence, "unreadable", -1, "");
        }
        MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(command, 0);
        int body = command.capacity() - MessageHeaderDecoder.ENCODED_LENGTH;
        String kind = MessageNames.of(header.templateId());
        if (header.templateId() == NewOrderDecoder.TEMPLATE_ID && body >= NewOrderDecoder.BLOCK_LENGTH) {
            NewOrderDecoder order = new NewOrderDecoder().wrapAndApplyHeader(command, 0, header);
            return new PoisonedCommand(file, sequence, kind, order.accountId(), order.clientOrderId());
        }
        if (header.templateId() == ReplaceOrderDecoder.TEMPLATE_ID && body >= ReplaceOrderDecoder.BLOCK_LENGTH) {
            ReplaceOrderDecoder order = new ReplaceOrderDecoder().wrapAndApplyHeader(command, 0, header);
            return new PoisonedCommand(file, sequence, kind, order.accountId(), order.clientOrderId());
        }
        return new PoisonedCommand(file, sequence, kind, -1, "");
    }

    boolean isOrder() {
        return !clientOrderId.isEmpty();
    }

    /** What the core said when it stopped: the first line of the trace beside the bytes, or nothing. */
    public String cause() throws IOException {
        Path text = file.resolveSibling(sequence + ".txt");
        if (!Files.exists(text)) {
            return "";
        }
        try (Stream<String> lines = Files.lines(text)) {
            return lines.skip(2).findFirst().orElse("");
        }
    }

    /** An operator's word that the client order id may be used again; the next start journals it. */
    public void clear() throws IOException {
        rename(CLEARED);
    }

    void done() throws IOException {
        rename(DONE);
    }

    private void rename(String suffix) throws IOException {
        Files.move(file, file.resolveSibling(sequence + suffix), StandardCopyOption.ATOMIC_MOVE);
    }
}

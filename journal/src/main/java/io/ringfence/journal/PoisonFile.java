package io.ringfence.journal;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.agrona.DirectBuffer;
import org.agrona.PrintBufferUtil;

/**
 * Keeps the command that stopped the core: its bytes for a replay, and a text for whoever is woken up. Durable before it
 * returns, because the process ends right after.
 */
public final class PoisonFile {
    private PoisonFile() {}

    /**
     * Writes both files.
     *
     * @param sequence the sequence that the command had or would have had
     * @param cause what it did to the core
     * @return the file with the bytes; the text lies beside it
     */
    public static Path write(
            JournalLayout layout, long sequence, DirectBuffer command, int offset, int length, Throwable cause) {
        Path folder = layout.poisonDirectory();
        DurableFiles.createDirectories(folder);
        DurableFiles.forceDirectory(layout.dataDirectory());
        byte[] bytes = new byte[length];
        command.getBytes(offset, bytes);
        Path binary = folder.resolve(sequence + ".bin");
        DurableFiles.replace(binary, bytes);
        DurableFiles.replace(
                folder.resolve(sequence + ".txt"),
                text(sequence, command, offset, length, cause).getBytes(StandardCharsets.UTF_8));
        return binary;
    }

    private static String text(long sequence, DirectBuffer command, int offset, int length, Throwable cause) {
        StringWriter stack = new StringWriter();
        cause.printStackTrace(new PrintWriter(stack, true));
        return "Command " + sequence + " (" + length + " bytes) stopped the core.\n\n" + stack + "\n"
                + PrintBufferUtil.prettyHexDump(command, offset, length) + "\n";
    }
}

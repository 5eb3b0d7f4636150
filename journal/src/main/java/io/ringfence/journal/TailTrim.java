package io.ringfence.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts off a torn tail so that Chronicle appends right behind the last whole command. What is cut is kept in the folder
 * {@code trimmed}. Each step leaves a journal that the next start judges and cuts the same way.
 */
final class TailTrim {
    private TailTrim() {}

    /** Cuts, in the order given; returns a sentence for each cut that took something away. */
    static List<String> cut(JournalConfig config, ScanReport report) {
        List<String> sentences = new ArrayList<>();
        for (TornTail tail : report.tails()) {
            Path kept = switch (tail.kind()) {
                case UNFINISHED_WRITE, END_MARK -> zero(config.layout(), tail);
                case UNFINISHED_FILE -> remove(config.layout(), tail);
                case UNFINISHED_COMMAND, UNFORCED ->
                    rewrite(config, tail, report.totals().lastSequence());
            };
            if (tail.kind() != TornTail.Kind.END_MARK) {
                sentences.add("Cut " + tail.kind().words() + " in " + tail.file() + " at offset " + tail.offset()
                        + " behind sequence " + report.totals().lastSequence()
                        + "; it was never acknowledged; the bytes are kept in " + kept + ".");
            }
        }
        return sentences;
    }

    private static Path zero(JournalLayout layout, TornTail tail) {
        Path kept = keep(layout, tail);
        try (FileChannel channel = FileChannel.open(tail.file(), StandardOpenOption.WRITE)) {
            ByteBuffer zeros = ByteBuffer.allocate((int) tail.length());
            while (zeros.hasRemaining()) {
                channel.write(zeros, tail.offset() + zeros.position());
            }
            channel.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot cut " + tail.file(), e);
        }
        return kept;
    }

    private static Path remove(JournalLayout layout, TornTail tail) {
        DurableFiles.createDirectories(layout.trimmedDirectory());
        Path kept = freeName(layout, tail);
        DurableFiles.move(tail.file(), kept);
        return kept;
    }

    private static Path rewrite(JournalConfig config, TornTail tail, long lastSequence) {
        Path kept = keep(config.layout(), tail);
        Path aside = config.layout().dataDirectory().resolve("journal.trimming");
        RecordCopy.copy(
                config.layout().journalDirectory(), tail.sequenceBefore(), lastSequence, aside, config.blockSize());
        DurableFiles.move(aside.resolve(tail.file().getFileName()), tail.file());
        DurableFiles.deleteFolder(aside);
        return kept;
    }

    private static Path keep(JournalLayout layout, TornTail tail) {
        DurableFiles.createDirectories(layout.trimmedDirectory());
        Path kept = freeName(layout, tail);
        try (FileChannel from = FileChannel.open(tail.file(), StandardOpenOption.READ);
                FileChannel to = FileChannel.open(kept, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            long done = 0;
            while (done < tail.length()) {
                long moved = from.transferTo(tail.offset() + done, tail.length() - done, to);
                if (moved <= 0) {
                    break;
                }
                done += moved;
            }
            to.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot keep what is to be cut from " + tail.file(), e);
        }
        DurableFiles.forceDirectory(layout.trimmedDirectory());
        return kept;
    }

    private static Path freeName(JournalLayout layout, TornTail tail) {
        String base = tail.file().getFileName() + "-" + tail.offset();
        Path name = layout.trimmedDirectory().resolve(base);
        for (int i = 1; Files.exists(name); i++) {
            name = layout.trimmedDirectory().resolve(base + "-" + i);
        }
        return name;
    }
}

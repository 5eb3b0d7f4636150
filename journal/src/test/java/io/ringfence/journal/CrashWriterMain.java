package io.ringfence.journal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Appends until it is killed, and says each sequence only once it is acknowledged. */
final class CrashWriterMain {
    private CrashWriterMain() {}

    public static void main(String[] arguments) throws IOException {
        JournalConfig config = new JournalConfig(new JournalLayout(Path.of(arguments[0])), 1 << 20);
        try (ChronicleJournal journal = ChronicleJournal.open(config, ScanProgress.NONE);
                FileOutputStream out = new FileOutputStream(FileDescriptor.out)) {
            if (arguments.length > 1 && arguments[1].equals("hold")) {
                say(out, 0);
                System.in.read();
                return;
            }
            TestRecords records = new TestRecords(journal.chainCrc());
            for (long sequence = journal.recovered().lastSequence() + 1; ; sequence++) {
                append(records, journal, sequence);
                say(out, sequence);
            }
        } catch (JournalLockedException e) {
            System.err.println(e.getMessage());
            System.exit(7);
        }
    }

    /** What the command with this sequence looks like, on either side of the crash: every tenth has fragments. */
    static void append(TestRecords records, ChronicleJournal journal, long sequence) {
        long stamp = stampOf(sequence);
        int fragments = fragmentsOf(sequence);
        for (int fragment = 0; fragment < fragments; fragment++) {
            records.fragment(journal, sequence, stamp, fragment, fragment == fragments - 1, lengthOf(sequence));
        }
        journal.committed(sequence);
    }

    static int fragmentsOf(long sequence) {
        return sequence % 10 == 0 ? 5 : 1;
    }

    static int lengthOf(long sequence) {
        return sequence % 10 == 0 ? 20_000 : TestRecords.lengthFor(sequence);
    }

    /** A new hour for every 700 commands, so that kills also meet the roll. */
    static long stampOf(long sequence) {
        return TestRecords.START + sequence * (TestRecords.HOUR / 700);
    }

    private static void say(FileOutputStream out, long sequence) throws IOException {
        out.write((sequence + "\n").getBytes(StandardCharsets.US_ASCII));
    }
}

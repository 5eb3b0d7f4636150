package io.ringfence.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.engine.record.RecordFrame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lies behind the last record that is sound, judged by itself: the mark says nothing here. */
class TailJudgeTest {
    private static final int LENGTH = 200;

    @TempDir
    Path folder;

    private TailJudge judge(byte[] tail) throws IOException {
        Path file = Files.write(folder.resolve("tail"), tail);
        try (FileWindow window = new FileWindow(1 << 20)) {
            window.open(file);
            return new TailJudge(window, 0, 8);
        }
    }

    private static byte[] tailWithRecordAt(int offset) {
        byte[] tail = new byte[8192];
        DirectBuffer record = new TestRecords().record(7, TestRecords.START, 0, true, LENGTH);
        record.getBytes(0, tail, offset, LENGTH);
        return tail;
    }

    @Test
    void zerosAreNothing() throws IOException {
        TailJudge judge = judge(new byte[8192]);
        assertThat(judge.isHole()).isFalse();
        assertThat(judge.length()).isZero();
    }

    @Test
    void aWholeRecordBehindZerosIsAHole() throws IOException {
        TailJudge judge = judge(tailWithRecordAt(4096));
        assertThat(judge.isHole()).isTrue();
        assertThat(judge.length()).isBetween(4096L, 4096L + LENGTH);
        assertThat(judge.clause()).contains("survive at offset 4096");
    }

    @Test
    void aRecordOfWhichOneByteIsWrongIsTorn() throws IOException {
        byte[] tail = tailWithRecordAt(4096);
        tail[4096 + LENGTH - 1] ^= 1;
        assertThat(judge(tail).isHole()).isFalse();
    }

    @Test
    void theRecordThatWasBeingWrittenIsTornEvenWhenItIsWhole() throws IOException {
        assertThat(judge(tailWithRecordAt(4)).isHole()).isFalse();
    }

    @Test
    void moreThanOneWriteLeavesIsAHole() throws IOException {
        int oneWrite = RecordFrame.MAX_FRAME_LENGTH + (40 << 10);
        byte[] tail = new byte[oneWrite + 16];
        java.util.Arrays.fill(tail, 0, oneWrite, (byte) 0x55);
        assertThat(judge(tail).isHole()).isFalse();
        tail[oneWrite] = 0x55;
        assertThat(judge(tail).isHole()).isTrue();
    }
}

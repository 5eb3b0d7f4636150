package io.ringfence.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Chronicle does not catch up with its write position when it opens a file: every crash may leave it further behind. */
class LaggingPositionTest {
    @TempDir
    Path data;

    @Test
    void aWritePositionSeveralRecordsBehindIsSound() {
        Fixture journal = Fixture.write(data);
        Path last = journal.file(2);
        List<Long> offsets = Fixture.recordOffsets(last);
        for (int behind = 1; behind <= 4; behind++) {
            int record = offsets.size() - 1 - behind;
            writePosition(last, offsets.get(record), record);
            assertThat(journal.scan().tails()).isEmpty();
        }
        assertThat(journal.appendMore(300)).isEqualTo(Fixture.SEQUENCES + 300);
        assertThat(journal.scan().totals().lastSequence()).isEqualTo(Fixture.SEQUENCES + 300);
    }

    @Test
    void aPositionThatIsNoRecordsOrHasAnothersNumberIsDamage() {
        Fixture journal = Fixture.write(data);
        Path last = journal.file(2);
        List<Long> offsets = Fixture.recordOffsets(last);
        int record = offsets.size() - 5;
        writePosition(last, offsets.get(record) + 4, record);
        assertThatThrownBy(journal::scan).isInstanceOf(JournalDamagedException.class);
        writePosition(last, offsets.get(record), record + 1);
        assertThatThrownBy(journal::scan).isInstanceOf(JournalDamagedException.class);
    }

    private static void writePosition(Path file, long position, long number) {
        byte[] bytes = new byte[16];
        for (int i = 0; i < 8; i++) {
            bytes[i] = (byte) (position >>> (8 * i));
            bytes[8 + i] = (byte) (((position << 32) + number) >>> (8 * i));
        }
        Fixture.write(file, CycleStructure.WRITE_POSITION, bytes);
    }
}

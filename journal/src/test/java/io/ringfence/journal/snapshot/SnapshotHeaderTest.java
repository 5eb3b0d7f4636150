package io.ringfence.journal.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.journal.JournalTotals;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

class SnapshotHeaderTest {
    /** Makes a changed header right again, as another build's would be. */
    static void repairCrc(byte[] file) {
        CRC32C crc = new CRC32C();
        crc.update(file, 0, 124);
        ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(124, (int) crc.getValue());
    }

    @Test
    void everyFieldComesBack() {
        JournalTotals totals = new JournalTotals(1, 2, 3, 4, 5, 6, 7, 8, -9, 10);
        SnapshotHeader header = new SnapshotHeader(totals, -11, 12, 13);
        ByteBuffer bytes = header.encode();
        assertThat(SnapshotHeader.isSound(bytes)).isTrue();
        assertThat(bytes.get(0)).isEqualTo((byte) 'R');
        assertThat(SnapshotHeader.decode(bytes)).isEqualTo(header);
    }
}

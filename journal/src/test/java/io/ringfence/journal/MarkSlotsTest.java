package io.ringfence.journal;

import static org.assertj.core.api.Assertions.assertThat;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Of two whole slots the newer one counts, wherever it stands; a torn slot counts for nothing. */
class MarkSlotsTest {
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[4096]);

    private static MarkState mark(long sequence) {
        return new MarkState(sequence, 10 * sequence, 2 * sequence, 300 * sequence, 5, 77, MarkState.MODE_PROCESS);
    }

    @Test
    void theNewerSlotCounts() {
        MarkSlots.format(buffer);
        for (long sequence = 1; sequence <= 6; sequence++) {
            int slot = (int) (sequence % 2);
            MarkSlots.write(buffer, slot, mark(sequence));
            assertThat(MarkSlots.read(buffer)).isEqualTo(mark(sequence));
            assertThat(MarkSlots.newest(buffer)).isEqualTo(slot);
        }
    }

    @Test
    void theOlderSlotCountsWhereTheNewerIsTorn() {
        for (int torn = 0; torn < 2; torn++) {
            MarkSlots.format(buffer);
            MarkSlots.write(buffer, torn, mark(9));
            MarkSlots.write(buffer, 1 - torn, mark(8));
            buffer.putLong(MarkSlots.slotOffset(torn) + 8, 1234);
            assertThat(MarkSlots.read(buffer)).isEqualTo(mark(8));
            assertThat(MarkSlots.newest(buffer)).isEqualTo(1 - torn);
        }
    }
}

package io.ringfence.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HighWaterMarkTest {
    @TempDir
    Path data;

    private Path file() {
        return new JournalLayout(data).markFile();
    }

    @Test
    void isReadWhileItIsWritten() throws Exception {
        try (HighWaterMark mark = HighWaterMark.open(file());
                MarkBarrier barrier = MarkBarrier.open(new JournalLayout(data))) {
            assertThat(barrier.releasedSequence()).isZero();
            Thread writer = new Thread(() -> {
                for (long i = 1; i <= 300_000; i++) {
                    mark.write(i, i * 3, i * 5, i * 7, i * 11, (int) (i * 13));
                }
            });
            writer.start();
            try {
                assertReadsAreWhole(barrier);
            } finally {
                writer.join();
            }
        }
    }

    private void assertReadsAreWhole(MarkBarrier barrier) {
        long last = 0;
        while (last < 300_000) {
            MarkState state = HighWaterMark.read(file()).state();
            assertThat(state).isNotNull();
            assertThat(state.sequence()).isGreaterThanOrEqualTo(last);
            last = state.sequence();
            if (last > 0) {
                assertThat(state)
                        .isEqualTo(new MarkState(
                                last,
                                last * 3,
                                last * 5,
                                last * 7,
                                last * 11,
                                (int) (last * 13),
                                MarkState.MODE_PROCESS));
            }
            assertThat(barrier.releasedSequence()).isGreaterThanOrEqualTo(last);
        }
    }

    @Test
    void afterAnyFlippedBitTheOtherSlotSpeaks() {
        HighWaterMark.reset(file(), MarkState.NOTHING);
        try (HighWaterMark mark = HighWaterMark.open(file())) {
            mark.write(41, 1, 2, 3, 4, 5);
            mark.write(42, 1, 2, 3, 4, 5);
        }
        for (int offset = 64; offset < 64 + 56; offset++) {
            for (int bit = 0; bit < 8; bit++) {
                for (int slot = 0; slot < 2; slot++) {
                    long at = offset + slot * 64L;
                    Fixture.flipBit(file(), at, bit);
                    MarkState state = HighWaterMark.read(file()).state();
                    assertThat(state).isNotNull();
                    assertThat(state.sequence()).isBetween(41L, 42L);
                    assertThat(state.chronicleIndex()).isEqualTo(1);
                    Fixture.flipBit(file(), at, bit);
                }
            }
        }
        assertThat(HighWaterMark.read(file()).state()).isNotNull();
    }

    @Test
    void goesOnAlternatingAfterAReopen() {
        for (long sequence = 1; sequence < 10; sequence++) {
            try (HighWaterMark mark = HighWaterMark.open(file())) {
                mark.write(sequence, 0, 0, 0, 0, 0);
            }
            // The newest slot damaged: the one before it must still be the last but one.
            MarkState now = HighWaterMark.read(file()).state();
            assertThat(now).isNotNull();
            assertThat(now.sequence()).isEqualTo(sequence);
            long slot = sequence % 2 == 1 ? 128 : 64;
            Fixture.flipBit(file(), slot, 7);
            MarkState before = HighWaterMark.read(file()).state();
            assertThat(before).isNotNull();
            assertThat(before.sequence()).isEqualTo(sequence - 1);
            Fixture.flipBit(file(), slot, 7);
        }
    }
}

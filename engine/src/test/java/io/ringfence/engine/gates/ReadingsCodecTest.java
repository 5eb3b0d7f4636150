package io.ringfence.engine.gates;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.agrona.ExpandableArrayBuffer;
import org.junit.jupiter.api.Test;

class ReadingsCodecTest {
    @Test
    void readingsComeBackAsTheyWereWritten() {
        Random random = new Random(11);
        ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(1024);
        for (int i = 0; i < 100_000; i++) {
            long quantity = random.nextLong() >> random.nextInt(64);
            Readings written = new Readings();
            for (int gate = 1; gate <= Readings.GATES; gate++) {
                byte scope = (byte) random.nextInt(8);
                boolean hasId = scope != Scope.NONE && scope != Scope.ACCOUNT && scope != Scope.GLOBAL;
                written.set(
                        gate,
                        (byte) random.nextInt(5),
                        100 * gate + (random.nextBoolean() ? 0 : random.nextInt(100)),
                        random.nextLong() >> random.nextInt(64),
                        random.nextLong() >> random.nextInt(64),
                        random.nextBoolean() ? quantity : random.nextLong() >> random.nextInt(64),
                        scope,
                        hasId ? random.nextInt() : -1);
            }
            int length = ReadingsCodec.encode(written, quantity, buffer, 3);
            assertThat(length).isLessThanOrEqualTo(ReadingsCodec.MAX_LENGTH);
            Readings read = new Readings();
            assertThat(ReadingsCodec.decode(buffer, 3, quantity, read)).isEqualTo(length);
            assertThat(read.verdict).isEqualTo(written.verdict);
            assertThat(read.code).isEqualTo(written.code);
            assertThat(read.observed).isEqualTo(written.observed);
            assertThat(read.limit).isEqualTo(written.limit);
            assertThat(read.allowedE8).isEqualTo(written.allowedE8);
            assertThat(read.scopeType).isEqualTo(written.scopeType);
            // index 0 belongs to no gate and is never written
            read.scopeId[0] = written.scopeId[0];
            assertThat(read.scopeId).isEqualTo(written.scopeId);
        }
    }
}

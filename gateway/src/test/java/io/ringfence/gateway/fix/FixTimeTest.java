package io.ringfence.gateway.fix;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FixTimeTest {
    private static final DateTimeFormatter JDK =
            DateTimeFormatter.ofPattern("yyyyMMdd-HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

    @Test
    void writesWhatTheFormatterOfTheJdkWrites() {
        long seed = 4;
        Random random = new Random(seed);
        for (int i = 0; i < 10_000; i++) {
            long nanos = Math.floorMod(random.nextLong(), Long.MAX_VALUE);
            assertThat(FixTime.format(nanos))
                    .as("seed " + seed + ", " + nanos)
                    .isEqualTo(JDK.format(Instant.ofEpochSecond(nanos / 1_000_000_000L, nanos % 1_000_000_000L)));
        }
    }

    @Test
    void turnsAtMidnight() {
        long midnight = Instant.parse("2027-01-01T00:00:00Z").getEpochSecond() * 1_000_000_000L;
        assertThat(FixTime.format(midnight - 1)).isEqualTo("20261231-23:59:59.999");
        assertThat(FixTime.format(midnight)).isEqualTo("20270101-00:00:00.000");
        assertThat(FixTime.format(midnight - 1)).isEqualTo("20261231-23:59:59.999");
    }
}

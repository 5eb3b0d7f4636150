package io.ringfence.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Ids as clients send them back. */
class PlaceTest {
    @Test
    void readsItsOwnIds() {
        assertThat(Place.parse("12-3")).isEqualTo(new Place(12, 3));
        assertThat(Place.parse("12")).isEqualTo(Place.behind(12));
        assertThat(Place.behind(12).nextSequence()).isEqualTo(13);
        assertThat(new Place(12, 3).nextSequence()).isEqualTo(12);
    }

    @Test
    void refusesWhatIsNone() {
        for (String wrong : List.of("", "-1", "1-", "1-2-3", "x", "1234567890123456789", "1-1234567890", "\u0661")) {
            assertThat(Place.parse(wrong)).as(wrong).isNull();
        }
    }
}

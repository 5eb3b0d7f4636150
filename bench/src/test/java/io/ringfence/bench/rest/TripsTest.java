package io.ringfence.bench.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringfence.bench.rest.Ledger.Kind;
import io.ringfence.bench.rest.Ledger.Line;
import java.util.List;
import org.junit.jupiter.api.Test;

/** That a trip which lets something through would be found. */
class TripsTest {
    private static final Trips.Stop STOP = new Trips.Stop(100, 200, 2);

    @Test
    void tellsHowLongTheLastOrderCameThrough() {
        Trips trips = Trips.of(
                List.of(STOP),
                List.of(
                        new Line(1, 130, Kind.ACCEPTED),
                        new Line(2, 140, Kind.STOPPED),
                        new Line(3, 150, Kind.REFUSED),
                        new Line(4, 260, Kind.RESUMED),
                        new Line(5, 270, Kind.ACCEPTED)));
        assertThat(trips.approvedWhileStopped).isZero();
        assertThat(trips.approvedAfterAnswer).isZero();
        assertThat(trips.lastApprovedNanos.getMaxValue()).isEqualTo(30);
        assertThat(trips.acknowledgedNanos.getMaxValue()).isEqualTo(100);
    }

    @Test
    void findsWhatWasApprovedWhileStopped() {
        Trips trips = Trips.of(
                List.of(STOP),
                List.of(
                        new Line(2, 140, Kind.STOPPED),
                        new Line(3, 150, Kind.ACCEPTED),
                        new Line(4, 210, Kind.ACCEPTED)));
        assertThat(trips.approvedWhileStopped).isEqualTo(2);
        assertThat(trips.approvedAfterAnswer).isEqualTo(1);
    }

    @Test
    void refusesAJournalWithoutTheStop() {
        assertThatThrownBy(() -> Trips.of(List.of(STOP), List.of())).hasMessageContaining("not in the journal");
    }
}

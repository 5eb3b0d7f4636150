package io.ringfence.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.engine.state.LimitField;
import io.ringfence.engine.units.Fixed;
import org.junit.jupiter.api.Test;

/** What counts as loosening: whatever is not surely stricter. */
class LimitDirectionTest {
    private static final long NONE = Fixed.ABSENT;

    private static boolean loosens(LimitField field, long before, long after) {
        return LimitDirection.of(field).loosens(before, after);
    }

    @Test
    void knowsTheStrictWay() {
        assertThat(loosens(LimitField.GROSS_ABS, 5, 4)).isFalse();
        assertThat(loosens(LimitField.GROSS_ABS, 5, 6)).isTrue();
        assertThat(loosens(LimitField.GROSS_ABS, NONE, 6)).isFalse();
        assertThat(loosens(LimitField.MARKET_BUFFER_BPS, 5, 6)).isFalse();
        assertThat(loosens(LimitField.MARKET_BUFFER_BPS, 5, 4)).isTrue();
        assertThat(loosens(LimitField.DQ_ALLOW_REDUCE_ON_HARD, 0, 1)).isTrue();
        assertThat(loosens(LimitField.TRIP_DRAWDOWN, 1, 0)).isTrue();
    }

    @Test
    void knowsThatZeroTurnsAWatchOff() {
        assertThat(loosens(LimitField.TRIP_REJECTS, 50, 0)).isTrue();
        assertThat(loosens(LimitField.TRIP_REJECTS, 0, 50)).isFalse();
        assertThat(loosens(LimitField.TRIP_REJECTS, NONE, 50)).isFalse();
        assertThat(loosens(LimitField.TRIP_REJECTS, 50, 60)).isTrue();
        assertThat(loosens(LimitField.TRIP_REJECTS, 50, 40)).isFalse();
    }

    @Test
    void distrustsDefaultsAndSigns() {
        assertThat(loosens(LimitField.TRIP_DAY_LOSS_HALT_BPS, NONE, 20_000)).isTrue();
        assertThat(loosens(LimitField.TRIP_DAY_LOSS_HALT_BPS, 12_000, 11_000)).isFalse();
        assertThat(loosens(LimitField.MARKET_BUFFER_BPS, NONE, 1)).isTrue();
        assertThat(loosens(LimitField.RHO_CFG, -900_000, 200_000)).isTrue();
        assertThat(loosens(LimitField.RHO_CFG, 200_000, 900_000)).isTrue();
    }

    @Test
    void countsEveryRemovalAndNoStandstill() {
        for (LimitField field : LimitField.values()) {
            assertThat(loosens(field, 1, NONE)).as(field.configName).isTrue();
            assertThat(loosens(field, 1, 1)).as(field.configName).isFalse();
            assertThat(loosens(field, NONE, NONE)).as(field.configName).isFalse();
        }
    }

    @Test
    void readsBackTheNamesThatItWrites() {
        for (LimitField field : LimitField.values()) {
            LimitName name = new LimitName(
                    field,
                    field.isPerSymbol() || field == LimitField.RHO_CFG ? "A.B-USD" : "",
                    field == LimitField.RHO_CFG ? "C-USD" : "");
            assertThat(LimitName.parse(name.text())).isEqualTo(name);
        }
        assertThat(LimitName.parse("symbols.pos_qty")).isNull();
        assertThat(LimitName.parse("rho_cfg.A")).isNull();
        assertThat(LimitName.parse("rho_cfg")).isNull();
    }
}

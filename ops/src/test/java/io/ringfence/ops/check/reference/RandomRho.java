package io.ringfence.ops.check.reference;

import java.util.Map;

/** Random correlations: configured and estimated, pairs named in either order, values around the threshold. */
final class RandomRho {
    private static final long THETA_PPM = 500_000L;

    private RandomRho() {}

    static void addTo(Dice dice, Map<String, Object> vector, Instrument own) {
        for (Instrument other : Instrument.ALL) {
            if (other.equals(own)) {
                continue;
            }
            boolean inOrder = own.symbol().compareTo(other.symbol()) < 0;
            boolean asWritten = inOrder != dice.chance(25);
            String pair = asWritten ? own.symbol() + "|" + other.symbol() : other.symbol() + "|" + own.symbol();
            if (dice.chance(60)) {
                Trees.set(vector, rhoPpm(dice), "config_overrides", "rho_cfg", pair);
            }
            if (dice.chance(40)) {
                Trees.set(vector, rhoPpm(dice), "state", "rho_ewma", pair);
            }
        }
        Trees.set(vector, dice.pick(0L, 31L, 32L, 33L, 64L), "state", "samples");
        if (dice.chance(10)) {
            Trees.set(vector, rhoPpm(dice), "config_overrides", "default_rho_ppm");
        }
        if (dice.chance(10)) {
            Trees.set(
                    vector,
                    dice.pick(0L, 1L, 499_999L, 1_000_000L, 1_000_001L),
                    "config_overrides",
                    "rho_threshold_ppm");
        }
    }

    private static long rhoPpm(Dice dice) {
        long sizePpm = dice.chance(40)
                ? dice.pick(0L, 1L, THETA_PPM - 1, THETA_PPM, THETA_PPM + 1, 1_000_000L)
                : dice.between(0, 1_000_000L);
        return dice.chance(50) ? sizePpm : -sizePpm;
    }
}

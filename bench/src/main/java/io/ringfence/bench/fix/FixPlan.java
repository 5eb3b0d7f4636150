package io.ringfence.bench.fix;

import java.util.List;

/**
 * What is measured.
 *
 * @param rates orders a second of the paced measurements
 * @param seconds of each paced measurement
 * @param saturated orders of the saturated measurement
 * @param window orders under way at a time in it
 * @param warmUp orders before anything is measured, to each server of each pass
 * @param passes each with a new server of either kind
 */
record FixPlan(List<Integer> rates, int seconds, int saturated, int window, int warmUp, int passes) {
    FixPlan {
        rates = List.copyOf(rates);
    }
}

package io.ringfence.bench.flow;

/**
 * What one pass over a flow measured.
 *
 * @param nanos from the first command offered to the last one committed
 * @param threadNanos processor time of the engine thread, which others on the machine disturb less; negative when it was
 *     not measured
 * @param allocatedBytes on the engine thread; negative when it was not measured
 * @param journalBytes of all commit records, set-up included
 */
record FlowPass(
        long commands, long nanos, long threadNanos, long allocatedBytes, long journalBytes, FlowDigest digest) {
    double perSecond() {
        return commands * 1e9 / nanos;
    }

    double nanosPerCommand() {
        return (double) nanos / commands;
    }
}

package io.ringfence.ops.counterfactual;

/**
 * One decision that would have been another.
 *
 * @param symbolId -1 when the request named none that exists
 */
record ChangedDecision(
        long sequence,
        long atNanos,
        int accountId,
        int symbolId,
        byte side,
        boolean isReplace,
        ChangeKind kind,
        Side recorded,
        Side other) {
    /** One world's decision. */
    record Side(byte result, int gate, int code, long approvedE8) {
        static Side of(Outcome outcome) {
            return new Side(outcome.result, outcome.gate, outcome.code, outcome.approvedE8);
        }
    }
}

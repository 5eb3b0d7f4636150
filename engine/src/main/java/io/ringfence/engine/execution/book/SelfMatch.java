package io.ringfence.engine.execution.book;

import io.ringfence.engine.state.Order;

/**
 * Self-match prevention: who goes when an incoming order meets a resting one with the same {@code smpId}. The incoming
 * order's mode decides. {@code SMP_REJECT} is asked before submission ({@link MatchBook#wouldSelfMatch(Order)}); an order
 * that comes this far with it all the same (a stop that fired, say) is treated as {@code SMP_CANCEL_NEWEST}.
 */
final class SelfMatch {
    private SelfMatch() {}

    static boolean prevents(Order incoming, Order resting) {
        return incoming.smpMode != Order.SMP_NONE && incoming.smpId == resting.smpId;
    }

    static boolean endsResting(Order incoming) {
        return incoming.smpMode == Order.SMP_CANCEL_OLDEST || incoming.smpMode == Order.SMP_CANCEL_BOTH;
    }

    static boolean endsIncoming(Order incoming) {
        return incoming.smpMode != Order.SMP_CANCEL_OLDEST;
    }
}

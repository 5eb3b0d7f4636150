package io.ringfence.engine.execution.book;

import io.ringfence.engine.state.Order;

/**
 * Holds back single stops whose price was reached, because their account is halted, say. A held stop keeps waiting; it is
 * looked at again on each further trigger price and on {@link MatchBook#recheckStops}. Must not change anything.
 */
@FunctionalInterface
public interface StopGuard {
    StopGuard NONE = stop -> true;

    boolean mayFire(Order stop);
}

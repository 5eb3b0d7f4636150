package io.ringfence.engine.gates;

/**
 * Sees what an order met at the very moment of its decision: after the gates, before anything is reserved or executed.
 * For replays, which derive from it what a commit record does not store (gates.md section 7). Must change nothing.
 */
@FunctionalInterface
public interface DecisionProbe {
    DecisionProbe NONE = (order, readings, decision) -> {};

    void decided(OrderContext order, Readings readings, Decision decision);
}

package io.ringfence.engine.gates;

/**
 * Composition of scopes within one gate: the smallest allowed quantity binds, and at equality the narrower scope, which
 * was read first.
 */
final class Narrowest {
    private Narrowest() {}

    /** A wider scope blocks increases: it replaces the reading only if it allows less. */
    static void block(
            int gate, int code, long observed, long limit, OrderContext order, Readings readings, byte scope, int id) {
        long allowed = order.isStrict() ? order.quantityE8 : order.reducePartE8;
        if (allowed < readings.allowedE8[gate]) {
            Blocking.increases(gate, code, observed, limit, order, readings, scope, id);
        }
    }

    /** A wider scope sizes the order: it replaces the reading only if it allows less. */
    static void size(
            int gate, int code, long observed, long limit, long allowed, Readings readings, byte scope, int id) {
        if (allowed < readings.allowedE8[gate]) {
            byte verdict = allowed > 0 ? Verdict.REDUCE : Verdict.REJECT;
            readings.set(gate, verdict, code, observed, limit, allowed, scope, id);
        }
    }
}

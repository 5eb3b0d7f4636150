package io.ringfence.engine.gates;

/** A gate that "blocks increases": strict orders pass (n90), mixed ones shrink to their reducing part, others fail. */
final class Blocking {
    private Blocking() {}

    static void increases(
            int gate, int code, long observed, long limit, OrderContext order, Readings readings, byte scope, int id) {
        if (order.isStrict()) {
            readings.set(gate, Verdict.PASS, 100 * gate + 90, observed, limit, order.quantityE8, scope, id);
        } else if (order.reducePartE8 > 0) {
            readings.set(gate, Verdict.REDUCE, code, observed, limit, order.reducePartE8, scope, id);
        } else {
            readings.reject(gate, code, observed, limit, scope, id);
        }
    }
}

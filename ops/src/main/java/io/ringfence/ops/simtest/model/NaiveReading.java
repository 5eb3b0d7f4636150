package io.ringfence.ops.simtest.model;

import static io.ringfence.ops.simtest.model.Exact.ZERO;

import io.ringfence.engine.gates.Scope;
import io.ringfence.engine.gates.Verdict;
import java.math.BigInteger;

/** What the model says one gate must read. */
record NaiveReading(
        int verdict, int code, BigInteger observed, BigInteger limit, BigInteger allowed, int scope, int scopeId) {
    static NaiveReading pass(int code, BigInteger observed, BigInteger limit, BigInteger quantity, int scope) {
        return new NaiveReading(Verdict.PASS, code, observed, limit, quantity, scope, -1);
    }

    static NaiveReading reject(int code, BigInteger observed, BigInteger limit, int scope, int id) {
        return new NaiveReading(Verdict.REJECT, code, observed, limit, ZERO, scope, id);
    }

    static NaiveReading notEvaluable(int gate) {
        return new NaiveReading(Verdict.NOT_EVALUABLE, 100 * gate + 98, ZERO, ZERO, ZERO, Scope.NONE, -1);
    }

    static NaiveReading sized(
            int passCode, int code, BigInteger observed, BigInteger limit, BigInteger allowed, BigInteger quantity) {
        return allowed.equals(quantity)
                ? pass(passCode, observed, limit, quantity, Scope.ACCOUNT)
                : bound(code, observed, limit, allowed, Scope.ACCOUNT, -1);
    }

    static NaiveReading bound(int code, BigInteger observed, BigInteger limit, BigInteger allowed, int scope, int id) {
        int verdict = allowed.signum() > 0 ? Verdict.REDUCE : Verdict.REJECT;
        return new NaiveReading(verdict, code, observed, limit, allowed, scope, id);
    }
}

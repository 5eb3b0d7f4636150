package io.ringfence.ops.simtest.model;

import io.ringfence.engine.gates.Scope;
import io.ringfence.engine.gates.Verdict;
import io.ringfence.engine.state.KillLevel;
import io.ringfence.ops.simtest.model.Things.Strategy;

/** Gate 1: the most severe level over the scopes of an order, the widest named first. */
final class NaiveKill {
    private final World world;
    private final Question question;

    NaiveKill(World world, Question question) {
        this.world = world;
        this.question = question;
    }

    NaiveReading read() {
        if (world.recovering || world.unknown) {
            int code = world.recovering ? 121 : 120;
            return NaiveReading.reject(code, Exact.of(KillLevel.HALTED), Exact.ZERO, Scope.GLOBAL, -1);
        }
        Strategy strategy = question.strategy();
        int[] levels = {
            world.globalKill,
            question.account().killLevel,
            question.instrument().killLevel,
            strategy == null ? 0 : strategy.killLevel,
            world.venueKill,
            world.sessions.getOrDefault(question.session(), 0)
        };
        int scope = 0;
        for (int i = 1; i < levels.length; i++) {
            scope = levels[i] > levels[scope] ? i : scope;
        }
        return answer(levels[scope], scope, strategy);
    }

    private NaiveReading answer(int level, int scope, @org.jspecify.annotations.Nullable Strategy strategy) {
        int id = scope == Scope.STRATEGY && strategy != null ? strategy.id : -1;
        if (level == KillLevel.ACTIVE) {
            return NaiveReading.pass(100, Exact.ZERO, Exact.ZERO, question.quantity(), Scope.NONE);
        }
        if (level == KillLevel.HALTED) {
            return NaiveReading.reject(101 + scope, Exact.of(level), Exact.ZERO, scope, id);
        }
        return question.strict()
                ? new NaiveReading(Verdict.PASS, 190, Exact.of(level), Exact.ZERO, question.quantity(), scope, id)
                : NaiveReading.bound(111, Exact.of(level), Exact.ZERO, question.reducePart(), scope, id);
    }
}

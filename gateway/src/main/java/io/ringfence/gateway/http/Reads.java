package io.ringfence.gateway.http;

import io.ringfence.engine.gates.ReasonCode;
import io.ringfence.gateway.follower.Follower;
import io.ringfence.gateway.follower.ReadModel;
import io.ringfence.gateway.json.Answer;
import io.ringfence.gateway.json.Problem;
import io.ringfence.gateway.json.RefusedException;
import io.ringfence.gateway.record.OrderView;
import io.ringfence.gateway.record.ReleasedRecords;
import org.jspecify.annotations.Nullable;

/** Puts questions to the follower. By default an answer contains everything that was released when it was asked for. */
final class Reads {
    /** Answers from the read model, on the follower's thread; null when somebody else will answer. */
    interface Query {
        @Nullable
        Answer answer(ReadModel model);
    }

    private final Follower follower;
    private final ReleasedRecords records;

    Reads(Follower follower, ReleasedRecords records) {
        this.follower = follower;
        this.records = records;
    }

    /** Every read takes {@code min_seq}: the answer is at least as new as that, or a 503. */
    void ask(Call call, Query query) {
        long explicit = call.queryNumber("min_seq", 0, 0, Long.MAX_VALUE);
        boolean required = explicit > 0;
        follower.ask(required ? explicit : records.releasedSequence(), required, new Follower.Question() {
            @Override
            public void answer(ReadModel model) {
                Answer answer = tryAnswer(call, query, model);
                if (answer != null) {
                    call.answer(answer);
                }
            }

            @Override
            public void refused(String why) {
                call.problem(Problem.of(503, ReasonCode.BACKPRESSURE.number, "Not readable now: " + why));
            }
        });
    }

    /** Looks something up and goes on from there: what follows answers the call. */
    void askThen(Call call, Step step) {
        ask(call, model -> {
            step.run(model);
            return null;
        });
    }

    /** Answers 1102 instead of 1101 when the call's order is one of its own that has ended. */
    void refineUnknown(Call call, Answer unknown) {
        long orderId = OrderEndpoints.orderId(call);
        follower.ask(0, false, new Follower.Question() {
            @Override
            public void answer(ReadModel model) {
                OrderView order = model.orders().find(orderId);
                String account = order == null ? null : model.names().account(order.accountId);
                boolean own = account != null && call.credential().mayUse(account);
                if (order != null && own && !order.status.open) {
                    call.problem(Problem.code(ReasonCode.TOO_LATE.number, "the order is " + order.status.text));
                } else {
                    call.answer(unknown);
                }
            }

            @Override
            public void refused(String why) {
                call.answer(unknown);
            }
        });
    }

    /** Goes on with a request, on the follower's thread. */
    interface Step {
        void run(ReadModel model);
    }

    private static @Nullable Answer tryAnswer(Call call, Query query, ReadModel model) {
        try {
            return query.answer(model);
        } catch (RefusedException e) {
            return call.rendered(Problem.of(e));
        }
    }
}

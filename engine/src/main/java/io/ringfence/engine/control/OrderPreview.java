package io.ringfence.engine.control;

import io.ringfence.engine.decode.OrderRequest;
import io.ringfence.engine.execution.Execution;
import io.ringfence.engine.gates.Decision;
import io.ringfence.engine.gates.OrderContext;
import io.ringfence.engine.gates.Readings;
import io.ringfence.engine.schema.NewOrderDecoder;
import io.ringfence.engine.state.Account;
import io.ringfence.engine.state.EngineState;
import io.ringfence.engine.state.Instrument;
import io.ringfence.engine.state.Order;
import io.ringfence.engine.state.Position;

/**
 * What would become of an order now: judged in the same room as a real one ({@link OrderJudge}), without a record, a
 * reservation or any other trace in the state. For a read model; the live engine never previews. What counts requests
 * (client order id, throttles, duplicate pattern) is not asked.
 */
public final class OrderPreview {
    private final EngineState state;
    private final OrderRequest request = new OrderRequest();
    private final Readings readings = new Readings();
    private final Decision decision = new Decision();
    private final OrderContext context;
    private final OrderJudge judge;
    private final Order order = new Order();

    public OrderPreview(EngineState state, Execution execution) {
        this.state = state;
        context = new OrderContext(state, new Account(-1, ""), new Instrument(-1, ""));
        judge = new OrderJudge(state, execution, readings, decision, context);
    }

    /**
     * Previews an order at a moment, not before the state's own.
     *
     * @return the code of the validation that refuses it; 0 when the gates were read and the decision made
     */
    public int preview(NewOrderDecoder command, long atNanos) {
        long now = state.nowNanos;
        state.nowNanos = Math.max(now, atNanos);
        try {
            request.decode(command);
            readings.reset();
            int code = judge.identify(request);
            code = code != 0 ? code : judge.validate(request, order, false);
            if (code == 0) {
                decide();
            }
            return code;
        } finally {
            state.nowNanos = now;
        }
    }

    public Readings readings() {
        return readings;
    }

    /** Valid after {@link #preview} returned 0. */
    public Decision decision() {
        return decision;
    }

    private void decide() {
        Account account = state.account(request.accountId);
        Position held = account.positions().find(request.symbolId);
        context.value.of(account, state);
        judge.decide(request, order, held == null ? new Position(request.symbolId) : held);
    }
}

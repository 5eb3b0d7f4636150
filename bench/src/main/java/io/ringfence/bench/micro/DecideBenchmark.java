package io.ringfence.bench.micro;

import io.ringfence.bench.setup.Purse;
import io.ringfence.engine.decode.OrderRequest;
import io.ringfence.engine.decode.OrderValidator;
import io.ringfence.engine.gates.Decision;
import io.ringfence.engine.gates.Gates;
import io.ringfence.engine.gates.OrderContext;
import io.ringfence.engine.gates.Readings;
import io.ringfence.engine.schema.MessageHeaderDecoder;
import io.ringfence.engine.schema.NewOrderDecoder;
import io.ringfence.engine.state.Order;
import io.ringfence.engine.state.Position;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** From the bytes in the slot to the decision: decode, validate, value the account, eight gates, decide. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DecideBenchmark {
    /** One account, whose state stays in the nearest cache. */
    @State(Scope.Thread)
    public static class OneAccount extends Accounts {
        public OneAccount() {
            super(1);
        }
    }

    /** As many accounts as a busy house has, taken up in no order. */
    @State(Scope.Thread)
    public static class ThousandAccounts extends Accounts {
        public ThousandAccounts() {
            super(1_000);
        }
    }

    /** Orders of accounts with ten positions each. */
    public static class Accounts {
        private static final int ORDERS = 4_096;
        private static final int STRIDE = 2_654_435;

        private final Desk desk;
        private final UnsafeBuffer[] commands = new UnsafeBuffer[ORDERS];
        private final OrderContext context;
        private final OrderRequest request = new OrderRequest();
        private final OrderValidator validator;
        private final MessageHeaderDecoder header = new MessageHeaderDecoder();
        private final NewOrderDecoder decoder = new NewOrderDecoder();
        private final Gates gates = new Gates();
        private final Readings readings = new Readings();
        private final Decision decision = new Decision();
        private int next;

        Accounts(int accounts) {
            desk = new Desk(Purse.desk(), accounts, new NoJournal(), new VirtualClock());
            context = desk.order(0, 0, Order.BUY);
            validator = new OrderValidator(desk.state());
            for (int i = 0; i < ORDERS; i++) {
                int mixed = (i * STRIDE) >>> 4;
                commands[i] = OrderBytes.order(mixed % accounts, mixed % Desk.POSITIONS, Order.TIF_GTC);
            }
            if (!decide().isApproved()) {
                throw new IllegalStateException("refused with " + decision.code());
            }
        }

        final Decision decide() {
            next = (next + 1) & (ORDERS - 1);
            request.decode(decoder.wrapAndApplyHeader(commands[next], 0, header));
            int refused = validator.identify(request);
            refused |= validator.validateTime(request);
            refused |= validator.takeToken(request) ? 0 : 1017;
            refused |= validator.validate(request);
            refused |= validator.validateAccount(request, true);
            if (refused != 0) {
                throw new IllegalStateException("refused with " + refused);
            }
            context.account = desk.state().account(request.accountId);
            context.instrument = desk.state().instruments.get(request.symbolId);
            context.side = request.side;
            context.type = request.type;
            context.sessionId = request.sessionId;
            context.quantityE8 = request.quantityE8;
            context.totalQuantityE8 = request.quantityE8;
            context.limitPriceE8 = request.limitPriceE8;
            context.stopPriceE8 = request.stopPriceE8;
            Position position = desk.value(context);
            gates.evaluate(context, position, context.value.equityE8, readings);
            decision.decide(context, readings, true, 0, next);
            return decision;
        }
    }

    @Benchmark
    public Decision decodeGatesDecide(OneAccount accounts) {
        return accounts.decide();
    }

    @Benchmark
    public Decision decodeGatesDecideThousandAccounts(ThousandAccounts accounts) {
        return accounts.decide();
    }
}

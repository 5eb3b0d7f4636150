package io.ringfence.ops.simtest.model;

import io.ringfence.ops.simtest.model.Things.Account;
import io.ringfence.ops.simtest.model.Things.Holding;
import io.ringfence.ops.simtest.model.Things.Instrument;
import io.ringfence.ops.simtest.model.Things.Strategy;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * What eight gates are asked: an order, or the increment of a replace.
 *
 * @param quantity q: what is decided on
 * @param total for the fat-finger limits
 * @param strictForData whether gate 2 takes it for a closing order
 */
record Question(
        Account account,
        Instrument instrument,
        @Nullable Strategy strategy,
        int session,
        boolean buys,
        int type,
        BigInteger quantity,
        BigInteger total,
        @Nullable Long limit,
        @Nullable Long stop,
        boolean reduceOnly,
        @Nullable Boolean strictForData) {
    Holding own() {
        return account.holdings.of(instrument.id);
    }

    /** cur: signed worst case on the order's side. */
    BigInteger current() {
        Holding own = own();
        return buys ? own.position.add(own.openBuy) : own.openSell.subtract(own.position);
    }

    BigInteger reducePart() {
        Holding own = own();
        BigInteger opposite = buys ? own.position.negate() : own.position;
        BigInteger free = opposite.subtract(buys ? own.openBuy : own.openSell);
        return quantity.min(Exact.positive(free));
    }

    boolean strict() {
        return reducePart().equals(quantity);
    }

    boolean dataStrict() {
        Boolean given = strictForData;
        return given == null ? strict() : given;
    }
}

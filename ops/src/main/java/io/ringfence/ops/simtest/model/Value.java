package io.ringfence.ops.simtest.model;

import static io.ringfence.ops.simtest.model.Exact.BPS;
import static io.ringfence.ops.simtest.model.Exact.UNIT;
import static io.ringfence.ops.simtest.model.Exact.ZERO;

import io.ringfence.engine.state.LimitField;
import io.ringfence.ops.simtest.model.Things.Account;
import io.ringfence.ops.simtest.model.Things.Holding;
import io.ringfence.ops.simtest.model.Things.Instrument;
import io.ringfence.ops.simtest.model.Things.Sums;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What accounts and sums are worth, from scratch each time (gates.md sections 3 and 9). */
final class Value {
    private final List<Instrument> instruments;

    /** Something that is held was never priced. */
    static final class UnpricedException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    Value(List<Instrument> instruments) {
        this.instruments = instruments;
    }

    /** V of a symbol for an account; null when it was never priced. */
    @Nullable
    BigInteger unit(Account account, int symbol) {
        Long mark = instruments.get(symbol).mark;
        if (mark == null) {
            return null;
        }
        BigInteger buffered = BPS.add(Exact.of(account.limits.get(LimitField.EXPOSURE_BUFFER_BPS, 0)));
        return Exact.ceil(Exact.of(mark), buffered, BPS);
    }

    /** Whether a slot that is used was never priced. */
    boolean unpriced(Account account) {
        return account.holdings.bySymbol.entrySet().stream()
                .anyMatch(entry -> entry.getValue().used() && instruments.get(entry.getKey()).mark == null);
    }

    BigInteger equity(Account account) {
        BigInteger equity = account.cash;
        for (Map.Entry<Integer, Holding> entry : account.holdings.bySymbol.entrySet()) {
            equity = equity.add(worth(entry.getKey(), entry.getValue().position));
        }
        return equity;
    }

    private BigInteger worth(int symbol, BigInteger position) {
        Long mark = instruments.get(symbol).mark;
        return mark == null ? ZERO : Exact.floor(position, Exact.of(mark), UNIT);
    }

    /** E: what the worst case of a holding is worth. */
    BigInteger gross(Account account, int symbol, BigInteger worst) {
        BigInteger unit = unit(account, symbol);
        return unit == null ? ZERO : Exact.ceil(worst, unit, UNIT);
    }

    BigInteger gross(Account account) {
        BigInteger gross = ZERO;
        for (Map.Entry<Integer, Holding> entry : account.holdings.bySymbol.entrySet()) {
            gross = gross.add(gross(account, entry.getKey(), entry.getValue().worst()));
        }
        return gross;
    }

    BigInteger net(Sums sums, int symbol) {
        return sums.members.stream()
                .map(account -> account.holdings.of(symbol).position)
                .reduce(ZERO, BigInteger::add);
    }

    BigInteger worst(Sums sums, int symbol) {
        return sums.members.stream()
                .map(account -> account.holdings.of(symbol).worst())
                .reduce(ZERO, BigInteger::add);
    }

    BigInteger equity(Sums sums) {
        BigInteger equity = sums.members.stream().map(account -> account.cash).reduce(ZERO, BigInteger::add);
        for (Instrument instrument : instruments) {
            BigInteger net = net(sums, instrument.id);
            if (net.signum() != 0 && instrument.mark == null) {
                throw new UnpricedException();
            }
            equity = equity.add(worth(instrument.id, net));
        }
        return equity;
    }

    BigInteger dayOpen(Sums sums) {
        return sums.members.stream().map(account -> account.dayOpen).reduce(ZERO, BigInteger::add);
    }

    BigInteger flows(Sums sums) {
        return sums.members.stream().map(account -> account.flows).reduce(ZERO, BigInteger::add);
    }

    static BigInteger lossLimit(Limits limits, BigInteger dayOpen) {
        BigInteger share = limits.has(LimitField.DAY_LOSS_BPS)
                ? Exact.floor(Exact.positive(dayOpen), limits.exact(LimitField.DAY_LOSS_BPS), BPS)
                : Exact.NO_LIMIT;
        return limits.exact(LimitField.DAY_LOSS_ABS).min(share);
    }

    static BigInteger loss(BigInteger equity, BigInteger dayOpen, BigInteger flows) {
        return Exact.positive(dayOpen.add(flows).subtract(equity));
    }

    /** ceil((hwm - equity) * 1e4 / hwm). */
    static BigInteger drawdown(BigInteger equity, BigInteger highWater) {
        return equity.compareTo(highWater) >= 0 ? ZERO : Exact.ceil(highWater.subtract(equity), BPS, highWater);
    }
}

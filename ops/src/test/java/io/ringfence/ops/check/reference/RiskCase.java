package io.ringfence.ops.check.reference;

import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** One vector after its state and configuration were merged over the defaults. */
record RiskCase(OrderInput order, Map<String, Object> config, Map<String, Object> state) {

    static RiskCase of(Map<String, Object> defaults, Map<String, Object> vector) {
        return new RiskCase(
                OrderInput.of(Trees.object(vector, "order")),
                Trees.merge(Trees.object(defaults, "config"), Trees.object(vector, "config_overrides")),
                Trees.merge(Trees.object(defaults, "state"), Trees.object(vector, "state")));
    }

    Book book(String symbol) {
        return Book.of(Trees.object(Trees.object(state, "books"), symbol));
    }

    /** Symbols by ascending name, section 1: the order of a map never shows in a result. */
    SortedMap<String, Holding> holdings() {
        SortedMap<String, Holding> holdings = new TreeMap<>();
        Map<String, Object> positions = Trees.object(state, "positions");
        for (String symbol : positions.keySet()) {
            holdings.put(symbol, Holding.of(Trees.object(positions, symbol)));
        }
        return holdings;
    }

    BigInteger stateE8(String name) {
        return Trees.decimalE8(state, name).orElseThrow(() -> new GateFault("no " + name));
    }

    boolean stateFlag(String name) {
        return Trees.flag(state, name, false);
    }

    Optional<BigInteger> limitE8(String name) {
        return Trees.decimalE8(config, name);
    }

    /** An integer setting that must be there: section 2, a missing row is an ERROR. */
    BigInteger setting(String name) {
        return Trees.integer(config, name).orElseThrow(() -> new GateFault("no " + name));
    }

    BigInteger settingOrZero(String name) {
        return Trees.integer(config, name).orElse(Exact.ZERO);
    }

    BigInteger dataQuality(String name) {
        return Trees.integer(Trees.object(config, "dq"), name).orElseThrow(() -> new GateFault("no dq." + name));
    }

    /** A field of the order's instrument row. */
    BigInteger instrumentE8(String name) {
        return Trees.decimalE8(Trees.object(Trees.object(config, "symbols"), order.symbol()), name)
                .orElseThrow(() -> new GateFault("no " + name + " for " + order.symbol()));
    }

    /** {@code floor(max(0, base) * bps / 1e4)}, section 9: a negative base counts as 0. Absent bps: no such limit. */
    Optional<BigInteger> share(BigInteger baseE8, String bpsName) {
        return Trees.integer(config, bpsName).map(bps -> Exact.mulFloor(Exact.atLeastZero(baseE8), bps, Exact.BPS));
    }

    /** The smaller of the limits that exist; with none of them the gate has no row to go by. */
    static BigInteger smaller(Optional<BigInteger> absolute, Optional<BigInteger> share) {
        if (absolute.isPresent() && share.isPresent()) {
            return absolute.get().min(share.get());
        }
        return absolute.or(() -> share).orElseThrow(() -> new GateFault("no limit"));
    }
}

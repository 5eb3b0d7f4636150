package io.ringfence.ops.counterfactual;

import io.ringfence.engine.state.Account;
import io.ringfence.engine.state.EngineState;
import io.ringfence.engine.state.Instrument;
import io.ringfence.engine.state.Valuation;
import io.ringfence.engine.units.Fixed;
import java.util.TreeMap;

/**
 * The changed decisions of one account with the same kind and reason, and what their orders earned in both worlds: the
 * cash of their fills, fees included, and what these fills' quantity is worth at the last marks.
 */
final class ChangeGroup {
    /**
     * What tells groups apart.
     *
     * @param gate of the reason; 0 = validation, or none
     * @param code the reason: of the refusal or reduction under the other limits; of the recorded one where that falls away
     */
    record Key(int accountId, ChangeKind kind, int gate, int code) implements Comparable<Key> {
        @Override
        public int compareTo(Key that) {
            int byAccount = Integer.compare(accountId, that.accountId);
            int byKind = kind.compareTo(that.kind);
            return byAccount != 0 ? byAccount : byKind != 0 ? byKind : Integer.compare(code, that.code);
        }
    }

    /** Fills of one world. */
    static final class Fills {
        int count;
        long cashE8;
        private final TreeMap<Integer, long[]> quantityE8 = new TreeMap<>();

        void add(int symbolId, long signedE8, long cashChangeE8) {
            count++;
            cashE8 = Fixed.add(cashE8, cashChangeE8);
            long[] held = quantityE8.computeIfAbsent(symbolId, id -> new long[1]);
            held[0] = Fixed.add(held[0], signedE8);
        }

        /** Cash plus quantity at the last marks of the world that the fills are in. */
        long worthE8(EngineState state, Account account) {
            long worth = cashE8;
            for (var entry : quantityE8.entrySet()) {
                Instrument instrument = state.instruments.get(entry.getKey());
                long mark = instrument.market.markE8;
                long rate = state.rateE8(instrument, account);
                if (entry.getValue()[0] != 0 && mark != Fixed.ABSENT && rate != Fixed.ABSENT) {
                    worth = Fixed.add(worth, Valuation.valueE8(entry.getValue()[0], mark, rate));
                }
            }
            return worth;
        }
    }

    final Key key;
    int count;
    /** Value of the quantity that is approved in one world and not in the other, at the price the gates used. */
    long notionalE8;

    long firstSequence;
    final Fills recorded = new Fills();
    final Fills other = new Fills();

    ChangeGroup(Key key) {
        this.key = key;
    }

    void add(long sequence, long valueE8) {
        firstSequence = count == 0 ? sequence : firstSequence;
        count++;
        notionalE8 = Fixed.add(notionalE8, valueE8);
    }
}

package io.ringfence.ops.simtest.model;

import static io.ringfence.ops.simtest.model.Exact.ZERO;

import io.ringfence.engine.state.Order;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the model remembers. Plain records of facts; the rules are elsewhere. */
final class Things {
    private Things() {}

    /** An instrument and its market. A null price is one that is not there. */
    static final class Instrument {
        final int id;
        long tick;
        long lot;
        long minimum;
        long minNotional;
        int collarBps;
        int killLevel;

        @Nullable
        Long bid;

        @Nullable
        Long ask;

        long bidSize;
        long askSize;

        @Nullable
        Long bookAt;

        @Nullable
        Long mark;

        @Nullable
        Long reference;

        long referenceAt;
        boolean referenceAges = true;
        boolean bookAges = true;
        boolean seeded;
        boolean quoted;
        boolean gapOpen;

        @Nullable
        Long gapHealedAt;

        int status;

        Instrument(int id) {
            this.id = id;
        }

        boolean twoSided() {
            return bid != null && ask != null;
        }

        /** The worst price that a collar leaves to an order that names none; null without one. */
        @Nullable
        Long bound(boolean buys) {
            Long around = twoSided() ? mark : reference;
            if (collarBps == 0 || around == null) {
                return null;
            }
            long width = Exact.floor(Exact.of(around), Exact.of(collarBps), Exact.BPS)
                    .longValueExact();
            return buys ? around + width : Math.max(0, around - width);
        }

        /** A stop waits while its market cannot be read (201, 203, 207). */
        boolean holdsStops() {
            boolean crossed = bid != null && ask != null && bid > ask;
            return (!twoSided() && !seeded) || crossed || status != 0;
        }
    }

    /** Position and working quantities of an account, or a strategy, in one symbol. */
    static final class Holding {
        BigInteger position = ZERO;
        BigInteger openBuy = ZERO;
        BigInteger openSell = ZERO;

        boolean used() {
            return position.signum() != 0 || openBuy.signum() != 0 || openSell.signum() != 0;
        }

        BigInteger longSide() {
            return position.add(openBuy).max(ZERO);
        }

        BigInteger shortSide() {
            return openSell.subtract(position).max(ZERO);
        }

        BigInteger worst() {
            return longSide().max(shortSide());
        }
    }

    /** Holdings by symbol. */
    static final class Holdings {
        final TreeMap<Integer, Holding> bySymbol = new TreeMap<>();

        Holding of(int symbol) {
            return bySymbol.computeIfAbsent(symbol, id -> new Holding());
        }

        long used() {
            return bySymbol.values().stream().filter(Holding::used).count();
        }
    }

    /** One account. */
    static final class Account {
        final int id;
        final Limits limits = new Limits();
        final Holdings holdings = new Holdings();
        final List<Sums> groups = new ArrayList<>();
        BigInteger cash = ZERO;
        BigInteger fees = ZERO;
        BigInteger deposits = ZERO;
        BigInteger dayOpen = ZERO;
        BigInteger flows = ZERO;
        BigInteger highWater = ZERO;
        long dayEnd;
        boolean dayLatched;
        boolean drawdownLatched;
        boolean opened;
        boolean traded;
        int killLevel;
        long deadManAt = Long.MAX_VALUE;
        final int[] warned = new int[9];

        Account(int id) {
            this.id = id;
        }
    }

    /** One strategy of an account. */
    static final class Strategy {
        final int id;
        final int account;
        final Limits limits = new Limits();
        final Holdings holdings = new Holdings();
        final List<Long> rejects = new ArrayList<>();
        final List<Long> executions = new ArrayList<>();
        int killLevel;

        Strategy(int id, int account) {
            this.id = id;
            this.account = account;
        }
    }

    /** A group of accounts, or all of them; its figures are summed up when they are needed. */
    static final class Sums {
        final int id;
        final Limits limits = new Limits();
        final List<Account> members;
        BigInteger highWater = ZERO;
        boolean dayLatched;
        boolean drawdownLatched;

        Sums(int id, List<Account> members) {
            this.id = id;
            this.members = members;
        }
    }

    /** An order from its acceptance to its end. A null limit is any price. */
    static final class Working {
        final long id;
        final int account;
        final int symbol;
        final int strategy;
        final int session;
        final boolean buys;
        final int type;
        final int flags;
        final long minimum;
        final long owner;
        final int selfMatch;
        int timeInForce;
        long total;
        long cum;

        @Nullable
        Long limit;

        @Nullable
        Long stop;

        long expireAt;
        boolean triggered;
        boolean ended;
        long queueAhead;

        Working(
                long id,
                int account,
                int symbol,
                int strategy,
                int session,
                boolean buys,
                int type,
                int flags,
                long minimum,
                long owner,
                int selfMatch) {
            this.id = id;
            this.account = account;
            this.symbol = symbol;
            this.strategy = strategy;
            this.session = session;
            this.buys = buys;
            this.type = type;
            this.flags = flags;
            this.minimum = minimum;
            this.owner = owner;
            this.selfMatch = selfMatch;
        }

        long leaves() {
            return ended ? 0 : total - cum;
        }

        boolean isStop() {
            return type == Order.TYPE_STOP || type == Order.TYPE_STOP_LIMIT;
        }

        boolean waits() {
            return isStop() && !triggered;
        }

        boolean limited() {
            return type == Order.TYPE_LIMIT || type == Order.TYPE_STOP_LIMIT;
        }

        boolean immediate() {
            return timeInForce == Order.TIF_IOC || timeInForce == Order.TIF_FOK;
        }

        boolean postOnly() {
            return (flags & Order.FLAG_POST_ONLY) != 0;
        }

        boolean accepts(long price) {
            Long own = limit;
            return own == null || (buys ? price <= own : price >= own);
        }
    }
}

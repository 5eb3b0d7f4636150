package io.ringfence.engine.execution.book;

import static io.ringfence.engine.execution.book.BookSide.NO_PRICE;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.engine.execution.VenueEvents;
import io.ringfence.engine.state.Order;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One book and its naive twin, given the same random operations. */
final class ModelRun {
    static final List<StopTrigger> TRIGGERS = List.of(StopTrigger.values());
    private static final int OWNERS = 5;
    private static final int COMPARE_BOOKS_EVERY = 250;

    private final long seed;
    private final Random random;
    private final ModelCoverage coverage;
    private final StopTrigger trigger;
    private final boolean[] halted = new boolean[OWNERS];
    private final int spread;
    private final int size;
    private final int restingAimedAt;

    private final MatchBook book;
    private final NaiveBook naive;
    private final RecyclingLog log = new RecyclingLog();
    private final Map<Long, NaiveOrder> naiveOrders = new TreeMap<>();
    private long nextOrderId = 1;
    private String operation = "";

    ModelRun(long seed, StopTrigger trigger, ModelCoverage coverage) {
        this.seed = seed;
        this.trigger = trigger;
        this.coverage = coverage;
        random = new Random(seed);
        spread = 2 + random.nextInt(40);
        size = 1 + random.nextInt(30);
        restingAimedAt = 5 + random.nextInt(80);
        book = new MatchBook(new LevelPool(0), trigger, stop -> !halted[(int) stop.smpId]);
        naive = new NaiveBook(trigger, stop -> !halted[(int) stop.owner]);
        if (random.nextBoolean()) {
            long reference = price();
            book.openAt(reference);
            naive.openAt(reference);
        }
        if (random.nextInt(3) == 0) {
            book.setExternalPrices(true);
            naive.external = true;
        }
    }

    void step(int number) {
        int dice = random.nextInt(1_000);
        boolean full = log.live().size() > restingAimedAt;
        if (dice < 600) {
            submit();
        } else if (dice < (full ? 850 : 700)) {
            cancel();
        } else if (dice < 960) {
            replace();
        } else if (dice < 962) {
            massCancel();
        } else if (dice < 975) {
            holdOrRelease();
        } else if (dice < 985) {
            haltOrResume();
        } else {
            tellPrice();
        }
        compareEvents(number);
        if (number % COMPARE_BOOKS_EVERY == 0) {
            compareBooks();
        }
    }

    private void submit() {
        Order order = randomOrder();
        NaiveOrder twin = new NaiveOrder(order);
        operation = "submit " + order.orderId;
        require(book.wouldTake(order) == naive.wouldTake(twin), "wouldTake");
        require(book.wouldSelfMatch(order) == naive.wouldSelfMatch(twin), "wouldSelfMatch");
        require(
                !order.isStop()
                        || book.isStopReached(order.side, order.stopPriceE8)
                                == naive.isReached(twin.buys, order.stopPriceE8),
                "isStopReached");
        // Every other time what validation would refuse comes all the same, as it does after a stop or a replacement.
        boolean refused = order.smpMode == Order.SMP_REJECT && naive.wouldSelfMatch(twin) && random.nextBoolean();
        coverage.operation(refused ? "refused" : "submitted type " + order.type + " tif " + order.timeInForce);
        if (!refused) {
            naiveOrders.put(order.orderId, twin);
            naive.submit(twin);
            log.begin(order);
            book.submit(order, log);
            log.end();
        }
    }

    private Order randomOrder() {
        Order order = new Order();
        order.orderId = nextOrderId++;
        order.side = random.nextBoolean() ? Order.BUY : Order.SELL;
        order.type = pick(2, 2, 2, 2, 2, 2, 1, 3, 4);
        order.timeInForce = pick(0, 1, 1, 1, 6, 3, 4);
        order.smpId = random.nextInt(OWNERS);
        order.smpMode = pick(0, 0, 0, 1, 2, 3, 4);
        order.flags = random.nextInt(8) == 0 ? Order.FLAG_POST_ONLY : 0;
        order.quantityE8 = 1L + random.nextInt(size);
        order.leavesE8 = order.quantityE8;
        order.minQuantityE8 = random.nextInt(6) == 0 ? 1L + random.nextInt(size) : 0;
        boolean limited = order.type == Order.TYPE_LIMIT || order.type == Order.TYPE_STOP_LIMIT;
        order.limitPriceE8 = limited || random.nextInt(4) == 0 ? price() : NO_PRICE;
        order.stopPriceE8 = order.isStop() ? price() : NO_PRICE;
        return order;
    }

    private void cancel() {
        Order order = anyLive();
        coverage.operation("cancel");
        if (order != null) {
            cancel(order, VenueEvents.CANCELED_BY_USER);
        }
    }

    private void cancel(Order order, byte reason) {
        operation = "cancel " + order.orderId;
        naive.cancel(twin(order), reason);
        log.begin(null);
        book.cancel(order, reason, log);
        log.end();
    }

    /** All orders of one owner, oldest first; those that a cancel sets off on the way may end others of the list. */
    private void massCancel() {
        coverage.operation("mass cancel");
        int owner = random.nextInt(OWNERS);
        List<Order> all = new ArrayList<>(log.live().values());
        for (Order order : all) {
            if (log.isLive(order) && order.smpId == owner) {
                cancel(order, VenueEvents.CANCELED_MASS);
            }
        }
    }

    private void replace() {
        Order order = anyLive();
        if (order == null) {
            coverage.operation("replace nothing");
            return;
        }
        boolean limited = order.limitPriceE8 != NO_PRICE;
        long quantity = random.nextInt(4) == 0 ? order.quantityE8 : random.nextInt(2 * size);
        long limit = limited && random.nextInt(2) == 0 ? price() : NO_PRICE;
        long stop = order.stopPriceE8 != NO_PRICE && random.nextInt(2) == 0 ? price() : NO_PRICE;
        coverage.operation(limit == NO_PRICE && stop == NO_PRICE ? "replace quantity" : "replace price");
        operation = "replace " + order.orderId + " by " + quantity + " " + limit + " " + stop;
        NaiveOrder twin = twin(order);
        naive.replace(
                twin,
                quantity,
                limit == NO_PRICE ? twin.limit : Long.valueOf(limit),
                stop == NO_PRICE ? twin.stop : Long.valueOf(stop));
        log.begin(order);
        book.replace(order, quantity, limit, stop, log);
        log.end();
    }

    private void holdOrRelease() {
        log.begin(null);
        if (naive.held) {
            coverage.operation("release");
            operation = "release";
            naive.held = false;
            naive.recheckStops();
            book.releaseStops(log);
        } else {
            coverage.operation("hold");
            operation = "hold";
            naive.held = true;
            book.holdStops();
        }
        log.end();
    }

    private void haltOrResume() {
        int owner = random.nextInt(OWNERS);
        halted[owner] = !halted[owner] && random.nextInt(3) == 0;
        operation = (halted[owner] ? "halt " : "resume ") + owner;
        coverage.operation(halted[owner] ? "halt" : "resume");
        naive.recheckStops();
        log.begin(null);
        book.recheckStops(log);
        log.end();
    }

    private void tellPrice() {
        StopTrigger source = TRIGGERS.get(random.nextInt(TRIGGERS.size()));
        long buys = random.nextInt(9) == 0 ? NO_PRICE : price();
        long sells = random.nextInt(9) == 0 ? NO_PRICE : price();
        operation = "price " + source + " " + buys + " " + sells;
        coverage.operation("price told");
        if (source == trigger) {
            naive.onPrice(NaiveOrder.priceOrNull(buys), NaiveOrder.priceOrNull(sells));
        }
        log.begin(null);
        book.onPrice(source, buys, sells, log);
        log.end();
    }

    private void compareEvents(int number) {
        if (!log.events.equals(naive.events)) {
            assertThat(log.events).as("operation %d of %s", number, this).isEqualTo(naive.events);
        }
        naive.events.forEach(coverage::count);
        naive.events.clear();
        log.events.clear();
    }

    void compareBooks() {
        BookComparison comparison = new BookComparison(toString());
        comparison.compare(book.bids(), naive.bids);
        comparison.compare(book.asks(), naive.asks);
        comparison.compareStops(book.waitingStops(Order.BUY), naive.waiting, true);
        comparison.compareStops(book.waitingStops(Order.SELL), naive.waiting, false);
        assertThat(NaiveOrder.priceOrNull(book.lastTradePriceE8())).isEqualTo(naive.lastTrade);
        assertThat(log.live()).as(this::toString).hasSize(naive.bids.size() + naive.asks.size() + naive.waiting.size());
    }

    private NaiveOrder twin(Order order) {
        NaiveOrder twin = naiveOrders.get(order.orderId);
        if (twin == null) {
            throw new AssertionError("no twin of " + order.orderId);
        }
        return twin;
    }

    private @Nullable Order anyLive() {
        return log.anyLive(random);
    }

    /** Once or more for every operation, so without the cost of an assertion object. */
    private void require(boolean agree, String what) {
        if (!agree) {
            throw new AssertionError(what + " differs: " + this);
        }
    }

    private long price() {
        return random.nextInt(spread) - 5L;
    }

    private byte pick(int... choices) {
        return (byte) choices[random.nextInt(choices.length)];
    }

    @Override
    public String toString() {
        return "seed " + seed + ", " + trigger + ", " + operation;
    }
}

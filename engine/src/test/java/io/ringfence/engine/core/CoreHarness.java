package io.ringfence.engine.core;

import io.ringfence.engine.command.CommandWriter;
import io.ringfence.engine.command.CommandWriter.LimitRow;
import io.ringfence.engine.gates.Readings;
import io.ringfence.engine.gates.Scope;
import io.ringfence.engine.pipeline.CommandProcessor;
import io.ringfence.engine.record.RecordReader;
import io.ringfence.engine.schema.ReplaceOrderEncoder;
import io.ringfence.engine.state.Account;
import io.ringfence.engine.state.EngineSetting;
import io.ringfence.engine.state.EngineState;
import io.ringfence.engine.state.LimitField;
import io.ringfence.engine.state.LogicVersion;
import io.ringfence.engine.state.Order;
import io.ringfence.engine.state.Position;
import io.ringfence.engine.units.Decimal;
import io.ringfence.engine.units.Fixed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agrona.DirectBuffer;

/**
 * The whole core with a journal in memory and a clock that only the test moves. Every command answers with the events of
 * its record as lines; orders are called by their client order id, else o1, o2, ... in the order in which they were sent.
 */
public final class CoreHarness {
    public static final int BTC = 0;
    public static final int ETH = 1;
    public static final int SOL = 2;
    public static final int GLD = 3;
    public static final int A1 = 0;
    public static final int A2 = 1;
    public static final long SECOND = 1_000_000_000L;
    public static final long DAY = 86_400 * SECOND;
    /** Noon, on a whole minute. */
    public static final long NOON = 1_767_225_600L * SECOND + DAY / 2;

    public final RecordTape tape = new RecordTape();
    public final EngineState state;
    public final CommandProcessor core;
    public final CommandWriter write = new CommandWriter();
    public long now = NOON;

    private final Map<Long, String> names = new HashMap<>();
    private final EventText text;
    private final RecordReader reader = new RecordReader();
    private int autoName;

    private CoreHarness() {
        state = new EngineState(1024);
        core = new CommandProcessor(state, tape);
        text = new EventText(id -> names.getOrDefault(id, "#" + id));
    }

    /** An engine that knows nothing yet. */
    public static CoreHarness bare() {
        return new CoreHarness();
    }

    /** The fixture on the paper venue, booted, funded and quoted. */
    public static CoreHarness paper(long... settings) {
        CoreHarness harness = new CoreHarness();
        harness.settings(settings);
        harness.fixture();
        harness.quoteAll("1000");
        return harness;
    }

    /** The fixture on the match venue, with opening references and no feed; accounts without self-match prevention. */
    public static CoreHarness match(long... settings) {
        CoreHarness harness = new CoreHarness();
        harness.settings(1, 1);
        harness.settings(settings);
        harness.matching = true;
        harness.fixture();
        return harness;
    }

    /** Follows the newest rules from now on, as a core does from its first start. */
    public CoreHarness newestRules() {
        write.upgrade(LogicVersion.NEWEST);
        send();
        return this;
    }

    private boolean matching;

    private void fixture() {
        instrument(BTC, "BTC-USD", "0.01", "0.0001", "60000");
        instrument(ETH, "ETH-USD", "0.01", "0.001", "3000");
        instrument(SOL, "SOL-USD", "0.01", "0.01", "150");
        instrument(GLD, "GLD-USD", "0.01", "1", "250");
        account(A1, "A1", true, 0);
        account(A2, "A2", true, 0);
        write.boot(0, 0, true);
        send();
        cash(A1, "500000");
        cash(A2, "500000");
    }

    public void instrument(int id, String name, String tick, String lot, String reference) {
        write.instrument(id)
                .tickE8(Decimal.parseE8(tick))
                .lotE8(Decimal.parseE8(lot))
                .minQuantityE8(Decimal.parseE8(lot))
                .minNotionalE8(Decimal.parseE8("10"))
                .openingReferenceE8(matching ? Decimal.parseE8(reference) : Fixed.ABSENT)
                .symbolName(name);
        send(write.instrumentLength());
    }

    /** A tradable instrument in another currency, or an FX instrument, with neither tick nor lot. */
    public void instrument(int id, String name, int kind, String currency) {
        write.instrument(id)
                .kind((byte) kind)
                .quoteCurrency(CommandWriter.currency(currency))
                .symbolName(name);
        send(write.instrumentLength());
    }

    /** Changes the rules of an instrument: tick 0.01, lot 0.0001, minimum notional 10. */
    public void rules(int id, String venueMax, int collarBps) {
        write.instrument(id)
                .tickE8(1_000_000)
                .lotE8(10_000)
                .minQuantityE8(10_000)
                .minNotionalE8(10 * Fixed.SCALE)
                .venueMaxQuantityE8(venueMax.isEmpty() ? Fixed.ABSENT : Decimal.parseE8(venueMax))
                .collarBps(collarBps)
                .symbolName("BTC-USD");
        send(write.instrumentLength());
    }

    public void account(int id, String name, boolean shortAllowed, int maxOpenOrders) {
        account(id, name, "USD", shortAllowed, maxOpenOrders);
    }

    /** An account in another currency, with the fixture's limits in it. */
    public void account(int id, String name, String currency) {
        account(id, name, currency, true, 0);
    }

    private void account(int id, String name, String currency, boolean shortAllowed, int maxOpenOrders) {
        boolean isNew = !state.hasAccount(id);
        write.account(id, currency, Order.SMP_NONE, shortAllowed, maxOpenOrders, name);
        send();
        if (isNew) {
            write.setLimits(Scope.ACCOUNT, id, -1, Fixed.ABSENT, fixtureLimits(), "fixture", "test");
            send();
        }
    }

    private static List<LimitRow> fixtureLimits() {
        List<LimitRow> rows = new ArrayList<>();
        Object[][] fields = {
            {LimitField.DQ_MIN_SCORE, 70L},
            {LimitField.DQ_MIN_SCORE_REDUCE, 40L},
            {LimitField.DQ_SOFT_STALE_NS, SECOND},
            {LimitField.DQ_HARD_STALE_NS, 5 * SECOND},
            {LimitField.DQ_SOFT_SPREAD_BPS, 20L},
            {LimitField.DQ_HARD_SPREAD_BPS, 200L},
            {LimitField.DQ_SOFT_DEV_BPS, 50L},
            {LimitField.DQ_HARD_DEV_BPS, 300L},
            {LimitField.DQ_GAP_COOLDOWN_NS, 2 * SECOND},
            {LimitField.DQ_ALLOW_REDUCE_ON_HARD, 1L},
            {LimitField.DAY_LOSS_ABS, 5_000 * Fixed.SCALE},
            {LimitField.DAY_LOSS_BPS, 200L},
            {LimitField.DD_SOFT_BPS, 500L},
            {LimitField.DD_HARD_BPS, 1000L},
            {LimitField.MAX_POSITIONS, 3L},
            {LimitField.GROSS_ABS, 250_000 * Fixed.SCALE},
            {LimitField.MAX_LEVERAGE_BPS, 30_000L},
            {LimitField.POS_NOTIONAL_ABS, 100_000 * Fixed.SCALE},
            {LimitField.POS_PCT_BPS, 2_500L},
            {LimitField.EXPOSURE_BUFFER_BPS, 0L},
            {LimitField.MARKET_BUFFER_BPS, 100L},
            {LimitField.CLUSTER_ABS, 150_000 * Fixed.SCALE},
            {LimitField.RHO_THRESHOLD_PPM, 500_000L},
            {LimitField.DEFAULT_RHO_PPM, 1_000_000L},
            {LimitField.MIN_SAMPLES, 32L},
            {LimitField.REDUCE_ALLOWED, 1L},
        };
        for (Object[] field : fields) {
            rows.add(new LimitRow(((LimitField) field[0]).id, -1, -1, (Long) field[1]));
        }
        String[][] symbols = {{"5", "3"}, {"100", "60"}, {"2000", "1200"}, {"2000", "1200"}};
        for (int symbol = 0; symbol < symbols.length; symbol++) {
            rows.add(new LimitRow(LimitField.MAX_ORDER_QTY.id, symbol, -1, Decimal.parseE8(symbols[symbol][0])));
            rows.add(new LimitRow(LimitField.MAX_ORDER_NOTIONAL.id, symbol, -1, 150_000 * Fixed.SCALE));
            rows.add(new LimitRow(LimitField.POS_QTY.id, symbol, -1, Decimal.parseE8(symbols[symbol][1])));
        }
        return rows;
    }

    /** Pairs of setting number and value. */
    public List<String> settings(long... pairs) {
        if (pairs.length == 0) {
            return List.of();
        }
        long[][] rows = new long[pairs.length / 2][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = new long[] {pairs[2 * i], pairs[2 * i + 1]};
        }
        write.settings(rows);
        return send();
    }

    public List<String> setting(EngineSetting setting, long value) {
        return settings(setting.id, value);
    }

    /** Sets one limit of an account. */
    public List<String> limit(int account, LimitField field, long value) {
        return limits(Scope.ACCOUNT, account, -1, new LimitRow(field.id, -1, -1, value));
    }

    /** Sets a limit in units of money or quantity. */
    public List<String> limit(int account, LimitField field, String value) {
        return limit(account, field, Decimal.parseE8(value));
    }

    public List<String> symbolLimit(int account, LimitField field, int symbol, String value) {
        return limits(Scope.ACCOUNT, account, -1, new LimitRow(field.id, symbol, -1, Decimal.parseE8(value)));
    }

    public List<String> rho(int a, int b, long ppm) {
        return limits(Scope.ACCOUNT, A1, -1, new LimitRow(LimitField.RHO_CFG.id, a, b, ppm));
    }

    /** All pairs uncorrelated, so that gate 8 stays out of the way. */
    public void uncorrelated() {
        for (int a = 0; a < 4; a++) {
            for (int b = 0; b < a; b++) {
                rho(a, b, 0);
            }
        }
    }

    public List<String> limits(int scope, int account, int target, LimitRow... rows) {
        write.setLimits(scope, account, target, Fixed.ABSENT, List.of(rows), "test", "test");
        return send();
    }

    public static LimitRow row(LimitField field, long value) {
        return new LimitRow(field.id, -1, -1, value);
    }

    public static LimitRow row(LimitField field, String value) {
        return row(field, Decimal.parseE8(value));
    }

    public List<String> cash(int account, String amount) {
        write.cashFlow(account, Decimal.parseE8(amount), "test", "test");
        return send();
    }

    public void quoteAll(String size) {
        quote(BTC, "59995", size, "60005", size, "60000");
        quote(ETH, "2999.5", size, "3000.5", size, "3000");
        quote(SOL, "149.95", size, "150.05", size, "150");
        quote(GLD, "249.9", size, "250.1", size, "250");
    }

    /** An empty price is a missing side, an empty last an unchanged one. */
    public List<String> quote(int symbol, String bid, String bidSize, String ask, String askSize, String last) {
        write.quote(symbol, price(bid), price(bidSize), price(ask), price(askSize), price(last));
        return send();
    }

    /** Bid and ask around a price as far as the fixture's, reference at the price. */
    public List<String> quote(int symbol, String mid) {
        long half = symbol == BTC ? 5 * Fixed.SCALE : Fixed.SCALE / 100;
        long price = Decimal.parseE8(mid);
        write.quote(symbol, price - half, 1000 * Fixed.SCALE, price + half, 1000 * Fixed.SCALE, price);
        return send();
    }

    private static long price(String text) {
        return text.isEmpty() ? Fixed.ABSENT : Decimal.parseE8(text);
    }

    public List<String> trade(int symbol, String price, String quantity) {
        write.trade(symbol, Decimal.parseE8(price), Decimal.parseE8(quantity));
        return send();
    }

    public List<String> status(int symbol, int status) {
        write.status(symbol, status);
        return send();
    }

    public List<String> gap(int symbol, boolean open) {
        write.gap(symbol, open);
        return send();
    }

    /** The rate of an FX instrument. */
    public List<String> rate(int symbol, String rate) {
        write.fxRate(symbol, Decimal.parseE8(rate));
        return send();
    }

    /** Commands that follow come from this session. */
    public void session(int sessionId) {
        write.origin(0, 0, sessionId, 0);
    }

    public List<String> timer() {
        write.timer();
        return send();
    }

    /** Lets time pass without a command. */
    public CoreHarness pass(long nanos) {
        now += nanos;
        return this;
    }

    /** Keeps the clock going in steps of a second, a timer each. */
    public List<String> seconds(int count) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            pass(SECOND);
            lines.addAll(timer());
        }
        return lines;
    }

    public OrderSpec buy(String quantity) {
        return new OrderSpec(this, Order.BUY, quantity);
    }

    public OrderSpec sell(String quantity) {
        return new OrderSpec(this, Order.SELL, quantity);
    }

    public OrderSpec side(int side, String quantity) {
        return new OrderSpec(this, (byte) side, quantity);
    }

    /** Cancels by the client order id accepted last. */
    public List<String> cancel(int account, String orig) {
        write.cancel(account, -1, 0, "", orig);
        return send();
    }

    public List<String> cancel(int account, long orderId, String id, String orig) {
        write.cancel(account, -1, orderId, id, orig);
        return send();
    }

    /** Empty texts leave a value as it is. */
    public List<String> replace(int account, String orig, String id, String quantity, String limit, String stop) {
        ReplaceOrderEncoder request = write.replace(account, 0, id, orig);
        request.quantityE8(price(quantity)).limitPriceE8(price(limit)).stopPriceE8(price(stop));
        return send();
    }

    public List<String> massCancel(int account, int symbol, int side) {
        write.massCancel(account, symbol, -1, side, -1, "");
        return send();
    }

    public List<String> kill(int scope, int level, boolean cancel, int account, int target) {
        write.kill(scope, level, cancel, account, target, "test", "test");
        return send();
    }

    public List<String> reset(int scope, int account, int target) {
        write.killReset(scope, account, target, "test", "test");
        return send();
    }

    public List<String> boot(int killState, int fileLevel, boolean ready) {
        write.boot(killState, fileLevel, ready);
        return send();
    }

    public List<String> deadMan(int account, long timeoutNanos) {
        write.deadMan(account, timeoutNanos);
        return send();
    }

    public List<String> resetHwm(int account) {
        write.resetHighWaterMark(account, "test", "test");
        return send();
    }

    /** Sends what the writer holds. */
    public List<String> send() {
        return send(write.length());
    }

    List<String> send(int length) {
        return send(write.buffer(), length);
    }

    List<String> send(DirectBuffer command, int length) {
        int before = tape.records();
        core.process(command, 0, length, now);
        return lines(before);
    }

    /** Runs one more slice of a mass cancel. */
    public List<String> slice() {
        int before = tape.records();
        core.processPendingCancels(now);
        return lines(before);
    }

    private List<String> lines(int firstRecord) {
        List<String> lines = new ArrayList<>();
        for (int i = firstRecord; i < tape.records(); i++) {
            text.read(reader.wrap(tape.buffer(), tape.offset(i), tape.length(i)), tape.isFirstFragment(i), lines);
        }
        lines.removeIf(line -> line.equals("decision APPROVE 0"));
        return lines;
    }

    String nextName() {
        return "o" + ++autoName;
    }

    void nameNext(String name) {
        names.put(state.sequence + 1, name);
    }

    public Account account(int id) {
        return state.account(id);
    }

    public Position position(int account, int symbol) {
        return state.account(account).positions().open(symbol);
    }

    public String pos(int account, int symbol) {
        return Decimal.format(position(account, symbol).posE8);
    }

    public String cash(int account) {
        return Decimal.format(state.account(account).cashE8);
    }

    /** Reading of a gate for the last order: verdict number, code, observed, limit, allowed. */
    public String reading(int gate) {
        Readings r = core.readings();
        return io.ringfence.engine.gates.Verdict.name(r.verdict[gate]) + " " + r.code[gate] + " " + r.observed[gate]
                + "/" + r.limit[gate] + " " + Decimal.format(r.allowedE8[gate]);
    }

    public int code(int gate) {
        return core.readings().code[gate];
    }

    public String scope(int gate) {
        return Scope.name(core.readings().scopeType[gate]);
    }

    public long orderId(String name) {
        for (Map.Entry<Long, String> entry : names.entrySet()) {
            if (entry.getValue().equals(name)) {
                return entry.getKey();
            }
        }
        throw new IllegalArgumentException("no order is called " + name);
    }
}

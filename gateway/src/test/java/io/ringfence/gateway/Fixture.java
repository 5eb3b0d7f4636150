package io.ringfence.gateway;

import io.ringfence.engine.command.CommandWriter;
import io.ringfence.engine.command.CommandWriter.LimitRow;
import io.ringfence.engine.gates.Scope;
import io.ringfence.engine.schema.DefineInstrumentEncoder;
import io.ringfence.engine.state.EngineSetting;
import io.ringfence.engine.state.LimitField;
import io.ringfence.engine.units.Decimal;
import io.ringfence.engine.units.Fixed;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/** The accounts, instruments and limits of gate-vectors.json, as commands. */
public final class Fixture {
    public interface Sink {
        void take(DirectBuffer command, int length);
    }

    public static final int BTC = 0;
    public static final int ETH = 1;
    private static final long FOREVER = 1_000_000_000_000_000L;

    private final CommandWriter writer = new CommandWriter();
    private final Sink sink;

    public Fixture(Sink sink) {
        this.sink = sink;
    }

    public void define() {
        // A state hash in every record: whatever differs between core and follower shows at once.
        send(() -> writer.settings(new long[][] {{EngineSetting.STATE_HASH_EVERY.id, 1}}));
        send(() -> writer.boot(0, 0, true));
        instrument(BTC, "BTC-USD", "0.0001", "0.01");
        instrument(ETH, "ETH-USD", "0.001", "0.01");
        account(0, "A1");
        account(1, "A2");
        send(() -> writer.strategy(0, 0, "s7"));
        quotes();
    }

    /** Further accounts T0, T1, ... with the same limits. */
    public void more(int count) {
        for (int i = 0; i < count; i++) {
            account(2 + i, "T" + i);
        }
    }

    public void quotes() {
        quote(BTC, "59995", "60005", "60000");
        quote(ETH, "2999.5", "3000.5", "3000");
    }

    private void quote(int symbol, String bid, String ask, String last) {
        long size = e8("100");
        send(() -> writer.quote(symbol, e8(bid), size, e8(ask), size, e8(last)));
    }

    private void instrument(int id, String name, String lot, String tick) {
        DefineInstrumentEncoder instrument = writer.origin(0, 0, 0, 0).instrument(id);
        instrument
                .lotE8(e8(lot))
                .tickE8(e8(tick))
                .minQuantityE8(e8(lot))
                .minNotionalE8(e8("10"))
                .symbolName(name);
        sink.take(writer.buffer(), writer.instrumentLength());
    }

    private void account(int id, String name) {
        send(() -> writer.account(id, "USD", 0, true, 0, name));
        send(() -> writer.setLimits(Scope.ACCOUNT, id, -1, Fixed.ABSENT, limits(), "fixture", "test"));
        send(() -> writer.cashFlow(id, e8("500000"), "opening", "test"));
    }

    private static List<LimitRow> limits() {
        List<LimitRow> rows = new ArrayList<>();
        row(rows, LimitField.DQ_MIN_SCORE, 70);
        row(rows, LimitField.DQ_MIN_SCORE_REDUCE, 40);
        row(rows, LimitField.DQ_SOFT_STALE_NS, FOREVER);
        row(rows, LimitField.DQ_HARD_STALE_NS, 2 * FOREVER);
        row(rows, LimitField.DQ_SOFT_SPREAD_BPS, 20);
        row(rows, LimitField.DQ_HARD_SPREAD_BPS, 200);
        row(rows, LimitField.DQ_SOFT_DEV_BPS, 50);
        row(rows, LimitField.DQ_HARD_DEV_BPS, 300);
        row(rows, LimitField.DQ_GAP_COOLDOWN_NS, 2_000_000_000L);
        row(rows, LimitField.DQ_ALLOW_REDUCE_ON_HARD, 1);
        row(rows, LimitField.DQ_REF_MAX_AGE_NS, FOREVER);
        row(rows, LimitField.DAY_LOSS_ABS, e8("5000"));
        row(rows, LimitField.DAY_LOSS_BPS, 200);
        row(rows, LimitField.DAY_STRESS_BPS, 0);
        row(rows, LimitField.DD_SOFT_BPS, 500);
        row(rows, LimitField.DD_HARD_BPS, 1000);
        row(rows, LimitField.MAX_POSITIONS, 3);
        row(rows, LimitField.GROSS_ABS, e8("250000"));
        row(rows, LimitField.MAX_LEVERAGE_BPS, 30_000);
        row(rows, LimitField.POS_NOTIONAL_ABS, e8("100000"));
        row(rows, LimitField.POS_PCT_BPS, 2500);
        row(rows, LimitField.EXPOSURE_BUFFER_BPS, 0);
        row(rows, LimitField.MARKET_BUFFER_BPS, 100);
        row(rows, LimitField.CLUSTER_ABS, e8("150000"));
        row(rows, LimitField.RHO_THRESHOLD_PPM, 500_000);
        row(rows, LimitField.DEFAULT_RHO_PPM, 1_000_000);
        row(rows, LimitField.MIN_SAMPLES, 32);
        row(rows, LimitField.REDUCE_ALLOWED, 1);
        symbolRow(rows, LimitField.MAX_ORDER_QTY, BTC, "5");
        symbolRow(rows, LimitField.MAX_ORDER_NOTIONAL, BTC, "150000");
        symbolRow(rows, LimitField.POS_QTY, BTC, "3");
        symbolRow(rows, LimitField.MAX_ORDER_QTY, ETH, "100");
        symbolRow(rows, LimitField.MAX_ORDER_NOTIONAL, ETH, "150000");
        symbolRow(rows, LimitField.POS_QTY, ETH, "60");
        return rows;
    }

    private static void row(List<LimitRow> rows, LimitField field, long value) {
        rows.add(new LimitRow(field.id, -1, -1, value));
    }

    private static void symbolRow(List<LimitRow> rows, LimitField field, int symbol, String value) {
        rows.add(new LimitRow(field.id, symbol, -1, e8(value)));
    }

    private void send(Runnable encode) {
        writer.origin(0, 0, 0, 0);
        encode.run();
        sink.take(writer.buffer(), writer.length());
    }

    private static long e8(String text) {
        return Decimal.parseE8(text);
    }
}

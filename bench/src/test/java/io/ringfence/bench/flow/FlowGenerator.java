package io.ringfence.bench.flow;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Makes flows from a seed: limit orders around a price, so that some trade and some rest, market and IOC orders larger
 * than what they find, and cancels, of which many come too late.
 */
final class FlowGenerator {
    private static final long FIRST_PRICE = 1_000;
    private static final int SPREAD = 12;
    private static final int MAX_QUANTITY = 20;

    private record Sent(byte side, int symbol, long orderId, long account) {}

    private final Random random;
    private final int symbols;
    private final int accounts;
    private final List<Sent> sent = new ArrayList<>();
    private long nextOrderId = 1;

    private FlowGenerator(long seed, int symbols, int accounts) {
        random = new Random(seed);
        this.symbols = symbols;
        this.accounts = accounts;
    }

    /** The bytes of a flow file. */
    static byte[] generate(long seed, int commands, int symbols, int accounts) {
        FlowGenerator generator = new FlowGenerator(seed, symbols, accounts);
        ByteBuffer records =
                ByteBuffer.allocate(commands * FlowFile.RECORD_LENGTH).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < commands; i++) {
            generator.next(records);
        }
        return records.array();
    }

    private void next(ByteBuffer records) {
        int dice = random.nextInt(100);
        if (dice < 40 && !sent.isEmpty()) {
            Sent order = sent.get(random.nextInt(sent.size()));
            put(records, FlowFile.CANCEL, order, 0, 0);
            return;
        }
        byte type = dice < 85 ? FlowFile.LIMIT : dice < 93 ? FlowFile.IOC : FlowFile.MARKET;
        Sent order = new Sent(
                (byte) random.nextInt(2), 7 + random.nextInt(symbols), nextOrderId++, 100 + random.nextInt(accounts));
        sent.add(order);
        int offset = random.nextInt(SPREAD) - SPREAD / 3;
        long price = FIRST_PRICE + (order.side() == 0 ? -offset : offset);
        put(records, type, order, type == FlowFile.MARKET ? 0 : price, 1 + random.nextInt(MAX_QUANTITY));
    }

    private static void put(ByteBuffer records, byte type, Sent order, long price, long quantity) {
        records.put(type)
                .put(order.side())
                .putShort((short) 0)
                .putInt(order.symbol())
                .putLong(order.orderId())
                .putLong(price)
                .putLong(quantity)
                .putLong(order.account());
    }
}

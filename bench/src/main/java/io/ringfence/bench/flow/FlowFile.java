package io.ringfence.bench.flow;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * A flow of commands, all of it in memory, one fixed record each. Little endian; prices and quantities in whole units.
 *
 * <pre>
 *    0      1      2      4        8          16      24         32        40
 *   +------+------+------+--------+----------+-------+----------+---------+
 *   | type | side | 0    | symbol | order id | price | quantity | account |
 *   +------+------+------+--------+----------+-------+----------+---------+
 *     u8     u8     u16    i32      i64        i64     i64        i64
 * </pre>
 *
 * <p>Types: 0 limit GTC, 1 market, 2 limit IOC, 3 cancel. Sides: 0 buy, 1 sell. A cancel repeats symbol, account, side
 * and id of its order; price and quantity are 0.
 */
public final class FlowFile {
    public static final byte LIMIT = 0;
    public static final byte MARKET = 1;
    public static final byte IOC = 2;
    public static final byte CANCEL = 3;

    public static final int RECORD_LENGTH = 40;

    private static final int GZIP_MAGIC = 0x8b1f;
    /** A value of this many whole units still fits fixed point with eight decimals. */
    private static final long MAX_UNITS = Long.MAX_VALUE / 100_000_000L;

    private final String name;
    private final ByteBuffer records;

    private FlowFile(String name, ByteBuffer records) {
        this.name = name;
        this.records = records;
    }

    /** Reads and checks a file; whether it is compressed with gzip shows in its first two bytes. */
    public static FlowFile read(Path file) throws IOException {
        try (InputStream raw = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            raw.mark(2);
            int magic = raw.read() | (raw.read() << 8);
            raw.reset();
            InputStream in = magic == GZIP_MAGIC ? new GZIPInputStream(raw, 1 << 16) : raw;
            return of(String.valueOf(file.getFileName()), in.readAllBytes());
        }
    }

    /** Checks records that are in memory already. */
    public static FlowFile of(String name, byte[] bytes) throws FlowFormatException {
        if (bytes.length == 0 || bytes.length % RECORD_LENGTH != 0) {
            throw new FlowFormatException(
                    name + " holds " + bytes.length + " bytes, which is not a positive multiple of " + RECORD_LENGTH
                            + ": it is no flow file, or was cut off.");
        }
        FlowFile flow = new FlowFile(name, ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
        for (int i = 0; i < flow.size(); i++) {
            flow.check(i);
        }
        return flow;
    }

    /** The same flow so many times over; each time its orders have ids of their own. */
    public FlowFile repeated(int rounds) throws FlowFormatException {
        if (rounds == 1) {
            return this;
        }
        long largest = 0;
        for (int i = 0; i < size(); i++) {
            largest = Math.max(largest, orderId(i));
        }
        if ((long) rounds * records.capacity() > Integer.MAX_VALUE - 8 || largest > Long.MAX_VALUE / rounds) {
            throw new FlowFormatException(name + " is too large to be played " + rounds + " times over.");
        }
        ByteBuffer all = ByteBuffer.allocate(rounds * records.capacity()).order(ByteOrder.LITTLE_ENDIAN);
        for (int round = 0; round < rounds; round++) {
            int start = all.position();
            all.put(records.duplicate().clear());
            for (int i = 0; i < size(); i++) {
                all.putLong(start + i * RECORD_LENGTH + 8, orderId(i) + round * largest);
            }
        }
        return new FlowFile(name + " x " + rounds, all);
    }

    private void check(int i) throws FlowFormatException {
        byte type = type(i);
        require(type >= LIMIT && type <= CANCEL, i, "type", type, "0 to 3");
        require(side(i) == 0 || side(i) == 1, i, "side", side(i), "0 or 1");
        require(orderId(i) > 0, i, "order id", orderId(i), "positive");
        if (type != CANCEL) {
            require(quantity(i) > 0 && quantity(i) <= MAX_UNITS, i, "quantity", quantity(i), "1 to " + MAX_UNITS);
        }
        if (type == LIMIT || type == IOC) {
            require(price(i) > 0 && price(i) <= MAX_UNITS, i, "price", price(i), "1 to " + MAX_UNITS);
        }
    }

    private void require(boolean holds, int i, String field, long value, String expected) throws FlowFormatException {
        if (!holds) {
            throw new FlowFormatException(
                    name + ", record " + i + ": " + field + " is " + value + ", but must be " + expected + ".");
        }
    }

    public String name() {
        return name;
    }

    public int size() {
        return records.capacity() / RECORD_LENGTH;
    }

    public byte type(int i) {
        return records.get(i * RECORD_LENGTH);
    }

    public byte side(int i) {
        return records.get(i * RECORD_LENGTH + 1);
    }

    public int symbol(int i) {
        return records.getInt(i * RECORD_LENGTH + 4);
    }

    public long orderId(int i) {
        return records.getLong(i * RECORD_LENGTH + 8);
    }

    public long price(int i) {
        return records.getLong(i * RECORD_LENGTH + 16);
    }

    public long quantity(int i) {
        return records.getLong(i * RECORD_LENGTH + 24);
    }

    public long account(int i) {
        return records.getLong(i * RECORD_LENGTH + 32);
    }
}

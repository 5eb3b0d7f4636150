package io.ringfence.engine.marketdata;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * A generated flow of commands, all in memory, one fixed record each (little endian; whole units):
 *
 * <pre>
 *    0      1      2        4        8          16      24         32        40
 *   +------+------+--------+--------+----------+-------+----------+---------+
 *   | type | side | 0      | symbol | order id | price | quantity | account |
 *   +------+------+--------+--------+----------+-------+----------+---------+
 * </pre>
 */
public final class FlowFile {
    public static final byte LIMIT_GTC = 0;
    public static final byte MARKET = 1;
    public static final byte LIMIT_IOC = 2;
    public static final byte CANCEL = 3;

    private static final int RECORD_LENGTH = 40;

    private final ByteBuffer records;

    private FlowFile(ByteBuffer records) {
        this.records = records;
    }

    public static FlowFile read(Path gzipped) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(gzipped))) {
            byte[] bytes = in.readAllBytes();
            if (bytes.length % RECORD_LENGTH != 0) {
                throw new IOException(gzipped + ": " + bytes.length + " bytes are not whole records");
            }
            return new FlowFile(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
        }
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

    public int symbolId(int i) {
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

    public long accountId(int i) {
        return records.getLong(i * RECORD_LENGTH + 32);
    }
}

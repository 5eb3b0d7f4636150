package io.ringfence.bench.micro;

import io.ringfence.engine.command.CommandWriter;
import io.ringfence.engine.schema.CancelOrderDecoder;
import io.ringfence.engine.schema.MessageHeaderDecoder;
import io.ringfence.engine.schema.NewOrderDecoder;
import io.ringfence.engine.state.Order;
import io.ringfence.engine.units.Fixed;
import org.agrona.concurrent.UnsafeBuffer;

/** Orders and their cancels as they stand on the ring; only their ids are written anew before each use. */
final class OrderBytes {
    static final int ORDER_ID = MessageHeaderDecoder.ENCODED_LENGTH + NewOrderDecoder.clientOrderIdEncodingOffset();
    static final int CANCEL_ORIG_ID =
            MessageHeaderDecoder.ENCODED_LENGTH + CancelOrderDecoder.origClientOrderIdEncodingOffset();
    private static final int ID_DIGITS = 10;
    private static final String ID = "0".repeat(ID_DIGITS);
    /** Far enough below a market of 100 to rest. */
    private static final long PASSIVE_PRICE = 90;

    private OrderBytes() {}

    /** A limit order that rests (GTC), or finds nothing and is cancelled in the same command (IOC). */
    static UnsafeBuffer order(int accountId, int symbolId, byte timeInForce) {
        CommandWriter writer = new CommandWriter().origin(1, 1, 1, 1);
        writer.newOrder(accountId, symbolId, ID)
                .side(Order.BUY)
                .orderType(Order.TYPE_LIMIT)
                .timeInForce(timeInForce)
                .quantityE8(10 * Fixed.SCALE)
                .limitPriceE8(PASSIVE_PRICE * Fixed.SCALE);
        return copy(writer);
    }

    /** The cancel of such an order by its client order id. */
    static UnsafeBuffer cancel(int accountId, int symbolId) {
        CommandWriter writer = new CommandWriter().origin(1, 1, 1, 1);
        writer.cancel(accountId, symbolId, 0, "", ID);
        return copy(writer);
    }

    private static UnsafeBuffer copy(CommandWriter writer) {
        byte[] bytes = new byte[writer.length()];
        writer.buffer().getBytes(0, bytes);
        return new UnsafeBuffer(bytes);
    }

    /** Writes a number as ten digits of base 16, lowest first: a few nanoseconds. */
    static void putId(UnsafeBuffer command, int at, long number) {
        for (int i = 0; i < ID_DIGITS; i++) {
            command.putByte(at + i, (byte) ('A' + ((number >>> (4 * i)) & 15)));
        }
    }
}

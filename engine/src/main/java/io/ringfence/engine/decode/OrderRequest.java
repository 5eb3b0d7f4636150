package io.ringfence.engine.decode;

import io.ringfence.engine.schema.NewOrderDecoder;
import io.ringfence.engine.state.ClientOrderIds;
import io.ringfence.engine.state.Order;
import io.ringfence.engine.state.StateHash;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A new order as it was asked for, decoded from the slot. Preallocated; every field is set by each decode. */
public final class OrderRequest {
    public int accountId;
    public int symbolId;
    public int strategyId;
    public int sessionId;
    public byte side;
    public byte type;
    public byte timeInForce;
    public byte smpMode;
    public int flags;
    public long quantityE8;
    public long limitPriceE8;
    public long stopPriceE8;
    public long minQuantityE8;
    public long expireAtNanos;
    public long transactTimeNanos;
    public long maxAgeNanos;
    public long smpId;

    /** Where the client order id stands in the command's buffer: 36 bytes padded with NUL. */
    public DirectBuffer idBuffer = new UnsafeBuffer(new byte[ClientOrderIds.ID_LENGTH]);

    public int idOffset;
    public boolean hasId;

    public void decode(NewOrderDecoder decoder) {
        accountId = decoder.accountId();
        symbolId = decoder.symbolId();
        strategyId = decoder.strategyId();
        sessionId = decoder.origin().sessionId();
        side = decoder.side();
        type = decoder.orderType();
        timeInForce = decoder.timeInForce() == -1 ? Order.TIF_DAY : decoder.timeInForce();
        smpMode = decoder.smpMode();
        flags = decoder.flags();
        quantityE8 = decoder.quantityE8();
        limitPriceE8 = decoder.limitPriceE8();
        stopPriceE8 = decoder.stopPriceE8();
        minQuantityE8 = Math.max(0, decoder.minQuantityE8());
        expireAtNanos = decoder.expireAtNanos();
        transactTimeNanos = decoder.transactTimeNanos();
        maxAgeNanos = decoder.maxAgeNanos();
        smpId = decoder.smpId();
        idBuffer = decoder.buffer();
        idOffset = decoder.offset() + NewOrderDecoder.clientOrderIdEncodingOffset();
        hasId = idBuffer.getByte(idOffset) != 0;
    }

    public boolean isBuy() {
        return side == Order.BUY;
    }

    public boolean has(int flag) {
        return (flags & flag) != 0;
    }

    public boolean isStop() {
        return type == Order.TYPE_STOP || type == Order.TYPE_STOP_LIMIT;
    }

    public boolean isLimited() {
        return type == Order.TYPE_LIMIT || type == Order.TYPE_STOP_LIMIT;
    }

    /** Hash of the business fields: equal requests are the same order (api.md section 2.4). */
    public long payloadHash() {
        long h = StateHash.mix(symbolId, strategyId);
        h = StateHash.mix(
                h, (side & 0xFFL) | (type & 0xFFL) << 8 | (timeInForce & 0xFFL) << 16 | (smpMode & 0xFFL) << 24);
        h = StateHash.mix(StateHash.mix(h, flags), quantityE8);
        h = StateHash.mix(StateHash.mix(h, limitPriceE8), stopPriceE8);
        h = StateHash.mix(StateHash.mix(h, minQuantityE8), expireAtNanos);
        return StateHash.mix(StateHash.mix(h, maxAgeNanos), smpId);
    }
}

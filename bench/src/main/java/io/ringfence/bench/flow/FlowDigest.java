package io.ringfence.bench.flow;

import io.ringfence.engine.execution.VenueEvents;
import io.ringfence.engine.record.RecordReader;
import io.ringfence.engine.schema.CancelRejectedDecoder;
import io.ringfence.engine.schema.ExecutionDecoder;
import io.ringfence.engine.schema.MessageHeaderDecoder;
import io.ringfence.engine.schema.OrderAcceptedDecoder;
import io.ringfence.engine.schema.OrderCanceledDecoder;
import io.ringfence.engine.schema.OrderRejectedDecoder;
import io.ringfence.engine.units.Fixed;
import org.agrona.DirectBuffer;

/**
 * What a flow did, counted from its commit records and from nothing else: the six numbers on which engines can be
 * compared.
 *
 * <ul>
 *   <li>ok: commands that took effect, that is accepted orders and effective cancels;
 *   <li>rejected: the others; in a flow whose limits do not bind these are cancels of orders that no longer rest;
 *   <li>unfilled_ioc: market and IOC orders that ended with a part unfilled;
 *   <li>trades, traded_qty, notional: executions seen from the incoming order, in whole units.
 * </ul>
 */
public final class FlowDigest {
    private static final byte REMOVED_LIQUIDITY = 2;

    private final RecordReader reader = new RecordReader();
    private final OrderCanceledDecoder canceled = new OrderCanceledDecoder();
    private final OrderRejectedDecoder rejectedOrder = new OrderRejectedDecoder();
    private final ExecutionDecoder execution = new ExecutionDecoder();

    private long ok;
    private long rejected;
    private long unfilledIoc;
    private long trades;
    private long tradedQuantity;
    private long notional;
    private long rejectedOrders;
    private int firstRejectCode;

    /** Counts one commit record, or one fragment of it. */
    public void add(DirectBuffer record, int offset, int length) {
        reader.wrap(record, offset, length);
        while (reader.next()) {
            count(record, reader.messageOffset(), reader.templateId());
        }
    }

    private void count(DirectBuffer record, int offset, int templateId) {
        int body = offset + MessageHeaderDecoder.ENCODED_LENGTH;
        switch (templateId) {
            case OrderAcceptedDecoder.TEMPLATE_ID -> ok++;
            case CancelRejectedDecoder.TEMPLATE_ID -> rejected++;
            case OrderRejectedDecoder.TEMPLATE_ID -> {
                rejectedOrder.wrap(record, body, reader.blockLength(), reader.version());
                rejected++;
                firstRejectCode = rejectedOrders++ == 0 ? rejectedOrder.code() : firstRejectCode;
            }
            case OrderCanceledDecoder.TEMPLATE_ID -> {
                canceled.wrap(record, body, reader.blockLength(), reader.version());
                if (canceled.reason() == VenueEvents.CANCELED_BY_USER) {
                    ok++;
                } else {
                    unfilledIoc++;
                }
            }
            case ExecutionDecoder.TEMPLATE_ID -> {
                execution.wrap(record, body, reader.blockLength(), reader.version());
                if (execution.liquidity() == REMOVED_LIQUIDITY) {
                    trades++;
                    tradedQuantity += execution.quantityE8() / Fixed.SCALE;
                    notional += execution.priceE8() / Fixed.SCALE * (execution.quantityE8() / Fixed.SCALE);
                }
            }
            default -> {
                // configuration, market data, decisions: no part of the digest
            }
        }
    }

    /** Orders that were refused; none where limits do not bind. */
    public long rejectedOrders() {
        return rejectedOrders;
    }

    /** The reason code of the first refused order, 0 when there is none. */
    public int firstRejectCode() {
        return firstRejectCode;
    }

    /** The one line, numbers with their labels. */
    @Override
    public String toString() {
        return "ok " + ok + " rejected " + rejected + " unfilled_ioc " + unfilledIoc + " trades " + trades
                + " traded_qty " + tradedQuantity + " notional " + notional;
    }
}

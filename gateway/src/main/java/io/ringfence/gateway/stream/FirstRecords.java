package io.ringfence.gateway.stream;

import io.ringfence.engine.schema.NewOrderDecoder;
import io.ringfence.engine.units.Fixed;
import io.ringfence.gateway.record.OrderView;
import io.ringfence.gateway.record.RecordAssembler;
import io.ringfence.gateway.record.RecordDecoder;
import io.ringfence.gateway.record.ReleasedRecords;
import io.ringfence.journal.JournalException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the first record of an order says. Keeps the orders that were used last and looks others up in the journal. */
final class FirstRecords {
    private static final int KEPT = 16_384;
    private static final OrderView MISSING = new OrderView();

    private final ReleasedRecords.Lookup lookup;
    private final RecordDecoder decoder = new RecordDecoder();
    private final Map<Long, OrderView> kept = new LinkedHashMap<>(1024, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, OrderView> eldest) {
            return size() > KEPT;
        }
    };
    private @Nullable OrderView found;

    FirstRecords(ReleasedRecords.Lookup lookup) {
        this.lookup = lookup;
    }

    void put(OrderView order) {
        kept.put(order.orderId, order);
    }

    /**
     * The order as it was sent; it may be changed by nobody.
     *
     * @param accountId told by the event, for an order whose first record is not in the journal any more
     * @param symbolId likewise
     */
    OrderView get(long orderId, int accountId, int symbolId) {
        OrderView order = kept.get(orderId);
        if (order == null) {
            order = read(orderId);
            kept.put(orderId, order == null ? MISSING : order);
        }
        return order == null || order == MISSING ? known(orderId, accountId, symbolId) : order;
    }

    private static OrderView known(long orderId, int accountId, int symbolId) {
        OrderView order = new OrderView();
        order.orderId = orderId;
        order.accountId = accountId;
        order.symbolId = symbolId;
        order.strategyId = -1;
        order.side = -1;
        order.quantityE8 = Fixed.ABSENT;
        order.limitPriceE8 = Fixed.ABSENT;
        order.stopPriceE8 = Fixed.ABSENT;
        return order;
    }

    private @Nullable OrderView read(long orderId) {
        found = null;
        try {
            boolean present = lookup.read(orderId, new RecordAssembler(record -> {
                if (record.templateId() == NewOrderDecoder.TEMPLATE_ID) {
                    found = decoder.order(record);
                }
            }));
            return present ? found : null;
        } catch (JournalException e) {
            // archived: the caller tells what the event itself says
            return null;
        }
    }
}

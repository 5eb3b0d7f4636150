package io.ringfence.gateway.stream;

import io.ringfence.engine.schema.CancelOrderDecoder;
import io.ringfence.engine.schema.NewOrderDecoder;
import io.ringfence.engine.schema.ReplaceOrderDecoder;
import io.ringfence.gateway.record.CommitRecord;
import io.ringfence.gateway.record.Names;
import io.ringfence.gateway.record.RecordDecoder;
import io.ringfence.gateway.record.ReleasedRecords;
import java.util.Set;

/**
 * Makes events of records. An event depends on its record and on the first record of the order that it is about, and on
 * nothing else: whoever reads from wherever gets the same bytes. Belongs to one thread.
 */
final class EventReader {
    /** Takes the events of a record in their order. */
    interface Sink {
        void event(StreamEvent event);
    }

    private final FirstRecords orders;
    private final RecordDecoder decoder = new RecordDecoder();
    private final OrderEvents orderEvents;
    private final RiskEvents riskEvents;

    EventReader(ReleasedRecords.Lookup lookup, String mode) {
        orders = new FirstRecords(lookup);
        orderEvents = new OrderEvents(orders, decoder, mode);
        riskEvents = new RiskEvents(decoder, mode);
    }

    /**
     * Reads a record.
     *
     * @param names all that the record can speak of
     * @param wanted events of other channels are not made
     */
    void read(CommitRecord record, Names names, Set<Channel> wanted, Sink sink) {
        record.rewind();
        command(record);
        int ordinal = 0;
        while (record.next()) {
            ordinal++;
            Channel channel = OrderEvents.channel(record.templateId());
            if (channel == null) {
                channel = RiskEvents.channel(record.templateId());
            }
            if (channel != null && wanted.contains(channel)) {
                boolean ofRisk = channel == Channel.RISK || channel == Channel.KILL;
                sink.event(
                        ofRisk
                                ? riskEvents.event(record, ordinal, channel, names)
                                : orderEvents.event(record, ordinal, channel, names));
            }
        }
    }

    private void command(CommitRecord record) {
        riskEvents.command(record);
        switch (record.templateId()) {
            case NewOrderDecoder.TEMPLATE_ID -> orders.put(decoder.order(record));
            case CancelOrderDecoder.TEMPLATE_ID -> orderEvents.cancelCommand(record);
            case ReplaceOrderDecoder.TEMPLATE_ID -> orderEvents.replaceCommand(record);
            default -> orderEvents.otherCommand();
        }
    }
}

package io.ringfence.gateway.fix;

import io.ringfence.engine.command.CommandWriter;
import io.ringfence.engine.pipeline.CommandClass;
import io.ringfence.engine.units.Fixed;
import io.ringfence.gateway.record.Names;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import quickfix.FieldMap;
import quickfix.Group;
import quickfix.IncorrectTagValue;
import quickfix.Message;

/**
 * Market data in: W sets the touch of a symbol, X changes sides of it; a trade entry (269=2) is a trade print. Only the
 * touch is read, so a sender of depth sends its best level. One per session.
 */
final class MarketDataMessages {
    /** Takes a command that is in the writer. */
    interface Sink {
        void accept(CommandClass commandClass);
    }

    private static final String BID = "0";
    private static final String OFFER = "1";
    private static final String TRADE = "2";
    private static final String DELETE = "2";

    private static final class Touch {
        private long bidE8 = Fixed.ABSENT;
        private long bidQuantityE8;
        private long askE8 = Fixed.ABSENT;
        private long askQuantityE8;
        private boolean changed;
    }

    private final Map<Integer, Touch> touches = new HashMap<>();
    private final Supplier<Names> names;
    private final CommandWriter writer;

    MarketDataMessages(Supplier<Names> names, CommandWriter writer) {
        this.names = names;
        this.writer = writer;
    }

    /** Publishes what the message says; the writer's origin is set. */
    void read(Message message, boolean snapshot, Sink sink) throws IncorrectTagValue {
        Map<Integer, Touch> seen = new HashMap<>();
        int outer = snapshot ? symbol(message) : -1;
        if (snapshot) {
            Touch fresh = new Touch();
            fresh.changed = true;
            touches.put(outer, fresh);
            seen.put(outer, fresh);
        }
        for (Group entry : message.getGroups(Tags.NO_MD_ENTRIES)) {
            int symbolId = snapshot ? outer : symbol(entry);
            Touch touch = touches.computeIfAbsent(symbolId, id -> new Touch());
            seen.put(symbolId, touch);
            apply(entry, symbolId, touch, sink);
        }
        seen.forEach((symbolId, touch) -> {
            if (touch.changed) {
                touch.changed = false;
                writer.quote(
                        symbolId, touch.bidE8, touch.bidQuantityE8, touch.askE8, touch.askQuantityE8, Fixed.ABSENT);
                sink.accept(CommandClass.FEED);
            }
        });
    }

    private int symbol(FieldMap fields) throws IncorrectTagValue {
        String name = Fields.text(fields, Tags.SYMBOL);
        int id = names.get().symbolId(name);
        if (id < 0) {
            throw new IncorrectTagValue(Tags.SYMBOL, name);
        }
        return id;
    }

    private void apply(Group entry, int symbolId, Touch touch, Sink sink) throws IncorrectTagValue {
        boolean deleted = Fields.text(entry, Tags.MD_UPDATE_ACTION).equals(DELETE);
        long price = deleted ? Fixed.ABSENT : Fields.decimalE8(entry, Tags.MD_ENTRY_PX, Fixed.ABSENT);
        long size = deleted ? 0 : Fields.decimalE8(entry, Tags.MD_ENTRY_SIZE, 0);
        switch (Fields.text(entry, Tags.MD_ENTRY_TYPE)) {
            case BID -> {
                touch.bidE8 = price;
                touch.bidQuantityE8 = size;
                touch.changed = true;
            }
            case OFFER -> {
                touch.askE8 = price;
                touch.askQuantityE8 = size;
                touch.changed = true;
            }
            case TRADE -> {
                if (!deleted) {
                    writer.trade(symbolId, price, size);
                    sink.accept(CommandClass.FEED);
                }
            }
            default -> {
                // other entries say nothing about the touch
            }
        }
    }
}

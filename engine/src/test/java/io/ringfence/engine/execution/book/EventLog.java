package io.ringfence.engine.execution.book;

import static io.ringfence.engine.execution.book.Orders.E8;

import io.ringfence.engine.execution.VenueEvents;
import io.ringfence.engine.state.Order;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a book told, as sentences in whole units. */
final class EventLog implements VenueEvents {
    private final List<String> events = new ArrayList<>();

    @Override
    public void onTrade(@Nullable Order maker, @Nullable Order taker, long priceE8, long quantityE8) {
        Objects.requireNonNull(maker);
        Objects.requireNonNull(taker);
        events.add(taker.orderId + " takes " + quantityE8 / E8 + " of " + maker.orderId + " at " + priceE8 / E8);
    }

    @Override
    public void onCanceled(Order order, byte reason) {
        events.add(order.orderId + " canceled " + name(reason));
    }

    @Override
    public void onTriggered(Order order) {
        events.add(order.orderId + " triggered");
    }

    @Override
    public void onReplaced(Order order) {
        events.add(order.orderId + " replaced");
    }

    /** What was told since the last call. */
    List<String> drain() {
        List<String> drained = List.copyOf(events);
        events.clear();
        return drained;
    }

    private static String name(byte reason) {
        return switch (reason) {
            case CANCELED_BY_USER -> "by user";
            case CANCELED_UNFILLED_IOC -> "unfilled ioc";
            case CANCELED_FOK -> "fok";
            case CANCELED_NO_LIQUIDITY -> "no liquidity";
            case CANCELED_SELF_MATCH -> "self match";
            case CANCELED_MIN_QUANTITY -> "min quantity";
            case CANCELED_EXPIRED -> "expired";
            case CANCELED_POST_ONLY -> "post only";
            case CANCELED_SIZE_OVERFLOW -> "size overflow";
            default -> "reason " + reason;
        };
    }
}

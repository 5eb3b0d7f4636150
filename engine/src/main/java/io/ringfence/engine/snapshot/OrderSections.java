package io.ringfence.engine.snapshot;

import io.ringfence.engine.snapshot.schema.ClientOrderIdSectionEncoder;
import io.ringfence.engine.snapshot.schema.MassCancelSectionEncoder;
import io.ringfence.engine.snapshot.schema.OrderSectionEncoder;
import io.ringfence.engine.state.ClientOrderIds;
import io.ringfence.engine.state.EngineState;
import io.ringfence.engine.state.MassCancelJob;
import io.ringfence.engine.state.Order;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** Writes client order ids by age, open orders by id, and the mass cancels under way. */
final class OrderSections {
    private final EngineState state;
    private final SectionOut out;

    OrderSections(EngineState state, SectionOut out) {
        this.state = state;
        this.out = out;
    }

    void write() {
        clientOrderIds();
        orders();
        massCancels();
    }

    private void clientOrderIds() {
        ClientOrderIds ids = state.clientOrderIds;
        ClientOrderIdSectionEncoder section = new ClientOrderIdSectionEncoder();
        int most = SectionOut.rowsThatFit(
                ClientOrderIdSectionEncoder.BLOCK_LENGTH, ClientOrderIdSectionEncoder.RowsEncoder.sbeBlockLength());
        byte[] text = new byte[ClientOrderIds.ID_LENGTH];
        UnsafeBuffer textView = new UnsafeBuffer(text);
        int slot = ids.oldest();
        for (int left = ids.size(); left > 0; left -= most) {
            int count = Math.min(most, left);
            ClientOrderIdSectionEncoder.RowsEncoder rows =
                    section.wrapAndApplyHeader(out.buffer(), 0, out.header()).rowsCount(count);
            for (int i = 0; i < count; i++) {
                ids.getId(slot, textView, 0);
                rows.next()
                        .payload(ids.payload(slot))
                        .orderId(ids.orderId(slot))
                        .sequence(ids.sequence(slot))
                        .atNanos(ids.stamp(slot))
                        .accountId(ids.accountId(slot))
                        .open(Flag.of(ids.isOpen(slot)))
                        .putClientOrderId(text, 0);
                slot = ids.younger(slot);
            }
            out.emit(section.encodedLength());
        }
    }

    private void orders() {
        Order[] orders = collect();
        OrderSectionEncoder section = new OrderSectionEncoder();
        int most = SectionOut.rowsThatFit(
                OrderSectionEncoder.BLOCK_LENGTH, OrderSectionEncoder.RowsEncoder.sbeBlockLength());
        for (int from = 0; from < orders.length; from += most) {
            int to = Math.min(from + most, orders.length);
            OrderSectionEncoder.RowsEncoder rows =
                    section.wrapAndApplyHeader(out.buffer(), 0, out.header()).rowsCount(to - from);
            for (int i = from; i < to; i++) {
                order(rows.next(), orders[i]);
            }
            out.emit(section.encodedLength());
        }
    }

    private Order[] collect() {
        Order[] orders = new Order[state.orders.openCount()];
        int count = 0;
        for (int i = 0; i < state.accountCount(); i++) {
            for (Order o = state.account(i).firstOrder; o != null; o = o.nextInAccount) {
                orders[count++] = o;
            }
        }
        Arrays.sort(orders, Comparator.comparingLong(order -> order.orderId));
        return orders;
    }

    private static void order(OrderSectionEncoder.RowsEncoder row, Order order) {
        row.orderId(order.orderId)
                .accountId(order.accountId)
                .symbolId(order.symbolId)
                .strategyId(order.strategyId)
                .sessionId(order.sessionId)
                .side(order.side)
                .orderType(order.type)
                .timeInForce(order.timeInForce)
                .smpMode(order.smpMode)
                .triggered(Flag.of(order.triggered))
                .flags(order.flags)
                .smpId(order.smpId)
                .requestedQuantityE8(order.requestedQuantityE8)
                .quantityE8(order.quantityE8)
                .cumE8(order.cumE8)
                .leavesE8(order.leavesE8)
                .filledNotionalE8(order.filledNotionalE8)
                .limitPriceE8(order.limitPriceE8)
                .stopPriceE8(order.stopPriceE8)
                .minQuantityE8(order.minQuantityE8)
                .expireAtNanos(order.expireAtNanos)
                .queueAheadE8(order.queueAheadE8)
                .arrival(order.arrival);
    }

    private void massCancels() {
        List<MassCancelJob> jobs = state.massCancels;
        MassCancelSectionEncoder section = new MassCancelSectionEncoder();
        int most = SectionOut.rowsThatFit(
                MassCancelSectionEncoder.BLOCK_LENGTH, MassCancelSectionEncoder.RowsEncoder.sbeBlockLength());
        for (int from = 0; from < jobs.size(); from += most) {
            List<MassCancelJob> part = jobs.subList(from, Math.min(from + most, jobs.size()));
            MassCancelSectionEncoder.RowsEncoder rows =
                    section.wrapAndApplyHeader(out.buffer(), 0, out.header()).rowsCount(part.size());
            for (MassCancelJob job : part) {
                rows.next()
                        .requestSequence(job.requestSequence)
                        .accountId(job.accountId)
                        .symbolId(job.symbolId)
                        .strategyId(job.strategyId)
                        .side(job.side)
                        .sessionId(job.sessionId)
                        .reason(job.reason)
                        .nextAccount(job.nextAccount)
                        .canceled(job.canceled);
            }
            out.emit(section.encodedLength());
        }
    }
}

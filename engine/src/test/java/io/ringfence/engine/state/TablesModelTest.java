package io.ringfence.engine.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** The core's own tables against naive ones, seeded. */
class TablesModelTest {
    private static final class Entry {
        final int slot;
        final long payload;
        boolean open;

        Entry(int slot, long payload) {
            this.slot = slot;
            this.payload = payload;
        }
    }

    private final UnsafeBuffer id = new UnsafeBuffer(new byte[ClientOrderIds.ID_LENGTH]);

    private void id(String text) {
        id.setMemory(0, ClientOrderIds.ID_LENGTH, (byte) 0);
        id.putBytes(0, text.getBytes(StandardCharsets.US_ASCII));
    }

    /** The naive table: a map by account and id, and the queue of all entries by age with the rule that two are looked at. */
    @Test
    void clientOrderIdsBehaveLikeAMapWithAQueueByAge() {
        Random random = new Random(17);
        ClientOrderIds table = new ClientOrderIds(16);
        Map<String, Entry> map = new HashMap<>();
        ArrayDeque<String> queue = new ArrayDeque<>();
        Map<String, Long> stamps = new HashMap<>();
        long retention = 3_000;
        for (int i = 0; i < 300_000; i++) {
            int account = random.nextInt(3);
            String text = "id-" + "x".repeat(random.nextInt(28)) + random.nextInt(4_000);
            String key = account + "/" + text;
            id(text);
            long hash = ClientOrderIds.hash(account, id, 0);
            int slot = table.find(hash, account, id, 0);
            Entry known = map.get(key);
            assertThat(slot).as("%s", key).isEqualTo(known == null ? ClientOrderIds.NONE : known.slot);
            if (known != null) {
                assertThat(table.payload(slot)).isEqualTo(known.payload);
                if (random.nextInt(3) == 0) {
                    known.open = !known.open;
                    table.setOpen(slot, known.open);
                } else if (random.nextInt(20) == 0) {
                    table.remove(slot);
                    map.remove(key);
                    queue.remove(key);
                    stamps.remove(key);
                }
                continue;
            }
            for (int k = 0; k < 2 && !queue.isEmpty() && stamps.get(queue.peek()) < i - retention; k++) {
                String oldest = queue.poll();
                if (map.get(oldest).open) {
                    queue.add(oldest);
                } else {
                    map.remove(oldest);
                    stamps.remove(oldest);
                }
            }
            int added = table.add(hash, account, id, 0, i, i, i, i, retention);
            map.put(key, new Entry(added, i));
            queue.add(key);
            stamps.put(key, (long) i);
            assertThat(table.size()).isEqualTo(map.size());
        }
        assertThat(map).hasSizeGreaterThan(1_000);
        byte[] bytes = new byte[ClientOrderIds.ID_LENGTH];
        map.forEach((key, entry) -> {
            table.getId(entry.slot, new UnsafeBuffer(bytes), 0);
            assertThat(new String(bytes, StandardCharsets.US_ASCII).trim()).isEqualTo(key.substring(2));
        });
    }

    /** Two tables that differ in one value of one entry have different hashes, followed and counted anew. */
    @Test
    void everyValueOfAnEntryCounts() {
        String text = "123456781234567812345678123456781234";
        Set<Long> hashes = new HashSet<>();
        hashes.add(hashOf(text, 1, 2, 3, 4, 5, false));
        for (int i = 0; i < text.length(); i++) {
            hashes.add(hashOf(text.substring(0, i) + "x" + text.substring(i + 1), 1, 2, 3, 4, 5, false));
        }
        hashes.add(hashOf(text.substring(0, 35), 1, 2, 3, 4, 5, false));
        hashes.add(hashOf(text, 9, 2, 3, 4, 5, false));
        hashes.add(hashOf(text, -1, 2, 3, 4, 5, false));
        hashes.add(hashOf(text, 1, 9, 3, 4, 5, false));
        hashes.add(hashOf(text, 1, 2, 9, 4, 5, false));
        hashes.add(hashOf(text, 1, 2, 3, 9, 5, false));
        hashes.add(hashOf(text, 1, 2, 3, 4, 9, false));
        hashes.add(hashOf(text, 1, 2, 3, 4, 5, true));
        assertThat(hashes).hasSize(text.length() + 9);
    }

    private long hashOf(String text, int account, long payload, long order, long sequence, long stamp, boolean open) {
        ClientOrderIds table = new ClientOrderIds(16);
        id(text);
        int slot = table.restore(account, id, 0, payload, order, sequence, stamp);
        table.setOpen(slot, open);
        assertThat(table.accountId(slot)).isEqualTo(account);
        assertThat(table.payload(slot)).isEqualTo(payload);
        assertThat(table.orderId(slot)).isEqualTo(order);
        assertThat(table.sequence(slot)).isEqualTo(sequence);
        assertThat(table.stamp(slot)).isEqualTo(stamp);
        assertThat(table.isOpen(slot)).isEqualTo(open);
        assertThat(table.hash(false)).isEqualTo(table.hash(true));
        return table.hash(true);
    }

    /** Ids that share their upper half of the hash, their place, or both are told apart, whatever goes first. */
    @Test
    void anIndexFindsWhatCollides() {
        Random random = new Random(23);
        SlotIndex index = new SlotIndex(8);
        Map<Integer, Integer> tags = new HashMap<>();
        for (int i = 0; i < 200_000; i++) {
            int slot = random.nextInt(3_000);
            Integer tag = tags.remove(slot);
            if (tag == null) {
                tag = random.nextInt(40) << (random.nextInt(3) * 12) ^ -random.nextInt(2);
                tags.put(slot, tag);
                index.add(tag, slot);
                assertThat(holds(index, tag, slot)).isTrue();
            } else {
                assertThat(index.remove(tag, slot)).isTrue();
                assertThat(holds(index, tag, slot)).isFalse();
                assertThat(index.remove(tag, slot)).isFalse();
            }
        }
        tags.forEach((slot, tag) -> assertThat(holds(index, tag, slot)).isTrue());
        assertThat(tags).hasSizeGreaterThan(1_000);
    }

    private static boolean holds(SlotIndex index, int tag, int slot) {
        int place = index.first(tag);
        for (long entry = index.at(place); entry != 0; entry = index.at(place)) {
            if (SlotIndex.hasTag(entry, tag) && SlotIndex.slot(entry) == slot) {
                return true;
            }
            place = index.next(place);
        }
        return false;
    }

    @Test
    void openOrdersBehaveLikeAMap() {
        Random random = new Random(31);
        Orders orders = new Orders(4);
        Map<Long, Order> model = new HashMap<>();
        List<Long> ids = new ArrayList<>();
        for (long i = 1; i < 100_000; i++) {
            long id = i + (i % 7 == 0 ? 1L << 32 : 0);
            if (random.nextInt(100) < (i < 50_000 ? 60 : 40) || ids.isEmpty()) {
                Order order = orders.take();
                order.orderId = id;
                if (random.nextInt(5) == 0) {
                    orders.release(order);
                    continue;
                }
                orders.add(order);
                model.put(id, order);
                ids.add(id);
            } else {
                Long gone = ids.remove(random.nextInt(ids.size()));
                orders.release(model.remove(gone));
                assertThat(orders.find(gone)).isNull();
            }
            assertThat(orders.openCount()).isEqualTo(model.size());
            assertThat(orders.find(id)).isSameAs(model.get(id));
        }
        model.forEach((id, order) -> assertThat(orders.find(id)).isSameAs(order));
    }

    /** Does not end in any useful time when a search has to walk along the resting orders. */
    @Test
    void manyOrdersThatRestSideBySideAreNotInTheWay() {
        Orders orders = new Orders(16);
        for (long id = 1; id <= 700_000; id++) {
            Order order = orders.take();
            order.orderId = id;
            orders.add(order);
        }
        for (long id = 700_001; id <= 4_000_000; id++) {
            Order order = orders.take();
            order.orderId = id;
            orders.add(order);
            assertThat(orders.find(id) == order).isTrue();
            orders.release(order);
        }
        assertThat(orders.openCount()).isEqualTo(700_000);
    }

    @Test
    void deadlinesComeInOrderOfTimeThenCreation() {
        Random random = new Random(19);
        Deadlines deadlines = new Deadlines();
        TreeSet<Order> model = new TreeSet<>(
                Comparator.<Order>comparingLong(o -> o.expireAtNanos).thenComparingLong(o -> o.orderId));
        List<Order> all = new ArrayList<>();
        long now = 0;
        for (int i = 1; i < 200_000; i++) {
            int kind = random.nextInt(10);
            if (kind < 5) {
                Order order = new Order();
                order.orderId = i;
                order.expireAtNanos = now + random.nextInt(500);
                deadlines.add(order);
                model.add(order);
                all.add(order);
            } else if (kind < 7 && !all.isEmpty()) {
                Order order = all.remove(random.nextInt(all.size()));
                deadlines.remove(order);
                model.remove(order);
                assertThat(order.heapIndex).isNegative();
            } else {
                now += random.nextInt(6);
                Order due = deadlines.due(now);
                Order expected = model.isEmpty() || model.first().expireAtNanos > now ? null : model.first();
                assertThat(due).isSameAs(expected);
                if (due != null) {
                    deadlines.remove(due);
                    model.remove(due);
                    all.remove(due);
                }
            }
        }
    }

    @Test
    void aRateWindowCountsWhatLiesWithinIt() {
        Random random = new Random(23);
        for (int limit = 0; limit < 6; limit++) {
            RateWindow window = new RateWindow();
            List<Long> stamps = new ArrayList<>();
            long now = 1_000_000;
            for (int i = 0; i < 20_000; i++) {
                now += random.nextInt(40);
                long at = now;
                stamps.add(at);
                stamps.removeIf(stamp -> at - stamp >= 100);
                assertThat(window.exceeds(limit, 100, now)).isEqualTo(stamps.size() > limit);
            }
        }
    }

    @Test
    void aThrottleIsATokenBucket() {
        Random random = new Random(29);
        Throttle throttle = new Throttle();
        java.math.BigInteger parts = java.math.BigInteger.valueOf(5_000_000_000L);
        long now = 77;
        for (int i = 0; i < 50_000; i++) {
            long pause = random.nextInt(50) == 0 ? 10_000_000_000_000L : random.nextInt(300_000_000);
            if (i > 0) {
                now += pause;
                parts = parts.add(java.math.BigInteger.valueOf(pause).multiply(java.math.BigInteger.valueOf(7)))
                        .min(java.math.BigInteger.valueOf(5_000_000_000L));
            }
            boolean expected = parts.longValueExact() >= 1_000_000_000L;
            assertThat(throttle.take(7, 5, now)).isEqualTo(expected);
            if (expected) {
                parts = parts.subtract(java.math.BigInteger.valueOf(1_000_000_000L));
            }
        }
    }
}

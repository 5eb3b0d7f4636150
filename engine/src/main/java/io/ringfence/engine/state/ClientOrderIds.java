package io.ringfence.engine.state;

import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The table (account, client order id) to (payload hash, order), which makes orders idempotent.
 *
 * <p>Ids are up to 36 ASCII bytes, padded with NUL; a look-up compares a 64-bit hash, then the bytes. Entries live in
 * slots of flat arrays, found through open addressing, and form a queue by age: each insertion drops the oldest expired
 * ones, in journal time. The id of an open order does not expire.
 */
public final class ClientOrderIds {
    public static final int ID_LENGTH = 36;
    public static final int NONE = -1;
    private static final int EXPIRED_PER_INSERT = 2;
    private static final long BASE = 0xD1342543DE82EF95L;
    private static final long BASE_INVERSE = inverse(BASE);

    private int capacity;
    private int[] index;
    private long[] hashes;
    private int[] accounts;
    private byte[] ids;
    private long[] payloads;
    private long[] orderIds;
    private long[] sequences;
    private long[] stamps;
    private boolean[] open;
    private int[] next;

    private int oldest = NONE;
    private int newest = NONE;
    private int free;
    private int size;
    private long queueHash;
    /** BASE to the power of size. */
    private long queuePower = 1;

    private long openHash;

    public ClientOrderIds(int initialCapacity) {
        capacity = Integer.highestOneBit(Math.max(16, initialCapacity) * 2 - 1);
        index = new int[capacity * 2];
        Arrays.fill(index, NONE);
        hashes = new long[capacity];
        accounts = new int[capacity];
        ids = new byte[capacity * ID_LENGTH];
        payloads = new long[capacity];
        orderIds = new long[capacity];
        sequences = new long[capacity];
        stamps = new long[capacity];
        open = new boolean[capacity];
        next = new int[capacity];
        chainFree(0);
    }

    public int size() {
        return size;
    }

    /** FNV-like mix over the 36 bytes and the account, as eight-byte words. */
    public static long hash(int accountId, DirectBuffer buffer, int offset) {
        long h = StateHash.mix(0, accountId);
        for (int i = 0; i < 32; i += 8) {
            long word = buffer.getLong(offset + i);
            if (word == 0 && i > 0) {
                return h;
            }
            h = StateHash.mix(h, word);
        }
        int tail = buffer.getInt(offset + 32);
        return tail == 0 ? h : StateHash.mix(h, tail);
    }

    /** The slot of an id, or {@link #NONE}. */
    public int find(long hash, int accountId, DirectBuffer buffer, int offset) {
        int mask = index.length - 1;
        int at = (int) hash & mask;
        while (index[at] != NONE) {
            int slot = index[at];
            if (hashes[slot] == hash && accounts[slot] == accountId && sameId(slot, buffer, offset)) {
                return slot;
            }
            at = (at + 1) & mask;
        }
        return NONE;
    }

    /** Adds an id that is not there; drops expired ones first. */
    public int add(
            long hash,
            int accountId,
            DirectBuffer buffer,
            int offset,
            long payload,
            long orderId,
            long sequence,
            long atNanos,
            long retentionNanos) {
        expire(atNanos - retentionNanos);
        return insert(hash, accountId, buffer, offset, payload, orderId, sequence, atNanos);
    }

    /** Adds the next of the ids of a snapshot, which come oldest first. */
    public int restore(
            int accountId, DirectBuffer buffer, int offset, long payload, long orderId, long sequence, long atNanos) {
        requirePadding(buffer, offset);
        return insert(hash(accountId, buffer, offset), accountId, buffer, offset, payload, orderId, sequence, atNanos);
    }

    /** Behind the first NUL only NULs: look-ups and hashes end there, so nothing may hide behind it. */
    private static void requirePadding(DirectBuffer buffer, int offset) {
        boolean ended = false;
        for (int i = 0; i < ID_LENGTH; i++) {
            byte b = buffer.getByte(offset + i);
            if (ended && b != 0) {
                throw new IllegalArgumentException("a client order id holds bytes behind its end");
            }
            ended |= b == 0;
        }
    }

    private int insert(
            long hash,
            int accountId,
            DirectBuffer buffer,
            int offset,
            long payload,
            long orderId,
            long sequence,
            long atNanos) {
        if (free == NONE) {
            grow();
        }
        int slot = free;
        free = next[slot];
        hashes[slot] = hash;
        accounts[slot] = accountId;
        buffer.getBytes(offset, ids, slot * ID_LENGTH, ID_LENGTH);
        payloads[slot] = payload;
        orderIds[slot] = orderId;
        sequences[slot] = sequence;
        stamps[slot] = atNanos;
        open[slot] = false;
        append(slot);
        place(slot);
        size++;
        return slot;
    }

    /** The slot of the oldest id, {@link #NONE} when there is none. */
    public int oldest() {
        return oldest;
    }

    /** The slot of the next younger id, {@link #NONE} behind the youngest. */
    public int younger(int slot) {
        return next[slot];
    }

    public int accountId(int slot) {
        return accounts[slot];
    }

    public long stamp(int slot) {
        return stamps[slot];
    }

    public long payload(int slot) {
        return payloads[slot];
    }

    /** The order that the id names; 0 for a request that was refused before it became an order. */
    public long orderId(int slot) {
        return orderIds[slot];
    }

    /** The command that first used the id. */
    public long sequence(int slot) {
        return sequences[slot];
    }

    public boolean isOpen(int slot) {
        return open[slot];
    }

    public void setOpen(int slot, boolean value) {
        if (open[slot] != value) {
            open[slot] = value;
            openHash += value ? openHash(slot) : -openHash(slot);
        }
    }

    public void getId(int slot, byte[] target) {
        System.arraycopy(ids, slot * ID_LENGTH, target, 0, ID_LENGTH);
    }

    /** Forgets an id before its time. Linear in the number of ids: for rare administration only. */
    public void remove(int slot) {
        setOpen(slot, false);
        if (oldest == slot) {
            oldest = next[slot];
            newest = oldest == NONE ? NONE : newest;
        } else {
            int before = oldest;
            while (next[before] != slot) {
                before = next[before];
            }
            next[before] = next[slot];
            newest = newest == slot ? before : newest;
        }
        forget(slot);
        queueHash = rescanQueue(false);
        queuePower *= BASE_INVERSE;
    }

    private void forget(int slot) {
        unplace(slot);
        next[slot] = free;
        free = slot;
        size--;
    }

    private boolean sameId(int slot, DirectBuffer buffer, int offset) {
        int base = slot * ID_LENGTH;
        for (int i = 0; i < ID_LENGTH; i++) {
            byte b = buffer.getByte(offset + i);
            if (ids[base + i] != b) {
                return false;
            }
            if (b == 0) {
                return true;
            }
        }
        return true;
    }

    /** Drops a few of the oldest ids whose time is over; those of open orders go to the end of the queue. */
    public void expire(long beforeNanos) {
        for (int i = 0; i < EXPIRED_PER_INSERT && oldest != NONE && stamps[oldest] < beforeNanos; i++) {
            int slot = oldest;
            oldest = next[slot];
            newest = oldest == NONE ? NONE : newest;
            queueHash = (queueHash - entryHash(slot, hashes[slot])) * BASE_INVERSE;
            queuePower *= BASE_INVERSE;
            if (open[slot]) {
                append(slot);
            } else {
                forget(slot);
            }
        }
    }

    private void append(int slot) {
        next[slot] = NONE;
        if (newest == NONE) {
            oldest = slot;
        } else {
            next[newest] = slot;
        }
        newest = slot;
        queueHash += entryHash(slot, hashes[slot]) * queuePower;
        queuePower *= BASE;
    }

    private void place(int slot) {
        int mask = index.length - 1;
        int at = (int) hashes[slot] & mask;
        while (index[at] != NONE) {
            at = (at + 1) & mask;
        }
        index[at] = slot;
    }

    /** Removes without tombstones: later entries of the run move back. */
    private void unplace(int slot) {
        int mask = index.length - 1;
        int hole = (int) hashes[slot] & mask;
        while (index[hole] != slot) {
            hole = (hole + 1) & mask;
        }
        int at = hole;
        while (true) {
            at = (at + 1) & mask;
            if (index[at] == NONE) {
                break;
            }
            int home = (int) hashes[index[at]] & mask;
            boolean movable = ((at - home) & mask) >= ((at - hole) & mask);
            if (movable) {
                index[hole] = index[at];
                hole = at;
            }
        }
        index[hole] = NONE;
    }

    private void grow() {
        int before = capacity;
        capacity = Math.multiplyExact(capacity, 2);
        hashes = Arrays.copyOf(hashes, capacity);
        accounts = Arrays.copyOf(accounts, capacity);
        ids = Arrays.copyOf(ids, Math.multiplyExact(capacity, ID_LENGTH));
        payloads = Arrays.copyOf(payloads, capacity);
        orderIds = Arrays.copyOf(orderIds, capacity);
        sequences = Arrays.copyOf(sequences, capacity);
        stamps = Arrays.copyOf(stamps, capacity);
        open = Arrays.copyOf(open, capacity);
        next = Arrays.copyOf(next, capacity);
        chainFree(before);
        index = new int[capacity * 2];
        Arrays.fill(index, NONE);
        for (int slot = oldest; slot != NONE; slot = next[slot]) {
            place(slot);
        }
    }

    private void chainFree(int from) {
        for (int i = from; i < capacity; i++) {
            next[i] = i + 1 < capacity ? i + 1 : NONE;
        }
        free = from;
    }

    /**
     * A hash over all ids in order of age, and over which of them are open; slots and capacity do not enter. The queue is
     * the polynomial e0 + e1 * B + e2 * B^2 ..., oldest first, which follows both its ends at the price of one entry.
     */
    long hash(boolean rescan) {
        long h = StateHash.add(StateHash.mix(BASE, size), rescan ? rescanQueue(true) : queueHash);
        return StateHash.add(h, rescan ? rescanOpen() : openHash);
    }

    /** With or without hashing the ids and accounts themselves again. */
    private long rescanQueue(boolean whole) {
        UnsafeBuffer text = new UnsafeBuffer(ids);
        long sum = 0;
        long power = 1;
        for (int slot = oldest; slot != NONE; slot = next[slot]) {
            long idHash = whole ? hash(accounts[slot], text, slot * ID_LENGTH) : hashes[slot];
            sum += entryHash(slot, idHash) * power;
            power *= BASE;
        }
        return sum;
    }

    private long rescanOpen() {
        long sum = 0;
        for (int slot = oldest; slot != NONE; slot = next[slot]) {
            sum += open[slot] ? openHash(slot) : 0;
        }
        return sum;
    }

    private long entryHash(int slot, long idHash) {
        long h = StateHash.add(StateHash.add(idHash, payloads[slot]), orderIds[slot]);
        return StateHash.add(StateHash.add(h, sequences[slot]), stamps[slot]);
    }

    /** Also says which order an open id names, as no other hash does. */
    private long openHash(int slot) {
        return StateHash.mix(hashes[slot], orderIds[slot]);
    }

    private static long inverse(long odd) {
        long x = odd;
        for (int i = 0; i < 5; i++) {
            x *= 2 - odd * x; // Newton: doubles the number of correct low bits
        }
        return x;
    }
}

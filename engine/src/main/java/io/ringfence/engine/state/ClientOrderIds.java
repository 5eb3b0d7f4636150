package io.ringfence.engine.state;

import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The table (account, client order id) to (payload hash, order), which makes orders idempotent.
 *
 * <p>Ids are up to 36 ASCII bytes, padded with NUL. An entry is one row of words, so that whoever finds it has all of it in
 * two cache lines; the index beside it holds half of each hash, so that looking for an id that is not there rarely leaves
 * the index. Entries form a queue by age: each insertion drops the oldest expired ones, in journal time. The id of an open
 * order does not expire.
 */
public final class ClientOrderIds {
    public static final int ID_LENGTH = 36;
    public static final int NONE = SlotIndex.NONE;
    private static final int EXPIRED_PER_INSERT = 2;
    private static final long BASE = 0xD1342543DE82EF95L;
    private static final long BASE_INVERSE = inverse(BASE);

    // Words of a row. The id's last four bytes share a word with the account.
    private static final int ID = 0;
    private static final int ID_WORDS = 4;
    private static final int ID_TAIL = ID_WORDS * Long.BYTES;
    private static final int ACCOUNT = 4;
    private static final int HASH = 5;
    private static final int PAYLOAD = 6;
    private static final int ORDER = 7;
    private static final int SEQUENCE = 8;
    private static final int STAMP = 9;
    private static final int LINK = 10;
    private static final int ROW = 11;

    private static final int PAGE_SHIFT = 12;
    private static final int PAGE_ROWS = 1 << PAGE_SHIFT;
    private static final int PAGE_MASK = PAGE_ROWS - 1;

    private static final long OPEN = 1L << 32;
    private static final long LOW = 0xFFFF_FFFFL;

    private final SlotIndex index;
    /** Rows by pages, so that growth copies none of them. */
    private long[][] pages = {};

    /** Slots that were ever used. */
    private int made;

    private int oldest = NONE;
    private int newest = NONE;
    private int free = NONE;
    private int size;
    private long queueHash;
    /** BASE to the power of size. */
    private long queuePower = 1;

    private long openHash;

    public ClientOrderIds(int initialCapacity) {
        index = new SlotIndex(initialCapacity);
        reserve(initialCapacity);
    }

    /** Room for so many ids in all, so that adding them one by one need not make it. */
    public void reserve(int ids) {
        index.reserve(ids);
        addPages((ids + PAGE_MASK) >>> PAGE_SHIFT);
    }

    private void addPages(int count) {
        int before = pages.length;
        if (count > before) {
            pages = Arrays.copyOf(pages, count);
            for (int i = before; i < count; i++) {
                pages[i] = new long[PAGE_ROWS * ROW];
            }
        }
    }

    private long[] page(int slot) {
        return pages[slot >>> PAGE_SHIFT];
    }

    /** Where the row of a slot begins in its page. */
    private static int row(int slot) {
        return (slot & PAGE_MASK) * ROW;
    }

    private long word(int slot, int word) {
        return page(slot)[row(slot) + word];
    }

    private int next(int slot) {
        return (int) word(slot, LINK);
    }

    private void next(int slot, int value) {
        long[] page = page(slot);
        int at = row(slot) + LINK;
        page[at] = (page[at] & ~LOW) | (value & LOW);
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
        int tag = tag(hash);
        int place = index.first(tag);
        for (long entry = index.at(place); entry != 0; entry = index.at(place)) {
            if (SlotIndex.hasTag(entry, tag) && isSame(SlotIndex.slot(entry), hash, accountId, buffer, offset)) {
                return SlotIndex.slot(entry);
            }
            place = index.next(place);
        }
        return NONE;
    }

    private static int tag(long hash) {
        return (int) (hash >>> 32);
    }

    /** An id ends where a word of it is 0, here as in the hash. */
    private boolean isSame(int slot, long hash, int accountId, DirectBuffer buffer, int offset) {
        long[] page = page(slot);
        int row = row(slot);
        if (page[row + HASH] != hash || page[row + ACCOUNT] >> 32 != accountId) {
            return false;
        }
        for (int i = 0; i < ID_WORDS; i++) {
            long word = buffer.getLong(offset + i * Long.BYTES);
            if (page[row + ID + i] != word) {
                return false;
            }
            if (word == 0) {
                return true;
            }
        }
        return (int) page[row + ACCOUNT] == buffer.getInt(offset + ID_TAIL);
    }

    private void putId(long[] page, int row, int accountId, DirectBuffer buffer, int offset) {
        boolean ended = false;
        for (int i = 0; i < ID_WORDS; i++) {
            long word = ended ? 0 : buffer.getLong(offset + i * Long.BYTES);
            page[row + ID + i] = word;
            ended |= word == 0;
        }
        int tail = ended ? 0 : buffer.getInt(offset + ID_TAIL);
        page[row + ACCOUNT] = (long) accountId << 32 | (tail & LOW);
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
        int length = 0;
        while (length < ID_LENGTH && buffer.getByte(offset + length) != 0) {
            length++;
        }
        boolean hides = false;
        int at = length;
        for (; at < ID_LENGTH && (at & Long.BYTES - 1) != 0; at++) {
            hides |= buffer.getByte(offset + at) != 0;
        }
        for (; at < ID_TAIL; at += Long.BYTES) {
            hides |= buffer.getLong(offset + at) != 0;
        }
        hides |= at == ID_TAIL && buffer.getInt(offset + ID_TAIL) != 0;
        if (hides) {
            throw new IllegalArgumentException("a client order id holds bytes behind its end");
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
        int slot = takeSlot();
        long[] page = page(slot);
        int row = row(slot);
        putId(page, row, accountId, buffer, offset);
        page[row + HASH] = hash;
        page[row + PAYLOAD] = payload;
        page[row + ORDER] = orderId;
        page[row + SEQUENCE] = sequence;
        page[row + STAMP] = atNanos;
        page[row + LINK] = 0;
        append(slot);
        index.add(tag(hash), slot);
        size++;
        return slot;
    }

    private int takeSlot() {
        int slot = free;
        if (slot != NONE) {
            free = next(slot);
            return slot;
        }
        slot = made;
        addPages((slot >>> PAGE_SHIFT) + 1);
        made = slot + 1;
        return slot;
    }

    /** The slot of the oldest id, {@link #NONE} when there is none. */
    public int oldest() {
        return oldest;
    }

    /** The slot of the next younger id, {@link #NONE} behind the youngest. */
    public int younger(int slot) {
        return next(slot);
    }

    public int accountId(int slot) {
        return (int) (word(slot, ACCOUNT) >> 32);
    }

    public long stamp(int slot) {
        return word(slot, STAMP);
    }

    public long payload(int slot) {
        return word(slot, PAYLOAD);
    }

    /** The order that the id names; 0 for a request that was refused before it became an order. */
    public long orderId(int slot) {
        return word(slot, ORDER);
    }

    /** The command that first used the id. */
    public long sequence(int slot) {
        return word(slot, SEQUENCE);
    }

    public boolean isOpen(int slot) {
        return (word(slot, LINK) & OPEN) != 0;
    }

    public void setOpen(int slot, boolean value) {
        if (isOpen(slot) != value) {
            page(slot)[row(slot) + LINK] ^= OPEN;
            openHash += value ? openHash(slot) : -openHash(slot);
        }
    }

    /** Copies the {@link #ID_LENGTH} bytes of an id. */
    public void getId(int slot, MutableDirectBuffer target, int offset) {
        for (int i = 0; i < ID_WORDS; i++) {
            target.putLong(offset + i * Long.BYTES, word(slot, ID + i));
        }
        target.putInt(offset + ID_TAIL, (int) word(slot, ACCOUNT));
    }

    /** Forgets an id before its time. Linear in the number of ids: for rare administration only. */
    public void remove(int slot) {
        setOpen(slot, false);
        if (oldest == slot) {
            oldest = next(slot);
            newest = oldest == NONE ? NONE : newest;
        } else {
            int before = oldest;
            while (next(before) != slot) {
                before = next(before);
            }
            next(before, next(slot));
            newest = newest == slot ? before : newest;
        }
        forget(slot);
        queueHash = rescanQueue(false);
        queuePower *= BASE_INVERSE;
    }

    private void forget(int slot) {
        index.remove(tag(word(slot, HASH)), slot);
        next(slot, free);
        free = slot;
        size--;
    }

    /** Drops a few of the oldest ids whose time is over; those of open orders go to the end of the queue. */
    public void expire(long beforeNanos) {
        for (int i = 0; i < EXPIRED_PER_INSERT && oldest != NONE && word(oldest, STAMP) < beforeNanos; i++) {
            int slot = oldest;
            oldest = next(slot);
            newest = oldest == NONE ? NONE : newest;
            queueHash = (queueHash - entryHash(slot, word(slot, HASH))) * BASE_INVERSE;
            queuePower *= BASE_INVERSE;
            if (isOpen(slot)) {
                append(slot);
            } else {
                forget(slot);
            }
        }
    }

    private void append(int slot) {
        next(slot, NONE);
        if (newest == NONE) {
            oldest = slot;
        } else {
            next(newest, slot);
        }
        newest = slot;
        queueHash += entryHash(slot, word(slot, HASH)) * queuePower;
        queuePower *= BASE;
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
        UnsafeBuffer text = new UnsafeBuffer(new byte[ID_LENGTH]);
        long sum = 0;
        long power = 1;
        for (int slot = oldest; slot != NONE; slot = next(slot)) {
            long idHash = word(slot, HASH);
            if (whole) {
                getId(slot, text, 0);
                idHash = hash(accountId(slot), text, 0);
            }
            sum += entryHash(slot, idHash) * power;
            power *= BASE;
        }
        return sum;
    }

    private long rescanOpen() {
        long sum = 0;
        for (int slot = oldest; slot != NONE; slot = next(slot)) {
            sum += isOpen(slot) ? openHash(slot) : 0;
        }
        return sum;
    }

    private long entryHash(int slot, long idHash) {
        long h = StateHash.add(StateHash.add(idHash, payload(slot)), orderId(slot));
        return StateHash.add(StateHash.add(h, sequence(slot)), stamp(slot));
    }

    /** Also says which order an open id names, as no other hash does. */
    private long openHash(int slot) {
        return StateHash.mix(word(slot, HASH), orderId(slot));
    }

    private static long inverse(long odd) {
        long x = odd;
        for (int i = 0; i < 5; i++) {
            x *= 2 - odd * x; // Newton: doubles the number of correct low bits
        }
        return x;
    }
}

package io.ringfence.engine.state;

import java.util.Arrays;
import org.agrona.collections.Int2ObjectHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Positions of one account by symbol: a map for look-ups, and an array of the used slots by ascending symbol id for
 * everything that iterates.
 */
public final class PositionTable {
    private final Int2ObjectHashMap<Position> bySymbol = new Int2ObjectHashMap<>();
    private Position[] used = new Position[8];
    private int usedCount;
    /** Every position that was ever held, by ascending symbol id. */
    private Position[] all = new Position[8];

    private int allCount;
    private final long ownerSalt;

    PositionTable(long ownerSalt) {
        this.ownerSalt = ownerSalt;
    }

    public @Nullable Position find(int symbolId) {
        return bySymbol.get(symbolId);
    }

    /** The position in a symbol, made on first touch. */
    public Position open(int symbolId) {
        Position position = bySymbol.get(symbolId);
        if (position == null) {
            position = new Position(symbolId, ownerSalt);
            bySymbol.put(symbolId, position);
            all = allCount == all.length ? Arrays.copyOf(all, allCount * 2) : all;
            insert(all, allCount++, position);
        }
        return position;
    }

    public int usedCount() {
        return usedCount;
    }

    public Position used(int index) {
        return used[index];
    }

    public int count() {
        return allCount;
    }

    public Position get(int index) {
        return all[index];
    }

    /** Keeps the array of used slots; returns +1, 0 or -1, the change of their number. */
    public int relist(Position position) {
        boolean isUsed = position.isUsed();
        if (isUsed == position.listed) {
            return 0;
        }
        position.listed = isUsed;
        if (isUsed) {
            used = usedCount == used.length ? Arrays.copyOf(used, usedCount * 2) : used;
            insert(used, usedCount++, position);
            return 1;
        }
        remove(position);
        return -1;
    }

    private static void insert(Position[] array, int count, Position position) {
        int at = count;
        while (at > 0 && array[at - 1].symbolId > position.symbolId) {
            array[at] = array[at - 1];
            at--;
        }
        array[at] = position;
    }

    @SuppressWarnings("NullAway") // the slot behind the last used one is never read
    private void remove(Position position) {
        int at = 0;
        while (used[at] != position) {
            at++;
        }
        System.arraycopy(used, at + 1, used, at, usedCount - at - 1);
        used[--usedCount] = null;
    }

    /** The sum of the hashes of all positions, computed again. */
    long rescan() {
        long sum = 0;
        for (int i = 0; i < allCount; i++) {
            sum += all[i].contentHash(true);
        }
        return sum;
    }
}

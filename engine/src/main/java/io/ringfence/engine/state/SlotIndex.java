package io.ringfence.engine.state;

/**
 * Open addressing from 32-bit tags to the slots of a table beside it. A place holds the whole tag, so that a search rarely
 * looks at a slot in vain, and neither growth nor removal looks at one at all. The low bits of a tag say where its search
 * begins, so they must be spread well. At most two thirds of the places are taken.
 */
final class SlotIndex {
    static final int NONE = -1;

    /** Tag in the upper half, slot plus one in the lower; 0 is empty. */
    private long[] places;

    private int mask;
    private int size;
    private int most;

    /** Room for so many slots before it grows. */
    SlotIndex(int capacity) {
        places = new long[placesFor(capacity)];
        mask = places.length - 1;
        most = (int) (2L * places.length / 3);
    }

    private static int placesFor(int slots) {
        long wanted = Math.max(16, slots + (slots + 1L) / 2);
        return Math.toIntExact(Long.highestOneBit(2 * wanted - 1));
    }

    /** Room for so many slots in all. */
    void reserve(int slots) {
        if (placesFor(slots) > places.length) {
            rebuild(placesFor(slots));
        }
    }

    /** The place at which the search for a tag begins. */
    int first(int tag) {
        return tag & mask;
    }

    int next(int place) {
        return (place + 1) & mask;
    }

    /** 0 ends the search. */
    long at(int place) {
        return places[place];
    }

    static boolean hasTag(long entry, int tag) {
        return (int) (entry >>> 32) == tag;
    }

    static int slot(long entry) {
        return (int) entry - 1;
    }

    private static long entry(int tag, int slot) {
        return (long) tag << 32 | slot + 1;
    }

    void add(int tag, int slot) {
        if (size == most) {
            rebuild(Math.multiplyExact(places.length, 2));
        }
        place(entry(tag, slot));
        size++;
    }

    private void place(long entry) {
        int at = first((int) (entry >>> 32));
        while (places[at] != 0) {
            at = next(at);
        }
        places[at] = entry;
    }

    private void rebuild(int count) {
        long[] old = places;
        places = new long[count];
        mask = places.length - 1;
        most = (int) (2L * places.length / 3);
        for (long entry : old) {
            if (entry != 0) {
                place(entry);
            }
        }
    }

    /** Removes without tombstones: later entries of the run move back. False when it was not there. */
    boolean remove(int tag, int slot) {
        long entry = entry(tag, slot);
        int hole = first(tag);
        while (places[hole] != entry) {
            if (places[hole] == 0) {
                return false;
            }
            hole = next(hole);
        }
        int at = next(hole);
        for (long later = places[at]; later != 0; later = places[at]) {
            int home = first((int) (later >>> 32));
            boolean movable = ((at - home) & mask) >= ((at - hole) & mask);
            if (movable) {
                places[hole] = later;
                hole = at;
            }
            at = next(at);
        }
        places[hole] = 0;
        size--;
        return true;
    }
}

package io.ringfence.engine.state;

import java.util.Arrays;

/**
 * The parts of the state that changed since they were last counted, and the running sum of the hashes of all parts. A sum
 * does not depend on the order of parts or on where they are kept, and follows a change at the price of the changed part.
 *
 * <p>Marking is one comparison when a part is marked already. Counting is put off: a part that changes a hundred times
 * is hashed once, and an order that ends before anybody asks is not hashed at all.
 */
public final class Changes {
    /** So many wait at most between two commands, which bounds the time of one count. */
    private static final int COUNT_AT = 1024;

    private Tracked[] parts = new Tracked[2 * COUNT_AT];
    private int count;
    private long sum;

    /** Notes that a part changes in the command in hand. */
    public void mark(Tracked part) {
        if (!part.marked) {
            add(part);
        }
    }

    private void add(Tracked part) {
        part.marked = true;
        parts = count == parts.length ? Arrays.copyOf(parts, count * 2) : parts;
        parts[count++] = part;
    }

    /** To be called after each command, when nothing more changes: counts once many parts wait. */
    public void settle() {
        if (count >= COUNT_AT) {
            sum();
        }
    }

    /** The sum of the hashes of all parts, after counting those that wait. */
    long sum() {
        for (int i = 0; i < count; i++) {
            Tracked part = parts[i];
            long hash = part.contentHash(false);
            sum += hash - part.counted;
            part.counted = hash;
            part.marked = false;
        }
        count = 0;
        return sum;
    }
}

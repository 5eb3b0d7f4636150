package io.ringfence.ops.config;

import java.util.Collection;
import java.util.Locale;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What to do about a word that nobody knows: the nearest known one, or a list of them. */
public final class Suggestion {
    private static final int MAX_LIST = 20;

    private Suggestion() {}

    /** Half a sentence: "did you mean X?", or which words there are. */
    public static String of(String word, Collection<String> known) {
        String nearest = nearest(word, known);
        if (nearest != null) {
            return "did you mean " + nearest + "?";
        }
        if (known.isEmpty()) {
            return "there is none";
        }
        return known.size() <= MAX_LIST
                ? "known are " + String.join(", ", new TreeSet<>(known))
                : "ringfence config show lists all";
    }

    /** The known word that was probably meant, or null when none is near. */
    public static @Nullable String nearest(String word, Collection<String> known) {
        String best = null;
        int least = Math.max(2, word.length() / 3);
        for (String candidate : new TreeSet<>(known)) {
            int distance = distance(word.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
            if (distance < least) {
                least = distance;
                best = candidate;
            }
        }
        return best;
    }

    /** How many letters must be put in, left out, changed or swapped with their neighbour. */
    private static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, a, b, i, j);
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int cheapest(int[][] cost, String a, String b, int i, int j) {
        int changed = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int moved = Math.min(cost[i - 1][j], cost[i][j - 1]) + 1;
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        int swap = swapped ? cost[i - 2][j - 2] + 1 : Integer.MAX_VALUE;
        return Math.min(swap, Math.min(changed, moved));
    }
}

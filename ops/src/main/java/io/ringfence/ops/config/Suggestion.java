package io.ringfence.ops.config;

import java.util.Collection;
import java.util.Locale;

/** "Did you mean": the nearest of the known words. */
public final class Suggestion {
    private Suggestion() {}

    /** A half sentence that names the nearest word, or says where the words are listed. */
    public static String of(String word, Collection<String> known) {
        String best = "";
        int least = Math.max(2, word.length() / 3);
        for (String candidate : known) {
            int distance = distance(word.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT), least);
            if (distance < least) {
                least = distance;
                best = candidate;
            }
        }
        return best.isEmpty() ? "ringfence config show lists the keys" : "did you mean " + best + "?";
    }

    /** Levenshtein distance; anything over the bound counts as more than the bound. */
    private static int distance(String a, String b, int bound) {
        if (Math.abs(a.length() - b.length()) > bound) {
            return bound + 1;
        }
        int[] row = new int[b.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}

package io.ringfence.ops.counterfactual;

import java.util.List;

/** What a counterfactual rests on, in plain words. */
final class Wording {
    private static final List<String> ALWAYS = List.of(
            "Clients would have sent the same commands at the same times. In truth a refused order changes what a strategy"
                    + " does next; the further from the first change, the less certain the rest.",
            "A cancel or replace of an order that was not accepted here finds no order and does nothing.",
            "Operators would have acted as they did: recorded kills, resets, deposits and changes of other limits happen"
                    + " at the same moments. Automatic trips, latches and day rolls follow the rules and may differ.",
            "The limits asked about hold from the first command to the last; what the record says about them is overruled.",
            "Open positions count at the last mark of their instrument in the journal, without the cost of closing them.");

    private static final String PAPER =
            "Paper book: quotes and trades are the recorded ones and do not react to our orders."
                    + " An order fills against the displayed size, which is used up until the next quote; a refused order leaves"
                    + " its size to the next one.";

    private static final String MATCH =
            "Match book: accounts trade with each other. A refused order takes its fills away"
                    + " from the other side too, and where no outside feed sets the marks they follow the book and may differ"
                    + " between the two worlds.";

    private Wording() {}

    static List<String> assumptions(boolean match) {
        java.util.ArrayList<String> all = new java.util.ArrayList<>(ALWAYS);
        all.add(2, match ? MATCH : PAPER);
        return List.copyOf(all);
    }
}

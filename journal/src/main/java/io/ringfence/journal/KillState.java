package io.ringfence.journal;

import java.util.List;

/** What a start finds in the emergency file. Whoever reads it must name all three cases. */
public sealed interface KillState {
    /** There is no file: a fresh start if the journal is empty too, otherwise a reason to halt. */
    record Fresh() implements KillState {}

    /** The switches that were tripped when it was written; none is a statement too. */
    record Sound(List<KillEntry> entries) implements KillState {
        public Sound {
            entries = List.copyOf(entries);
        }
    }

    /** It is there but says nothing reliable: a reason to halt. */
    record Damaged(String reason) implements KillState {}
}

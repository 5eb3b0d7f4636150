package io.ringfence.journal.snapshot;

import org.agrona.DirectBuffer;

/** Takes the sections of a snapshot file in their order, each one checked. The bytes are valid during the call only. */
@FunctionalInterface
public interface SectionHandler {
    /**
     * Takes one section.
     *
     * @param kind whose section it is, see {@link SectionKind}
     */
    void section(int kind, DirectBuffer buffer, int offset, int length);
}

package io.ringfence.engine.pipeline;

import org.agrona.concurrent.UnsafeBuffer;

/** One preallocated place on the ring: the SBE bytes of a command. Length 0 only wakes the engine. */
final class CommandSlot {
    /** No command is longer; larger configuration is sent in several commands. */
    static final int CAPACITY = 2048;

    final UnsafeBuffer buffer = new UnsafeBuffer(new byte[CAPACITY]);
    int length;
    /** The publisher's monotonic clock, for latency histograms only. */
    long publishedAtNanos;
}

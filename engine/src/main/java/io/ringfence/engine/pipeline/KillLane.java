package io.ringfence.engine.pipeline;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.ManyToOneConcurrentArrayQueue;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/** A small bounded queue beside the ring, for trips only. Trips are rare, so an entry may be a fresh copy. */
final class KillLane {
    private static final int CAPACITY = 64;
    private final ManyToOneConcurrentArrayQueue<UnsafeBuffer> queue = new ManyToOneConcurrentArrayQueue<>(CAPACITY);

    boolean offer(DirectBuffer command, int offset, int length) {
        byte[] copy = new byte[length];
        command.getBytes(offset, copy);
        return queue.offer(new UnsafeBuffer(copy));
    }

    @Nullable
    UnsafeBuffer poll() {
        return queue.poll();
    }
}

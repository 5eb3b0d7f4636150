package io.ringfence.engine.pipeline;

import com.lmax.disruptor.InsufficientCapacityException;
import com.lmax.disruptor.RingBuffer;
import org.agrona.DirectBuffer;

/**
 * The way in. Any thread may publish; nobody ever waits: a full ring is an answer (903), and so is a dead engine.
 */
public final class CommandPublisher {
    /** What became of a command. */
    public enum Result {
        PUBLISHED,
        /** No room for this class of commands: tell the client to come back (903). */
        FULL,
        /** The journal's disk has no room for this class of commands: nothing was done (902). */
        NO_SPACE,
        /** The core has stopped; nothing is accepted any more. */
        DEAD
    }

    private final RingBuffer<CommandSlot> ring;
    private final KillLane killLane;
    private final FailStop failStop;
    private volatile boolean ordersRefused;
    private volatile boolean feedsRefused;

    CommandPublisher(RingBuffer<CommandSlot> ring, KillLane killLane, FailStop failStop) {
        this.ring = ring;
        this.killLane = killLane;
        this.failStop = failStop;
    }

    /** Copies one command (SBE header included) into a slot of the ring. */
    public Result publish(
            CommandClass commandClass, DirectBuffer command, int offset, int length, long publishedAtNanos) {
        if (length <= 0 || length > CommandSlot.CAPACITY) {
            throw new IllegalArgumentException(
                    "a command of " + length + " bytes does not fit a slot of " + CommandSlot.CAPACITY + "; split it");
        }
        if (failStop.isDead()) {
            return Result.DEAD;
        }
        if (isRefused(commandClass)) {
            return Result.NO_SPACE;
        }
        if (!ring.hasAvailableCapacity(1 + commandClass.reserve(ring.getBufferSize()))) {
            return Result.FULL;
        }
        return claim(command, offset, length, publishedAtNanos);
    }

    /** What is not taken in while the journal's disk is short of room; cancels, administration and trips always are. */
    public void refuse(boolean orders, boolean feeds) {
        ordersRefused = orders;
        feedsRefused = feeds;
    }

    private boolean isRefused(CommandClass commandClass) {
        return switch (commandClass) {
            case ORDER -> ordersRefused;
            case FEED -> feedsRefused;
            case CANCEL -> false;
        };
    }

    /** A trip goes beside the ring and is taken up before any command that still waits there. */
    public Result publishKill(DirectBuffer command, int offset, int length) {
        if (failStop.isDead()) {
            return Result.DEAD;
        }
        if (!killLane.offer(command, offset, length)) {
            return Result.FULL;
        }
        // A parked engine needs a slot to wake up; on a full ring it is awake anyway.
        claim(command, offset, 0, 0);
        return Result.PUBLISHED;
    }

    private Result claim(DirectBuffer command, int offset, int length, long publishedAtNanos) {
        long sequence;
        try {
            sequence = ring.tryNext();
        } catch (InsufficientCapacityException e) {
            return Result.FULL;
        }
        try {
            CommandSlot slot = ring.get(sequence);
            slot.length = length;
            slot.publishedAtNanos = publishedAtNanos;
            slot.buffer.putBytes(0, command, offset, length);
        } finally {
            ring.publish(sequence);
        }
        return Result.PUBLISHED;
    }

    /** Commands that wait on the ring; for metrics. */
    public long depth() {
        return ring.getBufferSize() - ring.remainingCapacity();
    }

    public int capacity() {
        return ring.getBufferSize();
    }
}

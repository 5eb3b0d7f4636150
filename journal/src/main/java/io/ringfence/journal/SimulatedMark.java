package io.ringfence.journal;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.agrona.concurrent.UnsafeBuffer;

/** The high-water mark on a {@link SimulatedDisk}; the bytes of a slot are {@link MarkSlots}', their order on disk is ours. */
final class SimulatedMark {
    private final SimulatedDisk disk;
    private final Path file;
    private final byte[] bytes = new byte[MarkSlots.FILE_LENGTH];
    private final UnsafeBuffer buffer = new UnsafeBuffer(ByteBuffer.wrap(bytes));
    private int nextSlot;

    private SimulatedMark(SimulatedDisk disk, Path file) {
        this.disk = disk;
        this.file = file;
        System.arraycopy(disk.copy(file), 0, bytes, 0, bytes.length);
        nextSlot = MarkSlots.newest(buffer) == 0 ? 1 : 0;
    }

    static SimulatedMark open(SimulatedDisk disk, Path file) {
        if (!disk.exists(file)) {
            byte[] fresh = new byte[MarkSlots.FILE_LENGTH];
            MarkSlots.format(new UnsafeBuffer(ByteBuffer.wrap(fresh)));
            disk.replace(file, fresh);
        }
        return new SimulatedMark(disk, file);
    }

    void write(MarkState state) {
        MarkSlots.write(buffer, nextSlot, state);
        int at = MarkSlots.slotOffset(nextSlot);
        disk.write(file, at, bytes, at, MarkSlots.SLOT_BYTES);
        nextSlot ^= 1;
    }

    void force() {
        disk.force(file);
    }
}

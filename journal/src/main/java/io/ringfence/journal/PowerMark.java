package io.ringfence.journal;

import io.ringfence.journal.disk.Disk;
import io.ringfence.journal.disk.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The high-water mark of durability {@code power}: written by a call rather than through a mapping, so that an error is
 * an exception, and only once the records that it speaks of were forced. Readers map the same file.
 */
final class PowerMark implements AutoCloseable {
    private final DiskFile file;
    private final ByteBuffer bytes = ByteBuffer.allocateDirect(MarkSlots.FILE_LENGTH);
    private final UnsafeBuffer slots = new UnsafeBuffer(bytes);
    private int nextSlot;

    private PowerMark(DiskFile file, int nextSlot) {
        this.file = file;
        this.nextSlot = nextSlot;
        MarkSlots.format(slots);
    }

    static PowerMark open(Disk disk, JournalLayout layout) throws IOException {
        if (!Files.exists(layout.markFile())) {
            HighWaterMark.reset(layout.markFile(), MarkState.NOTHING);
        }
        int newest = HighWaterMark.newestSlot(layout.markFile());
        return new PowerMark(disk.open(layout.markFile()), newest == 0 ? 1 : 0);
    }

    void write(MarkState state) throws IOException {
        MarkSlots.write(slots, nextSlot, state);
        int end = MarkSlots.slotOffset(nextSlot) + MarkSlots.SLOT_BYTES;
        int position = MarkSlots.slotOffset(nextSlot);
        while (position < end) {
            int written = file.write(bytes.clear().position(position).limit(end), position);
            if (written <= 0) {
                throw new IOException("the high-water mark could not be written in full");
            }
            position += written;
        }
        nextSlot ^= 1;
    }

    void force() throws IOException {
        file.force();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}

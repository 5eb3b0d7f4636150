package io.ringfence.engine.snapshot;

import io.ringfence.engine.pipeline.CommandProcessor;
import io.ringfence.engine.pipeline.Journal;
import io.ringfence.engine.state.EngineState;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** Snapshots as lists of sections in memory. */
final class Snapshots {
    private Snapshots() {}

    static List<byte[]> write(CommandProcessor core) {
        List<byte[]> sections = new ArrayList<>();
        new SnapshotWriter(core).write((buffer, offset, length) -> {
            byte[] section = new byte[length];
            buffer.getBytes(offset, section);
            sections.add(section);
        });
        return sections;
    }

    /** A core made of a snapshot, with tables of another size than those of the core that wrote it. */
    static CommandProcessor read(List<byte[]> sections, Journal journal, int capacity) {
        CommandProcessor core = new CommandProcessor(new EngineState(capacity), journal);
        SnapshotReader reader = new SnapshotReader(core);
        for (byte[] section : sections) {
            // Somewhere in a larger buffer, as a file's reader has it.
            UnsafeBuffer buffer = new UnsafeBuffer(new byte[section.length + 24]);
            buffer.putBytes(8, section);
            reader.section(buffer, 8, section.length);
        }
        reader.finish();
        return core;
    }
}

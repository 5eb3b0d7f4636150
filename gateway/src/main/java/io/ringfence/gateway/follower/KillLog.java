package io.ringfence.gateway.follower;

import io.ringfence.engine.schema.KillChangedDecoder;
import io.ringfence.engine.snapshot.SnapshotException;
import io.ringfence.engine.snapshot.SnapshotSink;
import io.ringfence.engine.state.KillLevel;
import io.ringfence.gateway.record.CommitRecord;
import io.ringfence.gateway.record.KillReader;
import io.ringfence.gateway.record.KillTrip;
import io.ringfence.gateway.snapshot.EntryReader;
import io.ringfence.gateway.snapshot.EntryWriter;
import io.ringfence.gateway.snapshot.SnapshotPart;
import io.ringfence.journal.snapshot.SectionKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agrona.DirectBuffer;

/** Which kill switches are tripped, since when, why and by whom. Belongs to the follower's thread. */
public final class KillLog implements SnapshotPart {
    private static final int VERSION = 1;
    private static final int TRIP = 1;
    private static final int MAX_TRIP = 64 + 2 * (2 + 3 * 2048);

    private record Key(int scope, int accountId, int targetId) {}

    private final Map<Key, KillTrip> tripped = new LinkedHashMap<>();
    private final KillReader reader = new KillReader();

    @Override
    public int kind() {
        return SectionKind.KILLS;
    }

    @Override
    public void write(SnapshotSink sink) {
        EntryWriter writer = new EntryWriter(sink, VERSION);
        for (KillTrip trip : tripped.values()) {
            writer.entry(TRIP, MAX_TRIP)
                    .put64(trip.tripId())
                    .put32(trip.scope())
                    .put32(trip.accountId())
                    .put32(trip.targetId())
                    .put8(trip.level())
                    .put8(trip.cause())
                    .text(trip.reason())
                    .text(trip.actor())
                    .put64(trip.timestampNanos());
        }
        writer.finish();
    }

    @Override
    public void section(DirectBuffer buffer, int offset, int length) {
        EntryReader reader = new EntryReader(buffer, offset, length, VERSION, "kill switches");
        while (reader.hasNext()) {
            int tag = reader.get8();
            if (tag != TRIP) {
                throw new SnapshotException("The snapshot holds an entry " + tag + " among kill switches");
            }
            KillTrip trip = new KillTrip(
                    reader.get64(),
                    reader.get32(),
                    reader.get32(),
                    reader.get32(),
                    (byte) reader.get8(),
                    (byte) reader.get8(),
                    reader.text(),
                    reader.text(),
                    reader.get64());
            tripped.put(new Key(trip.scope(), trip.accountId(), trip.targetId()), trip);
        }
    }

    @Override
    public void apply(CommitRecord record) {
        changedBy(record);
    }

    /** As {@link #apply}; says whether the record changed a switch. */
    public boolean changedBy(CommitRecord record) {
        record.rewind();
        reader.command(record);
        boolean any = false;
        while (record.next()) {
            if (record.templateId() == KillChangedDecoder.TEMPLATE_ID) {
                change(reader.change(record));
                any = true;
            }
        }
        return any;
    }

    private void change(KillTrip trip) {
        Key key = new Key(trip.scope(), trip.accountId(), trip.targetId());
        if (trip.level() == KillLevel.ACTIVE) {
            tripped.remove(key);
        } else {
            tripped.put(key, trip);
        }
    }

    public List<KillTrip> tripped() {
        return new ArrayList<>(tripped.values());
    }
}

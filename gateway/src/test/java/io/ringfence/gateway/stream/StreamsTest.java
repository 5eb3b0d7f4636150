package io.ringfence.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringfence.engine.command.CommandWriter;
import io.ringfence.engine.gates.Scope;
import io.ringfence.engine.pipeline.CommandProcessor;
import io.ringfence.engine.state.EngineState;
import io.ringfence.engine.state.KillLevel;
import io.ringfence.gateway.Fixture;
import io.ringfence.gateway.MemoryRecords;
import io.ringfence.gateway.auth.Credential;
import io.ringfence.gateway.auth.Role;
import io.ringfence.gateway.record.Names;
import io.ringfence.gateway.record.ReleasedRecords;
import io.ringfence.journal.JournalException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clients that keep up, that block in the middle of a record, and that do not read at all. */
class StreamsTest {
    private static final Credential AUDITOR = new Credential(1, "auditor", Role.AUDITOR, Set.of());
    private static final long NEVER = Long.MAX_VALUE / 4;

    private final MemoryRecords records = new MemoryRecords();
    private final CommandProcessor core = new CommandProcessor(new EngineState(64), records);
    private final CommandWriter writer = new CommandWriter();
    private long nowNanos = 1_800_000_000_000_000_000L;
    private volatile long archivedUpTo;
    /** Names are known up to here at most. */
    private volatile long namesUpTo = Long.MAX_VALUE;

    private Streams streams;

    @AfterEach
    void close() {
        streams.close();
    }

    private void start(long heartbeatNanos, long stuckNanos) {
        new Fixture((command, length) -> core.process(command, 0, length, ++nowNanos)).define();
        Streams.KnownNames known = new Streams.KnownNames() {
            @Override
            public Names names() {
                return Names.NONE;
            }

            @Override
            public long sequence() {
                return Math.min(namesUpTo, records.releasedSequence());
            }
        };
        streams = new Streams(
                new Archived(records),
                known,
                (accounts, answer) -> {},
                credential -> true,
                "paper",
                new Streams.Limits(4, heartbeatNanos, stuckNanos, 100_000_000L));
        streams.start();
    }

    /** A kill and its reset change one switch each. */
    private void toggle() {
        writer.origin(0, 0, 0, 0);
        writer.kill(Scope.GLOBAL, KillLevel.HALTED, false, -1, -1, "drill", "auditor");
        core.process(writer.buffer(), 0, writer.length(), ++nowNanos);
        writer.origin(0, 0, 0, 0);
        writer.killReset(Scope.GLOBAL, -1, -1, "over", "auditor");
        core.process(writer.buffer(), 0, writer.length(), ++nowNanos);
    }

    /** A socket that takes so many events before it is full. */
    private static final class FakeOutlet implements Outlet {
        final List<String> taken = new CopyOnWriteArrayList<>();
        final List<Long> heartbeats = new CopyOnWriteArrayList<>();
        volatile int room;
        volatile long stuckSinceNanos;
        volatile boolean open = true;
        volatile boolean let;
        /** An event was not taken. */
        volatile boolean full;

        volatile String end = "";

        FakeOutlet(int room) {
            this.room = room;
        }

        @Override
        public void open() {
            let = true;
        }

        @Override
        public void refuse(int status, String detail) {
            end = status + " " + detail;
        }

        @Override
        public boolean offer(StreamEvent event) {
            if (taken.size() >= room) {
                full = true;
                return false;
            }
            taken.add(event.id());
            return true;
        }

        @Override
        public void revoke() {
            throw new AssertionError("nothing was revoked");
        }

        @Override
        public boolean offer(String type, byte[] json) {
            throw new AssertionError("nobody asked for " + type);
        }

        @Override
        public void heartbeat(long sequence) {
            heartbeats.add(sequence);
        }

        @Override
        public boolean hasRoom() {
            return !full || taken.size() < room;
        }

        @Override
        public boolean isOpen() {
            return open;
        }

        @Override
        public long stuckSinceNanos() {
            return stuckSinceNanos;
        }

        @Override
        public void end() {
            end = "ended";
        }

        @Override
        public void drop() {
            end = "dropped";
        }
    }

    private FakeOutlet add(int room, Place told) {
        FakeOutlet outlet = new FakeOutlet(room);
        streams.add(new Subscription(AUDITOR, Channel.JOURNALED, null, told, outlet));
        return outlet;
    }

    @Test
    void stopsAnywhereAndGoesOnThere() {
        start(NEVER, NEVER);
        FakeOutlet whole = add(Integer.MAX_VALUE, Place.behind(0));
        FakeOutlet blocked = add(0, Place.behind(0));
        await().until(() -> whole.let && blocked.let);
        for (int i = 0; i < 50; i++) {
            toggle();
        }
        await().until(() -> whole.taken.size() >= 100);
        int all = whole.taken.size();
        for (int room = 1; room <= all; room++) {
            blocked.full = false;
            blocked.room = room;
            int soFar = room;
            await().pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> blocked.taken.size() == soFar);
        }
        assertThat(blocked.taken).containsExactlyElementsOf(whole.taken);
        toggle();
        blocked.room = Integer.MAX_VALUE;
        await().until(() -> blocked.taken.size() == all + 2 && whole.taken.size() == all + 2);
        assertThat(blocked.taken).as("both at the head again").containsExactlyElementsOf(whole.taken);
    }

    /** What was acknowledged before a client asked is not news to it, even while the names are still being read. */
    @Test
    void beginsBehindWhatIsReleasedWhileTheNamesAreBehind() {
        start(NEVER, NEVER);
        FakeOutlet early = add(Integer.MAX_VALUE, null);
        await().until(() -> early.let);
        namesUpTo = records.releasedSequence();
        toggle();
        FakeOutlet late = add(Integer.MAX_VALUE, null);
        await().until(() -> late.let);
        namesUpTo = Long.MAX_VALUE;
        await().until(() -> early.taken.size() == 2);
        toggle();
        await().until(() -> early.taken.size() == 4 && late.taken.size() >= 2);
        assertThat(late.taken).containsExactlyElementsOf(early.taken.subList(2, 4));
    }

    @Test
    void dropsAClientThatReadsNothing() {
        start(NEVER, 1);
        FakeOutlet reading = add(Integer.MAX_VALUE, null);
        FakeOutlet stuck = add(Integer.MAX_VALUE, null);
        await().until(() -> reading.let && stuck.let);
        assertThat(streams.clients()).isEqualTo(2);
        stuck.stuckSinceNanos = System.nanoTime() - 2;
        await().until(() -> stuck.end.equals("dropped"));
        assertThat(streams.dropped()).isEqualTo(1);
        assertThat(streams.clients()).isEqualTo(1);
        assertThat(reading.end).isEmpty();
    }

    @Test
    void saysNowAndThenHowFarItIs() {
        start(1, NEVER);
        long last = records.releasedSequence();
        FakeOutlet idle = add(Integer.MAX_VALUE, null);
        await().until(() -> idle.heartbeats.size() >= 2);
        assertThat(new ArrayList<>(idle.heartbeats)).containsOnly(last);
        assertThat(idle.taken).isEmpty();
    }

    @Test
    void refusesOneTooManyAndEndsTheOthers() {
        start(NEVER, NEVER);
        List<FakeOutlet> some = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            some.add(add(Integer.MAX_VALUE, null));
        }
        assertThat(add(0, null).end).isEqualTo("503 There are 4 stream clients already; try again later");
        some.get(0).open = false;
        await().until(() -> streams.clients() == 3);
        FakeOutlet later = add(Integer.MAX_VALUE, null);
        await().until(() -> later.let);
        streams.close();
        assertThat(later.end).isEqualTo("ended");
        assertThat(add(0, null).end).startsWith("503 The stream has stopped");
        assertThat(streams.clients()).isZero();
    }

    /** A client that asks for what is archived is told so, and one that falls behind into it is let go. */
    @Test
    void saysWhatIsArchived() {
        start(NEVER, NEVER);
        archivedUpTo = 5;
        FakeOutlet early = add(Integer.MAX_VALUE, Place.behind(4));
        await().until(() -> !early.end.isEmpty());
        assertThat(early.end)
                .startsWith("410 Sequence 5 is not in the open journal any more")
                .contains("ringfence export");
        FakeOutlet blocked = add(1, null);
        await().until(() -> blocked.let);
        toggle();
        await().until(() -> blocked.full);
        archivedUpTo = Long.MAX_VALUE;
        blocked.room = Integer.MAX_VALUE;
        await().until(() -> blocked.end.equals("ended"));
        assertThat(blocked.taken).hasSize(1);
        assertThat(streams.clients()).isZero();
    }

    /** Records whose first part is not there any more. */
    private final class Archived implements ReleasedRecords {
        private final ReleasedRecords all;

        Archived(ReleasedRecords all) {
            this.all = all;
        }

        @Override
        public Cursor cursor(long firstSequence) {
            if (firstSequence <= archivedUpTo) {
                throw new JournalException("sequence " + firstSequence + " is archived");
            }
            return all.cursor(firstSequence);
        }

        @Override
        public Lookup lookup() {
            return all.lookup();
        }

        @Override
        public long appendedSequence() {
            return all.appendedSequence();
        }

        @Override
        public long releasedSequence() {
            return all.releasedSequence();
        }
    }
}

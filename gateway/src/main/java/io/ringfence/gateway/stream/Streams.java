package io.ringfence.gateway.stream;

import io.ringfence.gateway.auth.Credential;
import io.ringfence.gateway.record.CommitRecord;
import io.ringfence.gateway.record.Names;
import io.ringfence.gateway.record.RecordAssembler;
import io.ringfence.gateway.record.ReleasedRecords;
import io.ringfence.journal.JournalException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that tells clients what the journal says. Clients that keep up share one place in the journal, the
 * head; a client that asks for older events, or whose socket was full, reads at its own place until it is at the head.
 * Nothing is queued for anybody beyond the small buffer of its socket: what a client has not been told is in the
 * journal.
 */
public final class Streams implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Streams.class);
    /** Fragments that one client, or the head, is read before the next has its turn. */
    private static final int TURN = 256;

    private static final long IDLE_NANOS = 1_000_000;
    private static final long TEND_NANOS = 100_000_000;

    /**
     * How many and how patient.
     *
     * @param clients at once; more are answered 503
     * @param heartbeatNanos between two heartbeats
     * @param stuckNanos after which a client that reads nothing is dropped
     * @param lingerNanos how long the end waits until everything has been told
     */
    public record Limits(int clients, long heartbeatNanos, long stuckNanos, long lingerNanos) {
        public static final Limits DEFAULT = new Limits(256, 15_000_000_000L, 10_000_000_000L, 2_000_000_000L);
    }

    /** What the names of a record are, and how far they are known. */
    public interface KnownNames {
        Names names();

        /** Records up to here speak of no name that is not known. */
        long sequence();
    }

    private final ReleasedRecords records;
    private final KnownNames known;
    private final Limits limits;
    private final EventReader reader;
    private final HeadroomFeed headroom;
    private final Predicate<Credential> live;
    private final Thread thread = new Thread(this::run, "ringfence-streams");
    private final Queue<Subscription> arriving = new ConcurrentLinkedQueue<>();
    private final List<Subscription> atHead = new ArrayList<>();
    private final List<Subscription> behind = new ArrayList<>();
    private final AtomicInteger clients = new AtomicInteger();
    private Set<Channel> wantedAtHead = EnumSet.noneOf(Channel.class);
    private ReleasedRecords.@Nullable Cursor head;
    private RecordAssembler headRecords = new RecordAssembler(this::onHead);
    private long headSequence;
    private long tendedAtNanos = System.nanoTime();
    private volatile boolean running = true;
    private volatile boolean dead;
    private final AtomicLong told = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();

    /** Starts with {@link #start}. */
    public Streams(
            ReleasedRecords records,
            KnownNames known,
            HeadroomFeed.Source headroom,
            Predicate<Credential> live,
            String mode,
            Limits limits) {
        this.live = live;
        this.headroom = new HeadroomFeed(headroom);
        this.records = records;
        this.known = known;
        this.limits = limits;
        reader = new EventReader(records.lookup(), mode);
    }

    public void start() {
        thread.start();
    }

    /** Takes a client; it is let in or refused by the thread, and this returns at once. */
    public void add(Subscription client) {
        if (dead || !running) {
            client.outlet.refuse(503, "The stream has stopped; the gateway's log says why");
        } else if (clients.incrementAndGet() > limits.clients()) {
            clients.decrementAndGet();
            client.outlet.refuse(503, "There are " + limits.clients() + " stream clients already; try again later");
        } else {
            arriving.add(client);
            LockSupport.unpark(thread);
            if (dead && arriving.remove(client)) {
                refuse(client, 503, "The stream has stopped");
            }
        }
    }

    /** Clients that are connected or about to be. */
    public int clients() {
        return clients.get();
    }

    /** Events sent to clients so far. */
    public long told() {
        return told.get();
    }

    /** Clients dropped so far because they did not read. */
    public long dropped() {
        return dropped.get();
    }

    public boolean isAlive() {
        return thread.isAlive();
    }

    private void run() {
        try {
            while (running) {
                if (!turn()) {
                    rest();
                }
            }
            finish();
        } catch (RuntimeException e) {
            LOG.error("the streams stopped behind sequence {}", headSequence, e);
        } finally {
            dead = true;
            endAll();
        }
    }

    private void rest() {
        if (clients.get() == 0) {
            LockSupport.park(this);
        } else {
            LockSupport.parkNanos(this, IDLE_NANOS);
        }
    }

    /** Tells everybody a little; false when there was nothing to tell. */
    private boolean turn() {
        long upTo = known.sequence();
        admit();
        boolean work = readHead(upTo);
        // A client that reaches the head leaves the list, one that the head leaves behind enters it.
        for (int i = behind.size() - 1; i >= 0; i--) {
            work |= catchUp(behind.get(i), upTo);
        }
        long now = System.nanoTime();
        if (now - tendedAtNanos >= TEND_NANOS) {
            tendedAtNanos = now;
            tend(now);
            headroom.tend(now, atHead);
        }
        tellHeadroom();
        return work;
    }

    private void tellHeadroom() {
        for (List<HeadroomFeed.Moment> moments = headroom.poll(); moments != null; moments = headroom.poll()) {
            for (HeadroomFeed.Moment moment : moments) {
                atHead.forEach(client -> client.tell(moment));
            }
        }
    }

    private void admit() {
        for (Subscription client = arriving.poll(); client != null; client = arriving.poll()) {
            // The names may be behind: what is released was acknowledged, and is no news to who asks now.
            long released = records.releasedSequence();
            long next = client.told(released).nextSequence();
            if (next > released + 1) {
                refuse(
                        client,
                        409,
                        "The journal ends with sequence " + released
                                + "; begin there, or find out which journal sequence " + (next - 1) + " is from");
            } else if (open(client, next)) {
                client.outlet.open();
                behind.add(client);
            }
        }
    }

    private boolean open(Subscription client, long next) {
        try {
            client.open(records, record -> onRecord(client, record));
            return true;
        } catch (JournalException e) {
            LOG.info("a stream from sequence {} was refused: {}", next, e.getMessage());
            refuse(
                    client,
                    410,
                    "Sequence " + next + " is not in the open journal any more; begin at a later one, and read"
                            + " what is archived with \"ringfence export\"");
            return false;
        }
    }

    private void refuse(Subscription client, int status, String detail) {
        client.outlet.refuse(status, detail);
        clients.decrementAndGet();
    }

    private boolean readHead(long upTo) {
        ReleasedRecords.Cursor cursor = head;
        if (cursor == null) {
            return false;
        }
        if (atHead.isEmpty()) {
            cursor.close();
            head = null;
            return false;
        }
        int fragments = 0;
        while (fragments < TURN && headSequence < upTo && cursor.poll(headRecords, 1) > 0) {
            fragments++;
        }
        return fragments > 0;
    }

    private void onHead(CommitRecord record) {
        headSequence = record.sequence();
        reader.read(record, known.names(), wantedAtHead, this::tellHead);
        boolean left = false;
        for (Iterator<Subscription> each = atHead.iterator(); each.hasNext(); ) {
            Subscription client = each.next();
            if (client.isBlocked()) {
                each.remove();
                behind.add(client);
                left = true;
            } else {
                client.toldUpTo(headSequence);
            }
        }
        if (left) {
            countWanted();
        }
    }

    private void tellHead(StreamEvent event) {
        for (Subscription client : atHead) {
            tell(client, event);
        }
    }

    private void tell(Subscription client, StreamEvent event) {
        if (client.tell(event)) {
            told.incrementAndGet();
        }
    }

    private void onRecord(Subscription client, CommitRecord record) {
        reader.read(record, known.names(), client.channels(), event -> tell(client, event));
    }

    private boolean catchUp(Subscription client, long upTo) {
        if (!client.outlet.isOpen() || !client.outlet.hasRoom()) {
            return false;
        }
        if (client.isBlocked() && !reopen(client)) {
            return true;
        }
        long bound = head == null ? upTo : headSequence;
        int fragments = 0;
        while (fragments < TURN && client.readSequence() < bound && client.outlet.hasRoom() && client.read()) {
            fragments++;
        }
        if (!client.isBlocked() && client.readSequence() == bound) {
            join(client);
            return true;
        }
        return fragments > 0;
    }

    private boolean reopen(Subscription client) {
        try {
            client.open(records, record -> onRecord(client, record));
            return true;
        } catch (JournalException e) {
            LOG.warn("{} ends, for what follows is not in the open journal: {}", client.describe(), e.getMessage());
            behind.remove(client);
            leave(client);
            client.outlet.end();
            return false;
        }
    }

    private void join(Subscription client) {
        if (head == null) {
            head = client.takeCursor();
            headRecords = new RecordAssembler(this::onHead);
            headSequence = client.readSequence();
        } else {
            client.close();
        }
        behind.remove(client);
        atHead.add(client);
        countWanted();
    }

    private void countWanted() {
        Set<Channel> wanted = EnumSet.noneOf(Channel.class);
        for (Subscription client : atHead) {
            wanted.addAll(client.channels());
        }
        wantedAtHead = wanted;
    }

    /** Heartbeats; clients that went; clients that do not read. */
    private void tend(long now) {
        tend(now, atHead);
        tend(now, behind);
        countWanted();
    }

    private void tend(long now, List<Subscription> some) {
        for (Iterator<Subscription> each = some.iterator(); each.hasNext(); ) {
            Subscription client = each.next();
            long stuckSince = client.outlet.stuckSinceNanos();
            if (!client.outlet.isOpen()) {
                each.remove();
                leave(client);
            } else if (!live.test(client.credential())) {
                LOG.warn("{} is closed: its key has been revoked", client.describe());
                each.remove();
                leave(client);
                client.outlet.revoke();
            } else if (stuckSince != 0 && now - stuckSince > limits.stuckNanos()) {
                LOG.warn(
                        "{} is closed ({}): nothing was read for {} s; it may go on from there",
                        client.describe(),
                        Subscription.SLOW_CONSUMER,
                        limits.stuckNanos() / 1_000_000_000L);
                each.remove();
                dropped.incrementAndGet();
                leave(client);
                client.outlet.drop();
            } else if (!client.isBlocked()) {
                client.beat(now, limits.heartbeatNanos());
            }
        }
    }

    private void leave(Subscription client) {
        client.close();
        clients.decrementAndGet();
    }

    /** At the end everybody is told everything, as far as they read and it does not take long. */
    private void finish() {
        long deadline = System.nanoTime() + limits.lingerNanos();
        long last = records.releasedSequence();
        while (System.nanoTime() - deadline < 0 && !haveHeard(last)) {
            if (!turn()) {
                LockSupport.parkNanos(this, IDLE_NANOS);
            }
        }
    }

    private boolean haveHeard(long last) {
        return behind.isEmpty() && arriving.isEmpty() && (atHead.isEmpty() || headSequence >= last);
    }

    private void endAll() {
        List<Subscription> all = new ArrayList<>(atHead);
        all.addAll(behind);
        for (Subscription client : all) {
            leave(client);
            client.outlet.end();
        }
        atHead.clear();
        behind.clear();
        for (Subscription client = arriving.poll(); client != null; client = arriving.poll()) {
            refuse(client, 503, "The stream has stopped");
        }
        if (head != null) {
            head.close();
            head = null;
        }
    }

    /** Tells what is released, then lets everybody go. */
    @Override
    public void close() {
        running = false;
        LockSupport.unpark(thread);
        try {
            thread.join(2 * limits.lingerNanos() / 1_000_000 + 1_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

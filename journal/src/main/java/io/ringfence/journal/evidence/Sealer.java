package io.ringfence.journal.evidence;

import io.ringfence.journal.JournalException;
import io.ringfence.journal.JournalLayout;
import io.ringfence.journal.JournalReader;
import io.ringfence.journal.ReleaseBarrier;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.function.LongSupplier;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Reads released records, hashes them, and signs a checkpoint at the end of each segment. Continues behind the last
 * checkpoint after a restart. One thread; touches nothing that the engine or another consumer waits for.
 */
public final class Sealer implements AutoCloseable {
    private static final int ID_BYTES = 16;

    private final SealerConfig config;
    private final SigningKey key;
    private final CheckpointStore store;
    private final LongSupplier wallNanos;
    private final JournalReader reader;
    private final Segment segment = new Segment();
    private final String journalId;

    private @Nullable Checkpoint written;
    private String cycle = "";
    private String locatorCycle = "";
    private long locatorOffset;
    private long segmentStartedNanos;
    private long hashedBytes;
    private volatile long signedThrough;

    private Sealer(
            SealerConfig config,
            SigningKey key,
            CheckpointStore store,
            CheckpointChain chain,
            JournalReader reader,
            LongSupplier wallNanos) {
        this.config = config;
        this.key = key;
        this.store = store;
        this.reader = reader;
        this.wallNanos = wallNanos;
        written = chain.lastWritten();
        Checkpoint base = chain.last();
        if (base == null) {
            segment.begin(0, 0, 0, Checkpoint.NO_HASH);
            journalId = written == null ? newId() : written.journalId();
        } else {
            segment.begin(base.last(), base.toNanos(), base.crc(), base.chain());
            journalId = base.journalId();
            cycle = base.cycle();
        }
        signedThrough = segment.last();
        beginLocator(cycle);
    }

    /**
     * Checks the checkpoints that are there and continues behind them.
     *
     * @param wallNanos the wall clock, for the time of signing
     * @throws TamperedException if the checkpoints contradict each other or the journal
     * @throws JournalException if this key is not the one to sign next, or the journal is shorter than what was signed
     */
    public static Sealer resume(
            JournalLayout layout, ReleaseBarrier barrier, SealerConfig config, SigningKey key, LongSupplier wallNanos) {
        CheckpointStore store = new CheckpointStore(layout);
        CheckpointChain chain = CheckpointChain.read(store);
        requireTurn(chain, key);
        long signed = chain.signedThrough();
        if (signed > barrier.releasedSequence()) {
            throw new JournalException(
                    "The journal in " + layout.journalDirectory() + " ends at sequence " + barrier.releasedSequence()
                            + " but its checkpoints sign up to sequence " + signed
                            + ": its end was lost. If a repair or a power cut"
                            + " took it, own up to that: ringfence journal seal --data " + layout.dataDirectory()
                            + " --accept-cut");
        }
        JournalReader reader = JournalReader.openAfter(layout, barrier, signed);
        Checkpoint last = chain.last();
        if (last != null && signed > 0 && reader.crc() != last.crc()) {
            reader.close();
            throw new TamperedException(
                    reader.file(),
                    reader.offset(),
                    signed,
                    "the record of sequence " + signed + " is not the one that checkpoint "
                            + last.number() + " signed; run: ringfence journal verify --data " + layout.dataDirectory()
                            + " --public-key FILE");
        }
        chain.torn().forEach(store::trim);
        return new Sealer(config, key, store, chain, reader, wallNanos);
    }

    VerifyingKey verifyingKey() {
        return key.verifyingKey();
    }

    static void requireTurn(CheckpointChain chain, SigningKey key) {
        Checkpoint written = chain.lastWritten();
        if (written == null) {
            return;
        }
        String turn = written.next() == null ? written.key() : written.next();
        if (!turn.equals(key.verifyingKey().hex())) {
            throw new JournalException("The signing key given is "
                    + key.verifyingKey().hex() + ", but the next checkpoint must be signed by " + turn
                    + "; give that key, or hand over to a new one with it: ringfence journal rotate-key");
        }
    }

    private static String newId() {
        byte[] id = new byte[ID_BYTES];
        new SecureRandom().nextBytes(id);
        return HexFormat.of().formatHex(id);
    }

    /**
     * Takes in released records, at most so many.
     *
     * @return how many there were; 0 = none for now
     */
    public int poll(int limit) {
        int count = 0;
        while (count < limit) {
            DirectBuffer record = reader.poll();
            if (record == null) {
                break;
            }
            take(record);
            count++;
        }
        if (segment.commands() > 0
                && System.nanoTime() - segmentStartedNanos >= config.maxAgeNanos()
                && reader.isLastOfCommand()) {
            seal(null, Checkpoint.NO_CUT);
        }
        return count;
    }

    private void take(DirectBuffer record) {
        String here = reader.cycleName();
        if (!here.equals(cycle)) {
            if (segment.commands() > 0) {
                seal(null, Checkpoint.NO_CUT);
            }
            cycle = here;
        }
        if (segment.commands() == 0) {
            segmentStartedNanos = System.nanoTime();
        }
        hashedBytes += record.capacity();
        if (segment.add(record) && segment.commands() >= config.maxCommands()) {
            seal(null, Checkpoint.NO_CUT);
        }
    }

    /** Signs what is not signed yet, if anything. */
    public void flush() {
        if (segment.commands() > 0) {
            seal(null, Checkpoint.NO_CUT);
        }
    }

    /** Signs what is not signed yet and announces the key that signs from then on. The journal must have a checkpoint. */
    public void handOverTo(VerifyingKey next) {
        if (written == null && segment.commands() == 0) {
            throw new JournalException("Nothing has been signed yet; put the new key in the old one's place.");
        }
        seal(next.hex(), Checkpoint.NO_CUT);
    }

    private void seal(@Nullable String next, long cut) {
        Checkpoint before = written;
        byte[] locator = segment.locator();
        if (!cycle.equals(locatorCycle)) {
            beginLocator(cycle);
        }
        Checkpoint checkpoint = new Checkpoint(
                        before == null ? 1 : before.number() + 1,
                        journalId,
                        cycle,
                        segment.first(),
                        segment.last(),
                        segment.fromNanos(),
                        segment.toNanos(),
                        wallNanos.getAsLong(),
                        segment.crc(),
                        segment.chain(),
                        segment.root(),
                        Sha256.hex(locator),
                        before == null ? Checkpoint.NO_HASH : before.hash(),
                        key.verifyingKey().hex(),
                        next,
                        cut,
                        "")
                .signedBy(key);
        store.append(checkpoint, locator, locatorOffset);
        locatorOffset += locator.length;
        written = checkpoint;
        signedThrough = segment.last();
        segment.beginNext();
    }

    private void beginLocator(String ofCycle) {
        locatorCycle = ofCycle;
        locatorOffset = store.locatorLength(ofCycle);
    }

    /** The last sequence that a durable checkpoint signs. Any thread. */
    public long signedThrough() {
        return signedThrough;
    }

    /** The last sequence taken in. */
    public long hashedThrough() {
        return segment.last();
    }

    long hashedBytes() {
        return hashedBytes;
    }

    /** The checkpoint written last; null if there has never been one. */
    public @Nullable Checkpoint written() {
        return written;
    }

    @Override
    public void close() {
        reader.close();
    }
}

package io.ringfence.journal.evidence;

import io.ringfence.journal.BarrierWait;
import io.ringfence.journal.ReleaseBarrier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sealer on a thread of its own. Nobody waits for it: when it fails it says so and ends, the core goes on, and what
 * comes is not signed until a restart has put right what was wrong.
 */
public final class SealerLoop implements Runnable, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SealerLoop.class);
    private static final int BATCH = 256;
    private static final long MAX_PARK_NANOS = 20_000_000;
    private static final long WAIT_NANOS = 200_000_000;

    private final Sealer sealer;
    private final BarrierWait wait;
    private final Thread thread = new Thread(this, "ringfence-sealer");
    private volatile boolean stopping;
    private volatile @Nullable RuntimeException failure;

    public SealerLoop(Sealer sealer, ReleaseBarrier barrier) {
        this.sealer = sealer;
        this.wait = new BarrierWait(barrier, MAX_PARK_NANOS);
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    @Override
    public void run() {
        try {
            while (!stopping) {
                if (sealer.poll(BATCH) == 0) {
                    wait.await(sealer.hashedThrough() + 1, WAIT_NANOS);
                }
            }
            while (sealer.poll(BATCH) > 0) {
                // Everything released is to be signed.
            }
            sealer.flush();
        } catch (RuntimeException e) {
            failure = e;
            LOG.error(
                    "the journal is no longer signed beyond sequence {}: {}",
                    sealer.signedThrough(),
                    e.getMessage(),
                    e);
        }
    }

    /** The last sequence that a durable checkpoint signs. */
    public long signedThrough() {
        return sealer.signedThrough();
    }

    /** With which everything from now on is signed. */
    public VerifyingKey verifyingKey() {
        return sealer.verifyingKey();
    }

    /** Why nothing is signed any more; null while all is well. */
    public @Nullable RuntimeException failure() {
        return failure;
    }

    /** Signs everything that is released, and ends. Call it before the journal is closed. */
    @Override
    public void close() {
        stopping = true;
        wait.signal();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        sealer.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

package io.ringfence.ops.follow;

import io.ringfence.gateway.follower.Divergence;
import io.ringfence.gateway.follower.StateHashException;
import io.ringfence.gateway.snapshot.SnapshotKeeper;
import io.ringfence.gateway.snapshot.SnapshotPolicy;
import io.ringfence.journal.JournalException;
import io.ringfence.journal.JournalLayout;
import io.ringfence.journal.snapshot.SnapshotFile;
import io.ringfence.journal.snapshot.SnapshotStore;
import io.ringfence.ops.Failure;
import io.ringfence.ops.replay.JournalFolder;
import java.io.PrintWriter;
import java.util.HexFormat;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** {@code follow}, from its options to its exit code. */
public final class FollowRun {
    private static final int BATCH = 1024;
    private static final long IDLE_NANOS = 1_000_000;

    private final FollowOptions options;
    private final JournalLayout layout;
    private final @Nullable SnapshotStore store;
    private final StatusLine status;
    private final PrintWriter err;
    private volatile boolean going = true;

    public FollowRun(FollowOptions options, PrintWriter out, PrintWriter err) {
        this.options = options;
        this.err = err;
        layout = JournalFolder.layout(options.data());
        store = options.snapshots() == null ? null : new SnapshotStore(options.snapshots(), options.keep());
        status = new StatusLine(options.json(), options.intervalNanos(), out, err);
    }

    /** Ends the run as soon as the records at hand are done. Safe for any thread. */
    public void stop() {
        going = false;
    }

    /**
     * Follows until told to stop.
     *
     * @return 0, or 1 at the first divergence
     * @throws Failure 3 when the journal is damaged, or is not the one that was followed so far
     */
    @SuppressWarnings("try") // The lock is held, not used.
    public int run() {
        try (StandbyLock lock = StandbyLock.of(options.snapshots());
                Standby standby = new Standby(layout, store, options.full(), this::talk)) {
            SnapshotFile start = standby.start();
            talk(
                    start == null
                            ? "following " + options.data() + " from its first record"
                            : "following " + options.data() + " from " + start.path());
            return follow(standby, start == null ? 0 : start.sequence());
        } catch (StateHashException e) {
            throw new Failure(Failure.CHECK_FAILED, "DIVERGENCE: " + e.getMessage(), e);
        } catch (JournalException e) {
            throw new Failure(Failure.JOURNAL_DAMAGED, String.valueOf(e.getMessage()), e);
        }
    }

    private int follow(Standby standby, long startedAt) {
        SnapshotStore target = store;
        try (SnapshotKeeper keeper = target == null
                ? null
                : new SnapshotKeeper(
                        new SnapshotPolicy(target, options.everyCommands(), options.everyNanos()), startedAt)) {
            status.started(standby.sequence());
            loop(standby, keeper);
            Divergence divergence = standby.divergence();
            if (divergence != null) {
                status.end(standby, newest(keeper), "diverged", "DIVERGENCE: " + divergence.sentence());
                return Failure.CHECK_FAILED;
            }
            if (keeper != null) {
                standby.lastSnapshot(keeper);
                keeper.awaitIdle();
            }
            status.end(standby, newest(keeper), going ? "identical" : "stopped", identical(standby));
            return 0;
        }
    }

    private void loop(Standby standby, @Nullable SnapshotKeeper keeper) {
        while (going && standby.divergence() == null && standby.sequence() < options.until()) {
            int work = standby.poll(BATCH, options.until());
            if (keeper != null) {
                standby.consider(keeper);
            }
            if (status.isDue()) {
                status.print(standby, newest(keeper));
            }
            if (work == 0) {
                if (options.once() && standby.sequence() >= standby.releasedSequence()) {
                    return;
                }
                LockSupport.parkNanos(IDLE_NANOS);
            }
        }
    }

    private static long newest(@Nullable SnapshotKeeper keeper) {
        return keeper == null ? 0 : keeper.written();
    }

    private static String identical(Standby standby) {
        return "identical up to sequence " + standby.sequence() + "; state hash "
                + HexFormat.of().toHexDigits(standby.model().state().hash());
    }

    private void talk(String sentence) {
        err.println("ringfence: " + sentence);
        err.flush();
    }
}

package io.ringfence.gateway;

import io.ringfence.engine.state.KillLevel;
import io.ringfence.gateway.egress.Egress;
import io.ringfence.gateway.follower.Follower;
import io.ringfence.gateway.record.ReleasedRecords;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** What can be told of the process's health, with a sentence for everything that is wrong. Safe for any thread. */
public final class Health {
    private final CoreStatus core;
    private final ReleasedRecords records;
    private final Follower follower;
    private final Egress egress;
    private final long maxLag;
    private final List<Supplier<String>> more = new CopyOnWriteArrayList<>();

    public Health(CoreStatus core, ReleasedRecords records, Follower follower, Egress egress, long maxLag) {
        this.core = core;
        this.records = records;
        this.follower = follower;
        this.egress = egress;
        this.maxLag = maxLag;
    }

    /** Somebody else's reason not to be ready: a sentence, or nothing while all is well. Asked on any thread. */
    public void also(Supplier<String> problem) {
        more.add(problem);
    }

    /** Why the process is not ready to take orders; empty when it is. */
    public List<String> notReady() {
        List<String> reasons = new ArrayList<>();
        if (!core.alive()) {
            reasons.add("the core has stopped");
        }
        if (!core.recovered()) {
            reasons.add("the core is recovering");
        }
        String journal = core.journalProblem();
        if (journal != null) {
            reasons.add("journal: " + journal);
        }
        if (!egress.isAlive()) {
            reasons.add("the egress consumer has stopped");
        }
        if (follower.firstDivergence() != 0) {
            reasons.add("the follower does not reproduce sequence " + follower.firstDivergence());
        }
        if (!follower.isAlive()) {
            reasons.add("the follower has stopped");
        }
        long lag = followerLag();
        if (lag > maxLag) {
            reasons.add("the follower is " + lag + " commands behind");
        }
        for (Supplier<String> problem : more) {
            String sentence = problem.get();
            if (!sentence.isEmpty()) {
                reasons.add(sentence);
            }
        }
        return reasons;
    }

    public boolean isJournalHealthy() {
        return core.journalProblem() == null;
    }

    /** The last sequence that a signed checkpoint vouches for. */
    public long signedSequence() {
        return core.signedSequence();
    }

    public boolean isSigning() {
        return core.isSigning();
    }

    public long followerLag() {
        return Math.max(0, records.releasedSequence() - follower.sequence());
    }

    /** Global kill level as of the follower. */
    public byte globalLevel() {
        return follower.stats().globalLevel();
    }

    /** Whether the core itself says that it takes no orders yet (120, 121). */
    public boolean isClosed() {
        return follower.stats().recovering() || follower.stats().killStateUnknown();
    }

    public boolean isHalted() {
        return globalLevel() == KillLevel.HALTED || follower.stats().killStateUnknown();
    }
}

package io.ringfence.ops.counterfactual;

import io.ringfence.engine.units.Fixed;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.collections.Long2ObjectHashMap;

/** The decisions of both worlds side by side, and what the orders behind the changed ones earned. */
final class Comparison {
    private static final int LISTED = 10_000;

    private final Map<ChangeGroup.Key, ChangeGroup> groups = new TreeMap<>();
    private final Long2ObjectHashMap<ChangeGroup> groupOfOrder = new Long2ObjectHashMap<>();
    private final List<ChangedDecision> listed = new ArrayList<>();
    private final Map<ChangeKind, Integer> counts = new EnumMap<>(ChangeKind.class);
    private long decisions;
    private long approved;
    private long otherApproved;
    private long changed;

    void decided(ChangedDecision decision, Outcome recorded, Outcome other, long priceE8) {
        ChangeKind kind = decision.kind();
        boolean byRecorded = kind == ChangeKind.ADMITTED || kind == ChangeKind.ENLARGED;
        Outcome reason = byRecorded ? recorded : other;
        ChangeGroup.Key key = new ChangeGroup.Key(decision.accountId(), kind, reason.gate, reason.code);
        ChangeGroup group = groups.computeIfAbsent(key, ChangeGroup::new);
        long difference = Math.abs(other.approvedE8 - recorded.approvedE8);
        boolean fits = Fixed.productFits(difference, priceE8);
        group.add(decision.sequence(), fits ? Fixed.mulFloor(difference, priceE8) : 0);
        counts.merge(kind, 1, Integer::sum);
        if (kind != ChangeKind.REASON) {
            changed++;
            groupOfOrder.put(recorded.isApproved() ? recorded.orderId : other.orderId, group);
        }
        if (listed.size() < LISTED) {
            listed.add(decision);
        }
    }

    void counted(Outcome recorded, Outcome other) {
        decisions++;
        approved += recorded.isApproved() ? 1 : 0;
        otherApproved += other.isApproved() ? 1 : 0;
    }

    /** The group that an order's fills belong to. */
    ChangeGroup of(long orderId, int accountId) {
        ChangeGroup group = groupOfOrder.get(orderId);
        return group != null && group.key.accountId() == accountId
                ? group
                : groups.computeIfAbsent(new ChangeGroup.Key(accountId, ChangeKind.KNOCK_ON, 0, 0), ChangeGroup::new);
    }

    Collection<ChangeGroup> groups() {
        return groups.values();
    }

    List<ChangedDecision> listed() {
        return listed;
    }

    int count(ChangeKind kind) {
        return counts.getOrDefault(kind, 0);
    }

    long decisions() {
        return decisions;
    }

    long approved() {
        return approved;
    }

    long otherApproved() {
        return otherApproved;
    }

    /** Decisions with another result or another quantity. */
    long changed() {
        return changed;
    }
}

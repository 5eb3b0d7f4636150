package io.ringfence.gateway.follower;

import io.ringfence.engine.schema.KillChangedDecoder;
import io.ringfence.engine.schema.KillDecoder;
import io.ringfence.engine.schema.KillResetDecoder;
import io.ringfence.engine.state.KillCause;
import io.ringfence.engine.state.KillLevel;
import io.ringfence.gateway.record.CommitRecord;
import io.ringfence.gateway.record.KillTrip;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which kill switches are tripped, since when, why and by whom. Belongs to the follower's thread. */
public final class KillLog {
    private record Key(int scope, int accountId, int targetId) {}

    private final Map<Key, KillTrip> tripped = new LinkedHashMap<>();
    private final KillDecoder kill = new KillDecoder();
    private final KillResetDecoder reset = new KillResetDecoder();
    private final KillChangedDecoder changed = new KillChangedDecoder();

    void apply(CommitRecord record) {
        record.rewind();
        String reason = "";
        String actor = "";
        if (record.templateId() == KillDecoder.TEMPLATE_ID) {
            kill.wrap(record.buffer(), record.bodyOffset(), record.blockLength(), record.version());
            reason = kill.reason();
            actor = kill.actor();
        } else if (record.templateId() == KillResetDecoder.TEMPLATE_ID) {
            reset.wrap(record.buffer(), record.bodyOffset(), record.blockLength(), record.version());
            reason = reset.reason();
            actor = reset.actor();
        }
        while (record.next()) {
            if (record.templateId() == KillChangedDecoder.TEMPLATE_ID) {
                changed.wrap(record.buffer(), record.bodyOffset(), record.blockLength(), record.version());
                change(record.timestampNanos(), reason, actor);
            }
        }
    }

    private void change(long timestampNanos, String reason, String actor) {
        Key key = new Key(changed.scope(), changed.accountId(), changed.targetId());
        if (changed.level() == KillLevel.ACTIVE) {
            tripped.remove(key);
            return;
        }
        byte cause = changed.cause();
        boolean byHand = cause == KillCause.OPERATOR;
        KillTrip trip = new KillTrip(
                changed.tripId(),
                key.scope(),
                key.accountId(),
                key.targetId(),
                changed.level(),
                cause,
                byHand ? reason : KillCause.name(cause),
                byHand ? actor : "auto",
                timestampNanos);
        tripped.put(key, trip);
    }

    public List<KillTrip> tripped() {
        return new ArrayList<>(tripped.values());
    }
}

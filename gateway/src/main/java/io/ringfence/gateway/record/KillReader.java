package io.ringfence.gateway.record;

import io.ringfence.engine.schema.KillChangedDecoder;
import io.ringfence.engine.schema.KillDecoder;
import io.ringfence.engine.schema.KillResetDecoder;
import io.ringfence.engine.state.KillCause;

/** Reads changes of kill switches, with the reason and the name that the command carries. Belongs to one thread. */
public final class KillReader {
    private final KillDecoder kill = new KillDecoder();
    private final KillResetDecoder reset = new KillResetDecoder();
    private final KillChangedDecoder changed = new KillChangedDecoder();
    private String reason = "";
    private String actor = "";
    private boolean isReset;

    /** Takes note of the record's command, at which its cursor must be. */
    public void command(CommitRecord record) {
        reason = "";
        actor = "";
        isReset = record.templateId() == KillResetDecoder.TEMPLATE_ID;
        if (record.templateId() == KillDecoder.TEMPLATE_ID) {
            kill.wrap(record.buffer(), record.bodyOffset(), record.blockLength(), record.version());
            reason = kill.reason();
            actor = kill.actor();
        } else if (isReset) {
            reset.wrap(record.buffer(), record.bodyOffset(), record.blockLength(), record.version());
            reason = reset.reason();
            actor = reset.actor();
        }
    }

    /** The change at the record's cursor; a switch that was reset has the level {@code ACTIVE}. */
    public KillTrip change(CommitRecord record) {
        changed.wrap(record.buffer(), record.bodyOffset(), record.blockLength(), record.version());
        byte cause = changed.cause();
        boolean byHand = isReset || cause == KillCause.OPERATOR;
        return new KillTrip(
                changed.tripId(),
                changed.scope(),
                changed.accountId(),
                changed.targetId(),
                changed.level(),
                cause,
                byHand ? reason : KillCause.name(cause),
                byHand ? actor : "auto",
                record.timestampNanos());
    }
}

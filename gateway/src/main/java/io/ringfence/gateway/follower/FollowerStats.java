package io.ringfence.gateway.follower;

import io.ringfence.gateway.record.KillTrip;
import io.ringfence.gateway.record.Names;
import java.util.List;

/** What the follower last told of itself, for metrics and health. Immutable. */
@SuppressWarnings("ArrayRecordComponent") // written once, handed on, never compared
public record FollowerStats(
        long sequence,
        long engineTimeNanos,
        int openOrders,
        byte globalLevel,
        boolean recovering,
        boolean killStateUnknown,
        List<KillTrip> kills,
        long[] scores,
        Names names) {
    static final FollowerStats NONE =
            new FollowerStats(0, 0, 0, (byte) 0, true, false, List.of(), new long[0], Names.NONE);

    static FollowerStats of(ReadModel model) {
        long[] scores = new long[model.state().instruments.count()];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = model.score(i);
        }
        return new FollowerStats(
                model.sequence(),
                model.state().nowNanos,
                model.orders().openCount(),
                model.state().kill.global,
                model.state().kill.recovering,
                model.state().kill.unknown,
                List.copyOf(model.kills()),
                scores,
                model.names());
    }
}

package io.ringfence.gateway.follower;

import io.ringfence.engine.state.Account;
import io.ringfence.engine.state.EngineState;
import io.ringfence.gateway.json.HeadroomJson;
import io.ringfence.gateway.json.StreamJson;
import io.ringfence.gateway.stream.HeadroomFeed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The headroom of accounts as the read model has it, for the streams. */
public final class FollowedHeadroom implements HeadroomFeed.Source {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final Follower follower;
    private final String mode;

    public FollowedHeadroom(Follower follower, String mode) {
        this.follower = follower;
        this.mode = mode;
    }

    /** A read model that can not answer now is asked again later. */
    @Override
    public void ask(Predicate<String> accounts, Consumer<List<HeadroomFeed.Moment>> answer) {
        Instant now = Instant.now();
        long wallNanos = now.getEpochSecond() * NANOS_PER_SECOND + now.getNano();
        follower.ask(0, false, new Follower.Question() {
            @Override
            public void answer(ReadModel model) {
                answer.accept(moments(model, accounts, wallNanos));
            }

            @Override
            public void refused(String why) {
                // Nobody waits for it.
            }
        });
    }

    private List<HeadroomFeed.Moment> moments(ReadModel model, Predicate<String> accounts, long wallNanos) {
        EngineState state = model.state();
        long atNanos = Math.max(wallNanos, state.nowNanos);
        List<HeadroomFeed.Moment> moments = new ArrayList<>();
        for (int i = 0; i < state.accountCount(); i++) {
            Account account = state.account(i);
            if (accounts.test(account.name)) {
                String uses = HeadroomJson.uses(state, model.headroom(), account, wallNanos);
                byte[] json = StreamJson.headroom(uses, state.sequence, atNanos, mode);
                moments.add(new HeadroomFeed.Moment(account.name, uses, json));
            }
        }
        return moments;
    }
}

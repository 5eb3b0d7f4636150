package io.ringfence.ops.counterfactual;

import io.ringfence.engine.record.RecordFrame;
import io.ringfence.engine.state.EngineState;
import io.ringfence.engine.state.LimitField;
import io.ringfence.engine.units.Fixed;
import io.ringfence.journal.JournalReader;
import io.ringfence.ops.Progress;
import io.ringfence.ops.counterfactual.LimitNeeds.Need;
import io.ringfence.ops.replay.CommandRecords;
import io.ringfence.ops.replay.JournalFolder;
import io.ringfence.ops.replay.Replay;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * For each account and limit the tightest value under which every order would have fared as it did. Found from what each
 * approved order needed, then proven by executing the whole journal: with all of these limits at once nothing changes,
 * with any one of them one unit tighter something does.
 */
final class TightestLimits {
    /** Limits that act between orders too (latches, trips, samples): their first guess may have to give way. */
    private static final Set<LimitField> OVER_TIME =
            EnumSet.of(LimitField.DQ_MIN_SCORE, LimitField.DAY_LOSS_ABS, LimitField.DD_HARD_BPS);

    private static final long SCORE_ABOVE_ALL = 101;

    /**
     * One limit.
     *
     * @param limit with its tightest value
     * @param recorded what was in force at the end; {@link Fixed#ABSENT} = none
     * @param neededBy sequence of the decision that needed most
     * @param firstChangeBelow the first command that changes when it is one unit tighter; 0 = none, so not proven
     */
    record Tightest(LimitPin limit, long recorded, long neededBy, long firstChangeBelow) {}

    private final JournalFolder folder;
    private final Rerun rerun;
    private final List<LimitPin> found = new ArrayList<>();
    private final List<Tightest> tightest = new ArrayList<>();
    private @Nullable EngineState lastState;
    private long firstChangeAtAll = Rerun.NONE;

    TightestLimits(JournalFolder folder) {
        this.folder = folder;
        rerun = new Rerun(folder);
    }

    void find() {
        LimitNeeds needs = new LimitNeeds();
        EngineState last = replay(needs);
        lastState = last;
        List<Need> ordered = new ArrayList<>(needs.all());
        ordered.sort(Comparator.<Need>comparingInt(need -> need.limit.id())
                .thenComparing(need -> need.limit.field())
                .thenComparingInt(need -> need.limit.symbolId()));
        try (Progress progress = Progress.start("proving limits", "runs")) {
            for (Need need : ordered) {
                found.add(need.limit.with(need.value));
            }
            if (rerun.firstChange(pins(found)) != Rerun.NONE) {
                settleOverTime(last);
            }
            int index = 0;
            for (Need need : ordered) {
                boolean needed = prove(index, need, last);
                index += needed ? 1 : 0;
                progress.to(tightest.size(), ordered.size());
            }
            firstChangeAtAll = rerun.firstChange(pins(found));
        }
    }

    /** Shows that a limit can not be one unit tighter; false when no order needs it at all, so that it says nothing. */
    private boolean prove(int index, Need need, EngineState last) {
        long below = firstChangeWith(index, found.get(index).oneTighter());
        if (below == Rerun.NONE) {
            long closed = found.get(index).field() == LimitField.DQ_MIN_SCORE ? SCORE_ABOVE_ALL : 0;
            if (firstChangeWith(index, closed) == Rerun.NONE) {
                found.remove(index);
                return false;
            }
            found.set(
                    index,
                    found.get(index)
                            .with(closest(index, closed, found.get(index).value())));
            below = firstChangeWith(index, found.get(index).oneTighter());
        }
        LimitPin limit = found.get(index);
        tightest.add(new Tightest(limit, limit.read(last), need.sequence, below));
        return true;
    }

    private EngineState replay(LimitNeeds needs) {
        CommandRecords records = new CommandRecords();
        Replay replay = new Replay(folder.expectedOrders(), (record, offset, length) -> {
            if (RecordFrame.fragment(record, offset) == 0) {
                records.clear();
            }
            records.add(record, offset, length);
        });
        replay.processor().decision().watch(needs);
        SettledAccounts settled = new SettledAccounts();
        try (JournalReader journal = folder.read()) {
            while (replay.next(journal)) {
                for (int accountId : settled.of(records, replay.state().accountCount())) {
                    needs.settled(replay.state().account(accountId), replay.state());
                }
            }
        }
        return replay.state();
    }

    private static LimitPins pins(List<LimitPin> limits) {
        List<LimitPin> all = new ArrayList<>(limits);
        for (LimitPin limit : limits) {
            if (limit.field() == LimitField.DD_HARD_BPS) {
                // A soft limit beyond the hard one scales nothing; together they stay a valid configuration.
                all.add(new LimitPin(
                        limit.scope(), limit.id(), LimitField.DD_SOFT_BPS, -1, -1, Math.max(0, limit.value())));
            }
        }
        return new LimitPins(all, true);
    }

    private long firstChangeWith(int index, long value) {
        List<LimitPin> limits = new ArrayList<>(found);
        limits.set(index, found.get(index).with(value));
        return rerun.firstChange(pins(limits));
    }

    /** Opens the limits that act over time to what was recorded, then closes them one by one as far as they go. */
    private void settleOverTime(EngineState last) {
        List<Integer> open = new ArrayList<>();
        List<Long> guesses = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            if (OVER_TIME.contains(found.get(i).field())) {
                open.add(i);
                guesses.add(found.get(i).value());
                found.set(i, found.get(i).with(loosest(found.get(i), last)));
            }
        }
        for (int k = 0; k < open.size(); k++) {
            int index = open.get(k);
            long good = found.get(index).value();
            long guess = guesses.get(k);
            found.set(index, found.get(index).with(closest(index, guess, good)));
        }
    }

    private static long loosest(LimitPin limit, EngineState last) {
        long recorded = limit.read(last);
        return recorded != Fixed.ABSENT ? recorded : limit.field() == LimitField.DQ_MIN_SCORE ? 0 : Long.MAX_VALUE;
    }

    /** The tightest value that changes nothing, between one that may change something and one that does not. */
    private long closest(int index, long guess, long good) {
        if (firstChangeWith(index, guess) == Rerun.NONE) {
            return guess;
        }
        long bad = guess;
        long best = good;
        while (Math.abs(Math.subtractExact(best, bad)) > 1) {
            long middle = bad + (best - bad) / 2;
            if (firstChangeWith(index, middle) == Rerun.NONE) {
                best = middle;
            } else {
                bad = middle;
            }
        }
        return best;
    }

    /** Whether a tightest hard limit of the drawdown lies below the recorded soft one, which then goes down with it. */
    boolean lowersSoftLimit(LimitPin hard) {
        EngineState last = lastState;
        return last != null
                && last.hasAccount(hard.id())
                && last.account(hard.id()).limits.getOr(LimitField.DD_SOFT_BPS, Long.MAX_VALUE) > hard.value();
    }

    List<Tightest> list() {
        return tightest;
    }

    /** The first command that changes under all tightest limits together; 0 = none, as it has to be. */
    long firstChangeAtAll() {
        return firstChangeAtAll;
    }

    int runs() {
        return rerun.runs();
    }
}

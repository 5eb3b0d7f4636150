package io.ringfence.bench.flow;

import io.ringfence.bench.setup.CoreSetup;
import io.ringfence.bench.setup.CoreSetup.Setting;
import io.ringfence.bench.setup.Purse;
import io.ringfence.engine.pipeline.CommandProcessor;
import io.ringfence.engine.pipeline.Journal;
import io.ringfence.engine.pipeline.StampSource;
import io.ringfence.engine.state.EngineSetting;
import java.util.List;

/** A fresh core in which everybody of a flow has an account and every symbol its one quote. */
final class FlowCore {
    private static final long VENUE_MATCH = 1;
    private static final long QUOTED_SIZE = 1;

    private FlowCore() {}

    /**
     * Makes a core and takes it up to the point where the first record of the flow can follow.
     *
     * @param stateHashEvery commands from one state hash to the next, 0 for none
     */
    static CommandProcessor open(FlowPlan plan, Journal journal, StampSource stamps, long stateHashEvery) {
        List<Setting> settings = List.of(
                new Setting(EngineSetting.VENUE, VENUE_MATCH),
                new Setting(EngineSetting.STATE_HASH_EVERY, stateHashEvery));
        CoreSetup setup = new CoreSetup(plan.orderCount(), journal, stamps, settings);
        for (int symbolId = 0; symbolId < plan.symbolCount(); symbolId++) {
            setup.instrument(plan.symbolName(symbolId));
        }
        Purse purse = Purse.bottomless(plan.accountCount(), plan.symbolCount());
        for (int accountId = 0; accountId < plan.accountCount(); accountId++) {
            setup.account(plan.accountName(accountId), purse, plan.symbolsOf(accountId));
        }
        setup.boot();
        for (int symbolId = 0; symbolId < plan.symbolCount(); symbolId++) {
            setup.quote(symbolId, plan.firstPrice(symbolId), QUOTED_SIZE);
        }
        return setup.processor();
    }
}

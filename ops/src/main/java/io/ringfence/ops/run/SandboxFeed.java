package io.ringfence.ops.run;

import io.ringfence.engine.command.CommandWriter;
import io.ringfence.engine.pipeline.CommandClass;
import io.ringfence.engine.pipeline.CommandPublisher;
import io.ringfence.engine.state.Instruments;
import io.ringfence.engine.units.Fixed;
import java.util.SplittableRandom;

/**
 * The sandbox's market: a seeded walk around the prices of the conformance fixture, a quote per symbol and call. It is
 * pulled back to where it started, so that a sandbox left alone over night still looks like one.
 */
final class SandboxFeed {
    private static final long SEED = 20_260_101L;
    private static final long STEP_PPM = 20;
    private static final long PULL_DIVISOR = 500;

    private final CommandPublisher publisher;
    private final CommandWriter writer = new CommandWriter();
    private final SplittableRandom random = new SplittableRandom(SEED);
    private final int[] symbolIds;
    private final long[] anchorsE8;
    private final long[] halfSpreadsE8;
    private final long[] sizesE8;
    private final long[] midsE8;

    private record Market(String symbol, long midE8, long halfSpreadE8, long sizeE8) {}

    private static final Market[] FIXTURE = {
        new Market("BTC-USD", 60_000 * Fixed.SCALE, 5 * Fixed.SCALE, 10 * Fixed.SCALE),
        new Market("ETH-USD", 3_000 * Fixed.SCALE, Fixed.SCALE / 2, 200 * Fixed.SCALE),
        new Market("SOL-USD", 150 * Fixed.SCALE, Fixed.SCALE / 20, 4_000 * Fixed.SCALE),
        new Market("GLD-USD", 250 * Fixed.SCALE, Fixed.SCALE / 10, 3_000 * Fixed.SCALE),
    };

    SandboxFeed(CommandPublisher publisher, Instruments instruments) {
        this.publisher = publisher;
        int count = FIXTURE.length;
        symbolIds = new int[count];
        anchorsE8 = new long[count];
        halfSpreadsE8 = new long[count];
        sizesE8 = new long[count];
        midsE8 = new long[count];
        for (int i = 0; i < count; i++) {
            symbolIds[i] = instruments.find(FIXTURE[i].symbol());
            anchorsE8[i] = FIXTURE[i].midE8();
            halfSpreadsE8[i] = FIXTURE[i].halfSpreadE8();
            sizesE8[i] = FIXTURE[i].sizeE8();
            midsE8[i] = anchorsE8[i];
        }
    }

    /** One quote per symbol; a full ring drops it, the next one replaces it. */
    void quote() {
        for (int i = 0; i < symbolIds.length; i++) {
            if (symbolIds[i] >= 0) {
                midsE8[i] = next(i);
                long cent = Fixed.SCALE / 100;
                long bid = (midsE8[i] - halfSpreadsE8[i]) / cent * cent;
                long ask = (midsE8[i] + halfSpreadsE8[i]) / cent * cent;
                writer.quote(symbolIds[i], bid, sizesE8[i], ask, sizesE8[i], (bid + ask) / 2);
                CommandPublisher.Result result =
                        publisher.publish(CommandClass.FEED, writer.buffer(), 0, writer.length(), System.nanoTime());
                if (result == CommandPublisher.Result.DEAD) {
                    throw new IllegalStateException("the core has stopped");
                }
            }
        }
    }

    private long next(int i) {
        long step = midsE8[i] / Fixed.PPM * random.nextLong(-STEP_PPM, STEP_PPM + 1);
        long pull = (anchorsE8[i] - midsE8[i]) / PULL_DIVISOR;
        return midsE8[i] + step + pull;
    }
}

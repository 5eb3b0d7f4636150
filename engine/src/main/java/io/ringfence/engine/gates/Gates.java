package io.ringfence.engine.gates;

/**
 * The eight gates, all of them, always, in their order. A failing gate never hides a later one, and a gate that throws
 * is a verdict: ERROR, which rejects.
 */
public final class Gates {
    private final KillSwitch killSwitch = new KillSwitch();
    private final DataQuality dataQuality = new DataQuality();
    private final DailyLoss dailyLoss = new DailyLoss();
    private final Drawdown drawdown = new Drawdown();
    private final PositionCount positionCount = new PositionCount();
    private final TotalExposure totalExposure = new TotalExposure();
    private final PositionSize positionSize = new PositionSize();
    private final Correlation correlation = new Correlation();

    /** Reads every gate for one order. */
    public void evaluate(OrderContext order, Readings readings) {
        readings.reset();
        readKillSwitch(order, readings);
        readDataQuality(order, readings);
        readDailyLoss(order, readings);
        readDrawdown(order, readings);
        readPositionCount(order, readings);
        readTotalExposure(order, readings);
        readPositionSize(order, readings);
        readCorrelation(order, readings);
    }

    /** Every gate answers ERROR: the order could not even be put before them. */
    public void evaluateNothing(Readings readings) {
        readings.reset();
        for (int gate = 1; gate <= Readings.GATES; gate++) {
            readings.error(gate);
        }
    }

    private void readKillSwitch(OrderContext order, Readings readings) {
        try {
            killSwitch.read(order, readings);
        } catch (RuntimeException e) {
            readings.error(1);
        }
    }

    private void readDataQuality(OrderContext order, Readings readings) {
        try {
            dataQuality.read(order, readings);
        } catch (RuntimeException e) {
            readings.error(2);
        }
    }

    private void readDailyLoss(OrderContext order, Readings readings) {
        try {
            dailyLoss.read(order, readings);
        } catch (RuntimeException e) {
            readings.error(3);
        }
    }

    private void readDrawdown(OrderContext order, Readings readings) {
        try {
            drawdown.read(order, readings);
        } catch (RuntimeException e) {
            readings.error(4);
        }
    }

    private void readPositionCount(OrderContext order, Readings readings) {
        try {
            positionCount.read(order, readings);
        } catch (RuntimeException e) {
            readings.error(5);
        }
    }

    private void readTotalExposure(OrderContext order, Readings readings) {
        try {
            totalExposure.read(order, readings);
        } catch (RuntimeException e) {
            readings.error(6);
        }
    }

    private void readPositionSize(OrderContext order, Readings readings) {
        try {
            positionSize.read(order, readings);
        } catch (RuntimeException e) {
            readings.error(7);
        }
    }

    private void readCorrelation(OrderContext order, Readings readings) {
        try {
            correlation.read(order, readings);
        } catch (RuntimeException e) {
            readings.error(8);
        }
    }
}

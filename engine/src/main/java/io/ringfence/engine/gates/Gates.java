package io.ringfence.engine.gates;

import io.ringfence.engine.state.Position;
import io.ringfence.engine.state.UnpricedException;

/**
 * The eight gates, all of them, always, in their order. A failing gate never hides a later one, and a gate that throws
 * is a verdict: ERROR, which rejects; NOT_EVALUABLE where a mark or a rate was never known.
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

    /**
     * Binds an order to its account and reads every gate. An order whose exposure does not even fit 64 bits gets ERROR
     * from all gates.
     */
    public void evaluate(OrderContext order, Position position, long equityE8, Readings readings) {
        readings.reset();
        try {
            order.bind(position, equityE8);
        } catch (ArithmeticException e) {
            refuse(readings);
            return;
        }
        read(order, readings);
    }

    /** Reads every gate for an order that is bound. */
    public void read(OrderContext order, Readings readings) {
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

    /** Every gate answers ERROR. */
    public void refuse(Readings readings) {
        readings.reset();
        for (int gate = 1; gate <= Readings.GATES; gate++) {
            readings.error(gate);
        }
    }

    private void readKillSwitch(OrderContext order, Readings readings) {
        try {
            killSwitch.read(order, readings);
        } catch (UnpricedException e) {
            readings.notEvaluable(1);
        } catch (RuntimeException e) {
            readings.error(1);
        }
    }

    private void readDataQuality(OrderContext order, Readings readings) {
        try {
            dataQuality.read(order, readings);
        } catch (UnpricedException e) {
            readings.notEvaluable(2);
        } catch (RuntimeException e) {
            readings.error(2);
        }
    }

    private void readDailyLoss(OrderContext order, Readings readings) {
        try {
            dailyLoss.read(order, readings);
        } catch (UnpricedException e) {
            readings.notEvaluable(3);
        } catch (RuntimeException e) {
            readings.error(3);
        }
    }

    private void readDrawdown(OrderContext order, Readings readings) {
        try {
            drawdown.read(order, readings);
        } catch (UnpricedException e) {
            readings.notEvaluable(4);
        } catch (RuntimeException e) {
            readings.error(4);
        }
    }

    private void readPositionCount(OrderContext order, Readings readings) {
        try {
            positionCount.read(order, readings);
        } catch (UnpricedException e) {
            readings.notEvaluable(5);
        } catch (RuntimeException e) {
            readings.error(5);
        }
    }

    private void readTotalExposure(OrderContext order, Readings readings) {
        try {
            totalExposure.read(order, readings);
        } catch (UnpricedException e) {
            readings.notEvaluable(6);
        } catch (RuntimeException e) {
            readings.error(6);
        }
    }

    private void readPositionSize(OrderContext order, Readings readings) {
        try {
            positionSize.read(order, readings);
        } catch (UnpricedException e) {
            readings.notEvaluable(7);
        } catch (RuntimeException e) {
            readings.error(7);
        }
    }

    private void readCorrelation(OrderContext order, Readings readings) {
        try {
            correlation.read(order, readings);
        } catch (UnpricedException e) {
            readings.notEvaluable(8);
        } catch (RuntimeException e) {
            readings.error(8);
        }
    }
}

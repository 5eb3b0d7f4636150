package io.ringfence.engine.gates;

/**
 * The gates one by one, for measurements. In the gates' own package, because nothing else may call a gate alone.
 */
public final class SingleGates {
    private final KillSwitch killSwitch = new KillSwitch();
    private final DataQuality dataQuality = new DataQuality();
    private final DailyLoss dailyLoss = new DailyLoss();
    private final Drawdown drawdown = new Drawdown();
    private final PositionCount positionCount = new PositionCount();
    private final TotalExposure totalExposure = new TotalExposure();
    private final PositionSize positionSize = new PositionSize();
    private final Correlation correlation = new Correlation();

    public void killSwitch(OrderContext order, Readings readings) {
        killSwitch.read(order, readings);
    }

    public void dataQuality(OrderContext order, Readings readings) {
        dataQuality.read(order, readings);
    }

    public void dailyLoss(OrderContext order, Readings readings) {
        dailyLoss.read(order, readings);
    }

    public void drawdown(OrderContext order, Readings readings) {
        drawdown.read(order, readings);
    }

    public void positionCount(OrderContext order, Readings readings) {
        positionCount.read(order, readings);
    }

    public void totalExposure(OrderContext order, Readings readings) {
        totalExposure.read(order, readings);
    }

    public void positionSize(OrderContext order, Readings readings) {
        positionSize.read(order, readings);
    }

    public void correlation(OrderContext order, Readings readings) {
        correlation.read(order, readings);
    }
}

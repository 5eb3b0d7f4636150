package io.ringfence.engine.gates;

/**
 * The only key to execution. {@link Decision} alone can make one, and only with the verdicts of all eight gates; it
 * opens once. One instance is reused for every order.
 */
public final class ApprovedOrder {
    private long sequence;
    private long quantityE8;
    private int gateBitmap;
    private boolean spent = true;

    ApprovedOrder() {}

    void issue(long sequence, long quantityE8, int gateBitmap) {
        if (gateBitmap != Readings.ALL_GATES) {
            throw new IllegalStateException("an order was approved without all eight verdicts: bitmap " + gateBitmap);
        }
        this.sequence = sequence;
        this.quantityE8 = quantityE8;
        this.gateBitmap = gateBitmap;
        spent = false;
    }

    void revoke() {
        spent = true;
    }

    /** The approved quantity, E8; for a replace the approved increment. */
    public long quantityE8() {
        return quantityE8;
    }

    public int gateBitmap() {
        return gateBitmap;
    }

    /**
     * Uses the approval up.
     *
     * @throws IllegalStateException when it was used before, or was given for another command
     */
    public void spend(long currentSequence) {
        if (spent || sequence != currentSequence) {
            throw new IllegalStateException("execution without an approval of command " + currentSequence);
        }
        spent = true;
    }
}

package io.ringfence.ops.simtest.model;

public final class NaiveCore {
    public void accept(Recorded record) {}
}

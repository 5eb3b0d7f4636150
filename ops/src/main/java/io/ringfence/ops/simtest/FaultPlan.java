package io.ringfence.ops.simtest;

import io.ringfence.journal.JournalException;
import io.ringfence.journal.SimulatedDisk;
import io.ringfence.journal.SimulatedDisk.Operation;

/** Lets the process die, or an operation fail, after a number of operations on the disk. */
final class FaultPlan implements SimulatedDisk.Faults {
    private final Dice dice;
    private final Coverage coverage;
    private int crashIn = -1;
    private int failIn = -1;

    FaultPlan(Dice dice, Coverage coverage) {
        this.dice = dice;
        this.coverage = coverage;
    }

    /** Dies at the n-th operation from now; 0 is the next one. */
    void crashIn(int operations) {
        crashIn = operations;
    }

    void failIn(int operations) {
        failIn = operations;
    }

    boolean isArmed() {
        return crashIn >= 0 || failIn >= 0;
    }

    void disarm() {
        crashIn = -1;
        failIn = -1;
    }

    @Override
    public int allow(Operation operation, String file, int length) {
        if (failIn == 0) {
            failIn = -1;
            coverage.count("fault: disk error at " + operation);
            throw new JournalException("simulated input/output error at " + operation + " of " + file);
        }
        failIn -= failIn > 0 ? 1 : 0;
        if (crashIn == 0) {
            crashIn = -1;
            coverage.count("crash: at " + operation + " of " + kind(file, length));
            // An aligned word is stored whole or not at all; longer stretches end anywhere, at words in the mark.
            return length <= Long.BYTES
                    ? 0
                    : file.endsWith(".mark") ? dice.below(length) & -Long.BYTES : dice.below(length);
        }
        crashIn -= crashIn > 0 ? 1 : 0;
        return length;
    }

    private static String kind(String file, int length) {
        if (file.endsWith(".mark")) {
            return "mark";
        }
        return length == 4 ? "header" : length == 8 ? "index" : "records";
    }
}

package io.ringfence.ops.simtest;

/**
 * What one seed's world is like. Every seed switches features on and off and picks its own sizes, because bugs that need
 * one feature without another never show where everything is always on.
 */
record Swarm(
        boolean match,
        int steps,
        int accounts,
        int instruments,
        int strategies,
        boolean group,
        boolean globalLimits,
        boolean tight,
        boolean feed,
        boolean trips,
        boolean throttles,
        boolean fees,
        int stopTrigger,
        int queueAheadPpm,
        int collarBps,
        int cancelSlice,
        int ringSize,
        int hashEvery,
        boolean shortIds,
        boolean smallIdTable,
        boolean expiringIds,
        boolean timeouts,
        boolean duplicates,
        boolean reorders,
        boolean drops,
        boolean operators,
        boolean kills,
        boolean cash,
        boolean longPauses,
        int crashPerMille,
        int diskFaultPerMille,
        int clockFaultPerMille,
        boolean killFileFaults,
        boolean power,
        boolean sweeps,
        int roomForRecords) {

    static Swarm of(Dice dice) {
        boolean sweeps = dice.chance(25);
        int steps = sweeps ? 1200 : dice.pick(60, 150, 150, 300, 300, 500);
        boolean match = sweeps || dice.chance(450);
        Swarm swarm = any(dice, match, steps, sweeps);
        return sweeps ? swarm.calm() : swarm;
    }

    /** A world in which many orders come to rest, so that one order can meet them all. */
    private Swarm calm() {
        return new Swarm(
                true,
                steps,
                Math.max(2, accounts),
                instruments,
                0,
                false,
                false,
                false,
                false,
                false,
                false,
                fees,
                stopTrigger,
                queueAheadPpm,
                collarBps,
                cancelSlice,
                64,
                hashEvery,
                shortIds,
                false,
                false,
                timeouts,
                duplicates,
                reorders,
                false,
                false,
                false,
                false,
                false,
                crashPerMille,
                0,
                0,
                false,
                power,
                true,
                roomForRecords);
    }

    private static Swarm any(Dice dice, boolean match, int steps, boolean sweeps) {
        return new Swarm(
                match,
                steps,
                1 + dice.below(4),
                1 + dice.below(4),
                dice.chance(500) ? 1 + dice.below(3) : 0,
                dice.chance(300),
                dice.chance(300),
                !sweeps && dice.chance(500),
                !match || dice.chance(400),
                dice.chance(350),
                dice.chance(150),
                dice.chance(600),
                dice.below(3),
                dice.pick(0, 0, 500_000, 1_000_000),
                dice.pick(0, 0, 30, 200, 1000),
                dice.pick(1, 3, 8, 256),
                dice.pick(8, 16, 64),
                dice.pick(0, 0, 7, 50),
                dice.chance(300),
                dice.chance(40),
                dice.chance(200),
                dice.chance(600),
                dice.chance(400),
                dice.chance(400),
                dice.chance(300),
                dice.chance(700),
                dice.chance(600),
                dice.chance(500),
                dice.chance(350),
                dice.pick(0, 10, 20, 40),
                dice.pick(0, 0, 5, 10),
                dice.pick(0, 0, 0, 4),
                dice.chance(150),
                dice.chance(500),
                sweeps,
                1 << 20);
    }
}

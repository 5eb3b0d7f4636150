package io.ringfence.ops.simtest;

import io.ringfence.engine.command.CommandWriter;
import io.ringfence.engine.pipeline.CommandClass;
import io.ringfence.engine.pipeline.CommandPublisher;
import io.ringfence.engine.pipeline.StampSource.ClockException;
import io.ringfence.journal.JournalException;
import io.ringfence.journal.JournalLayout;
import io.ringfence.journal.SimulatedDisk;
import io.ringfence.journal.SimulatedJournal;
import io.ringfence.ops.simtest.model.NaiveCore;
import io.ringfence.ops.simtest.model.Recorded;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One seed: a world, its faults, and what must hold in it. One thread, virtual time, no input but the seed. */
final class SeedRun {
    private static final int MAX_STARTS = 60;
    /** Steps of a world of sweeps: rungs, a pause in which the last of them arrive, the sweep, then other traffic. */
    private static final int LADDER = 480;

    private static final int SWEEP = 540;
    private static final int ROUND = 600;
    private static final long HOUR = 3_600_000_000_000L;

    private final Coverage coverage;
    private final Dice dice;
    private final Swarm swarm;
    private final SimulatedDisk disk = new SimulatedDisk();
    private final SimulatedJournal store;
    private final SimClocks clocks = new SimClocks();
    private final FaultPlan plan;
    private final KillFile killFile = new KillFile();
    private final Numbers numbers = new Numbers();
    private final Ledger ledger;
    private final Checker checker;
    private final Twin twin = new Twin();
    private final List<byte[]> setup;
    private final Market market;
    private final Clients clients;
    private final Operators operators;
    private final CommandWriter timer = new CommandWriter();
    private final List<Message> network = new ArrayList<>();

    private @Nullable SimCore core;
    private ShadowJournal memory = new ShadowJournal(new NoJournal());
    private SimCore.@Nullable NewOrder poison;
    private long acknowledged;
    private int stalled;
    private long trace;

    SeedRun(long seed, boolean checked, Coverage coverage) {
        this.coverage = coverage;
        dice = new Dice(seed);
        swarm = Swarm.of(dice);
        store = new SimulatedJournal(disk, new JournalLayout(Path.of("/simulated")), swarm.roomForRecords());
        plan = new FaultPlan(dice, coverage);
        ledger = new Ledger(swarm.expiringIds(), coverage);
        checker = new Checker(swarm.expiringIds(), coverage, checked ? new NaiveCore() : null);
        setup = Setup.of(swarm, dice);
        market = new Market(swarm, dice, numbers);
        clients = new Clients(swarm, dice, market, ledger, numbers);
        operators = new Operators(swarm, dice, numbers);
    }

    /** Runs the seed; returns a hash over everything that happened. */
    long run() {
        start();
        for (int step = 0; step < swarm.steps(); step++) {
            tick(step);
        }
        plan.disarm();
        network.forEach(this::deliver);
        drain();
        core().close();
        coverage.count("stop: orderly");
        memory = core().shadow();
        core = null;
        start();
        checkAcknowledged();
        plan.disarm();
        core().close();
        return mix(trace, memory().trace());
    }

    private SimCore core() {
        return Objects.requireNonNull(core);
    }

    private ShadowJournal memory() {
        SimCore alive = core;
        return alive == null ? memory : alive.shadow();
    }

    private void tick(int step) {
        passTime();
        if (!isCalm(step)) {
            injectFaults();
        }
        send(step);
        for (int i = network.size() / 8; i >= 0 && !network.isEmpty() && !dice.chance(200); i--) {
            int at = swarm.reorders() ? dice.below(network.size()) : 0;
            Message message = network.remove(at);
            if (swarm.drops() && dice.chance(30)) {
                coverage.count("network: dropped");
            } else {
                deliver(message);
                if (swarm.duplicates() && dice.chance(40)) {
                    coverage.count("network: duplicated");
                    network.add(message);
                }
            }
        }
        if (stalled > 0) {
            stalled--;
        } else if (!isCalm(step) && dice.chance(15)) {
            stalled = dice.below(2 * swarm.ringSize());
        } else {
            engine(1 + dice.below(3));
        }
        if (dice.chance(400)) {
            force();
        }
        if (dice.chance(600)) {
            answer();
        }
    }

    /** The durability thread gets a turn. */
    private void force() {
        if (!swarm.power()) {
            return;
        }
        try {
            core().force(dice.chance(300));
        } catch (SimulatedDisk.Crash e) {
            crash();
        }
    }

    private void passTime() {
        int kind = dice.below(1000);
        long nanos = dice.between(0, 3_000_000);
        if (kind < 25) {
            nanos = dice.between(0, 3_000_000_000L);
        } else if (swarm.longPauses() && kind < 30) {
            nanos = dice.between(1, 20) * HOUR;
            coverage.count("time: hours pass");
        }
        clocks.pass(nanos);
        if (dice.chance(swarm.clockFaultPerMille())) {
            long step = dice.between(-3_000_000_000L, 3_000_000_000L);
            clocks.step(step);
            coverage.count(step < 0 ? "fault: clock set back" : "fault: clock set forth");
        }
    }

    private void injectFaults() {
        if (!plan.isArmed() && dice.chance(swarm.crashPerMille())) {
            plan.crashIn(dice.below(40));
        }
        if (!plan.isArmed() && dice.chance(swarm.diskFaultPerMille())) {
            plan.failIn(dice.below(20));
        }
    }

    private void send(int step) {
        if (isCalm(step)) {
            ladder(step % ROUND);
            return;
        }
        int kind = dice.below(100);
        if (kind < 50) {
            network.add(clients.next(clocks.wallNanos()));
        } else if (kind < 58 && swarm.timeouts()) {
            Message again = ledger.again(dice, numbers);
            if (again != null) {
                network.add(again);
            }
        } else if (kind < 80 && swarm.feed()) {
            network.add(market.next());
        } else if (kind < 88) {
            timer.origin(numbers.next(), 0, 0, 0);
            timer.timer();
            network.add(numbers.message(timer, timer.length(), CommandClass.CANCEL, false));
        } else if (kind < 90 && swarm.operators()) {
            network.add(operators.next());
        } else if (kind < 97) {
            network.add(operators.relief(dice.below(5)));
        }
    }

    /** While a ladder is built, nothing else happens. */
    private boolean isCalm(int step) {
        return swarm.sweeps() && step % ROUND <= SWEEP;
    }

    private void ladder(int phase) {
        if (phase < LADDER) {
            network.add(phase % 16 == 15 ? operators.relief(phase / 16 % 5) : clients.ladder(phase));
        } else if (phase == SWEEP) {
            network.add(clients.sweep(LADDER));
            if (dice.chance(700)) {
                plan.crashIn(dice.below(24));
            }
        }
    }

    private void deliver(Message message) {
        SimCore alive = core();
        checker.delivered(message);
        CommandPublisher.Result result = alive.publish(message);
        coverage.count("publish: " + result);
        trace = mix(trace, result.name().hashCode());
        if (result == CommandPublisher.Result.DEAD) {
            throw new Violation("a living core calls itself dead");
        }
    }

    private void engine(int steps) {
        for (int i = 0; i < steps; i++) {
            try {
                if (!core().step()) {
                    return;
                }
            } catch (SimulatedDisk.Crash e) {
                crash();
                return;
            } catch (ClockException e) {
                coverage.count("halt: clock (906)");
                halted();
                return;
            } catch (JournalException e) {
                coverage.count("halt: journal");
                halted();
                return;
            }
        }
    }

    /** The core stopped itself: it must take nothing, answer nothing more, and come back from its journal. */
    private void halted() {
        SimCore dead = core();
        long released = dead.released();
        if (!dead.isDead()
                || dead.publish(network.isEmpty() ? operators.relief(0) : network.get(0))
                        != CommandPublisher.Result.DEAD) {
            throw new Violation("a core that failed still accepts commands");
        }
        try {
            dead.step();
        } catch (IllegalStateException e) {
            coverage.count("halt: nothing is processed afterwards");
        }
        answer();
        if (dead.released() != released) {
            throw new Violation("a core that failed still releases answers");
        }
        poison = dead.poison();
        crash();
    }

    private void crash() {
        SimCore dead = core();
        memory = dead.shadow();
        core = null;
        network.clear();
        stalled = 0;
        plan.disarm();
        lose();
        coverage.count("crash: all");
        trace = mix(trace, memory.size());
        start();
    }

    /** A process that dies leaves what it wrote; a power cut, what was forced and some of the rest. */
    private void lose() {
        if (swarm.power() && dice.chance(600)) {
            coverage.count("crash: power lost");
            disk.losePower(dice);
        } else {
            disk.loseProcess();
        }
    }

    private void start() {
        for (int attempt = 0; attempt < MAX_STARTS; attempt++) {
            try {
                disk.faults(plan);
                if (attempt < 8 && dice.chance(swarm.crashPerMille() * 4)) {
                    plan.crashIn(dice.below(dice.pick(1, 60)));
                }
                SimCore fresh = new SimCore(store, memory, clocks, swarm, coverage);
                recovered(fresh);
                core = fresh;
                fresh.boot(killFile.read(dice, swarm.killFileFaults(), coverage), setup, setupDone(fresh), poison);
                poison = null;
                return;
            } catch (SimulatedDisk.Crash e) {
                coverage.count("crash: during a start");
                coverage.count("crash: all");
            } catch (ClockException e) {
                coverage.count("halt: clock during a start");
            } catch (JournalException e) {
                startRefused(e);
            }
            SimCore dead = core;
            memory = dead == null ? memory : dead.shadow();
            core = null;
            plan.disarm();
            lose();
        }
        throw new Violation("the core does not start any more");
    }

    private void startRefused(JournalException e) {
        String why = String.valueOf(e.getMessage());
        if (why.contains("ahead of this machine's clock")) {
            coverage.count("recovery: refused, the journal is ahead of the clock");
            clocks.step(5_000_000_000L);
        } else if (why.contains("simulated input/output error")) {
            coverage.count("recovery: disk error during a start");
        } else {
            throw new Violation("a start is refused although nothing was damaged: " + why);
        }
    }

    /** Everything that was acknowledged is there, and the state is that of a core that never stopped. */
    private void recovered(SimCore fresh) {
        long survived = fresh.recovered();
        if (survived < acknowledged) {
            throw new Violation("sequence " + acknowledged + " was acknowledged, but only " + survived + " survived");
        }
        coverage.count(survived == memory.size() ? "recovery: all survived" : "recovery: unacknowledged commands lost");
        settle(fresh.shadow(), survived);
        if (fresh.state().hash() != twin.hash()) {
            throw new Violation(
                    "the state recovered at sequence " + survived + " is not that of an uninterrupted core");
        }
    }

    /** Hands the twin and the checker what can not be lost any more. */
    private void settle(ShadowJournal history, long through) {
        for (long next = checker.sequence() + 1; next <= through; next++) {
            checker.accept(history.command(next));
            twin.execute(history.command(next));
        }
    }

    private int setupDone(SimCore fresh) {
        long done = 0;
        for (long i = 1; i <= fresh.recovered(); i++) {
            Recorded record = Recorded.of(fresh.shadow().command(i));
            if (Message.keyOf(record.command(), 0) == Setup.KEY) {
                done = Math.max(done, Message.sourceOf(record.command(), 0));
            }
        }
        return (int) done;
    }

    private void answer() {
        SimCore alive = core();
        Recorded record = alive.nextReleased();
        while (record != null) {
            acknowledged = record.sequence();
            trace = mix(trace, acknowledged);
            if (swarm.drops() && dice.chance(80)) {
                coverage.count("network: answer lost");
            } else {
                ledger.answer(record);
            }
            record = alive.nextReleased();
        }
        if (dice.chance(200)) {
            killFile.write(alive.state());
        }
        settle(alive.shadow(), acknowledged);
    }

    private void drain() {
        SimCore before;
        do {
            before = core();
            engine(Integer.MAX_VALUE);
            core().force(true);
        } while (before != core());
        answer();
        if (core().couldNotForce()) {
            coverage.count("halt: a force failed and nothing followed");
        } else if (acknowledged != core().shadow().size()) {
            throw new Violation("the core answers up to " + acknowledged + " but executed "
                    + core().shadow().size());
        }
    }

    /** Each order that a client was told it has is in the journal, exactly as it was told. */
    private void checkAcknowledged() {
        for (Request request : ledger.accepted()) {
            Recorded record = Recorded.of(memory().command(request.acceptedAs));
            byte[] bytes = new byte[record.command().capacity()];
            record.command().getBytes(0, bytes);
            Message told = new Message(Message.idOf(record.command(), 0), bytes, CommandClass.ORDER, false);
            if (!java.util.Arrays.equals(told.again(request.message.id()).bytes(), request.message.bytes())) {
                throw new Violation("order " + request.acceptedAs + " is not what its client sent");
            }
        }
    }

    private static long mix(long hash, long value) {
        return (hash ^ value) * 0x9E3779B97F4A7C15L + (hash >>> 29);
    }

    private static final class NoJournal implements io.ringfence.engine.pipeline.Journal {
        @Override
        public void append(org.agrona.DirectBuffer record, int offset, int length, long sequence, long stamp) {
            throw new IllegalStateException("no core is running");
        }

        @Override
        public void committed(long sequence) {
            throw new IllegalStateException("no core is running");
        }
    }
}

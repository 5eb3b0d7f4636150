package io.ringfence.bench.rest;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Honest clients: many connections, each sending its next order when the one before is answered. One thread. */
final class Desk implements AutoCloseable {
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long PATIENCE_NANOS = 15_000_000_000L;

    private final int port;
    private final Selector selector = Selector.open();
    private final List<Wire> wires = new ArrayList<>();
    private final ArrayDeque<Wire> idle = new ArrayDeque<>();
    private Tally tally = new Tally();
    private long startNanos;
    private int rate;
    private int underWay;

    Desk(int port, int connections) throws IOException {
        this.port = port;
        for (int i = 0; i < connections; i++) {
            connect();
        }
    }

    private void connect() throws IOException {
        Wire wire = Wire.open(port, selector);
        wires.add(wire);
        idle.add(wire);
    }

    /**
     * Sends orders and waits for their answers. An order for which no connection is free waits; its time runs.
     *
     * @param count how many
     * @param perSecond at which rate; 0 = as fast as answers come
     */
    Tally run(Orders orders, int count, int perSecond) throws IOException {
        return run(orders, count, perSecond, () -> true);
    }

    /** The same, until somebody says that it is enough. */
    Tally run(Orders orders, int count, int perSecond, BooleanSupplier more) throws IOException {
        tally = new Tally();
        rate = perSecond;
        startNanos = System.nanoTime();
        int next = 0;
        long lastAnswer = startNanos;
        while ((next < count && more.getAsBoolean())
                || (underWay > 0 && System.nanoTime() - lastAnswer < PATIENCE_NANOS)) {
            long now = System.nanoTime();
            while (next < count && more.getAsBoolean() && !idle.isEmpty() && due(next) <= now) {
                send(orders, next++);
            }
            if (poll()) {
                lastAnswer = System.nanoTime();
            }
        }
        tally.elapsedNanos = lastAnswer - startNanos;
        for (Wire wire : List.copyOf(wires)) {
            if (wire.order >= 0) {
                lost(wire);
            }
        }
        return tally;
    }

    /** Orders fall due in the millisecond of their turn, because that is how well a thread sleeps. */
    private long due(int number) {
        return rate == 0 ? startNanos : startNanos + number * 1000L / rate * NANOS_PER_MILLI;
    }

    private void send(Orders orders, int number) throws IOException {
        Wire wire = idle.remove();
        tally.submitted++;
        underWay++;
        try {
            wire.send(orders.request(number), number);
        } catch (IOException e) {
            lost(wire);
        }
    }

    /** Whether an answer came. */
    private boolean poll() throws IOException {
        selector.select(1);
        boolean any = false;
        for (SelectionKey key : selector.selectedKeys()) {
            Wire wire = (Wire) key.attachment();
            any |= key.isValid() && serve(wire, key);
        }
        selector.selectedKeys().clear();
        return any;
    }

    private boolean serve(Wire wire, SelectionKey key) throws IOException {
        int status;
        try {
            if (key.isWritable()) {
                wire.write();
            }
            status = wire.read();
        } catch (IOException e) {
            status = -1;
        }
        if (status == 0) {
            return false;
        }
        if (status < 0 || wire.order < 0) {
            lost(wire);
            return true;
        }
        tally.answered(status, rate == 0 ? 0 : System.nanoTime() - due(wire.order));
        wire.order = -1;
        underWay--;
        idle.add(wire);
        return true;
    }

    /** The connection ended; what was under way on it is unknown to its client. */
    private void lost(Wire wire) throws IOException {
        if (wire.order >= 0) {
            tally.unknown++;
            underWay--;
        }
        idle.remove(wire);
        wires.remove(wire);
        wire.close();
        connect();
    }

    @Override
    public void close() throws IOException {
        wires.forEach(Wire::close);
        selector.close();
    }
}

package io.ringfence.gateway.fix.acceptance;

import io.ringfence.gateway.fix.acceptance.Definition.Step;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Plays one definition against a server that listens somewhere. */
final class AcceptanceRun implements AutoCloseable {
    private final InetSocketAddress address;
    private final Duration patience;
    private final Map<Integer, FixWire> connections = new HashMap<>();

    AcceptanceRun(InetSocketAddress address, Duration patience) {
        this.address = address;
        this.patience = patience;
    }

    /**
     * Plays every step.
     *
     * @throws AssertionError naming the line, what was expected and what came
     */
    void play(Definition definition) throws IOException {
        for (Step step : definition.steps()) {
            try {
                play(step);
            } catch (IOException e) {
                throw new AssertionError(definition.name() + " line " + step.line() + ": " + e, e);
            } catch (AssertionError e) {
                throw new AssertionError(definition.name() + " line " + step.line() + ": " + e.getMessage(), e);
            }
        }
    }

    private void play(Step step) throws IOException {
        switch (step.kind()) {
            case CONNECT -> connections.put(step.connection(), new FixWire(address, patience));
            case CLOSE -> wire(step).close();
            case SEND -> wire(step).send(step.text());
            case EXPECT -> expect(step);
            case EXPECT_CLOSE -> expectClose(step);
        }
    }

    private FixWire wire(Step step) {
        FixWire wire = connections.get(step.connection());
        if (wire == null) {
            throw new AssertionError("connection " + step.connection() + " was never opened");
        }
        return wire;
    }

    private void expect(Step step) throws IOException {
        String message = wire(step).receive();
        if (message.isEmpty()) {
            throw new AssertionError("the server closed instead of sending " + Fields.of(step.text()));
        }
        Fields expected = Fields.of(step.text());
        boolean echo = expected.isEcho();
        Fields actual = Fields.of(message);
        String difference = (echo ? expected.asReport() : expected).differsFrom(actual, echo);
        if (!difference.isEmpty()) {
            throw new AssertionError("expected " + expected + " but got " + actual + ": " + difference);
        }
    }

    private void expectClose(Step step) throws IOException {
        String message = wire(step).receive();
        if (!message.isEmpty()) {
            throw new AssertionError("expected the server to close but got " + Fields.of(message));
        }
    }

    @Override
    public void close() throws IOException {
        for (FixWire wire : connections.values()) {
            wire.close();
        }
    }
}

package io.ringfence.gateway.http;

import io.ringfence.engine.command.CommandWriter;
import io.ringfence.engine.gates.ReasonCode;
import io.ringfence.engine.pipeline.CommandClass;
import io.ringfence.engine.pipeline.CommandPublisher;
import io.ringfence.gateway.CommandPort;
import io.ringfence.gateway.egress.Pending;
import io.ringfence.gateway.json.Problem;
import io.ringfence.gateway.json.ScopeKeys;
import io.ringfence.gateway.record.CommitRecord;

/** Sends commands into the core and has their callers wait for the record. Safe for any thread; never waits itself. */
final class Commands {
    /** Encodes the command; the origin is set already. */
    interface Encoder {
        void encode(CommandWriter writer);
    }

    /** Answers the call from its commit record, on the egress thread. */
    interface Renderer {
        void answer(Call call, CommitRecord record);
    }

    private final ThreadLocal<CommandWriter> writers = ThreadLocal.withInitial(CommandWriter::new);
    private final CommandPort port;
    private final Pending pending;

    Commands(CommandPort port, Pending pending) {
        this.port = port;
        this.pending = pending;
    }

    void submit(Call call, CommandClass commandClass, Encoder encoder, Renderer renderer) {
        send(
                call,
                encoder,
                renderer,
                (writer, now) -> port.publish(commandClass, writer.buffer(), 0, writer.length(), now));
    }

    /** A trip, past everything that waits. */
    void submitKill(Call call, Encoder encoder, Renderer renderer) {
        send(call, encoder, renderer, (writer, now) -> port.publishKill(writer.buffer(), 0, writer.length()));
    }

    private interface Lane {
        CommandPublisher.Result publish(CommandWriter writer, long nowNanos);
    }

    private void send(Call call, Encoder encoder, Renderer renderer, Lane lane) {
        long now = System.nanoTime();
        long number = pending.add(new Waiting(call, renderer), now);
        if (number == 0) {
            call.problem(pending.isClosed() ? stopped() : busy());
            return;
        }
        CommandPublisher.Result result;
        boolean published = false;
        try {
            CommandWriter writer = writers.get();
            writer.origin(number, 0, ScopeKeys.REST_SESSION, call.credential().id());
            encoder.encode(writer);
            // Before it is so: the answer may come from another thread at once.
            call.published(true);
            result = lane.publish(writer, now);
            published = result == CommandPublisher.Result.PUBLISHED;
        } finally {
            if (!published) {
                call.published(false);
                pending.cancel(number);
            }
        }
        switch (result) {
            case PUBLISHED -> pending.published();
            case FULL -> call.problem(busy());
            case NO_SPACE -> call.problem(noSpace());
            case DEAD -> call.problem(stopped());
        }
    }

    private static Problem busy() {
        return Problem.code(ReasonCode.BACKPRESSURE.number, "Too many commands wait; nothing was done, come back");
    }

    private static Problem noSpace() {
        return Problem.of(
                503,
                ReasonCode.JOURNAL.number,
                "The journal's disk is short of space; nothing was done; cancels and the kill switch still work");
    }

    private static Problem stopped() {
        return Problem.of(503, ReasonCode.INTERNAL.number, "The core has stopped; nothing was done");
    }

    /** A call whose command is in the core. */
    private record Waiting(Call call, Renderer renderer) implements Pending.Waiter {
        @Override
        public void committed(CommitRecord record) {
            renderer.answer(call, record);
        }

        @Override
        public void unknown(String why) {
            call.problem(Problem.of(
                    503,
                    ReasonCode.INTERNAL.number,
                    "It is unknown what became of this request (" + why + "); query by client_order_id"));
        }
    }
}

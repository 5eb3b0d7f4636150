package io.ringfence.ops.simtest.model;

import io.ringfence.engine.schema.MessageHeaderDecoder;
import io.ringfence.ops.json.MessageNames;
import java.util.List;
import org.agrona.DirectBuffer;

/** The events of one record, taken one after the other as the model expects them. */
final class Tape {
    final MessageHeaderDecoder header = new MessageHeaderDecoder();
    final long sequence;
    private final List<DirectBuffer> events;
    private int next;

    Tape(Recorded record) {
        sequence = record.sequence();
        events = record.events();
    }

    /** The kind of the next event; 0 at the end. */
    int peek() {
        return next < events.size() ? Recorded.template(events.get(next)) : 0;
    }

    boolean is(int template) {
        return peek() == template;
    }

    /** The next event without taking it. */
    DirectBuffer look() {
        return events.get(next);
    }

    DirectBuffer take(int template) {
        if (peek() != template) {
            throw wrong("expected " + MessageNames.of(template));
        }
        return events.get(next++);
    }

    void end() {
        if (next < events.size()) {
            throw wrong("nothing more was expected");
        }
    }

    void require(boolean holds, String what) {
        if (!holds) {
            throw wrong(what);
        }
    }

    Disagreement wrong(String what) {
        String found = next < events.size() ? MessageNames.of(peek()) : "the end of the record";
        return new Disagreement("sequence " + sequence + ", event " + next + " (" + found + "): " + what);
    }
}

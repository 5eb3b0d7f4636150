package io.ringfence.bench.flow;

import java.io.IOException;

/** A flow file does not say what it should; the message names the file, the record and the field. */
public final class FlowFormatException extends IOException {
    private static final long serialVersionUID = 1L;

    FlowFormatException(String message) {
        super(message);
    }
}

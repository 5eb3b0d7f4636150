package io.ringfence.engine.pipeline;

/**
 * Where the time of a command comes from: the only clock in the core, and an input to it. Called once per command, on
 * the engine thread.
 */
public interface StampSource {
    /**
     * UTC nanoseconds, never lower than the last.
     *
     * @throws ClockException when wall and monotonic time drifted apart by more than a second (906): fail-stop
     */
    long nextNanos();

    /** The clock can not be trusted any more. */
    final class ClockException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public ClockException(String message) {
            super(message);
        }
    }
}

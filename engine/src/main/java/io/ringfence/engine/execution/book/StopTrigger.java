package io.ringfence.engine.execution.book;

/** The price that fires the stops of a symbol. */
public enum StopTrigger {
    /** Every trade on this book, as it happens. The default. */
    LAST(0),
    /** The price at which the stop would trade: the best ask for a stop to buy, the best bid for one to sell. */
    TOUCH(1),
    /** The mid of bid and ask, rounded down. */
    MARK(2);

    /** As the setting and the snapshot call it. */
    final int number;

    StopTrigger(int number) {
        this.number = number;
    }

    static StopTrigger of(int number) {
        return switch (number) {
            case 0 -> LAST;
            case 1 -> TOUCH;
            case 2 -> MARK;
            default -> throw new IllegalArgumentException("no stop trigger has the number " + number);
        };
    }
}

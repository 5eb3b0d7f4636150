package io.ringfence.engine.execution.book;

/** The price that fires the stops of a symbol. */
public enum StopTrigger {
    /** Every trade on this book, as it happens. The default. */
    LAST,
    /** The price at which the stop would trade: the best ask for a stop to buy, the best bid for one to sell. */
    TOUCH,
    /** The mid of bid and ask, rounded down. */
    MARK
}

package io.ringfence.ops.simtest;

/** What a client once asked for, and what it was told: one line of its ledger. */
final class Request {
    /** What a request asks. */
    enum Kind {
        ORDER,
        CANCEL,
        REPLACE,
        MASS_CANCEL
    }

    final Kind kind;
    final int account;
    final String id;
    final Message message;
    int sent = 1;
    boolean answered;
    /** The order that the client was told it has; 0 = none. */
    long acceptedAs;
    /** The command whose refusal the client was told and which used the id up; 0 = none. */
    long refusedBy;

    Request(Kind kind, int account, String id, Message message) {
        this.kind = kind;
        this.account = account;
        this.id = id;
        this.message = message;
    }
}

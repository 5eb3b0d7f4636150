package io.ringfence.gateway.http;

/** Answers one kind of request. Called on an I/O thread, so it must not wait; it may answer later, from any thread. */
interface Endpoint {
    /** A {@link io.ringfence.gateway.json.RefusedException} becomes the problem that it describes. */
    void handle(Call call);
}
